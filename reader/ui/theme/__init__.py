"""Themes and colors."""
