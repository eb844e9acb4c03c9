"""Hand-aligned phrases of the bundled articles, and the evaluation of phrase alignment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.text.alignment.phrase_alignment import align_phrase
from reader.text.alignment.sentence_alignment import align_sentences, counterpart
from reader.text.spans import Span
from tests.text.links.gold import ARTICLES, FOLDER, read

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a French sentence, and the matching part of the matching English."""

    french: str
    english: str
    """Both sentences whole; several sentences of one side are joined."""
    part: Span
    answer: Span


@dataclass(frozen=True, slots=True)
class WordCounts:
    """Word counts of an evaluation."""

    answering: int = 0
    """Words that match a phrase."""
    marked: int = 0
    """Words that were marked."""
    both: int = 0
    sentences: int = 0
    """Words of the whole sentences."""

    def __add__(self, other: WordCounts) -> WordCounts:
        return WordCounts(
            self.answering + other.answering,
            self.marked + other.marked,
            self.both + other.both,
            self.sentences + other.sentences,
        )

    @property
    def recall(self) -> float:
        """Marked words among those that match."""
        return self.both / self.answering

    @property
    def precision(self) -> float:
        """Matching words among those marked."""
        return self.both / self.marked

    @property
    def sentence_precision(self) -> float:
        """The precision of marking whole sentences."""
        return self.answering / self.sentences


def gold_phrases() -> tuple[Phrase, ...]:
    """Read the phrases; each must occur once, in a sentence with a confident match."""
    sides = [_answered(sentence, pair) for pair in _pairs() for sentence in range(len(pair[0]))]
    lines = (FOLDER / "phrases.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for french, english in (line.split(" | ") for line in lines if " | " in line and not line.startswith("#")):
        (ours, theirs), *more = [side for side in sides if french in side[0]]
        assert not more
        assert ours.count(french) == theirs.count(english) == 1, french
        start, begins = ours.index(french), theirs.index(english)
        part, answer = Span(start, start + len(french)), Span(begins, begins + len(english))
        found.append(Phrase(ours, theirs, part, answer))
    return tuple(found)


def evaluate(phrases: Iterable[Phrase]) -> WordCounts:
    """Count the words that are marked, and those that should be."""
    total = WordCounts()
    for phrase in phrases:
        got = align_phrase(phrase.french, phrase.english, phrase.part)
        answering, marked = _words(phrase.english, phrase.answer), _words(phrase.english, got)
        everything = _words(phrase.english, Span(0, len(phrase.english)))
        total += WordCounts(len(answering), len(marked), len(answering & marked), len(everything))
    return total


def _pairs() -> list[tuple[list[str], list[str]]]:
    return [
        ([_plain(words) for words in pair.french], [_plain(words) for words in pair.english])
        for name in ARTICLES
        for pair in read(name)
    ]


def _answered(sentence: int, pair: tuple[list[str], list[str]]) -> tuple[str, str]:
    french, english = pair
    answer = counterpart(align_sentences(french, english), sentence)
    return french[sentence], " ".join(english[index] for index in answer or ())


def _plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def _words(text: str, span: Span) -> set[int]:
    return {word.start() for word in _WORD.finditer(text) if span.start < word.end() and word.start() < span.end}
