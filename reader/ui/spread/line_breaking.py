"""Greedy line breaking of a paragraph by offsets. The text itself is never changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.text.graphemes import snap_back, snap_forward
from reader.text.lazy_regex import lazy_pattern
from reader.ui.spread.break_rules import (
    ALL_SPACES,
    LETTER,
    LONG_SPACE_RUN,
    NO_BREAK_SPACES,
    SOFT_RULES,
    SPACES,
    Rule,
    forbidding_rule,
    may_fold,
)
from reader.ui.spread.cell_widths import SINGLE_WIDTH_RUN, SOFT_HYPHEN, iter_clusters, visible_text
from reader.ui.spread.typesetting import UNADJUSTED

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reader.ui.spread.typesetting import LineAdjustment

__all__ = [
    "Rule",
    "break_lines",
    "forbidding_rule",
    "hyphenate_lines",
    "iter_hyphenated_lines",
    "iter_lines",
    "may_hyphenate_after",
    "visible_line",
]

_RUN: Final = lazy_pattern(f"[{SPACES}]*")
_GAP: Final = lazy_pattern(f"[{SPACES}{NO_BREAK_SPACES}]*")
_HYPHENS: Final = rf"(?<=[{LETTER}])[-‐](?=[{LETTER}])|(?<=\w)\u00ad(?=\w)"
# The greedy dot finds the last opportunity before the limit: one match for most lines.
_LAST_FRENCH: Final = lazy_pattern(rf"(?s:.*)(?:[{SPACES}]|{_HYPHENS})")
_LAST_ENGLISH: Final = lazy_pattern(rf"(?s:.*)(?:[{SPACES}]|{_HYPHENS}|(?<=[{LETTER}0-9])—(?=[{LETTER}0-9]))")
_FOLD_LOOKBACK: Final = 16
"""Graphemes that folding searches backwards for a better place."""
_MAX_CODE_POINTS: Final = 1024
"""Maximum code points of a line (or four per cell): a bound for zero-width characters."""
_HYPHEN_CHARACTERS: Final = frozenset("-‐" + SOFT_HYPHEN)

Line = tuple[int, int, bool]
"""Start and end of a line, and whether a word is hyphenated there."""


@dataclass(slots=True)
class _LineExtent:
    """How far one line can extend."""

    start: int
    """The line's first offset."""
    end: int
    """The paragraph's end, without trailing spaces."""
    width: int
    """Cells."""
    limit: int
    """The first offset that does not fit."""
    bounds: Sequence[int] = ()
    """Ends of the measured clusters; empty if every one is one cell wide."""
    widths: Sequence[int] = ()
    """Cells from the line's start to each of the bounds."""

    def cells(self, offset: int) -> int:
        """Return the cells between the line's start and an offset."""
        if not self.bounds:
            return offset - self.start
        index = bisect_right(self.bounds, offset)
        return self.widths[index - 1] if index else 0


def break_lines(text: str, width: int, *, english: bool = False) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of every line of a paragraph, each at most ``width`` cells wide.

    There is at least one line, perhaps empty. Only spaces at the paragraph's edges and at line
    breaks are left out. A line is wider than ``width`` only if it is a single wide character, and
    ends early only after hundreds of invisible characters. Raises ValueError when ``width`` is
    below 1.
    """
    return tuple(iter_lines(text, width, english=english))


def iter_lines(text: str, width: int, *, english: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``break_lines`` one by one, each in time independent of the text."""
    for start, end, _ in iter_hyphenated_lines(text, width, english=english):
        yield start, end


def hyphenate_lines(text: str, width: int) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """Return the lines of a hyphenated French paragraph, and the ends that take a hyphen.

    As ``break_lines``, but the part of a word that still fits fills the line where hyphenation
    allows; never on two successive lines, nor after a line that ends with a hyphen of the text.
    """
    lines: list[tuple[int, int]] = []
    divided: set[int] = set()
    for start, end, hyphen in iter_hyphenated_lines(text, width, hyphenated=True):
        lines.append((start, end))
        if hyphen:
            divided.add(end)
    return tuple(lines), frozenset(divided)


def iter_hyphenated_lines(
    text: str,
    width: int,
    *,
    english: bool = False,
    hyphenated: bool = False,
    start: int = 0,
    may_hyphenate: bool = True,
) -> Iterator[Line]:
    """Yield the lines of ``break_lines`` or ``hyphenate_lines`` from the start of a line on.

    ``may_hyphenate``: whether the first line may end with a hyphen (see ``may_hyphenate_after``).
    """
    if width < 1:
        raise ValueError(f"a line has at least one cell, not {width}")
    end = snap_forward(text, len(text.rstrip(SPACES)))
    run = _RUN.match(text, start)
    first = snap_back(text, run.end()) if run and run.end() > start else start
    if first >= end:
        yield start, start, False
        return
    start = first
    last = _LAST_ENGLISH if english else _LAST_FRENCH
    while True:
        limit = min(end, start + width)
        # Include one more character: a combining mark there may belong to the last one that fits.
        seen = min(end, limit + 1)
        extent = (
            _LineExtent(start, end, width, limit)
            if SINGLE_WIDTH_RUN.fullmatch(text, start, seen)
            else _measure(text, start, end, width)
        )
        if extent.limit >= end:
            yield start, end, False
            return
        line_end, next_start = _best_break(text, extent, last, english=english)
        divided = False
        if hyphenated:
            at = _hyphenation_point(text, extent, next_start) if may_hyphenate else None
            if at is not None:
                line_end, next_start, divided = at, at, True
            may_hyphenate = may_hyphenate_after(text, (start, line_end, divided))
        yield start, line_end, divided
        start = next_start


