"""Divide a very long paragraph into parts, so that only the visible ones are laid out.

A part ends with a sentence, and in facing columns parts begin together; in a single column the
boundaries are invisible (see ``long_paragraph``). Boundaries depend on the text alone, not on the
window or on what was shown before, so any order of layout gives the same result.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.text.graphemes import MAX_CLUSTER, snap_back
from reader.text.segmentation.sentences import sentences
from reader.text.spans import Span
from reader.ui.spread.break_rules import SPACES, forbidding_rule

if TYPE_CHECKING:
    from reader.text.model.article import Article

LONG_PARAGRAPH: Final = 16_000
"""Code points. A shorter paragraph is laid out whole, in a few milliseconds."""
PART_LENGTH: Final = 8_000
"""Approximate code points of a part; its English has from a twelfth to twice as many."""
_SEARCH_DIVISOR: Final = 8
"""A boundary is searched within this fraction of a part on both sides of the even one."""


def part_counts(french: int, english: int) -> tuple[int, int]:
    """Return the number of parts of each side of a pair, by their lengths in code points.

    English of similar length has as many parts as the French, to align the columns at each. The
    French parts do not depend on the English, so its lines never change.
    """
    ours = part_count(french)
    return ours, matched_part_count(part_count(english), ours)


def part_count(length: int) -> int:
    """Return the number of parts of a text on its own."""
    return -(-length // PART_LENGTH) if length > LONG_PARAGRAPH else 1


def matched_part_count(own: int, other: int) -> int:
    """Return the other text's number of parts if both are long and similar, else its own."""
    return other if 1 < own <= 2 * other and 1 < other <= 2 * own else own


class PartBoundaries:
    """The part boundaries of one paragraph, from its beginning, each found on request."""

    __slots__ = ("_english", "_found", "_text", "count")

    def __init__(self, text: str, count: int, *, english: bool = False) -> None:
        self.count = count
        """Number of parts."""
        self._text = text
        self._english = english
        self._found: dict[int, int] = {0: 0, count: len(text)}

    def span(self, part: int) -> Span:
        """Return one part."""
        return Span(self._at(part), self._at(part + 1))

    def part_of(self, offset: int) -> int:
        """Return the part that holds an offset; the first or last one beyond the edges."""
        length = len(self._text)
        part = max(0, min(offset * self.count // length if length else 0, self.count - 1))
        while part and self._at(part) > offset:
            part -= 1
        while part + 1 < self.count and self._at(part + 1) <= offset:
            part += 1
        return part

    def _at(self, boundary: int) -> int:
        found = self._found.get(boundary)
        if found is None:
            found = self._found[boundary] = self._find(len(self._text) * boundary // self.count)
        return found

    def _find(self, even: int) -> int:
        """Return the best boundary near an even one: a sentence, word or character start."""
        text, reach = self._text, PART_LENGTH // _SEARCH_DIVISOR
        first = even - reach
        begins = [span.start for span in sentences(text[first : even + reach], first)[1:]]
        if begins:
            return min(begins, key=lambda begin: abs(begin - even))
        for offset in range(even, first, -1):
            if text[offset - 1] in SPACES and forbidding_rule(text, offset, english=self._english) is None:
                return offset
        # Endless clusters are cut at multiples of MAX_CLUSTER: the same in a part as in the whole.
        offset = snap_back(text, max(first + 1, even - even % MAX_CLUSTER))
        return offset if offset > first else even


@lru_cache(maxsize=16)
def part_boundaries(text: str, span: Span, count: int, *, english: bool = False) -> PartBoundaries:
    """Return the boundaries of a paragraph with ``count`` parts; cached across layouts."""
    return PartBoundaries(span.of(text), count, english=english)


def facing_part(ours: Article, theirs: Article, offset: int, *, english: bool) -> Span:
    """Return the paragraph, or the part of a long one, that faces an offset of the other text.

    The last part of a side with fewer parts faces all the remaining ones. ``english``: whether
    ``ours`` is the English. ``theirs`` must not be empty.
    """
    index = ours.paragraph_at(offset)
    facing = theirs.paragraphs[min(index, len(theirs.paragraphs) - 1)]
    if len(facing) <= LONG_PARAGRAPH or not ours.paragraphs:
        return facing
    current = ours.paragraphs[index]
    own, other = part_counts(len(current), len(facing))
    last = min(own, other) - 1
    if not last:
        return facing
    part = min(last, part_boundaries(ours.text, current, own, english=english).part_of(offset - current.start))
    boundaries = part_boundaries(theirs.text, facing, other, english=not english)
    end = boundaries.span(part).end if part < last else len(facing)
    return Span(boundaries.span(part).start, end).moved(facing.start)
