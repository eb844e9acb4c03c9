"""Translating paragraphs with an engine: scheduling, requests and results."""
