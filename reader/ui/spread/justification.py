"""Which spaces of a line are widened, and by how many cells, to fill the column."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.ui.spread.break_rules import LONG_SPACE_RUN, forbidding_rule
from reader.ui.spread.typesetting import MAX_EXTRA_CELLS

if TYPE_CHECKING:
    from reader.text.spans import Span

_LOOKBEHIND: Final = LONG_SPACE_RUN + 16
_LOOKAHEAD: Final = 24
"""Code points around a line that the break rules examine."""
_MAX_LINE: Final = 1024
"""Code points. Longer lines have stacked accents or zero-width characters: not justified."""


def widen_spaces(
    text: str, paragraph: Span, line: Span, slack: int, *, from_right: bool = False, english: bool = False
) -> tuple[tuple[int, int], ...]:
    """Return (offset of a space, cells added) so that the line grows by ``slack`` cells.

    Empty if that is impossible. Only ordinary spaces (U+0020) where the line might have been broken
    are widened: a space that belongs to a punctuation mark, number or abbreviation is as fixed as a
    no-break space. No space grows by more than ``MAX_EXTRA_CELLS``.

    The cells are distributed evenly; the remainder goes to spaces spread over the line, counted
    from the left or, with ``from_right``, from the right. Alternating lines avoids rivers of white.
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
