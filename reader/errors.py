"""Errors whose message is a sentence for the reader: what happened, and what to do."""

from __future__ import annotations


class EnregardError(Exception):
    """Something that could not be done; ``str(error)`` is a sentence to show as it is."""


class StorageError(EnregardError):
    """The library file could not be read or written."""


class SourceError(EnregardError):
    """A file could not be brought in."""


class UnknownArticle(EnregardError):
    """No article, or more than one, answers to the words given."""
