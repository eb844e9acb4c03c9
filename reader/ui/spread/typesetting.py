"""Setting: how the reader wants lines set, and what a line so set draws that its text does not hold."""

from __future__ import annotations

from typing import Final

from reader.frozen import frozen_dataclass

MAX_EXTRA_CELLS: Final = 3
"""Cells by which one gap is widened at most: beyond it a ragged edge reads better."""


@frozen_dataclass(frozen=True, slots=True)
class Typesetting:
    """The reader's choice. Both are off for a reader who chose nothing."""

    hyphenated: bool = False
    """Whether French words are divided at the ends of lines."""
    justified: bool = False
    """Whether the gaps between words are widened until both edges of a column are even."""


PLAIN_TYPESETTING: Final = Typesetting()
"""Words whole, the right edge ragged."""


@frozen_dataclass(frozen=True, slots=True)
class LineAdjustment:
    """What is drawn of one line beyond its own characters. The stored text knows nothing of it."""

    hyphen: bool = False
    """Whether a hyphen is drawn after the last character, because a word is divided there."""
    widened_spaces: tuple[tuple[int, int], ...] = ()
    """(offset of a space, cells it is widened by), in the order of the text."""

    def __post_init__(self) -> None:
        last = -1
        for offset, extra in self.widened_spaces:
            if offset <= last or not 1 <= extra <= MAX_EXTRA_CELLS:
                raise ValueError(f"these gaps cannot be widened so: {self.widened_spaces}")
            last = offset

    def cells_added_before(self, offset: int) -> int:
        """Return the cells added in front of the character at an offset."""
        return sum(extra for at, extra in self.widened_spaces if at < offset)


UNADJUSTED: Final = LineAdjustment()
"""The finish of a line that shows its own characters and nothing else."""
