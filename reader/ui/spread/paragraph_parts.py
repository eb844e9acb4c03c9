"""Parts: where a paragraph as long as a chapter is cut, so that only the parts somebody looks at are set into lines.

A part ends with a sentence, and where columns face each other they begin a part together; in a column that stands alone nothing
shows of it (see ``flow``). Where a text is cut follows from its words and from nothing else: not from the window, nor from what was
looked at before. So whatever is laid out, in whatever order, is the same.
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
"""Code points: a paragraph of no more is set whole, in a few thousandths of a second."""
PART_LENGTH: Final = 8_000
"""Code points of a part, about: of English beside it never more than twice as many, nor under a twelfth."""
_SEARCH_DIVISOR: Final = 8
"""A cut is looked for within this fraction of a part on both sides of where it would be even."""


def part_counts(french: int, english: int) -> tuple[int, int]:
    """Return into how many parts each side of a pair is cut, by their lengths in code points; 1: it is not cut.

    English of about the same length has as many parts as the French, so that the columns are brought in step at each. The French
    is cut for itself: whatever English comes or goes, its lines stay.
    """
    ours = part_count(french)
    return ours, matched_part_count(part_count(english), ours)


def part_count(length: int) -> int:
    """Return into how many parts a text is cut for itself."""
    return -(-length // PART_LENGTH) if length > LONG_PARAGRAPH else 1


def matched_part_count(own: int, other: int) -> int:
    """Return the number of parts of another text, where it and the own one are many and neither is more than twice the other."""
    return other if 1 < own <= 2 * other and 1 < other <= 2 * own else own


class PartBoundaries:
    """Where one paragraph is cut, counted from its beginning. Every cut is found when it is asked for."""

    __slots__ = ("_english", "_found", "_text", "count")

    def __init__(self, words: str, count: int, *, english: bool = False) -> None:
        self.count = count
        """How many parts there are."""
        self._text = words
        self._english = english
        self._found: dict[int, int] = {0: 0, count: len(words)}

    def span(self, part: int) -> Span:
        """Return one part."""
        return Span(self._at(part), self._at(part + 1))

    def part_of(self, offset: int) -> int:
        """Return the part that holds an offset; the first or the last one beyond the edges."""
        length = len(self._text)
        part = max(0, min(offset * self.count // length if length else 0, self.count - 1))
        while part and self._at(part) > offset:
            part -= 1
        while part + 1 < self.count and self._at(part + 1) <= offset:
            part += 1
        return part

    def _at(self, cut: int) -> int:
        found = self._found.get(cut)
        if found is None:
            found = self._found[cut] = self._find(len(self._text) * cut // self.count)
        return found

    def _find(self, even: int) -> int:
        """Return the best place near an even one: where a sentence begins, else a word, else a character."""
        words, reach = self._text, PART_LENGTH // _SEARCH_DIVISOR
        first = even - reach
        begins = [span.start for span in sentences(words[first : even + reach], first)[1:]]
        if begins:
            return min(begins, key=lambda begin: abs(begin - even))
        for offset in range(even, first, -1):
            if words[offset - 1] in SPACES and forbidding_rule(words, offset, english=self._english) is None:
                return offset
        # A row of signs without an end is cut by ``graphemes`` at the multiples of LONGEST: so in each part as in the whole.
        offset = snap_back(words, max(first + 1, even - even % MAX_CLUSTER))
        return offset if offset > first else even


@lru_cache(maxsize=16)
def part_boundaries(text: str, span: Span, count: int, *, english: bool = False) -> PartBoundaries:
    """Return where a paragraph of a text is cut into ``count`` parts; kept from one layout to the next."""
    return PartBoundaries(span.of(text), count, english=english)


def facing_part(ours: Article, theirs: Article, offset: int, *, english: bool) -> Span:
    """Return what faces an offset of one text in the other: the paragraph or, of one as long as a chapter, its part.

    The last part of a side that has fewer of them faces all the others. ``english``: whether ``ours`` is the English. ``theirs`` may
    not be empty.
    """
    index = ours.paragraph_at(offset)
    there = theirs.paragraphs[min(index, len(theirs.paragraphs) - 1)]
    if len(there) <= LONG_PARAGRAPH or not ours.paragraphs:
        return there
    here = ours.paragraphs[index]
    own, other = part_counts(len(here), len(there))
    last = min(own, other) - 1
    if not last:
        return there
    part = min(last, part_boundaries(ours.text, here, own, english=english).part_of(offset - here.start))
    cuts = part_boundaries(theirs.text, there, other, english=not english)
    end = cuts.span(part).end if part < last else len(there)
    return Span(cuts.span(part).start, end).moved(there.start)
