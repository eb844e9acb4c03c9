"""Megabyte paragraphs made of hand-aligned pairs, as ground truth for lazy alignment."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Final

from reader.text.alignment.lattice import run_to_end
from reader.text.alignment.lazy_alignment import CHUNK, LazyAlignment
from reader.text.alignment.sentence_alignment import EMPTY_SPAN
from reader.text.segmentation.lazy_sentences import LazySentences
from reader.text.spans import Span
from tests.text.links.gold import ARTICLES, CONSTRUCTED, Pair, Tally, read

MEGABYTE: Final = 1_000_000
SEED: Final = 1913


@dataclass(frozen=True, slots=True)
class LongParagraph:
    """A paragraph and its translation, with the counterparts known from its pairs."""

    french: str
    english: str
    counterparts: dict[Span, Span]
    """For each French sentence, the span of the English that matches it; empty without one."""


@cache
def long_paragraph(untranslated_share: float = 0.0, added_share: float = 0.0, size: int = MEGABYTE) -> LongParagraph:
    """Join shuffled pairs up to ``size`` code points of French.

    ``untranslated_share``: share of pairs without their English. ``added_share``: number of
    additional English paragraphs that match nothing, per pair.
    """
    chance = random.Random(SEED)
    pairs = [pair for name in (*ARTICLES, *CONSTRUCTED) for pair in read(name)]
    french, english = _Side(), _Side()
    answers: dict[Span, Span] = {}
    while french.size < size:
        chance.shuffle(pairs)
        for pair in pairs:
            ours = french.add(pair.french)
            gone = chance.random() < untranslated_share
            theirs = () if gone else english.add(pair.english)
            answers |= _answers(pair, ours, theirs)
            if chance.random() < added_share:
                english.add(chance.choice(pairs).english)
    return LongParagraph(french.text(), english.text(), answers)


def evaluate_long_paragraph(paragraph: LongParagraph, every: int = 1) -> Tally:
    """Evaluate the alignment of the French sentences of one chunk in ``every``."""
    ours = LazySentences(paragraph.french)
    links = LazyAlignment(ours, LazySentences(paragraph.english))
    total = Tally()
    for span, answer in paragraph.counterparts.items():
        # A title without a stop is one sentence with what comes after it.
        if span.start // CHUNK % every == 0 and ours.at(span.start) == span:
            run_to_end(links.align_in_steps(span.start))
            result = links.counterpart_at(span.start)
            total += Tally(1, bool(result), result != EMPTY_SPAN and result == answer)
    return total


class _Side:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self.size = 0

    def add(self, sentences: tuple[str, ...]) -> tuple[Span, ...]:
        found = []
        for words in sentences:
            found.append(Span(self.size, self.size + len(words)))
            self._parts.append(words)
            self.size += len(words) + 1
        return tuple(found)

    def text(self) -> str:
        return " ".join(self._parts)


def _answers(pair: Pair, ours: tuple[Span, ...], theirs: tuple[Span, ...]) -> dict[Span, Span]:
    found: dict[Span, Span] = {}
    for group in pair.groups:
        answer = Span(0, 0)
        if group.english and theirs:
            answer = Span(theirs[group.english[0]].start, theirs[group.english[-1]].end)
        found |= dict.fromkeys((ours[index] for index in group.french), answer)
    return found