def may_hyphenate_after(text: str, line: Line) -> bool:
    """Return whether the line after this one may be hyphenated: never two successive lines."""
    return not line[2] and text[line[1] - 1] not in _HYPHEN_CHARACTERS


def visible_line(
    text: str, start: int, end: int, *, ends_line: bool = True, adjustment: LineAdjustment = UNADJUSTED
) -> str:
    r"""Return what is painted of ``text[start:end]``, a line or a part of one.

    Characters without a width are dropped; a hyphen is added where a line ends inside a word, by a
    soft hyphen or by its ``adjustment``, which also widens spaces. ``ends_line``: whether the part
    is the end of its line.

    >>> visible_line("inter\u00adnational", 0, 6), visible_line("inter\u00adnational", 0, 14)
    ('inter-', 'international')
    """
    pieces = []
    at = start
    for space, extra in adjustment.widened_spaces:
        if start <= space < end:
            pieces += [visible_text(text[at : space + 1]), " " * extra]
            at = space + 1
    pieces.append(visible_text(text[at:end]))
    if ends_line and (adjustment.hyphen or _ends_at_soft_hyphen(text, start, end)):
        pieces.append("-")
    return "".join(pieces)


def _ends_at_soft_hyphen(text: str, start: int, end: int) -> bool:
    return start < end < len(text) and text[end - 1] == SOFT_HYPHEN and forbidding_rule(text, end) is None


def _measure(text: str, start: int, end: int, width: int) -> _LineExtent:
    """Find how far a line of characters of different widths extends.

    At least one visible character, or ``_MAX_CODE_POINTS``.
    """
    size, maximum = 2 * width + 16, max(_MAX_CODE_POINTS, 4 * width)
    while True:
        stop = min(end, start + min(size, maximum))
        bounds: list[int] = []
        widths: list[int] = []
        total = 0
        for _, offset, cells in iter_clusters(text, start, stop):
            if total and total + cells > width:
                return _LineExtent(start, end, width, bounds[-1], bounds, widths)
            total += cells
            bounds.append(offset)
            widths.append(total)
        if stop == end:
            return _LineExtent(start, end, width, end, bounds, widths)
        if size >= maximum:
            return _LineExtent(start, end, width, bounds[-2], bounds, widths)  # drop the last one: it may be incomplete
        size *= 4  # the last cluster may be incomplete: measure again with a longer piece


def _best_break(text: str, extent: _LineExtent, last: re.Pattern[str], *, english: bool) -> tuple[int, int]:
    """Return the line's end and the next line's start: an allowed break, a soft one, or a fold."""
    start = extent.start
    soft: tuple[int, int] | None = None
    # Trailing spaces may extend past the edge. The bound avoids quadratic time on long runs.
    hanging = _GAP.match(text, extent.limit, min(extent.end, extent.limit + LONG_SPACE_RUN))
    stop = max(hanging.end() if hanging else 0, extent.limit + 1)
    while (match := last.match(text, start, stop)) is not None:
        at = match.end() - 1
        if text[at] in ALL_SPACES:
            run = _RUN.match(text, at)
            next_start = run.end() if run else at + 1
            stop = at
            while stop > start and text[stop - 1] in ALL_SPACES:
                stop -= 1
            if stop == start:
                break
            line_end = stop
        else:
            line_end = next_start = at + 1
            stop = at
            if text[at] == SOFT_HYPHEN and not 0 < extent.cells(at) < extent.width:
                continue
        rule = forbidding_rule(text, next_start, english=english)
        if rule is None:
            return line_end, next_start
        if soft is None and rule in SOFT_RULES:
            soft = line_end, next_start
    return soft or _fold(text, extent)


def _hyphenation_point(text: str, extent: _LineExtent, next_start: int) -> int | None:
    """Return where to hyphenate a word so that the line holds more than up to ``next_start``."""
    # Imported on demand: only hyphenated text needs it.
    from reader.ui.spread.hyphenation import last_hyphenation_point

    # Any hyphenation is better than a fold or breaking a soft rule.
    floor = next_start if forbidding_rule(text, next_start) is None else extent.start
    return last_hyphenation_point(text, extent.start, floor, extent.limit)


def _fold(text: str, extent: _LineExtent) -> tuple[int, int]:
    """Return where to fold a chunk wider than its line, preferably not beside quotation marks."""
    start, limit = extent.start, extent.limit
    offsets: Sequence[int] = range(start + 1, limit + 1)
    if extent.bounds:
        offsets = extent.bounds[: bisect_right(extent.bounds, limit)]
    for strict in (True, False):
        for offset in reversed(offsets[-_FOLD_LOOKBACK:]):
            if may_fold(text, offset, strict=strict):
                return offset, offset
    while limit - 1 > start and text[limit - 1] == SOFT_HYPHEN:
        limit -= 1  # its hyphen would be drawn and does not fit
    line_end = limit
    while line_end > start and text[line_end - 1] in ALL_SPACES:
        line_end -= 1
    line_end = snap_forward(text, line_end) if line_end > start else limit
    run = _RUN.match(text, limit)
    return line_end, snap_back(text, run.end()) if run else limit
