"""Paragraph mismatch: where a text and its translation stop matching paragraph by paragraph."""

from __future__ import annotations

from math import inf, sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_WINDOW: Final = 120
"""Paragraphs compared together, so that the work grows linearly with the texts."""
_DRIFT: Final = 24
"""Maximum number of paragraphs one side may be ahead inside a window."""
_LENGTH_VARIANCE: Final = 6.8
"""Variance of a translation's length per character of the original (Gale and Church 1993)."""
_RELATIVE_DEVIATION: Final = 0.12
"""Deviation of a length in addition, as a share of it."""
_MAX_COST: Final = 30.0
"""Maximum cost of one bad pair, so that one free translation does not outweigh the rest."""
_GROUP_COSTS: Final = ((1, 1, 0.0), (2, 1, 5.0), (1, 2, 5.0))
"""French and English paragraphs taken together, and the cost of such a group."""
_UNMATCHED_COST, _NEXT_UNMATCHED_COST = 7.0, 1.5
"""Cost of an unmatched paragraph, and of each one that follows it."""

_Path: TypeAlias = tuple[float, int]
"""A pairing up to some point: cost, and first French paragraph not paired 1-1, or -1."""
_NO_PATH: Final[_Path] = (inf, -1)


def first_mismatch(french: Sequence[str], english: Sequence[str]) -> int:
    """Return the index of the French paragraph most likely split, merged, added or left out.

    Paragraphs are compared by length (after Gale and Church 1993) in overlapping windows, up to the
    first mismatch. The result is an index of ``french``, or its length when only English follows.
    """
    ours, theirs = [len(text) for text in french], [len(text) for text in english]
    ratio = min(1.15, max(0.75, sum(theirs) / max(1, sum(ours))))
    drift = min(_DRIFT, abs(len(ours) - len(theirs)) + 4)
    shorter = min(len(ours), len(theirs))
    for offset in range(0, shorter, _WINDOW // 2):
        stop = offset + _WINDOW
        window = _Window(ours[offset:stop], theirs[offset:stop], ratio, drift, len(ours) <= stop, len(theirs) <= stop)
        mismatch = window.first_mismatch()
        if 0 <= mismatch < _WINDOW * 3 // 4 or (mismatch >= 0 and shorter <= stop):
            return offset + mismatch
    return shorter


@frozen_dataclass(frozen=True, slots=True)
class _Window:
    """Some paragraphs of both texts that begin together."""

    french: list[int]
    """Lengths, in code points."""
    english: list[int]
    """Lengths, in code points."""
    ratio: float
    """English characters per French one, in the whole texts."""
    drift: int
    """Maximum number of paragraphs one side may be ahead."""
    french_ends: bool
    """Whether the French text ends with this window."""
    english_ends: bool
    """Whether the English text ends with this window."""

    def first_mismatch(self) -> int:
        """Return the first French paragraph that the cheapest pairing does not pair 1-1, or -1."""
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
                    paths = [self._extend(best, i, j, group) for group in _GROUP_COSTS]
                    best[i, j] = min(*paths, no_english[i, j], no_french[i, j])
                if i == rows or j == columns:
                    ends.append(self._close(best[i, j], i, rows - i, columns - j))
        return min(ends)[1]

    def _extend(self, best: dict[tuple[int, int], _Path], i: int, j: int, group: tuple[int, int, float]) -> _Path:
        """Extend the path before one group by that group."""
        ours, theirs, prior_cost = group
        cost, mismatch = best.get((i - ours, j - theirs), _NO_PATH)
        if cost == inf:
            return _NO_PATH
        french, english = sum(self.french[i - ours : i]), sum(self.english[j - theirs : j])
        expected = french * self.ratio
        deviation = (english - expected) / sqrt(
            _LENGTH_VARIANCE * max(1.0, expected) + (_RELATIVE_DEVIATION * expected) ** 2
        )
        if mismatch < 0 and ours + theirs > 2:
            mismatch = i - ours
        return cost + prior_cost + min(_MAX_COST, deviation * deviation / 2), mismatch

    def _close(self, path: _Path, i: int, french_left: int, english_left: int) -> _Path:
        """Add the cost of what is left where a text ends with the window."""
        left = (french_left if self.english_ends else 0) + (english_left if self.french_ends else 0)
        if not left:
            return path
        return path[0] + _UNMATCHED_COST + _NEXT_UNMATCHED_COST * (left - 1), i if path[1] < 0 else path[1]


def _extend_unmatched(
    best: dict[tuple[int, int], _Path], unmatched: dict[tuple[int, int], _Path], before: tuple[int, int], paragraph: int
) -> _Path:
    """Extend a path by one unmatched paragraph."""
    cost, mismatch = best.get(before, _NO_PATH)
    first = (cost + _UNMATCHED_COST, paragraph if mismatch < 0 else mismatch)
    cost, mismatch = unmatched.get(before, _NO_PATH)
    return min(first, (cost + _NEXT_UNMATCHED_COST, mismatch))
