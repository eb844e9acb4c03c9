"""Look: what is painted over the words of the page (marks, caret, passage, hits), as one value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.highlights import AnchoredHighlight, layers
from reader.text.spans import Span
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

EMPTY_SPAN = Span(0, 0)


@frozen_dataclass(frozen=True, slots=True)
class HighlightIndex:
    """The highlights of an article, arranged so that those on one line are found at once.

    Thousands are arranged in a millisecond or two, because nothing is laid over anything before a line asks for it.
    """

    highlights: tuple[AnchoredHighlight, ...] = ()
    """By where they begin."""
    _starts: list[int] = field(init=False, compare=False, repr=False)
    _max_ends: list[int] = field(init=False, compare=False, repr=False)
    """How far the marks up to each one reach: never falling, so that what lies on a line is found by halving."""
    _note_starts: list[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        spans = [mark.anchor.span for mark in self.highlights]
        object.__setattr__(self, "_starts", [span.start for span in spans])
        object.__setattr__(self, "_max_ends", list(accumulate((span.end for span in spans), max)))
        notes = [mark.anchor.span.start for mark in self.highlights if mark.highlight.note is not None]
        object.__setattr__(self, "_note_starts", notes)

    def runs_on(self, line: Span) -> Iterator[tuple[Span, tuple[int, ...]]]:
        """Yield the runs that touch a line, in order and disjoint, with the marks over each, the shortest first.

        A run ends where the marks over it change; those that touch the line only in a part of them count whole.
        """
        first = bisect_right(self._max_ends, line.start)
        last = bisect_left(self._starts, line.end)
        over = [index for index in range(first, last) if self.highlights[index].anchor.span.end > line.start]
        for span, lying in layers([self.highlights[index].anchor.span for index in over]):
            if span.overlaps(line):
                yield span, tuple(over[index] for index in lying)

    def touches(self, span: Span) -> bool:
        """Tell whether a mark touches a span: of thousands, by halving."""
        return bisect_right(self._max_ends, span.start) < bisect_left(self._starts, span.end)

    def has_note_start_on(self, line: Span) -> bool:
        """Tell whether a highlight with a note begins on a line."""
        index = bisect_right(self._note_starts, line.start - 1)
        return index < len(self._note_starts) and self._note_starts[index] < line.end


@frozen_dataclass(frozen=True, slots=True)
class Decorations:
    """Everything painted over the words."""

    highlights: HighlightIndex = HighlightIndex()
    word: Span = EMPTY_SPAN
    """The word under the caret, on ``side``."""
    sentence: Span = EMPTY_SPAN
    """The sentence under the caret, on ``side``."""
    counterpart: Span = EMPTY_SPAN
    """What answers it, a span of the other side; empty where that is doubtful or not shown."""
    selection_side: Side | None = None
    selection: Span = EMPTY_SPAN
    hits: tuple[Span, ...] = ()
    """What the search found, in order."""
    side: Side = Side.FRENCH
    """The side the caret is on."""
    hits_side: Side = Side.FRENCH
    """The side that was searched."""

    def difference(self, other: Decorations) -> list[Span] | None:
        """Return the spans of either side whose painting differs from another look; None: everything may differ."""
        if self.highlights is not other.highlights or self.hits is not other.hits:
            return None
        spans: list[Span] = []
        for mine, theirs in (
            (self.word, other.word),
            (self.sentence, other.sentence),
            (self.counterpart, other.counterpart),
        ):
            if mine != theirs or self.side is not other.side:
                spans += [mine, theirs]
        if self.selection_side is not other.selection_side:
            spans += [self.selection, other.selection]
        elif self.selection != other.selection:
            spans += symmetric_difference(self.selection, other.selection)
        return [span for span in spans if span]


def changed_highlight_spans(old: tuple[AnchoredHighlight, ...], new: tuple[AnchoredHighlight, ...]) -> set[Span]:
    """Return the spans of the marks that are in one of two collections only.

    Values that were kept are known by being the very same, which costs nothing; two that are only equal count as changed.
    """
    kept = {id(mark) for mark in old} & {id(mark) for mark in new}
    return {mark.anchor.span for mark in (*old, *new) if id(mark) not in kept}


def symmetric_difference(one: Span, other: Span) -> list[Span]:
    """Return what lies in exactly one of two spans."""
    if not one.overlaps(other):
        return [one, other]
    starts, ends = sorted((one.start, other.start)), sorted((one.end, other.end))
    return [Span(*starts), Span(*ends)]
