"""Pairing: where a text and its English stop going paragraph by paragraph."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_WINDOW: Final = 120
"""Paragraphs looked at together: the work grows with the length of the texts, not with its square."""
_DRIFT: Final = 24
"""The most paragraphs that one side may be ahead inside a window."""
_LENGTH_VARIANCE: Final = 6.8
"""Variance of a translation's length for each character of the original (Gale and Church 1993)."""
_RELATIVE_DEVIATION: Final = 0.12
"""How far, as a share of its length, a paragraph's translation strays besides."""
_MAX_COST: Final = 30.0
"""The most that one bad pair can cost, so that one free translation does not outweigh the rest."""
_GROUP_COSTS: Final = ((1, 1, 0.0), (2, 1, 5.0), (1, 2, 5.0))
"""French and English paragraphs taken together, and what it costs because it is rare."""
_UNMATCHED_COST, _NEXT_UNMATCHED_COST = 7.0, 1.5
"""What it costs that a paragraph faces nothing, and that the next one does not either."""

_Path: TypeAlias = tuple[float, int]
"""A way to pair the paragraphs up to some point: its cost, and the French paragraph where it first was not one for one,
or -1."""
_NO_PATH: Final[_Path] = (inf, -1)


def first_mismatch(french: Sequence[str], english: Sequence[str]) -> int:
    """Return the index of the French paragraph that most likely was split, merged, added or left out in the English.

    Paragraphs are compared by length (after Gale and Church 1993) in overlapping windows, up to the first that shows a
    parting. An index of ``french``, or its length when English follows after its end.
    """
    ours, theirs = [len(words) for words in french], [len(words) for words in english]
    ratio = min(1.15, max(0.75, sum(theirs) / max(1, sum(ours))))
    drift = min(_DRIFT, abs(len(ours) - len(theirs)) + 4)
    shorter = min(len(ours), len(theirs))
    for offset in range(0, shorter, _WINDOW // 2):
        stop = offset + _WINDOW
        window = _Window(ours[offset:stop], theirs[offset:stop], ratio, drift, len(ours) <= stop, len(theirs) <= stop)
        parted = window.first_mismatch()
        if 0 <= parted < _WINDOW * 3 // 4 or (parted >= 0 and shorter <= stop):
            return offset + parted
    return shorter


@frozen_dataclass(frozen=True, slots=True)
class _Window:
    """Some paragraphs of both texts that begin together."""

    french: list[int]
    """Lengths, in code points."""
    english: list[int]
    """Lengths, in code points."""
    ratio: float
    """English characters for each French one, in the whole texts."""
    drift: int
    """How many paragraphs one side may be ahead."""
    french_ends: bool
    """Whether the French text ends with this window."""
    english_ends: bool
    """Whether the English text ends with this window."""

    def first_mismatch(self) -> int:
        """Return the French paragraph where the cheapest way to pair them first is not one for one, or -1."""
        rows, columns = len(self.french), len(self.english)
        best: dict[tuple[int, int], _Path] = {(0, 0): (0.0, -1)}
        no_english: dict[tuple[int, int], _Path] = {}
        no_french: dict[tuple[int, int], _Path] = {}
        ends: list[_Path] = []
        for i in range(rows + 1):
            for j in range(max(0, i - self.drift), min(columns, i + self.drift) + 1):
                if i or j:
                    no_english[i, j] = _extend_unmatched(best, no_english, (i - 1, j), i - 1)
                    no_french[i, j] = _extend_unmatched(best, no_french, (i, j - 1), i)
                    ways = [self._extend(best, i, j, bead) for bead in _GROUP_COSTS]
                    best[i, j] = min(*ways, no_english[i, j], no_french[i, j])
                if i == rows or j == columns:
                    ends.append(self._close(best[i, j], i, rows - i, columns - j))
        return min(ends)[1]

    def _extend(self, best: dict[tuple[int, int], _Path], i: int, j: int, bead: tuple[int, int, float]) -> _Path:
        """Extend the way that comes before one bead."""
        ours, theirs, rare = bead
        cost, parted = best.get((i - ours, j - theirs), _NO_PATH)
        if cost == inf:
            return _NO_PATH
        french, english = sum(self.french[i - ours : i]), sum(self.english[j - theirs : j])
        expected = french * self.ratio
        strayed = (english - expected) / sqrt(
            _LENGTH_VARIANCE * max(1.0, expected) + (_RELATIVE_DEVIATION * expected) ** 2
        )
        if parted < 0 and ours + theirs > 2:
            parted = i - ours
        return cost + rare + min(_MAX_COST, strayed * strayed / 2), parted

    def _close(self, way: _Path, i: int, french_left: int, english_left: int) -> _Path:
        """Add what is left over where a text ends with the window; elsewhere the next window goes on."""
        left = (french_left if self.english_ends else 0) + (english_left if self.french_ends else 0)
        if not left:
            return way
        return way[0] + _UNMATCHED_COST + _NEXT_UNMATCHED_COST * (left - 1), i if way[1] < 0 else way[1]


def _extend_unmatched(
    best: dict[tuple[int, int], _Path], alone: dict[tuple[int, int], _Path], before: tuple[int, int], paragraph: int
) -> _Path:
    """Extend a way by one paragraph that faces nothing."""
    cost, parted = best.get(before, _NO_PATH)
    first = (cost + _UNMATCHED_COST, paragraph if parted < 0 else parted)
    cost, parted = alone.get(before, _NO_PATH)
    return min(first, (cost + _NEXT_UNMATCHED_COST, parted))
