"""Paragraphs: where each paragraph of a text begins and ends, found when it is asked for.

A hundred thousand paragraphs are a list of a hundred thousand numbers; as many spans would take half a second to make.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final, overload

from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEPARATOR: Final = "\n\n"
"""What stands between two paragraphs in an article's text."""
_SEPARATORS: Final = re.compile(SEPARATOR).finditer


class Paragraphs(Sequence[Span]):
    r"""The spans of a text's paragraphs, in order; together with the separators they cover the text. A part of them is one too.

    >>> [span.start for span in Paragraphs.of("Un.\n\nDeux.\n\nTrois.")[1:]]
    [5, 12]
    """

    __slots__ = ("_picked", "starts")

    def __init__(self, starts: Sequence[int], picked: range) -> None:
        self.starts = starts
        """Where every paragraph of the text begins, and where one after the last would."""
        self._picked = picked

    @classmethod
    def of(cls, text: str) -> Paragraphs:
        """Return the paragraphs of a text; an empty text has none."""
        if not text:
            return cls([0], range(0))
        # Half the time of cutting the text: nothing of it is copied.
        starts = [0, *(found.end() for found in _SEPARATORS(text)), len(text) + len(SEPARATOR)]
        return cls(starts, range(len(starts) - 1))

    def with_lengths(self, lengths: Mapping[int, int]) -> Paragraphs:
        """Return the paragraphs of the whole text once some of them, by their index, have other lengths: a fifth of finding them."""
        step = len(SEPARATOR)
        rooms = [after - start for start, after in zip(self.starts, self.starts[1:], strict=False)]
        for index, length in lengths.items():
            rooms[index] = length + step
        return Paragraphs(list(accumulate(rooms, initial=0)), range(len(rooms)))

    def lengths(self, picked: range) -> list[int]:
        r"""Return how long some of the paragraphs are, by their index, without making spans of them.

        >>> Paragraphs.of("Un.\n\nDeux.\n\nTrois.").lengths(range(0, 3, 2))
        [3, 6]
        """
        starts, step = self.starts, len(SEPARATOR)
        return [
            starts[number + 1] - starts[number] - step
            for number in self._picked[picked.start : picked.stop : picked.step]
        ]

    def __len__(self) -> int:
        return len(self._picked)

    @overload
    def __getitem__(self, index: int) -> Span: ...

    @overload
    def __getitem__(self, index: slice) -> Paragraphs: ...

    def __getitem__(self, index: int | slice) -> Span | Paragraphs:
        if isinstance(index, slice):
            return Paragraphs(self.starts, self._picked[index])
        number = self._picked[index]
        return Span(self.starts[number], self.starts[number + 1] - len(SEPARATOR))

    def __iter__(self) -> Iterator[Span]:
        starts, step = self.starts, len(SEPARATOR)
        return (Span(starts[number], starts[number + 1] - step) for number in self._picked)

    def at(self, offset: int) -> int:
        """Return the index, in the whole text, of the paragraph that holds an offset; a separator belongs to the one before it."""
        return max(0, min(bisect_right(self.starts, offset), len(self.starts) - 1) - 1)
