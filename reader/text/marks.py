"""Marks: highlights and notes, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reader.text.selectors import Anchor, Selector


class Color(Enum):
    """The six colors of a highlight, in the order of their keys 1 to 6."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    ORANGE = "orange"
    PURPLE = "purple"


@dataclass(frozen=True, slots=True)
class Note:
    """The reader's words on one highlight."""

    body: str
    """Clean text; lines kept."""
    created: str
    """ISO 8601, UTC, to the second."""
    modified: str
    """ISO 8601, UTC, to the second."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A colored mark on a passage, described so that it survives a change of the text."""

    id: str
    article_id: str
    selector: Selector
    color: Color
    created: str
    """ISO 8601, UTC, to the second."""
    modified: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """A highlight whose passage was found."""

    highlight: Highlight
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Orphan:
    """A highlight whose passage cannot be found in the text of today; always shown, never dropped."""

    highlight: Highlight
