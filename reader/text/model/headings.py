"""Headings: which paragraphs of a text are headings, and of which level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LEVEL: Final = 6
"""The levels go from 1 to this, as in Markdown."""


@frozen_dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A paragraph that is a heading."""

    paragraph: int
    """Its index."""
    level: int
    """1 for the highest, up to ``DEEPEST``."""

    def __post_init__(self) -> None:
        if self.paragraph < 0 or not 1 <= self.level <= MAX_LEVEL:
            raise ValueError(f"not a heading: {self.paragraph}:{self.level}")


def check_headings(headings: Iterable[Heading], paragraphs: int) -> None:
    """Raise ValueError unless the headings are in order, each of a paragraph of its own that there is."""
    before = -1
    for heading in headings:
        if not before < heading.paragraph < paragraphs:
            raise ValueError("not the headings of this text")
        before = heading.paragraph


def format_headings(headings: Iterable[Heading]) -> str:
    """Return headings as they are stored: "index:level", joined by spaces."""
    return " ".join(f"{heading.paragraph}:{heading.level}" for heading in headings)


def parse_headings(stored: str) -> tuple[Heading, ...]:
    """Read headings as they are stored; ValueError when that is not how they are written."""
    found = []
    for word in stored.split():
        index, _, level = word.partition(":")
        found.append(Heading(int(index), int(level)))
    return tuple(found)
