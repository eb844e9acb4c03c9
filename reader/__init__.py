"""Enregard: read French articles in a terminal, with the English alongside."""

__version__ = "0.1.0"
