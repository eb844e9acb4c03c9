"""Links on the page: which sentences of the other side answer the one that is being read."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, Final

from reader.text.alignment.engine_segments import join_pieces, links_from_pieces
from reader.text.alignment.lazy_alignment import LazyAlignment
from reader.text.alignment.sentence_alignment import SentenceAlignment, align_sentences
from reader.ui.spread.blocks import Side
from reader.ui.spread.motions import sentences_of
from reader.ui.spread.paragraph_parts import facing_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.text.alignment.engine_segments import AlignedPiece
    from reader.text.model.article import Article
    from reader.text.segmentation.lazy_sentences import LazySentences
    from reader.text.spans import Span
    from reader.ui.spread.blocks import Row

MAX_SENTENCE_PAIRS: Final = 1_600
"""French times English sentences of one paragraph: more are linked bit by bit (``work``), because a key must not wait for them."""
MAX_CODE_POINTS: Final = 50_000
"""Code points of one side beyond which nobody counts its sentences: they are too many, or too long."""
CACHED_PAIRS: Final = 64
"""Pairs of paragraphs whose links are kept: more than a window shows."""

ROW_STEP: Final = 8
"""Of so many rows one is looked at: they hold less than what is linked together."""


class SentenceLinks:
    """The links of an article and its English, made for a pair of paragraphs when they are asked for, and kept.

    ``answered`` has the pieces in which the English of a paragraph came back: what they tell goes before lengths and signs.
    """

    def __init__(
        self, french: Article, english: Article, engine_segments: Mapping[int, Sequence[AlignedPiece]] | None = None
    ) -> None:
        self.french = french
        self.english = english
        self._engine_segments = {} if engine_segments is None else engine_segments
        self._pairs: dict[int, SentenceAlignment | LazyAlignment] = {}

    def linked_sentences(self, index: int, line: Span) -> tuple[SentenceAlignment, ...]:
        """Return the sentences and links of one pair, as far as they may tell of a line of its English.

        None of them where a side is empty; where it is too long to be linked at once, those that ``work`` made.
        """
        pair = self._pair(index)
        return (pair,) if isinstance(pair, SentenceAlignment) else pair.overlapping(line)

    def counterpart(self, side: Side, caret: int) -> Span:
        """Return what answers the sentence of a caret on ``side``, a span of the other; empty where none does or it is doubtful."""
        index = (self.french if side is Side.FRENCH else self.english).paragraph_at(caret)
        return self._pair(index).counterpart_at(caret, english=side is Side.ENGLISH)

    def link_in_steps(self, side: Side, caret: int, rows: Sequence[Row]) -> Iterator[None]:
        """Link what was too much to be linked at once, in small pieces: around a caret, then on some rows with English.

        See ``NearLinks.work``. Only in pairs that were asked for before.
        """
        if not any(row.english for row in rows):
            return
        places = [(side, caret)]
        for row in rows[::ROW_STEP]:
            places += [(on, line.start) for on in Side if (line := row.line(on))]
        for on, offset in places:
            pair = self._pairs.get((self.french if on is Side.FRENCH else self.english).paragraph_at(offset))
            if isinstance(pair, LazyAlignment):
                yield from pair.align_in_steps(offset, english=on is Side.ENGLISH)

    def _pair(self, index: int) -> SentenceAlignment | LazyAlignment:
        found = self._pairs.get(index)
        if found is None:
            if len(self._pairs) >= CACHED_PAIRS:
                self._pairs.clear()
            found = self._pairs[index] = self._link(index)
        return found

    def _link(self, index: int) -> SentenceAlignment | LazyAlignment:
        french, english = self.french, self.english
        if not all(index < len(text.paragraphs) and text.paragraphs[index] for text in (french, english)):
            return SentenceAlignment()
        all_ours, all_theirs = sentences_of(french, index), sentences_of(english, index)
        ours, theirs = (
            _sentences_within_limit(all_ours, all_theirs)
            if max(map(len, (all_ours.words, all_theirs.words))) <= MAX_CODE_POINTS
            else ((), ())
        )
        if not ours or not theirs:
            return LazyAlignment(all_ours, all_theirs)
        words = [span.of(french.text) for span in ours]
        pieces = self._engine_segments.get(index, ())
        if pieces and join_pieces(pieces) == english.paragraph(index):
            known = links_from_pieces(words, pieces, english.paragraphs[index].start)
            if known is not None:
                return SentenceAlignment(ours, *known)
        return SentenceAlignment(
            ours, theirs, tuple(align_sentences(words, [span.of(english.text) for span in theirs]))
        )

    def follow_cursor(self, side: Side, caret: int, other: int) -> int:
        """Return where the caret of the other side is while that of ``side`` is on ``caret``.

        It stays on ``other`` while that is in the answer; where the answer is doubtful, while that is in what faces
        it (the paragraph or, of a long one, the part), and else is at that one's beginning.
        """
        answer = self.counterpart(side, caret)
        if answer:
            return other if other in answer else answer.start
        ours, theirs = (self.french, self.english) if side is Side.FRENCH else (self.english, self.french)
        if not theirs.paragraphs:
            return 0
        facing = facing_part(ours, theirs, caret, english=side is Side.ENGLISH)
        return other if facing.start <= other < facing.end else facing.start


def _sentences_within_limit(french: LazySentences, english: LazySentences) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the sentences of both sides, or none where they are too many; of a paragraph like a book the most is never read."""
    root = isqrt(MAX_SENTENCE_PAIRS)
    ours, theirs = french.first(root + 1), english.first(root + 1)
    if len(ours) <= root:
        theirs = english.first(MAX_SENTENCE_PAIRS // max(1, len(ours)) + 1)
    elif len(theirs) <= root:
        ours = french.first(MAX_SENTENCE_PAIRS // max(1, len(theirs)) + 1)
    return (ours, theirs) if len(ours) * len(theirs) <= MAX_SENTENCE_PAIRS else ((), ())
