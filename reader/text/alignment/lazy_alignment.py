"""Lazy alignment: align only the requested part of a paragraph as long as a book.

The French is aligned in chunks, each with a margin on both sides, against the English found by
``anchor_search``. Chunk borders depend on the paragraph alone, so a result never depends on earlier
requests. A chunk takes a few hundredths of a second, in small steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.alignment.anchor_search import find_counterpart
from reader.text.alignment.lattice import DEFAULT_MODEL, Lattice
from reader.text.alignment.sentence_alignment import EMPTY_SPAN, SentenceAlignment, likely_links
from reader.text.segmentation.sentences import certain_cut
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Generator

    from reader.text.segmentation.lazy_sentences import LazySentences

CHUNK: Final = 1_500
"""Code points of French that are aligned together."""
MARGIN: Final = 800
"""Code points on both sides of a chunk that are aligned with it, to find its start and end."""
SEARCH_MARGIN: Final = 700
"""Code points of English beyond the interpolated position that are searched on both sides."""
UNCONFIRMED_MARGIN: Final = 1_500
"""The same where no shared words confirm the position."""
MAX_SENTENCES: Final = 90
"""Sentences of one side beyond which a chunk is not aligned."""
ANCHOR_CONTEXT: Final = 1_000
"""Additional code points on both sides whose words help to find the position."""
MIN_EVIDENCE: Final = 0.8
"""Minimum evidence per French sentence of a chunk (see ``Lattice.evidence``)."""
CACHED_CHUNKS: Final = 64
"""About 100,000 code points."""
_BOUNDARY_REACH: Final = 3_000
"""Code points beyond an edge within which a sentence must end, to bound reading."""


class LazyAlignment:
    """The alignment of a pair of paragraphs, computed and cached by chunk.

    Only ``align_in_steps`` computes; the other methods use cached chunks.
    """

    __slots__ = ("_chunks", "_english", "_french", "_french_chunk_of")

    def __init__(self, french: LazySentences, english: LazySentences) -> None:
        self._french = french
        self._english = english
        self._chunks: dict[int, SentenceAlignment] = {}
        """Sentences of both sides around a chunk, and the links of those that begin in it."""
        self._french_chunk_of: dict[int, int] = {}
        """For a chunk of the English, the matching French one."""

    def counterpart_at(self, offset: int, *, english: bool = False) -> Span:
        """Return the span that matches the sentence at an offset; empty without a confident match.

        The offset is in the French, or in the English with ``english``.
        """
        sentence = (self._english if english else self._french).at(offset)
        if sentence is None:
            return EMPTY_SPAN
        if not english:
            alignment = self._chunks.get(self._french_chunk(sentence.start))
            return (
                alignment.counterpart_at(sentence.start)
                if alignment is not None and sentence in alignment.french
                else EMPTY_SPAN
            )
        matches: set[Span] = set()
        for index in self._candidates(sentence.start):
            alignment = self._chunks.get(index)
            if alignment is None:
                return EMPTY_SPAN
            matches.update(ours for ours, theirs in alignment.confident_pairs() if sentence.start in theirs)
        return matches.pop() if len(matches) == 1 else EMPTY_SPAN

    def overlapping(self, english_span: Span) -> tuple[SentenceAlignment, ...]:
        """Return the cached alignments that overlap a span of the English."""
        return tuple(
            alignment
            for alignment in self._chunks.values()
            if alignment.links
            and alignment.english[0].start < english_span.end
            and english_span.start < alignment.english[-1].end
        )

    def align_in_steps(self, offset: int, *, english: bool = False) -> Generator[None, None, None]:
        """Align the chunk at an offset and its neighbors unless cached; yield between steps.

        A step takes two milliseconds at most. The generator may be closed at any yield; the
        unfinished chunk is then dropped.
        """
        sentence = (self._english if english else self._french).at(offset)
        if sentence is None:
            return
        if english and (index := self._chunk_index(sentence.start, english=True)) not in self._french_chunk_of:
            self._french_chunk_of[index] = yield from self._find_french_chunk(index)
        wanted = self._candidates(sentence.start) if english else self._neighbors(self._french_chunk(sentence.start))
        for each in wanted:
            if each not in self._chunks:
                alignment = yield from self._align_chunk(each)
                if len(self._chunks) >= CACHED_CHUNKS:
                    del self._chunks[next(iter(self._chunks))]
                self._chunks[each] = alignment

    def _french_chunk(self, offset: int) -> int:
        return self._chunk_index(offset, english=False)

    def _chunk_index(self, offset: int, *, english: bool) -> int:
        return max(0, offset - (self._english if english else self._french).start) // CHUNK

    def _neighbors(self, index: int) -> list[int]:
        """Return a chunk and its neighbors, the most urgent first."""
        last = len(self._french.text) // CHUNK
        return [each for each in (index, index + 1, index - 1) if 0 <= each <= last]

    def _candidates(self, offset: int) -> list[int]:
        """Return the chunks that may match an English sentence; none before they were searched."""
        index = self._french_chunk_of.get(self._chunk_index(offset, english=True))
        return self._neighbors(index) if index is not None else []

    def _find_french_chunk(self, index: int) -> Generator[None, None, int]:
        """Find the French chunk that matches an English one."""
        text = self._english.text
        span = Span(index * CHUNK, min((index + 1) * CHUNK, len(text)))
        match = yield from find_counterpart(
            text, span, _widened(span, MARGIN + ANCHOR_CONTEXT, text), self._french.text
        )
        return (match.span.start + match.span.end) // 2 // CHUNK

    def _align_chunk(self, index: int) -> Generator[None, None, SentenceAlignment]:
        french, english = self._french.text, self._english.text
        chunk = Span(index * CHUNK, min((index + 1) * CHUNK, len(french)))
        source = _widened(chunk, MARGIN, french)
        match = yield from find_counterpart(french, source, _widened(source, ANCHOR_CONTEXT, french), english)
        target = _widened(match.span, SEARCH_MARGIN if match.confirmed else UNCONFIRMED_MARGIN, english)
        ours, theirs = (
            (yield from _sentences_in(self._french, source)),
            (yield from _sentences_in(self._english, target)),
        )
        if not ours or not theirs:
            return SentenceAlignment()
        texts = [_text_of(self._french, span) for span in ours], [_text_of(self._english, span) for span in theirs]
        yield
        lattice = Lattice(*texts, DEFAULT_MODEL, free_ends=True)
        yield
        links = likely_links((yield from lattice.compute()))
        if lattice.evidence < MIN_EVIDENCE * len(ours):
            return SentenceAlignment()
        inside = chunk.moved(self._french.start)
        inside_links = tuple(found for found in links if any(ours[index].start in inside for index in found.french))
        return SentenceAlignment(ours, theirs, inside_links)


def _widened(span: Span, by: int, text: str) -> Span:
    return Span(max(0, span.start - by), min(span.end + by, len(text)))


def _text_of(side: LazySentences, span: Span) -> str:
    return side.text[span.start - side.start : span.end - side.start]


def _sentences_in(side: LazySentences, span: Span) -> Generator[None, None, tuple[Span, ...]]:
    """Return the sentences that begin in a span of the paragraph.

    None where there are too many, or where a sentence does not end.
    """
    text = side.text
    if not (
        (span.start <= _BOUNDARY_REACH or certain_cut(text, span.start - _BOUNDARY_REACH, span.start))
        and (len(text) - span.end <= _BOUNDARY_REACH or certain_cut(text, span.end, span.end + _BOUNDARY_REACH))
    ):
        return ()
    sentences: list[Span] = []
    sentence = side.after(side.start + span.start - 1)
    while sentence is not None and sentence.start < side.start + span.end:
        sentences.append(sentence)
        if len(sentences) > MAX_SENTENCES:
            return ()
        if len(sentences) % 8 == 0:
            yield
        sentence = side.after(sentence.start)
    return tuple(sentences)
