"""Declared commands and the keys that run them."""
