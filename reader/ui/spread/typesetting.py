"""Typesetting options, and what is drawn of a line beyond its text."""

from __future__ import annotations

from typing import Final

from reader.frozen import frozen_dataclass

MAX_EXTRA_CELLS: Final = 3
"""Cells added to one space at most: beyond that a ragged edge reads better."""


@frozen_dataclass(frozen=True, slots=True)
class Typesetting:
    """The user's choice; both are off by default."""

    hyphenated: bool = False
    """Whether French words are hyphenated at line ends."""
    justified: bool = False
    """Whether spaces are widened until both edges of a column are even."""


PLAIN_TYPESETTING: Final = Typesetting()
"""Whole words, ragged right edge."""


@frozen_dataclass(frozen=True, slots=True)
class LineAdjustment:
    """What is drawn of one line beyond its own characters; never part of the stored text."""

    hyphen: bool = False
    """Whether a hyphen is drawn after the last character."""
    widened_spaces: tuple[tuple[int, int], ...] = ()
    """(offset of a space, cells added), in the order of the text."""

    def __post_init__(self) -> None:
        last = -1
        for offset, extra in self.widened_spaces:
            if offset <= last or not 1 <= extra <= MAX_EXTRA_CELLS:
                raise ValueError(f"these gaps cannot be widened so: {self.widened_spaces}")
            last = offset

    def cells_added_before(self, offset: int) -> int:
        """Return the cells added before the character at an offset."""
        return sum(extra for at, extra in self.widened_spaces if at < offset)


UNADJUSTED: Final = LineAdjustment()
"""A line that shows its own characters and nothing else."""
