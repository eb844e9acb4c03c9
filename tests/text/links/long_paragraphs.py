"""Paragraphs of a megabyte made of the pairs linked by hand: the truth that links near an offset are held against."""

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
    """One paragraph and its English, with what a person saw in the pairs that it is made of."""

    french: str
    english: str
    counterparts: dict[Span, Span]
    """For each French sentence, from the first to the last of the English that answers it; empty where none does."""


@cache
def long_paragraph(untranslated_share: float = 0.0, added_share: float = 0.0, size: int = MEGABYTE) -> LongParagraph:
    """Shuffle the pairs until there are so many code points of French.

    ``left_out``: how many pairs, as a share, have lost their English; ``alone``: how many times as often English comes that answers nothing.
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


def evaluate_long_paragraph(giant: LongParagraph, every: int = 1) -> Tally:
    """Hold the links of a giant against its truth, the French sentences of one stretch in ``every``."""
    ours = LazySentences(giant.french)
    links = LazyAlignment(ours, LazySentences(giant.english))
    total = Tally()
    for span, answer in giant.counterparts.items():
        # A title without a stop is one sentence with what comes after it.
        if span.start // CHUNK % every == 0 and ours.at(span.start) == span:
            run_to_end(links.align_in_steps(span.start))
            said = links.counterpart_at(span.start)
            total += Tally(1, bool(said), said != EMPTY_SPAN and said == answer)
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
