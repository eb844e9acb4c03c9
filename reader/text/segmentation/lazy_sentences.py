"""Sentences near an offset: of a paragraph as long as a book, only what somebody looks at is read."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import Final

from reader.text.graphemes import snap_back
from reader.text.lazy_regex import late_pattern
from reader.text.segmentation.sentences import Cut, certain_cut, iter_sentences
from reader.text.spans import Span

MAX_SEQUENTIAL_READ: Final = 4_000
"""Code points that are read to get to an offset, rather than begin again closer to it."""
MAX_LOOKBACK: Final = 64_000
"""Code points before an offset among which a certain cut is looked for; without one the paragraph is read from its beginning."""
BLOCK: Final = 16_384
"""Code points among which a sentence must end for certain, lest one be ended by force: more than any writer needs."""
_GAP: Final = late_pattern(r"\s(?=\S)")
_CACHE_SIZE: Final = 4
"""Places in one paragraph whose sentences are kept, and pieces of it."""


class LazySentences:
    """The sentences of one paragraph, those that ``sentences`` returns, found around the offsets that are asked for.

    Where no stop is certain among ``BLOCK`` code points before a multiple of as many, a sentence ends there by force: in « A. A. A. » or a word without
    an end nobody could tell another place without reading all that is before it. ``start`` is where the paragraph begins in its text; every
    offset counts in that text.
    """

    __slots__ = ("_forced", "_pieces", "start", "words")

    def __init__(self, text: str, start: int = 0) -> None:
        self.words = text
        self.start = start
        self._pieces: dict[int, _Block] = {}
        """Between two places where a sentence ends by force, by the first of them."""
        self._forced: dict[int, int | None] = {}
        """For multiples of ``BLOCK``, the place near it where a sentence ends by force; None: there is none."""

    def at(self, offset: int) -> Span | None:
        """Return the sentence that holds the offset, or ends before it; the first one before that; None when there is none."""
        found = self._block(self._boundary_before(offset - self.start)).at(offset)
        if found is not None and found.start <= offset:
            return found
        return self.before(offset) or found or self.after(offset)

    def after(self, offset: int) -> Span | None:
        """Return the first sentence that begins after the offset."""
        begin: int | None = self._boundary_before(offset - self.start)
        while begin is not None:
            found = self._block(begin).after(offset)
            if found is not None:
                return found
            begin = self._boundary_after(begin)
        return None

    def before(self, offset: int) -> Span | None:
        """Return the last sentence that begins before the offset."""
        begin = self._boundary_before(offset - self.start - 1)
        while True:
            found = self._block(begin).before(offset)
            if found is not None or not begin:
                return found
            begin = self._boundary_before(begin - 1)

    def first(self, count: int) -> tuple[Span, ...]:
        """Return the first so many sentences, or all there are."""
        found: tuple[Span, ...] = ()
        begin: int | None = 0
        while begin is not None and len(found) < count:
            found += self._block(begin).first(count - len(found))
            begin = self._boundary_after(begin)
        return found

    def _block(self, begin: int) -> _Block:
        found = self._pieces.get(begin)
        if found is None:
            if len(self._pieces) >= _CACHE_SIZE:
                self._pieces.clear()
            end = self._boundary_after(begin)
            words = self.words if not begin and end is None else self.words[begin:end]
            found = self._pieces[begin] = _Block(words, self.start + begin)
        return found

    def _boundary_before(self, inside: int) -> int:
        """Return the last place at or before an offset of the paragraph where a sentence begins by force; 0 when there is none."""
        inside = min(max(inside, 0), len(self.words))
        for number in range(inside // BLOCK, 0, -1):
            forced = self._forced_boundary(number)
            if forced is not None and forced <= inside:
                return forced
        return 0

    def _boundary_after(self, begin: int) -> int | None:
        """Return the next such place after one of them."""
        for number in range(begin // BLOCK + 1, -(-len(self.words) // BLOCK)):
            forced = self._forced_boundary(number)
            if forced is not None:
                return forced
        return None

    def _forced_boundary(self, number: int) -> int | None:
        if number not in self._forced:
            words, place = self.words, number * BLOCK
            self._forced[number] = None
            if certain_cut(words, place - BLOCK, place) is None:
                gap = _GAP.search(words, place, place + BLOCK // 4)
                forced = gap.end() if gap else snap_back(words, place)
                self._forced[number] = max(forced, place)
        return self._forced[number]


class _Block:
    """The sentences of a piece of a paragraph, the very ones that ``sentences`` returns of it."""

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
        run, index = self._locate(offset)
        return run.span(max(0, index))

    def after(self, offset: int) -> Span | None:
        """Return the first sentence that begins after the offset."""
        run, index = self._locate(offset)
        return run.span(index + 1)

    def before(self, offset: int) -> Span | None:
        """Return the last sentence that begins before the offset."""
        run, index = self._locate(offset - 1)
        return run.span(index) if index >= 0 else None

    def first(self, count: int) -> tuple[Span, ...]:
        """Return the first so many sentences, or all there are."""
        self._whole.read(count)
        return self._whole.spans(count)

    def _locate(self, offset: int) -> tuple[_Run, int]:
        """Return sentences around an offset, and which of them is the last to begin at it or before; -1: none does."""
        run = self._run(offset)
        run.read_to(offset)
        return run, bisect_right(run.starts, offset) - 1

    def _run(self, offset: int) -> _Run:
        found = next(
            (run for run in (self._whole, *self._runs) if run.begins <= offset < run.end + MAX_SEQUENTIAL_READ), None
        )
        if found is None:
            cut = self._cut_before(offset - self.start)
            found = _Run(self.words, self.start, cut) if cut is not None else self._whole
        if found is not self._whole:
            self._runs = [found, *(run for run in self._runs if run is not found)][:_CACHE_SIZE]
        return found

    def _cut_before(self, inside: int) -> Cut | None:
        reach = MAX_SEQUENTIAL_READ
        while reach <= MAX_LOOKBACK and reach < inside:
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
    def end(self) -> int:
        """The offset up to which sentences are known."""
        return self._ends[-1] if self._ends else self.begins

    def read_to(self, offset: int) -> None:
        """Find the sentences up to the first that begins after an offset."""
        while (not self.starts or self.starts[-1] <= offset) and self._read_next():
            pass

    def read(self, count: int) -> None:
        """Find the first so many."""
        while len(self.starts) < count and self._read_next():
            pass

    def span(self, index: int) -> Span | None:
        """Return a sentence, if it is there."""
        return Span(self.starts[index], self._ends[index]) if index < len(self.starts) else None

    def spans(self, count: int) -> tuple[Span, ...]:
        """Return the first so many of those found."""
        return tuple(map(Span, self.starts[:count], self._ends[:count]))

    def _read_next(self) -> bool:
        found = next(self._coming, None)
        if found is None:
            return False
        self.starts.append(found.start)
        self._ends.append(found.end)
        return True
