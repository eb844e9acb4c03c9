"""The columns of a page, computed from its width and the measure. All lengths are cells."""

from __future__ import annotations

from enum import Enum
from typing import Final

from reader.frozen import frozen_dataclass

NARROW_WIDTH: Final = 60
"""Below this page width the margins shrink to one cell."""
MIN_FACING_COLUMN: Final = 36
"""Minimum width of facing columns."""
COLUMN_GAP: Final = 4
"""Blank cells between facing columns."""
INTERLEAVED_INDENT: Final = 2
"""Indentation of interleaved English."""
DEFAULT_FRENCH_RATIO: Final = 0.52
"""The French column's share of both, for texts of unknown length."""
MIN_FRENCH_RATIO: Final = 0.44
MAX_FRENCH_RATIO: Final = 0.6
"""The French column's share of both stays between these limits."""


class ColumnMode(Enum):
    """How the French and the English are arranged."""

    FRENCH = "french"
    FACING = "facing"
    INTERLEAVED = "interleaved"
    ENGLISH = "english"


class EnglishMode(Enum):
    """How the user wants the translation to appear. The values are stored in the library."""

    AUTOMATIC = ""
    """Facing if the page is wide enough, else interleaved."""
    FACING = "facing"
    INTERLEAVED = "interleaved"
    ENGLISH = "english"
    """The English alone."""
    REVEAL = "reveal"
    """Hidden until revealed, paragraph by paragraph."""
    YOURSELF = "yourself"
    """Your own translation; another one appears below it once you have written yours."""

    @classmethod
    def from_stored(cls, value: str) -> EnglishMode:
        """Return the mode with a stored value; AUTOMATIC if this version does not know it."""
        return next((mode for mode in cls if mode.value == value), cls.AUTOMATIC)


@frozen_dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a page.

    In FRENCH mode the English column is for a revealed paragraph's English. In ENGLISH mode both
    columns are the same: a paragraph without English is shown in French.
    """

    width: int
    """Width of the whole page."""
    mode: ColumnMode
    gutter_x: int
    """The cell of the gutter signs; -1 when the page is too narrow for them."""
    french_x: int
    french_width: int
    """Width of the French column; at least 1."""
    english_x: int
    english_width: int
    """Width of the English column; at least 1."""

    def __post_init__(self) -> None:
        fits = 0 <= self.french_x < self.french_x + self.french_width <= self.width
        fits = fits and 0 <= self.english_x < self.english_x + self.english_width <= self.width
        if not fits or not -1 <= self.gutter_x < self.french_x:
            raise ValueError(f"columns do not fit the page: {self}")

    @property
    def title_width(self) -> int:
        """Width of the title block: the measure, or both facing columns with their gap."""
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
    """Return the columns of a page ``width`` cells wide, for lines of at most ``measure`` cells.

    Columns face each other only if both fit, whatever the mode; in REVEAL the page shows French.
    ``french_ratio`` is the French column's share of two facing columns: in proportion to their
    texts, pairs end at about the same row. Any width and measure give columns of at least one cell.
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
        english_part = max(
            MIN_FACING_COLUMN, min(round(french * (1 - french_ratio) / french_ratio), widest, both - french)
        )
        x = max(left, (width - french - COLUMN_GAP - english_part) // 2)
        return Columns(width, ColumnMode.FACING, x - gutter, x, french, x + french + COLUMN_GAP, english_part)
    french = min(measure, available)
    x = max(left, (width - french) // 2)
    if english and english_mode is EnglishMode.ENGLISH:
        return Columns(width, ColumnMode.ENGLISH, x - gutter if x else -1, x, french, x, french)
    indent = min(INTERLEAVED_INDENT, french - 1)
    mode = ColumnMode.INTERLEAVED if english else ColumnMode.FRENCH
    return Columns(width, mode, x - gutter if x else -1, x, french, x + indent, french - indent)
