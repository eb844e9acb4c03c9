"""Breaker: sets a paragraph into lines of a given width, greedily, by offsets; the text itself is never changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader.text.graphemes import snap_back, snap_forward
from reader.text.lazy_regex import late_pattern
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

_RUN: Final = late_pattern(f"[{SPACES}]*")
_GAP: Final = late_pattern(f"[{SPACES}{NO_BREAK_SPACES}]*")
_HYPHENS: Final = rf"(?<=[{LETTER}])[-‐](?=[{LETTER}])|(?<=\w)\u00ad(?=\w)"
# The greedy dot finds the *last* opportunity before the limit at the speed of C: one match for most lines.
_LAST_FRENCH: Final = late_pattern(rf"(?s:.*)(?:[{SPACES}]|{_HYPHENS})")
_LAST_ENGLISH: Final = late_pattern(rf"(?s:.*)(?:[{SPACES}]|{_HYPHENS}|(?<=[{LETTER}0-9])—(?=[{LETTER}0-9]))")
_FOLD_LOOKBACK: Final = 16
"""Graphemes that folding steps back in search of a better place."""
_MAX_CODE_POINTS: Final = 1024
"""Code points of one line, or four for each cell where that is more: signs without a width would fill it without an end."""
_HYPHEN_CHARACTERS: Final = frozenset("-‐" + SOFT_HYPHEN)

Line = tuple[int, int, bool]
"""Where a line begins and ends, and whether a word is divided there."""


@dataclass(slots=True)
class _LineExtent:
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
    only where a single wide character is, and ends before it is full only where it has hundreds of signs that cannot be seen. Raises ValueError when ``width`` is under 1.
    """
    return tuple(iter_lines(text, width, english=english))


def iter_lines(text: str, width: int, *, english: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``break_lines`` one by one; each costs the same wherever it stands and however long the text is."""
    for start, end, _ in iter_hyphenated_lines(text, width, english=english):
        yield start, end


def hyphenate_lines(text: str, width: int) -> tuple[tuple[tuple[int, int], ...], frozenset[int]]:
    """Return the lines of a French paragraph whose words may be divided at their ends, and the ends that take a hyphen.

    As ``break_lines``, but a line is filled with the part of a word that still fits, if the language divides it there; never on
    two lines running, nor after a line that ends with a hyphen of the text.
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
    """Yield the lines of ``break_lines`` or ``divide_lines`` from an offset on where one begins, at least one.

    ``may_divide``: whether a word may be divided at the end of the first (see ``may_divide_after``).
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
        # One more character than fits: a mark there may belong to the last that does.
        seen = min(end, limit + 1)
        reach = (
            _LineExtent(start, end, width, limit)
            if SINGLE_WIDTH_RUN.fullmatch(text, start, seen)
            else _measure(text, start, end, width)
        )
        if reach.limit >= end:
            yield start, end, False
            return
        line_end, following = _best_break(text, reach, last, english=english)
        divided = False
        if hyphenated:
            at = _hyphenation_point(text, reach, following) if may_hyphenate else None
            if at is not None:
                line_end, following, divided = at, at, True
            may_hyphenate = may_hyphenate_after(text, (start, line_end, divided))
        yield start, line_end, divided
        start = following


def may_hyphenate_after(text: str, line: Line) -> bool:
    """Tell whether a word may be divided at the end of the line after this one: never on two lines running."""
    return not line[2] and text[line[1] - 1] not in _HYPHEN_CHARACTERS


def visible_line(
    text: str, start: int, end: int, *, ends_line: bool = True, adjustment: LineAdjustment = UNADJUSTED
) -> str:
    r"""Return what is painted of ``text[start:end]``, a line or a part of one.

    Soft hyphens, zero width spaces, joiners and whatever else has no width are dropped; a hyphen is added where a line ends
    inside a word that is divided there, by a soft hyphen or by its ``finish``; gaps are widened as the finish says.
    ``ends_line``: whether the part is the end of its line.

    >>> drawn("inter\u00adnational", 0, 6), drawn("inter\u00adnational", 0, 14)
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
    """Find how far a line goes whose characters differ in width: never less than one character that can be seen, or ``_MOST`` of them."""
    size, most = 2 * width + 16, max(_MAX_CODE_POINTS, 4 * width)
    while True:
        stop = min(end, start + min(size, most))
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
        if size >= most:
            return _LineExtent(
                start, end, width, bounds[-2], bounds, widths
            )  # without the last one: it may have been cut
        size *= 4  # the piece ended before the line did: its last cluster may have been cut, so measure all of it again


def _best_break(text: str, reach: _LineExtent, last: re.Pattern[str], *, english: bool) -> tuple[int, int]:
    """Return the line's end and the next line's start: the last break allowed, or a yielding one, or a fold."""
    start = reach.start
    yielding: tuple[int, int] | None = None
    # Spaces may hang beyond the edge. Not too many are looked at, because each line of a long run would look at them all.
    hanging = _GAP.match(text, reach.limit, min(reach.end, reach.limit + LONG_SPACE_RUN))
    stop = max(hanging.end() if hanging else 0, reach.limit + 1)
    while (found := last.match(text, start, stop)) is not None:
        at = found.end() - 1
        if text[at] in ALL_SPACES:
            run = _RUN.match(text, at)
            following = run.end() if run else at + 1
            stop = at
            while stop > start and text[stop - 1] in ALL_SPACES:
                stop -= 1
            if stop == start:
                break
            line_end = stop
        else:
            line_end = following = at + 1
            stop = at
            if text[at] == SOFT_HYPHEN and not 0 < reach.cells(at) < reach.width:
                continue
        rule = forbidding_rule(text, following, english=english)
        if rule is None:
            return line_end, following
        if yielding is None and rule in SOFT_RULES:
            yielding = line_end, following
    return yielding or _fold(text, reach)


def _hyphenation_point(text: str, reach: _LineExtent, following: int) -> int | None:
    """Return where a word is divided so that the line holds more than up to ``following``, where it would break else."""
    # Only a reader who wants words divided pays for knowing where.
    from reader.ui.spread.hyphenation import last_hyphenation_point

    # A fold or a rule that gave way is worse than any division.
    floor = following if forbidding_rule(text, following) is None else reach.start
    return last_hyphenation_point(text, reach.start, floor, reach.limit)


def _fold(text: str, reach: _LineExtent) -> tuple[int, int]:
    """Return where to fold a chunk wider than its line: at a grapheme, and not beside quotation marks if it can be helped."""
    start, limit = reach.start, reach.limit
    offsets: Sequence[int] = range(start + 1, limit + 1)
    if reach.bounds:
        offsets = reach.bounds[: bisect_right(reach.bounds, limit)]
    for strictly in (True, False):
        for offset in reversed(offsets[-_FOLD_LOOKBACK:]):
            if may_fold(text, offset, strict=strictly):
                return offset, offset
    while limit - 1 > start and text[limit - 1] == SOFT_HYPHEN:
        limit -= 1  # the hyphen would be drawn, and it does not fit
    line_end = limit
    while line_end > start and text[line_end - 1] in ALL_SPACES:
        line_end -= 1
    line_end = snap_forward(text, line_end) if line_end > start else limit
    run = _RUN.match(text, limit)
    return line_end, snap_back(text, run.end()) if run else limit
