"""The lines of a long paragraph alone in its column, computed part by part.

A greedy line break depends on every line before it, but two runs that start at different offsets
soon share a line, and from there on all lines. So each part is broken from its own boundary, and
the lines of the part before continue past it until they coincide (about thirty lines in prose). If
they do not before the next boundary, as in a word without end, a line ends at the boundary.
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
"""Parts whose lines are cached."""

PartStart = tuple[int, bool]
"""The first offset of a part's own lines, and whether their first line may be hyphenated."""


class LongParagraph:
    """The lines of one paragraph in a column of one width. Caches what was requested."""

    __slots__ = ("_boundaries", "_broken", "_english", "_hyphenated", "_starts", "_text", "_width")

    def __init__(self, text: str, boundaries: PartBoundaries, width: int, *, hyphenated: bool, english: bool) -> None:
        self._text, self._boundaries, self._width = text, boundaries, width
        self._hyphenated, self._english = hyphenated, english
        self._starts: dict[int, PartStart | None] = {}
        self._broken: dict[int, tuple[list[Line], Iterator[Line]]] = {}
        """For each part, the lines from its boundary computed so far, and an iterator of the rest."""

    def part_of(self, offset: int) -> int:
        """Return the part whose lines hold an offset, counted from the paragraph's beginning."""
        part = self._boundaries.part_of(offset)
        return part - 1 if part and offset < self._start_of(part)[0] else part

    def part(self, part: int) -> tuple[Span, Lines, frozenset[int], bool]:
        """Return a part: its span, lines, hyphenated ends, and whether it ends with a line end.

        Lines and ends are counted from the start of the part. The last value is true if the last
        line ends at the boundary although it is not full.
        """
        begin, may_hyphenate = self._start_of(part)
        last = part + 1 == self._boundaries.count
        part_start = None if last else self._own_start(part + 1)
        end = part_start[0] if part_start is not None else self._boundaries.span(part).end
        if part_start is not None or last:
            lines = self._lines(part, begin, end)
        else:
            lines = self._break_from(self._text[:end], begin, may_hyphenate=may_hyphenate)
        found: list[tuple[int, int]] = []
        hyphenated_ends: set[int] = set()
        for start, stop, hyphen in lines:
            found.append((start - begin, stop - begin))
            if hyphen:
                hyphenated_ends.add(stop - begin)
        return Span(begin, end), tuple(found), frozenset(hyphenated_ends), part_start is None

    def _start_of(self, part: int) -> PartStart:
        part_start = self._own_start(part) if part else None
        return part_start if part_start is not None else (self._boundaries.span(part).start, True)

    def _own_start(self, part: int) -> PartStart | None:
        """Return where a part's own lines begin; None: at its boundary, where a line ends."""
        if part not in self._starts:
            self._starts[part] = self._find_start(part)
        return self._starts[part]

    def _find_start(self, part: int) -> PartStart | None:
        boundary = self._boundaries.span(part)
        previous_index = own_index = 0
        previous, own = self._line(part - 1, previous_index), self._line(part, own_index)
        while previous is not None and own is not None and own[0] < boundary.end:
            if previous == own:
                next_line = self._line(part, own_index + 1)
                if next_line is None or next_line[0] >= boundary.end:
                    return None
                return next_line[0], may_hyphenate_after(self._text, own)
            if previous[0] <= own[0]:
                previous_index += 1
                previous = self._line(part - 1, previous_index)
            else:
                own_index += 1
                own = self._line(part, own_index)
        return None

    def _lines(self, part: int, begin: int, end: int) -> Iterator[Line]:
        """Yield the lines between two offsets, broken from a part's boundary."""
        index = 0
        while (line := self._line(part, index)) is not None and line[0] < end:
            if line[0] >= begin:
                yield line
            index += 1

    def _line(self, part: int, index: int) -> Line | None:
        """Return one of the lines broken from a part's boundary; None beyond the last."""
        if part not in self._broken:
            if len(self._broken) >= _CACHED_PARTS:
                del self._broken[next(iter(self._broken))]
            self._broken[part] = [], self._break_from(self._text, self._boundaries.span(part).start)
        lines, iterator = self._broken[part]
        while len(lines) <= index:
            line = next(iterator, None)
            if line is None:
                return None
            lines.append(line)
        return lines[index]

    def _break_from(self, text: str, start: int, *, may_hyphenate: bool = True) -> Iterator[Line]:
        hyphenated = self._hyphenated
        return iter_hyphenated_lines(
            text, self._width, english=self._english, hyphenated=hyphenated, start=start, may_hyphenate=may_hyphenate
        )


@lru_cache(maxsize=8)
def long_paragraph(text: str, span: Span, count: int, width: int, *, hyphenated: bool, english: bool) -> LongParagraph:
    """Return the lines of a paragraph that has ``count`` parts; cached across layouts."""
    boundaries = part_boundaries(text, span, count, english=english)
    return LongParagraph(span.of(text), boundaries, width, hyphenated=hyphenated and not english, english=english)
