"""Links near an offset: of a paragraph as long as a book and its English, only what somebody looks at is linked.

The French is linked in stretches, each with a margin on both sides, against the English where the same is said (``whereabouts``). Where a stretch
begins follows from the paragraph alone, so an answer never depends on what was asked before. A stretch is a few hundredths of a
second of work, given out in small pieces.
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
"""Code points of French whose sentences are linked together."""
MARGIN: Final = 800
"""Code points on both sides of a stretch that are linked with it: they tell where it begins and ends."""
SEARCH_MARGIN: Final = 700
"""Code points of English, beyond what would be in even step, that are looked at on both sides."""
UNCONFIRMED_MARGIN: Final = 1_500
"""The same where no words tell the place."""
MAX_SENTENCES: Final = 90
"""Sentences of one side beyond which a stretch is not linked."""
ANCHOR_CONTEXT: Final = 1_000
"""Code points more on both sides whose words tell where the same is said."""
MIN_EVIDENCE: Final = 0.8
"""How much, for each French sentence, lengths and signs must speak for a stretch and its English (see ``Lattice.evidence``)."""
CACHED_CHUNKS: Final = 64
"""Stretches that are kept: a hundred thousand code points."""
_BOUNDARY_REACH: Final = 3_000
"""Code points beyond an edge within which a sentence must end, so that none is read that has no end."""


class LazyAlignment:
    """The links of one pair of paragraphs, made stretch by stretch and kept. ``work`` makes them; all else looks at what is made."""

    __slots__ = ("_across", "_english", "_french", "_made")

    def __init__(self, french: LazySentences, english: LazySentences) -> None:
        self._french = french
        self._english = english
        self._made: dict[int, SentenceAlignment] = {}
        """Sentences of both sides around a stretch, and the links of those that begin in it."""
        self._across: dict[int, int] = {}
        """For a stretch of the English, which one of the French says the same."""

    def counterpart_at(self, offset: int, *, english: bool = False) -> Span:
        """Return what surely answers the sentence at an offset of the French (or English, if so said); else an empty span."""
        here = (self._english if english else self._french).at(offset)
        if here is None:
            return EMPTY_SPAN
        if not english:
            made = self._made.get(self._french_chunk(here.start))
            return made.counterpart_at(here.start) if made is not None and here in made.french else EMPTY_SPAN
        found: set[Span] = set()
        for stretch in self._candidates(here.start):
            made = self._made.get(stretch)
            if made is None:
                return EMPTY_SPAN
            found.update(ours for ours, theirs in made.confident_pairs() if here.start in theirs)
        return found.pop() if len(found) == 1 else EMPTY_SPAN

    def overlapping(self, english_span: Span) -> tuple[SentenceAlignment, ...]:
        """Return what is made and may tell of a line of the English."""
        return tuple(
            made
            for made in self._made.values()
            if made.links and made.english[0].start < english_span.end and english_span.start < made.english[-1].end
        )

    def align_in_steps(self, offset: int, *, english: bool = False) -> Generator[None, None, None]:
        """Make the links of the sentence at an offset, and of those around it, that are not made yet; a small piece before each yield.

        Two thousandths of a second are a long one. It may be left at any of them; then nothing comes of the stretch it was at.
        """
        here = (self._english if english else self._french).at(offset)
        if here is None:
            return
        if english and (number := self._chunk_index(here.start, english=True)) not in self._across:
            self._across[number] = yield from self._find_french_chunk(number)
        facing = self._candidates(here.start) if english else self._neighbors(self._french_chunk(here.start))
        for stretch in facing:
            if stretch not in self._made:
                made = yield from self._align_chunk(stretch)
                if len(self._made) >= CACHED_CHUNKS:
                    del self._made[next(iter(self._made))]
                self._made[stretch] = made

    def _french_chunk(self, offset: int) -> int:
        return self._chunk_index(offset, english=False)

    def _chunk_index(self, offset: int, *, english: bool) -> int:
        return max(0, offset - (self._english if english else self._french).start) // CHUNK

    def _neighbors(self, stretch: int) -> list[int]:
        """Return a stretch and its neighbors, those that come next first."""
        last = len(self._french.words) // CHUNK
        return [each for each in (stretch, stretch + 1, stretch - 1) if 0 <= each <= last]

    def _candidates(self, offset: int) -> list[int]:
        """Return the stretches that may have the answer of an English sentence; none where they were not looked for yet."""
        across = self._across.get(self._chunk_index(offset, english=True))
        return self._neighbors(across) if across is not None else []

    def _find_french_chunk(self, number: int) -> Generator[None, None, int]:
        """Find the stretch of the French that says what one of the English says."""
        words = self._english.words
        place = Span(number * CHUNK, min((number + 1) * CHUNK, len(words)))
        found = yield from find_counterpart(
            words, place, _widened(place, MARGIN + ANCHOR_CONTEXT, words), self._french.words
        )
        return (found.span.start + found.span.end) // 2 // CHUNK

    def _align_chunk(self, stretch: int) -> Generator[None, None, SentenceAlignment]:
        french, english = self._french.words, self._english.words
        own = Span(stretch * CHUNK, min((stretch + 1) * CHUNK, len(french)))
        place = _widened(own, MARGIN, french)
        there = yield from find_counterpart(french, place, _widened(place, ANCHOR_CONTEXT, french), english)
        facing = _widened(there.span, SEARCH_MARGIN if there.confirmed else UNCONFIRMED_MARGIN, english)
        ours, theirs = (
            (yield from _sentences_in(self._french, place)),
            (yield from _sentences_in(self._english, facing)),
        )
        if not ours or not theirs:
            return SentenceAlignment()
        pieces = [_text_of(self._french, span) for span in ours], [_text_of(self._english, span) for span in theirs]
        yield
        lattice = Lattice(*pieces, DEFAULT_MODEL, free_ends=True)
        yield
        links = likely_links((yield from lattice.compute()))
        if lattice.evidence < MIN_EVIDENCE * len(ours):
            return SentenceAlignment()
        inside = own.moved(self._french.start)
        kept = tuple(found for found in links if any(ours[index].start in inside for index in found.french))
        return SentenceAlignment(ours, theirs, kept)


def _widened(place: Span, by: int, words: str) -> Span:
    return Span(max(0, place.start - by), min(place.end + by, len(words)))


def _text_of(side: LazySentences, span: Span) -> str:
    return side.words[span.start - side.start : span.end - side.start]


def _sentences_in(side: LazySentences, place: Span) -> Generator[None, None, tuple[Span, ...]]:
    """Return the sentences that begin in a place, counted from the paragraph's beginning; none where they are too many or have no end."""
    words = side.words
    if not (
        (place.start <= _BOUNDARY_REACH or certain_cut(words, place.start - _BOUNDARY_REACH, place.start))
        and (len(words) - place.end <= _BOUNDARY_REACH or certain_cut(words, place.end, place.end + _BOUNDARY_REACH))
    ):
        return ()
    found: list[Span] = []
    following = side.after(side.start + place.start - 1)
    while following is not None and following.start < side.start + place.end:
        found.append(following)
        if len(found) > MAX_SENTENCES:
            return ()
        if len(found) % 8 == 0:
            yield
        following = side.after(following.start)
    return tuple(found)
