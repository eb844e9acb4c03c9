"""Sentences near an offset: of a paragraph as long as a book, only what somebody looks at is read."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import Final

from reader.text.sentences import Cut, certain_cut, iter_sentences
from reader.text.spans import Span

NEAR: Final = 4_000
"""Code points that are read to get to an offset, rather than begin again closer to it."""
FAR: Final = 64_000
"""Code points before an offset among which a certain cut is looked for; without one the paragraph is read from its beginning."""
_KEPT: Final = 4
"""Places in one paragraph whose sentences are kept."""


class NearSentences:
    """The sentences of one paragraph, the very ones that ``sentences`` returns, found around the offsets that are asked for.

    ``start`` is where the paragraph begins in its text; every offset counts in that text.
    """

    __slots__ = ("_runs", "_whole", "start", "words")

    def __init__(self, text: str, start: int = 0) -> None:
        self.words = text
        self.start = start
        self._whole = _Run(text, start)
        """From the paragraph's beginning on."""
        self._runs: list[_Run] = []
        """From elsewhere on; those asked last come first."""

    def at(self, offset: int) -> Span | None:
        """Return the sentence that holds the offset, or ends before it; the first one before that; None when there is none."""
        run, index = self._found(offset)
        return run.span(max(0, index))

    def after(self, offset: int) -> Span | None:
        """Return the first sentence that begins after the offset."""
        run, index = self._found(offset)
        return run.span(index + 1)

    def before(self, offset: int) -> Span | None:
        """Return the last sentence that begins before the offset."""
        run, index = self._found(offset - 1)
        return run.span(index) if index >= 0 else None

    def first(self, count: int) -> tuple[Span, ...]:
        """Return the first so many sentences, or all there are."""
        self._whole.read(count)
        return self._whole.spans(count)

    def _found(self, offset: int) -> tuple[_Run, int]:
        """Return sentences around an offset, and which of them is the last to begin at it or before; -1: none does."""
        run = self._run(offset)
        run.read_to(offset)
        return run, bisect_right(run.starts, offset) - 1

    def _run(self, offset: int) -> _Run:
        found = next((run for run in (self._whole, *self._runs) if run.begins <= offset < run.reached + NEAR), None)
        if found is None:
            cut = self._cut_before(offset - self.start)
            found = _Run(self.words, self.start, cut) if cut is not None else self._whole
        if found is not self._whole:
            self._runs = [found, *(run for run in self._runs if run is not found)][:_KEPT]
        return found

    def _cut_before(self, inside: int) -> Cut | None:
        reach = NEAR
        while reach <= FAR and reach < inside:
            cut = certain_cut(self.words, inside - reach, inside)
            if cut is not None:
                return cut
            reach *= 4
        return None


class _Run:
    """Sentences one after the other from a certain cut on, or from the paragraph's beginning, as far as somebody asked."""

    __slots__ = ("_coming", "_ends", "begins", "starts")

    def __init__(self, text: str, start: int, cut: Cut | None = None) -> None:
        self._coming = iter_sentences(text, start, cut=cut)
        self.starts = array("Q")
        self._ends = array("Q")
        self.begins = start if cut is None else start + cut[1]
        """The first offset whose sentence it has."""

    @property
    def reached(self) -> int:
        """The offset up to which sentences are known."""
        return self._ends[-1] if self._ends else self.begins

    def read_to(self, offset: int) -> None:
        """Find the sentences up to the first that begins after an offset."""
        while (not self.starts or self.starts[-1] <= offset) and self._read():
            pass

    def read(self, count: int) -> None:
        """Find the first so many."""
        while len(self.starts) < count and self._read():
            pass

    def span(self, index: int) -> Span | None:
        """Return a sentence, if it is there."""
        return Span(self.starts[index], self._ends[index]) if index < len(self.starts) else None

    def spans(self, count: int) -> tuple[Span, ...]:
        """Return the first so many of those found."""
        return tuple(map(Span, self.starts[:count], self._ends[:count]))

    def _read(self) -> bool:
        found = next(self._coming, None)
        if found is None:
            return False
        self.starts.append(found.start)
        self._ends.append(found.end)
        return True
