"""Geometry: where the columns of the page stand, from its width and the measure the reader chose. All lengths are cells."""

from __future__ import annotations

from enum import Enum
from typing import Final

from reader.frozen import frozen_dataclass

NARROW_WIDTH: Final = 60
"""Under this width of the page the margins shrink to one cell."""
MIN_FACING_COLUMN: Final = 36
"""Facing columns are never narrower."""
COLUMN_GAP: Final = 4
"""White between facing columns."""
INTERLEAVED_INDENT: Final = 2
"""How far interleaved English stands in from its French."""
DEFAULT_FRENCH_RATIO: Final = 0.52
"""The French column's part of both, where nothing is known of the texts."""
MIN_FRENCH_RATIO: Final = 0.44
MAX_FRENCH_RATIO: Final = 0.6
"""The French column's part of both stays between these, however long either text is."""


class ColumnMode(Enum):
    """How the French and the English stand."""

    FRENCH = "french"
    FACING = "facing"
    INTERLEAVED = "interleaved"
    ENGLISH = "english"


class EnglishMode(Enum):
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
    def from_stored(cls, value: str) -> EnglishMode:
        """Return the manner that was kept under a value; one that this version does not know is the automatic one."""
        return next((manner for manner in cls if manner.value == value), cls.AUTOMATIC)


@frozen_dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a page. In FRENCH mode the English column is where a revealed paragraph's English goes.

    In ENGLISH mode both are the same: a paragraph that has no English is shown in French.
    """

    width: int
    """The whole page."""
    mode: ColumnMode
    gutter_x: int
    """Where the mark of a line stands; -1 when the page is too narrow for one."""
    french_x: int
    french_width: int
    """The French column's width; at least 1."""
    english_x: int
    english_width: int
    """The English column's width; at least 1."""

    def __post_init__(self) -> None:
        fits = 0 <= self.french_x < self.french_x + self.french_width <= self.width
        fits = fits and 0 <= self.english_x < self.english_x + self.english_width <= self.width
        if not fits or not -1 <= self.gutter_x < self.french_x:
            raise ValueError(f"columns do not fit the page: {self}")

    @property
    def title_width(self) -> int:
        """The width of the title block: the measure, or both columns with their gap when they face."""
        return (
            self.french_width
            if self.mode is not ColumnMode.FACING
            else self.english_x + self.english_width - self.french_x
        )


def compute_columns(
    width: int,
    measure: int,
    english: bool,
    english_mode: EnglishMode = EnglishMode.AUTOMATIC,
    *,
    french_ratio: float = DEFAULT_FRENCH_RATIO,
) -> Columns:
    """Return the columns of a page ``width`` cells wide, for a measure of at most ``measure`` cells, with or without English.

    Columns face each other only where both find room, whatever was asked for; in REVEAL the page is one of French. ``part`` is the
    French column's part of two that face each other: in proportion to their texts, pairs end at about the same row.
    Total: any width and measure give columns of at least one cell.
    """
    width, measure = max(1, width), max(1, measure)
    left, right, gutter = (4, 2, 2) if width >= NARROW_WIDTH else (min(1, width - 1), int(width > 2), 1)
    available = width - left - right
    both = available - COLUMN_GAP
    english = english and english_mode is not EnglishMode.REVEAL
    if (
        english
        and both >= 2 * MIN_FACING_COLUMN
        and english_mode in {EnglishMode.AUTOMATIC, EnglishMode.FACING, EnglishMode.YOURSELF}
    ):
        french_ratio = max(MIN_FRENCH_RATIO, min(french_ratio, MAX_FRENCH_RATIO))
        widest = max(MIN_FACING_COLUMN, measure - 6)
        limit = min(widest, round(widest * french_ratio / (1 - french_ratio)))
        french = min(
            max(MIN_FACING_COLUMN, limit), max(MIN_FACING_COLUMN, round(both * french_ratio)), both - MIN_FACING_COLUMN
        )
        facing = max(MIN_FACING_COLUMN, min(round(french * (1 - french_ratio) / french_ratio), widest, both - french))
        x = max(left, (width - french - COLUMN_GAP - facing) // 2)
        return Columns(width, ColumnMode.FACING, x - gutter, x, french, x + french + COLUMN_GAP, facing)
    french = min(measure, available)
    x = max(left, (width - french) // 2)
    if english and english_mode is EnglishMode.ENGLISH:
        return Columns(width, ColumnMode.ENGLISH, x - gutter if x else -1, x, french, x, french)
    indent = min(INTERLEAVED_INDENT, french - 1)
    mode = ColumnMode.INTERLEAVED if english else ColumnMode.FRENCH
    return Columns(width, mode, x - gutter if x else -1, x, french, x + indent, french - indent)
