"""Justify: which gaps of a line are widened, and by how many cells, so that the line fills its column."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.ui.spread.break_rules import LONG_SPACE_RUN, forbidding_rule
from reader.ui.spread.typesetting import MAX_EXTRA_CELLS

if TYPE_CHECKING:
    from reader.text.spans import Span

_LOOKBEHIND: Final = LONG_SPACE_RUN + 16
_LOOKAHEAD: Final = 24
"""Code points around a line that the rules of its gaps look at."""
_MAX_LINE: Final = 1024
"""Code points; a line with more has stacks of accents or signs without a width, and is left as it is."""


def widen_spaces(
    text: str, paragraph: Span, line: Span, slack: int, *, from_right: bool = False, english: bool = False
) -> tuple[tuple[int, int], ...]:
    """Return (offset of a space, cells to widen it by) so that a line grows by ``slack`` cells; nothing when it cannot.

    Only ordinary spaces (U+0020) where the line might have been broken are widened: one that belongs to a sign, a number or an
    abbreviation is as fixed as the no-break space that could stand for it. No gap takes more than ``MOST_EXTRA`` cells.
    The cells are shared out evenly; what does not divide goes to gaps spread over the line, counted from the left or,
    ``from_right``, from the right: lines take turns, so that the wide gaps do not form a river down the page.
    """
    if slack < 1 or len(line) > _MAX_LINE:
        return ()
    base = max(paragraph.start, line.start - _LOOKBEHIND)
    window = text[base : min(paragraph.end, line.end + _LOOKAHEAD)]
    spaces = _stretchable_spaces(window, line.start - base, line.end - base, english)
    count = len(spaces)
    if slack > MAX_EXTRA_CELLS * count:
        return ()
    shares = [(index + 1) * slack // count - index * slack // count for index in range(count)]
    if not from_right:
        shares.reverse()
    return tuple((base + space, share) for space, share in zip(spaces, shares, strict=True) if share)


@lru_cache(maxsize=1024)
def _stretchable_spaces(text: str, start: int, end: int, english: bool) -> tuple[int, ...]:
    """Return the spaces of ``text[start:end]`` that may be widened."""
    found = []
    at = text.find(" ", start, end - 1)
    while at >= 0:
        if at > start and forbidding_rule(text, at + 1, english=english) is None:
            found.append(at)
        at = text.find(" ", at + 1, end - 1)
    return tuple(found)
