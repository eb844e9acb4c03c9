"""Which sentences of the two sides of a page match."""

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
"""French times English sentences of one paragraph beyond which linking is incremental."""
MAX_CODE_POINTS: Final = 50_000
"""Code points of one side beyond which its sentences are not counted."""
CACHED_PAIRS: Final = 64
"""Pairs of paragraphs with cached links: more than a window shows."""

ROW_STEP: Final = 8
"""Sample one row in this many: fewer rows than one linking step covers."""


class SentenceLinks:
    """The sentence links of an article and its English, computed by pair on request and cached.

    ``engine_segments`` are the segments in which an engine returned a paragraph's English; they
    take precedence over lengths and characters.
    """

    def __init__(
        self, french: Article, english: Article, engine_segments: Mapping[int, Sequence[AlignedPiece]] | None = None
    ) -> None:
        self.french = french
        self.english = english
        self._engine_segments = {} if engine_segments is None else engine_segments
        self._pairs: dict[int, SentenceAlignment | LazyAlignment] = {}

    def linked_sentences(self, index: int, line: Span) -> tuple[SentenceAlignment, ...]:
        """Return the sentences and links of one pair that may concern a line of its English.

        Empty if a side is empty; if it is too long to link at once, those ``link_in_steps`` made.
        """
        pair = self._pair(index)
        return (pair,) if isinstance(pair, SentenceAlignment) else pair.overlapping(line)

    def counterpart(self, side: Side, cursor: int) -> Span:
        """Return the match of the sentence at a cursor, a span of the other side.

        Empty if there is none or it is doubtful.
        """
        index = (self.french if side is Side.FRENCH else self.english).paragraph_at(cursor)
        return self._pair(index).counterpart_at(cursor, english=side is Side.ENGLISH)

    def link_in_steps(self, side: Side, cursor: int, rows: Sequence[Row]) -> Iterator[None]:
        """Link long pairs in small steps: around a cursor, then around some rows with English.

        See ``LazyAlignment``. Only pairs requested before are linked.
        """
        if not any(row.english for row in rows):
            return
        cursors = [(side, cursor)]
        for row in rows[::ROW_STEP]:
            cursors += [(on, line.start) for on in Side if (line := row.line(on))]
        for on, offset in cursors:
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
        all_french, all_english = sentences_of(french, index), sentences_of(english, index)
        ours, theirs = (
            _sentences_within_limit(all_french, all_english)
            if max(map(len, (all_french.text, all_english.text))) <= MAX_CODE_POINTS
            else ((), ())
        )
        if not ours or not theirs:
            return LazyAlignment(all_french, all_english)
        french_sentences = [span.of(french.text) for span in ours]
        segments = self._engine_segments.get(index, ())
        if segments and join_pieces(segments) == english.paragraph(index):
            known = links_from_pieces(french_sentences, segments, english.paragraphs[index].start)
            if known is not None:
                return SentenceAlignment(ours, *known)
        return SentenceAlignment(
            ours, theirs, tuple(align_sentences(french_sentences, [span.of(english.text) for span in theirs]))
        )

    def follow_cursor(self, side: Side, cursor: int, other: int) -> int:
        """Return the cursor of the other side while that of ``side`` is at ``cursor``.

        It stays at ``other`` inside the match; if the match is doubtful, inside the facing
        paragraph (or part of a long one). Otherwise it goes to the start of that.
        """
        match = self.counterpart(side, cursor)
        if match:
            return other if other in match else match.start
        ours, theirs = (self.french, self.english) if side is Side.FRENCH else (self.english, self.french)
        if not theirs.paragraphs:
            return 0
        facing = facing_part(ours, theirs, cursor, english=side is Side.ENGLISH)
        return other if facing.start <= other < facing.end else facing.start


def _sentences_within_limit(french: LazySentences, english: LazySentences) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the sentences of both sides, or none if they are too many.

    Most of a very long paragraph is not read.
    """
    root = isqrt(MAX_SENTENCE_PAIRS)
    ours, theirs = french.first(root + 1), english.first(root + 1)
    if len(ours) <= root:
        theirs = english.first(MAX_SENTENCE_PAIRS // max(1, len(ours)) + 1)
    elif len(theirs) <= root:
        ours = french.first(MAX_SENTENCE_PAIRS // max(1, len(theirs)) + 1)
    return (ours, theirs) if len(ours) * len(theirs) <= MAX_SENTENCE_PAIRS else ((), ())
