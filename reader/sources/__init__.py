"""Bringing French in: files first; pages, feeds and books have room here later."""
