"""Breaker: sets a paragraph into lines of a given width, greedily, by offsets; the text itself is never changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.text.graphemes import snap_back, snap_forward
from reader.ui.spread.rules import GAPS, LETTER, LONG_RUN, NO_BREAK, SPACES, YIELDING, Rule, explain, may_fold
from reader.ui.spread.widths import PLAIN, SOFT_HYPHEN, measured, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Rule", "break_lines", "drawn", "explain", "iter_lines"]

_RUN: Final = re.compile(f"[{SPACES}]*")
_GAP: Final = re.compile(f"[{SPACES}{NO_BREAK}]*")
_HYPHENS: Final = rf"(?<=[{LETTER}])[-‐](?=[{LETTER}])|(?<=\w)\u00ad(?=\w)"
# The greedy dot finds the *last* opportunity before the limit at the speed of C: one match for most lines.
_LAST_FRENCH: Final = re.compile(rf"(?s:.*)(?:[{SPACES}]|{_HYPHENS})")
_LAST_ENGLISH: Final = re.compile(rf"(?s:.*)(?:[{SPACES}]|{_HYPHENS}|(?<=[{LETTER}0-9])—(?=[{LETTER}0-9]))")
_FOLD_STEPS: Final = 16
"""Graphemes that folding steps back in search of a better place."""


@dataclass(slots=True)
class _Reach:
    """How far one line can go."""

    start: int
    """The line's first offset."""
    end: int
    """The paragraph's end, without the spaces there."""
    width: int
    """Cells."""
    limit: int
    """The first offset that no longer fits."""
    bounds: Sequence[int] = ()
    """Offsets where a cluster met on the way ends; none: every one is one cell wide."""
    widths: Sequence[int] = ()
    """Cells from the line's start to each of the bounds."""

    def cells(self, offset: int) -> int:
        """Return the cells between the line's start and an offset."""
        if not self.bounds:
            return offset - self.start
        index = bisect_right(self.bounds, offset)
        return self.widths[index - 1] if index else 0


def break_lines(text: str, width: int, *, english: bool = False) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of every line of one paragraph, ``width`` cells wide at most; at least one line, perhaps empty.

    Nothing is left out but the spaces at the paragraph's edges and those where a line breaks. A line is wider than ``width``
    only where a single wide character is. Raises ValueError when ``width`` is under 1.
    """
    return tuple(iter_lines(text, width, english=english))


def iter_lines(text: str, width: int, *, english: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``break_lines`` one by one; each costs the same wherever it stands and however long the text is."""
    if width < 1:
        raise ValueError(f"a line has at least one cell, not {width}")
    end = snap_forward(text, len(text.rstrip(SPACES)))
    start = snap_back(text, len(text) - len(text.lstrip(SPACES)))
    if not end:
        yield 0, 0
        return
    last = _LAST_ENGLISH if english else _LAST_FRENCH
    while True:
        limit = min(end, start + width)
        # One more character than fits: a mark there may belong to the last that does.
        seen = min(end, limit + 1)
        reach = (
            _Reach(start, end, width, limit)
            if PLAIN.fullmatch(text, start, seen)
            else _measure(text, start, end, width)
        )
        if reach.limit >= end:
            yield start, end
            return
        line_end, following = _best(text, reach, last, english=english)
        yield start, line_end
        start = following


def drawn(text: str, start: int, end: int, *, ends_line: bool = True) -> str:
    r"""Return what is painted of ``text[start:end]``, a line or a part of one.

    Soft hyphens, zero width spaces, joiners and whatever else has no width are dropped; a hyphen is added where a line ends
    at a soft hyphen inside a word (``ends_line``: whether the part is the end of its line).

    >>> drawn("inter\u00adnational", 0, 6), drawn("inter\u00adnational", 0, 14)
    ('inter-', 'international')
    """
    words = visible(text[start:end])
    divided = ends_line and start < end < len(text) and text[end - 1] == SOFT_HYPHEN and explain(text, end) is None
    return words + "-" if divided else words


def _measure(text: str, start: int, end: int, width: int) -> _Reach:
    """Find how far a line goes whose characters differ in width: never less than one character that can be seen."""
    size = 2 * width + 16
    while True:
        stop = min(end, start + size)
        bounds: list[int] = []
        widths: list[int] = []
        total = 0
        for _, offset, cells in measured(text[start:stop]):
            if total and total + cells > width:
                return _Reach(start, end, width, bounds[-1], bounds, widths)
            total += cells
            bounds.append(start + offset)
            widths.append(total)
        if stop == end:
            return _Reach(start, end, width, end, bounds, widths)
        size *= 4  # the piece ended before the line did: its last cluster may have been cut, so measure all of it again


def _best(text: str, reach: _Reach, last: re.Pattern[str], *, english: bool) -> tuple[int, int]:
    """Return the line's end and the next line's start: the last break allowed, or a yielding one, or a fold."""
    start = reach.start
    yielding: tuple[int, int] | None = None
    # Spaces may hang beyond the edge. Not too many are looked at, because each line of a long run would look at them all.
    hanging = _GAP.match(text, reach.limit, min(reach.end, reach.limit + LONG_RUN))
    stop = max(hanging.end() if hanging else 0, reach.limit + 1)
    while (found := last.match(text, start, stop)) is not None:
        at = found.end() - 1
        if text[at] in GAPS:
            run = _RUN.match(text, at)
            following = run.end() if run else at + 1
            stop = at
            while stop > start and text[stop - 1] in GAPS:
                stop -= 1
            if stop == start:
                break
            line_end = stop
        else:
            line_end = following = at + 1
            stop = at
            if text[at] == SOFT_HYPHEN and not 0 < reach.cells(at) < reach.width:
                continue
        rule = explain(text, following, english=english)
        if rule is None:
            return line_end, following
        if yielding is None and rule in YIELDING:
            yielding = line_end, following
    return yielding or _fold(text, reach)


def _fold(text: str, reach: _Reach) -> tuple[int, int]:
    """Return where to fold a chunk wider than its line: at a grapheme, and not beside quotation marks if it can be helped."""
    start, limit = reach.start, reach.limit
    offsets: Sequence[int] = range(start + 1, limit + 1)
    if reach.bounds:
        offsets = reach.bounds[: bisect_right(reach.bounds, limit)]
    for strictly in (True, False):
        for offset in reversed(offsets[-_FOLD_STEPS:]):
            if may_fold(text, offset, strictly=strictly):
                return offset, offset
    while limit - 1 > start and text[limit - 1] == SOFT_HYPHEN:
        limit -= 1  # the hyphen would be drawn, and it does not fit
    line_end = limit
    while line_end > start and text[line_end - 1] in GAPS:
        line_end -= 1
    line_end = snap_forward(text, line_end) if line_end > start else limit
    run = _RUN.match(text, limit)
    return line_end, snap_back(text, run.end()) if run else limit
