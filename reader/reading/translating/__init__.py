"""Translating an article with an engine: scheduling, requests, results."""
