"""Flow: the lines of a long paragraph that stands alone in its column, part by part, and without a trace of the parts.

Lines are filled one after the other, so where one ends depends on all before it. But two fillings that begin at different places
soon make a line that is the same in both, and from it on all are. So each part is filled from its own cut, and the lines of
the part before go on beyond that cut until they are those of this one. In prose that takes some thirty lines; where it does not come about
before the next cut, as in a word without an end, a line ends at the cut.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.text.spans import Span
from reader.ui.spread.line_breaking import iter_hyphenated_lines, may_hyphenate_after
from reader.ui.spread.paragraph_parts import PartBoundaries, part_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.ui.spread.blocks import Lines
    from reader.ui.spread.line_breaking import Line

_CACHED_PARTS: Final = 16
"""Parts whose lines are kept."""

PartStart = tuple[int, bool]
"""The first offset of a part's own lines, and whether a word may be divided at the end of the first of them."""


class LongParagraph:
    """The lines of one paragraph in a column of one width. What was asked for is kept."""

    __slots__ = ("_boundaries", "_broken", "_english", "_hyphenated", "_starts", "_text", "_width")

    def __init__(self, text: str, boundaries: PartBoundaries, width: int, *, hyphenated: bool, english: bool) -> None:
        self._text, self._boundaries, self._width = text, boundaries, width
        self._hyphenated, self._english = hyphenated, english
        self._starts: dict[int, PartStart | None] = {}
        self._broken: dict[int, tuple[list[Line], Iterator[Line]]] = {}
        """For each part the lines from its cut on, as far as somebody asked, and those to come."""

    def part_of(self, offset: int) -> int:
        """Return the part among whose lines an offset is, counted from the paragraph's beginning."""
        part = self._boundaries.part_of(offset)
        return part - 1 if part and offset < self._start_of(part)[0] else part

    def part(self, part: int) -> tuple[Span, Lines, frozenset[int], bool]:
        """Return one part, its lines counted from its beginning, the ends of lines where a word is divided, and whether a line
        ends with the part, though it is not full.
        """
        begin, may_divide = self._start_of(part)
        last = part + 1 == self._boundaries.count
        joint = None if last else self._own_start(part + 1)
        end = joint[0] if joint is not None else self._boundaries.span(part).end
        if joint is not None or last:
            lines = self._lines(part, begin, end)
        else:
            lines = self._break_from(self._text[:end], begin, may_divide=may_divide)
        found: list[tuple[int, int]] = []
        divided: set[int] = set()
        for start, stop, hyphen in lines:
            found.append((start - begin, stop - begin))
            if hyphen:
                divided.add(stop - begin)
        return Span(begin, end), tuple(found), frozenset(divided), joint is None

    def _start_of(self, part: int) -> PartStart:
        joint = self._own_start(part) if part else None
        return joint if joint is not None else (self._boundaries.span(part).start, True)

    def _own_start(self, part: int) -> PartStart | None:
        """Return where the lines of a part take over from those of the one before; None: at its cut, where a line ends."""
        if part not in self._starts:
            self._starts[part] = self._find_start(part)
        return self._starts[part]

    def _find_start(self, part: int) -> PartStart | None:
        cut = self._boundaries.span(part)
        here = there = 0
        before, own = self._line(part - 1, here), self._line(part, there)
        while before is not None and own is not None and own[0] < cut.end:
            if before == own:
                following = self._line(part, there + 1)
                if following is None or following[0] >= cut.end:
                    return None
                return following[0], may_hyphenate_after(self._text, own)
            if before[0] <= own[0]:
                here += 1
                before = self._line(part - 1, here)
            else:
                there += 1
                own = self._line(part, there)
        return None

    def _lines(self, part: int, begin: int, end: int) -> Iterator[Line]:
        """Yield the lines between two offsets of those that are filled from a part's cut on."""
        index = 0
        while (line := self._line(part, index)) is not None and line[0] < end:
            if line[0] >= begin:
                yield line
            index += 1

    def _line(self, part: int, index: int) -> Line | None:
        """Return one of the lines that are filled from a part's cut on; None beyond the last."""
        if part not in self._broken:
            if len(self._broken) >= _CACHED_PARTS:
                del self._broken[next(iter(self._broken))]
            self._broken[part] = [], self._break_from(self._text, self._boundaries.span(part).start)
        lines, coming = self._broken[part]
        while len(lines) <= index:
            line = next(coming, None)
            if line is None:
                return None
            lines.append(line)
        return lines[index]

    def _break_from(self, text: str, start: int, *, may_divide: bool = True) -> Iterator[Line]:
        hyphenated = self._hyphenated
        return iter_hyphenated_lines(
            text, self._width, english=self._english, hyphenated=hyphenated, start=start, may_hyphenate=may_divide
        )


@lru_cache(maxsize=8)
def long_paragraph(text: str, span: Span, count: int, width: int, *, hyphenated: bool, english: bool) -> LongParagraph:
    """Return the lines of a paragraph of a text that is cut into ``count`` parts; where they meet is kept from one layout to the next."""
    cuts = part_boundaries(text, span, count, english=english)
    return LongParagraph(span.of(text), cuts, width, hyphenated=hyphenated and not english, english=english)
