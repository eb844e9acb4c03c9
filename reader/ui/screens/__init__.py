"""Screens: they bind a sitting to widgets."""
