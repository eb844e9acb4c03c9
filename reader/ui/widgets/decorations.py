"""What is drawn over the text: highlights, cursor, selection and search hits."""

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
    """The highlights of an article, indexed by position.

    Overlaps are computed per line on demand, so thousands of highlights cost a millisecond or two.
    """

    highlights: tuple[AnchoredHighlight, ...] = ()
    """Sorted by start."""
    _starts: list[int] = field(init=False, compare=False, repr=False)
    _max_ends: list[int] = field(init=False, compare=False, repr=False)
    """The largest end up to each highlight: non-decreasing, so a line is found by bisection."""
    _note_starts: list[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        spans = [highlight.anchor.span for highlight in self.highlights]
        object.__setattr__(self, "_starts", [span.start for span in spans])
        object.__setattr__(self, "_max_ends", list(accumulate((span.end for span in spans), max)))
        notes = [highlight.anchor.span.start for highlight in self.highlights if highlight.highlight.note is not None]
        object.__setattr__(self, "_note_starts", notes)

    def runs_on(self, line: Span) -> Iterator[tuple[Span, tuple[int, ...]]]:
        """Yield the disjoint runs touching a line, in order, with the indexes of their highlights.

        The shortest highlight comes first. A run ends where the set of highlights changes; a run
        that touches the line only in part is yielded whole.
        """
        first = bisect_right(self._max_ends, line.start)
        last = bisect_left(self._starts, line.end)
        indexes = [index for index in range(first, last) if self.highlights[index].anchor.span.end > line.start]
        for span, inner in layers([self.highlights[index].anchor.span for index in indexes]):
            if span.overlaps(line):
                yield span, tuple(indexes[index] for index in inner)

    def touches(self, span: Span) -> bool:
        """Whether any highlight touches a span, by bisection."""
        return bisect_right(self._max_ends, span.start) < bisect_left(self._starts, span.end)

    def has_note_start_on(self, line: Span) -> bool:
        """Whether a highlight with a note begins on a line."""
        index = bisect_right(self._note_starts, line.start - 1)
        return index < len(self._note_starts) and self._note_starts[index] < line.end


@frozen_dataclass(frozen=True, slots=True)
class Decorations:
    """Everything drawn over the text."""

    highlights: HighlightIndex = HighlightIndex()
    word: Span = EMPTY_SPAN
    """The word at the cursor, on ``side``."""
    sentence: Span = EMPTY_SPAN
    """The sentence at the cursor, on ``side``."""
    counterpart: Span = EMPTY_SPAN
    """The matching sentence on the other side; empty if uncertain or not shown."""
    selection_side: Side | None = None
    selection: Span = EMPTY_SPAN
    hits: tuple[Span, ...] = ()
    """Search hits, in order."""
    side: Side = Side.FRENCH
    """The side the cursor is on."""
    hits_side: Side = Side.FRENCH
    """The side that was searched."""

    def difference(self, other: Decorations) -> list[Span] | None:
        """Return the spans, of either side, that ``other`` draws differently; None for all."""
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
    """Return the spans of highlights that are in only one of two collections.

    Compared by identity, which is cheap; equal but distinct highlights count as changed.
    """
    unchanged = {id(highlight) for highlight in old} & {id(highlight) for highlight in new}
    return {highlight.anchor.span for highlight in (*old, *new) if id(highlight) not in unchanged}


def symmetric_difference(one: Span, other: Span) -> list[Span]:
    """Return the parts that lie in exactly one of two spans."""
    if not one.overlaps(other):
        return [one, other]
    starts, ends = sorted((one.start, other.start)), sorted((one.end, other.end))
    return [Span(*starts), Span(*ends)]
