"""Headings: which paragraphs of a text are headings, and their levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LEVEL: Final = 6
"""The deepest level, as in Markdown."""


@frozen_dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A paragraph that is a heading."""

    paragraph: int
    """Index of the paragraph."""
    level: int
    """1 for the highest, up to ``MAX_LEVEL``."""

    def __post_init__(self) -> None:
        if self.paragraph < 0 or not 1 <= self.level <= MAX_LEVEL:
            raise ValueError(f"not a heading: {self.paragraph}:{self.level}")


def check_headings(headings: Iterable[Heading], paragraphs: int) -> None:
    """Raise ValueError unless the headings are in order, of distinct and existing paragraphs."""
    before = -1
    for heading in headings:
        if not before < heading.paragraph < paragraphs:
            raise ValueError("not the headings of this text")
        before = heading.paragraph


def format_headings(headings: Iterable[Heading]) -> str:
    """Return headings in stored form: "index:level", joined by spaces."""
    return " ".join(f"{heading.paragraph}:{heading.level}" for heading in headings)


def parse_headings(stored: str) -> tuple[Heading, ...]:
    """Parse headings in stored form. Raise ValueError on any other form."""
    found = []
    for word in stored.split():
        index, _, level = word.partition(":")
        found.append(Heading(int(index), int(level)))
    return tuple(found)
