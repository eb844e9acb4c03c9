"""Errors whose message is shown to the user: what happened, and what to do."""

from __future__ import annotations


class EnregardError(Exception):
    """Base class; ``str(error)`` is the message to show."""


class StorageError(EnregardError):
    """The library file could not be read or written."""


class SourceError(EnregardError):
    """A file could not be imported."""


class UnknownArticle(EnregardError):
    """No article, or more than one, matches what the user typed."""
