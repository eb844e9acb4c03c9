"""Lazy sentences: split only the requested part of a paragraph as long as a book."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import Final

from reader.text.graphemes import snap_back
from reader.text.lazy_regex import lazy_pattern
from reader.text.segmentation.sentences import Cut, certain_cut, iter_sentences
from reader.text.spans import Span

MAX_SEQUENTIAL_READ: Final = 4_000
"""Code points to read on to reach an offset, rather than start again closer to it."""
MAX_LOOKBACK: Final = 64_000
"""Code points before an offset that are searched for a certain cut.

Without one, the paragraph is read from its start."""
BLOCK: Final = 16_384
"""Code points within which a sentence must end, or it is ended by force."""
_GAP: Final = lazy_pattern(r"\s(?=\S)")
_CACHE_SIZE: Final = 4
"""Cached blocks per paragraph, and cached runs per block."""


class LazySentences:
    """The sentences of one paragraph, as from ``sentences``, found around requested offsets.

    Where the ``BLOCK`` code points before a multiple of ``BLOCK`` hold no certain cut, a sentence
    is ended there by force. In « A. A. A. » or an endless word, no other position could be found
    without reading everything before it. ``start`` is the offset of the paragraph in its text; all
    offsets count in that text.
    """

    __slots__ = ("_blocks", "_forced_boundaries", "start", "text")

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = start
        self._blocks: dict[int, _Block] = {}
        """By start: the blocks between forced boundaries."""
        self._forced_boundaries: dict[int, int | None] = {}
        """For multiples of ``BLOCK``: the forced boundary near it, or None."""

    def at(self, offset: int) -> Span | None:
        """Return the sentence at an offset or the one before it; else the first; None without any."""
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
        """Return the first ``count`` sentences, or all there are."""
        found: tuple[Span, ...] = ()
        begin: int | None = 0
        while begin is not None and len(found) < count:
            found += self._block(begin).first(count - len(found))
            begin = self._boundary_after(begin)
        return found

    def _block(self, begin: int) -> _Block:
        block = self._blocks.get(begin)
        if block is None:
            if len(self._blocks) >= _CACHE_SIZE:
                self._blocks.clear()
            end = self._boundary_after(begin)
            text = self.text if not begin and end is None else self.text[begin:end]
            block = self._blocks[begin] = _Block(text, self.start + begin)
        return block

    def _boundary_before(self, inside: int) -> int:
        """Return the last forced boundary at or before an offset of the paragraph; else 0."""
        inside = min(max(inside, 0), len(self.text))
        for number in range(inside // BLOCK, 0, -1):
            boundary = self._forced_boundary(number)
            if boundary is not None and boundary <= inside:
                return boundary
        return 0

    def _boundary_after(self, begin: int) -> int | None:
        """Return the next forced boundary."""
        for number in range(begin // BLOCK + 1, -(-len(self.text) // BLOCK)):
            boundary = self._forced_boundary(number)
            if boundary is not None:
                return boundary
        return None

    def _forced_boundary(self, number: int) -> int | None:
        if number not in self._forced_boundaries:
            text, target = self.text, number * BLOCK
            self._forced_boundaries[number] = None
            if certain_cut(text, target - BLOCK, target) is None:
                gap = _GAP.search(text, target, target + BLOCK // 4)
                boundary = gap.end() if gap else snap_back(text, target)
                self._forced_boundaries[number] = max(boundary, target)
        return self._forced_boundaries[number]


class _Block:
    """The sentences of a block of a paragraph, as from ``sentences``."""

    __slots__ = ("_from_start", "_runs", "start", "text")

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = start
        self._from_start = _Run(text, start)
        """Sentences from the start of the block on."""
        self._runs: list[_Run] = []
        """Sentences from elsewhere on, the most recently used first."""

    def at(self, offset: int) -> Span | None:
        """Return the sentence at an offset or the one before it; else the first; None without any."""
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
        """Return the first ``count`` sentences, or all there are."""
        self._from_start.read(count)
        return self._from_start.spans(count)

    def _locate(self, offset: int) -> tuple[_Run, int]:
        """Return a run around an offset, and its last sentence that begins by then (-1: none)."""
        run = self._run(offset)
        run.read_to(offset)
        return run, bisect_right(run.starts, offset) - 1

    def _run(self, offset: int) -> _Run:
        found = next(
            (run for run in (self._from_start, *self._runs) if run.begin <= offset < run.end + MAX_SEQUENTIAL_READ),
            None,
        )
        if found is None:
            cut = self._cut_before(offset - self.start)
            found = _Run(self.text, self.start, cut) if cut is not None else self._from_start
        if found is not self._from_start:
            self._runs = [found, *(run for run in self._runs if run is not found)][:_CACHE_SIZE]
        return found

    def _cut_before(self, inside: int) -> Cut | None:
        reach = MAX_SEQUENTIAL_READ
        while reach <= MAX_LOOKBACK and reach < inside:
            cut = certain_cut(self.text, inside - reach, inside)
            if cut is not None:
                return cut
            reach *= 4
        return None


class _Run:
    """Consecutive sentences from a certain cut or the start on, read as far as requested."""

    __slots__ = ("_ends", "_sentences", "begin", "starts")

    def __init__(self, text: str, start: int, cut: Cut | None = None) -> None:
        self._sentences = iter_sentences(text, start, cut=cut)
        self.starts = array("Q")
        self._ends = array("Q")
        self.begin = start if cut is None else start + cut[1]
        """The first offset whose sentence it has."""

    @property
    def end(self) -> int:
        """The offset up to which sentences are known."""
        return self._ends[-1] if self._ends else self.begin

    def read_to(self, offset: int) -> None:
        """Read up to the first sentence that begins after an offset."""
        while (not self.starts or self.starts[-1] <= offset) and self._read_next():
            pass

    def read(self, count: int) -> None:
        """Read the first ``count`` sentences."""
        while len(self.starts) < count and self._read_next():
            pass

    def span(self, index: int) -> Span | None:
        """Return a sentence, if it was read."""
        return Span(self.starts[index], self._ends[index]) if index < len(self.starts) else None

    def spans(self, count: int) -> tuple[Span, ...]:
        """Return the first ``count`` of those read."""
        return tuple(map(Span, self.starts[:count], self._ends[:count]))

    def _read_next(self) -> bool:
        found = next(self._sentences, None)
        if found is None:
            return False
        self.starts.append(found.start)
        self._ends.append(found.end)
        return True
