"""Setting: how the reader wants lines set, and what a line so set draws that its text does not hold."""

from __future__ import annotations

from typing import Final

from reader.frozen import valueclass

MOST_EXTRA: Final = 3
"""Cells by which one gap is widened at most: beyond it a ragged edge reads better."""


@valueclass(frozen=True, slots=True)
class Setting:
    """The reader's choice. Both are off for a reader who chose nothing."""

    hyphenated: bool = False
    """Whether French words are divided at the ends of lines."""
    justified: bool = False
    """Whether the gaps between words are widened until both edges of a column are even."""


PLAINLY: Final = Setting()
"""Words whole, the right edge ragged."""


@valueclass(frozen=True, slots=True)
class Finish:
    """What is drawn of one line beyond its own characters. The stored text knows nothing of it."""

    hyphen: bool = False
    """Whether a hyphen is drawn after the last character, because a word is divided there."""
    wide: tuple[tuple[int, int], ...] = ()
    """(offset of a space, cells it is widened by), in the order of the text."""

    def __post_init__(self) -> None:
        last = -1
        for offset, extra in self.wide:
            if offset <= last or not 1 <= extra <= MOST_EXTRA:
                raise ValueError(f"these gaps cannot be widened so: {self.wide}")
            last = offset

    def before(self, offset: int) -> int:
        """Return the cells added in front of the character at an offset."""
        return sum(extra for at, extra in self.wide if at < offset)


AS_IT_IS: Final = Finish()
"""The finish of a line that shows its own characters and nothing else."""
