"""Links on the page: which sentences of the other side answer the one that is being read."""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, Final

from reader.text.linking import SURE, Link, counterpart, link
from reader.text.segments import joined, known_links
from reader.text.spans import Span
from reader.ui.spread.blocks import Side
from reader.ui.spread.caret import sentences_of
from reader.ui.spread.parts import facing_part
from reader.values import valueclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.text.article import Article
    from reader.text.near_sentences import NearSentences
    from reader.text.segments import Answered

NOWHERE: Final = Span(0, 0)
MOST: Final = 1_600
"""French times English sentences of one paragraph: more are not linked, because a key must not wait for them."""
KEPT: Final = 64
"""Pairs of paragraphs whose links are kept: more than a window shows."""


@valueclass(frozen=True, slots=True)
class Linked:
    """The sentences of one pair of paragraphs, as spans of their texts, and the links between them."""

    french: tuple[Span, ...] = ()
    english: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    def of(self, side: Side) -> tuple[Span, ...]:
        """Return the sentences of one side."""
        return self.french if side is Side.FRENCH else self.english

    def sure(self) -> Iterator[tuple[Span, Span]]:
        """Yield French and English that surely answer each other, from the first sentence of each to the last."""
        for found in self.links:
            if found.confidence >= SURE:
                yield (
                    Span(self.french[found.french.start].start, self.french[found.french.stop - 1].end),
                    Span(self.english[found.english.start].start, self.english[found.english.stop - 1].end),
                )


class Pairing:
    """The links of an article and its English, made for a pair of paragraphs when they are asked for, and kept.

    ``answered`` has the pieces in which the English of a paragraph came back: what they tell goes before lengths and signs.
    """

    def __init__(
        self, french: Article, english: Article, answered: Mapping[int, Sequence[Answered]] | None = None
    ) -> None:
        self.french = french
        self.english = english
        self._answered = {} if answered is None else answered
        self._linked: dict[int, Linked] = {}

    def linked(self, index: int) -> Linked:
        """Return the sentences and links of one pair; none of them where a side is empty, or too long to be linked at once."""
        found = self._linked.get(index)
        if found is None:
            if len(self._linked) >= KEPT:
                self._linked.clear()
            found = self._linked[index] = self._link(index)
        return found

    def _link(self, index: int) -> Linked:
        french, english = self.french, self.english
        if not all(index < len(text.paragraphs) and text.paragraphs[index] for text in (french, english)):
            return Linked()
        ours, theirs = _few(sentences_of(french, index), sentences_of(english, index))
        if not ours or not theirs:
            return Linked()
        words = [span.of(french.text) for span in ours]
        pieces = self._answered.get(index, ())
        if pieces and joined(pieces) == english.paragraph(index):
            known = known_links(words, pieces, english.paragraphs[index].start)
            if known is not None:
                return Linked(ours, *known)
        return Linked(ours, theirs, tuple(link(words, [span.of(english.text) for span in theirs])))

    def answer(self, side: Side, caret: int) -> Span:
        """Return what answers the sentence of a caret on ``side``, a span of the other; empty where none does or it is doubtful."""
        linked = self.linked((self.french if side is Side.FRENCH else self.english).paragraph_at(caret))
        ours, theirs = linked.of(side), linked.of(side.other)
        if not ours or not theirs:
            return NOWHERE
        here = next((number for number, span in enumerate(ours) if caret < span.end), len(ours) - 1)
        found = counterpart(linked.links, here, english=side is Side.ENGLISH)
        return Span(theirs[found.start].start, theirs[found.stop - 1].end) if found else NOWHERE

    def follow(self, side: Side, caret: int, other: int) -> int:
        """Return where the caret of the other side is while that of ``side`` is on ``caret``.

        It stays on ``other`` while that is in the answer; where the answer is doubtful, while that is in what faces
        it (the paragraph or, of a long one, the part), and else is at that one's beginning.
        """
        answer = self.answer(side, caret)
        if answer:
            return other if other in answer else answer.start
        ours, theirs = (self.french, self.english) if side is Side.FRENCH else (self.english, self.french)
        if not theirs.paragraphs:
            return 0
        facing = facing_part(ours, theirs, caret, english=side is Side.ENGLISH)
        return other if facing.start <= other < facing.end else facing.start


def _few(french: NearSentences, english: NearSentences) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the sentences of both sides, or none where they are too many; of a paragraph like a book the most is never read."""
    root = isqrt(MOST)
    ours, theirs = french.first(root + 1), english.first(root + 1)
    if len(ours) <= root:
        theirs = english.first(MOST // max(1, len(ours)) + 1)
    elif len(theirs) <= root:
        ours = french.first(MOST // max(1, len(theirs)) + 1)
    return (ours, theirs) if len(ours) * len(theirs) <= MOST else ((), ())
