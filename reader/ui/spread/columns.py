"""Geometry: where the columns of the page stand, from its width and the measure the reader chose. All lengths are cells."""

from __future__ import annotations

from enum import Enum
from typing import Final

from reader.frozen import valueclass

NARROW: Final = 60
"""Under this width of the page the margins shrink to one cell."""
LEAST_COLUMN: Final = 36
"""Facing columns are never narrower."""
GAP: Final = 4
"""White between facing columns."""
INDENT: Final = 2
"""How far interleaved English stands in from its French."""
FRENCH_PART: Final = 0.52
"""The French column's part of both, where nothing is known of the texts."""
LEAST_PART: Final = 0.44
MOST_PART: Final = 0.6
"""The French column's part of both stays between these, however long either text is."""


class Mode(Enum):
    """How the French and the English stand."""

    FRENCH = "french"
    FACING = "facing"
    INTERLEAVED = "interleaved"
    ENGLISH = "english"


class Manner(Enum):
    """How the reader wants the English of an article to show, where it is shown. The values are kept in the library."""

    AUTOMATIC = ""
    """Facing where the page is wide enough, interleaved elsewhere."""
    FACING = "facing"
    INTERLEAVED = "interleaved"
    ENGLISH = "english"
    """The English alone."""
    REVEAL = "reveal"
    """Hidden until asked for, paragraph by paragraph."""
    YOURSELF = "yourself"
    """The reader's own, written first; another's under it then."""

    @classmethod
    def named(cls, value: str) -> Manner:
        """Return the manner that was kept under a value; one that this version does not know is the automatic one."""
        return next((manner for manner in cls if manner.value == value), cls.AUTOMATIC)


@valueclass(frozen=True, slots=True)
class Geometry:
    """The columns of a page. In FRENCH mode the English column is where a revealed paragraph's English goes.

    In ENGLISH mode both are the same: a paragraph that has no English is shown in French.
    """

    width: int
    """The whole page."""
    mode: Mode
    gutter_x: int
    """Where the mark of a line stands; -1 when the page is too narrow for one."""
    french_x: int
    french: int
    """The French column's width; at least 1."""
    english_x: int
    english: int
    """The English column's width; at least 1."""

    def __post_init__(self) -> None:
        fits = 0 <= self.french_x < self.french_x + self.french <= self.width
        fits = fits and 0 <= self.english_x < self.english_x + self.english <= self.width
        if not fits or not -1 <= self.gutter_x < self.french_x:
            raise ValueError(f"columns do not fit the page: {self}")

    @property
    def head(self) -> int:
        """The width of the title block: the measure, or both columns with their gap when they face."""
        return self.french if self.mode is not Mode.FACING else self.english_x + self.english - self.french_x


def geometry(
    width: int, measure: int, english: bool, manner: Manner = Manner.AUTOMATIC, *, part: float = FRENCH_PART
) -> Geometry:
    """Return the columns of a page ``width`` cells wide, for a measure of at most ``measure`` cells, with or without English.

    Columns face each other only where both find room, whatever was asked for; in REVEAL the page is one of French. ``part`` is the
    French column's part of two that face each other: in proportion to their texts, pairs end at about the same row.
    Total: any width and measure give columns of at least one cell.
    """
    width, measure = max(1, width), max(1, measure)
    left, right, gutter = (4, 2, 2) if width >= NARROW else (min(1, width - 1), int(width > 2), 1)
    available = width - left - right
    both = available - GAP
    english = english and manner is not Manner.REVEAL
    if english and both >= 2 * LEAST_COLUMN and manner in {Manner.AUTOMATIC, Manner.FACING, Manner.YOURSELF}:
        part = max(LEAST_PART, min(part, MOST_PART))
        widest = max(LEAST_COLUMN, measure - 6)
        limit = min(widest, round(widest * part / (1 - part)))
        french = min(max(LEAST_COLUMN, limit), max(LEAST_COLUMN, round(both * part)), both - LEAST_COLUMN)
        facing = max(LEAST_COLUMN, min(round(french * (1 - part) / part), widest, both - french))
        x = max(left, (width - french - GAP - facing) // 2)
        return Geometry(width, Mode.FACING, x - gutter, x, french, x + french + GAP, facing)
    french = min(measure, available)
    x = max(left, (width - french) // 2)
    if english and manner is Manner.ENGLISH:
        return Geometry(width, Mode.ENGLISH, x - gutter if x else -1, x, french, x, french)
    indent = min(INDENT, french - 1)
    mode = Mode.INTERLEAVED if english else Mode.FRENCH
    return Geometry(width, mode, x - gutter if x else -1, x, french, x + indent, french - indent)
