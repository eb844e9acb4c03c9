"""Look: what is painted over the words of the page (marks, caret, passage, hits), as one value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from itertools import accumulate
from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.text.model.highlights import Anchored, layers
from reader.text.spans import Span
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

NOWHERE = Span(0, 0)


@valueclass(frozen=True, slots=True)
class Marks:
    """The highlights of an article, arranged so that those on one line are found at once.

    Thousands are arranged in a millisecond or two, because nothing is laid over anything before a line asks for it.
    """

    all: tuple[Anchored, ...] = ()
    """By where they begin."""
    _starts: list[int] = field(init=False, compare=False, repr=False)
    _reach: list[int] = field(init=False, compare=False, repr=False)
    """How far the marks up to each one reach: never falling, so that what lies on a line is found by halving."""
    _notes: list[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        spans = [mark.anchor.span for mark in self.all]
        object.__setattr__(self, "_starts", [span.start for span in spans])
        object.__setattr__(self, "_reach", list(accumulate((span.end for span in spans), max)))
        notes = [mark.anchor.span.start for mark in self.all if mark.highlight.note is not None]
        object.__setattr__(self, "_notes", notes)

    def on(self, line: Span) -> Iterator[tuple[Span, tuple[int, ...]]]:
        """Yield the runs that touch a line, in order and disjoint, with the marks over each, the shortest first.

        A run ends where the marks over it change; those that touch the line only in a part of them count whole.
        """
        first = bisect_right(self._reach, line.start)
        last = bisect_left(self._starts, line.end)
        over = [index for index in range(first, last) if self.all[index].anchor.span.end > line.start]
        for span, lying in layers([self.all[index].anchor.span for index in over]):
            if span.overlaps(line):
                yield span, tuple(over[index] for index in lying)

    def touch(self, span: Span) -> bool:
        """Tell whether a mark touches a span: of thousands, by halving."""
        return bisect_right(self._reach, span.start) < bisect_left(self._starts, span.end)

    def note_begins(self, line: Span) -> bool:
        """Tell whether a highlight with a note begins on a line."""
        index = bisect_right(self._notes, line.start - 1)
        return index < len(self._notes) and self._notes[index] < line.end


@valueclass(frozen=True, slots=True)
class Look:
    """Everything painted over the words."""

    marks: Marks = Marks()
    word: Span = NOWHERE
    """The word under the caret, on ``side``."""
    sentence: Span = NOWHERE
    """The sentence under the caret, on ``side``."""
    counterpart: Span = NOWHERE
    """What answers it, a span of the other side; empty where that is doubtful or not shown."""
    passage_side: Side | None = None
    passage: Span = NOWHERE
    hits: tuple[Span, ...] = ()
    """What the search found, in order."""
    side: Side = Side.FRENCH
    """The side the caret is on."""
    hits_side: Side = Side.FRENCH
    """The side that was searched."""

    def touched(self, other: Look) -> list[Span] | None:
        """Return the spans of either side whose painting differs from another look; None: everything may differ."""
        if self.marks is not other.marks or self.hits is not other.hits:
            return None
        spans: list[Span] = []
        for mine, theirs in (
            (self.word, other.word),
            (self.sentence, other.sentence),
            (self.counterpart, other.counterpart),
        ):
            if mine != theirs or self.side is not other.side:
                spans += [mine, theirs]
        if self.passage_side is not other.passage_side:
            spans += [self.passage, other.passage]
        elif self.passage != other.passage:
            spans += difference(self.passage, other.passage)
        return [span for span in spans if span]


def changed_spans(old: tuple[Anchored, ...], new: tuple[Anchored, ...]) -> set[Span]:
    """Return the spans of the marks that are in one of two collections only.

    Values that were kept are known by being the very same, which costs nothing; two that are only equal count as changed.
    """
    kept = {id(mark) for mark in old} & {id(mark) for mark in new}
    return {mark.anchor.span for mark in (*old, *new) if id(mark) not in kept}


def difference(one: Span, other: Span) -> list[Span]:
    """Return what lies in exactly one of two spans."""
    if not one.overlaps(other):
        return [one, other]
    starts, ends = sorted((one.start, other.start)), sorted((one.end, other.end))
    return [Span(*starts), Span(*ends)]
