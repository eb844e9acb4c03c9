"""What the library says of an article without opening it, and where its reader was."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class ReadingPosition:
    """The caret to come back to, kept for each article."""

    caret: int = 0
    """Code point of the article's text."""
    row: int | None = None
    """The screen row the caret stood on, counted from the top of the page; None: never read."""
    english: bool = False
    """Whether the English was shown."""
    progress: float = 0.0
    """How much was read, 0 to 1."""
    mode: str = ""
    """How the English shows, where it is shown: a name the page knows; empty: as the width allows."""


@frozen_dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One article as the sidebar and ``enregard list`` show it."""

    id: str
    title: str
    author: str
    date: str
    words: int
    progress: float
    """How much was read, 0 to 1."""
    opened: bool
    """Whether it was ever opened."""
    highlights: int
    notes: int
    english: bool
    """Whether any English is there."""
    archived: bool
    name: str
    """The file's name it came from, without its ending; empty when unknown."""
    added: str
    """ISO 8601, UTC, to the second."""
    language: str = "fr"
    """ISO 639-1 code of the language it is written in."""
