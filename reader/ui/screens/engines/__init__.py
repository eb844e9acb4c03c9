"""Screens and commands of translation engines."""
