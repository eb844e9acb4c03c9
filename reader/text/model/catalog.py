"""Catalog: what the library lists about an article, and its reading position."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class ReadingPosition:
    """The saved reading position of an article."""

    caret: int = 0
    """Code point of the article's text."""
    row: int | None = None
    """Screen row of the caret, counted from the top of the window; None: never read."""
    english: bool = False
    """Whether the translation was shown."""
    progress: float = 0.0
    """Share of the article that was read, 0 to 1."""
    mode: str = ""
    """Name of the translation layout; empty: automatic."""


@frozen_dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One article as shown in the sidebar and by ``enregard list``."""

    id: str
    title: str
    author: str
    date: str
    words: int
    progress: float
    """Share of the article that was read, 0 to 1."""
    opened: bool
    """Whether it was ever opened."""
    highlights: int
    notes: int
    english: bool
    """Whether any paragraph has a translation."""
    archived: bool
    name: str
    """Name of the source file without its extension; empty when unknown."""
    added: str
    """ISO 8601, UTC, to the second."""
    language: str = "fr"
    """ISO 639-1 code of the article's language."""
