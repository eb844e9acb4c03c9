"""Screens and dialogs: commands and messages around the widgets."""
