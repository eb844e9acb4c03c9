"""Widgets take values, never an open article or storage, and send messages up."""
