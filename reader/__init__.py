"""Enregard: read French articles in a terminal, their English facing, with marks that stay on your machine."""

__version__ = "0.1.0"
