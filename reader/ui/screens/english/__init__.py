"""Screens and commands of the translation column."""
