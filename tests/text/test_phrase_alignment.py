"""Phrase alignment, evaluated on hand-aligned phrases."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.alignment.phrase_alignment import MAX_SENTENCE, align_phrase
from reader.text.spans import Span
from tests.text.links.phrases import evaluate, gold_phrases

FRENCH = "Il dit, en 1843 : « Le train n’attend pas », puis il partit pour Nantes."
ENGLISH = "He said, in 1843: “The train does not wait,” and then he left for Nantes."
TEXTS = st.text("aéZ1 ,:.«»“”'’-\u00a0") | st.sampled_from([FRENCH, ENGLISH])


def answer(words: str, french: str = FRENCH, english: str = ENGLISH) -> str:
    start = french.index(words)
    return align_phrase(french, english, Span(start, start + len(words))).of(english)


def test_gold_phrases_are_aligned() -> None:
    found = evaluate(gold_phrases())
    assert found.sentence_precision < 0.25, "whole sentences would do as well"
    assert found.recall > 0.95
    assert found.precision > 0.85


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Le train n’attend pas", "The train does not wait"),
        ("en 1843", "in 1843"),
        ("Nantes", "Nantes"),
        ("1843", "1843"),
        (FRENCH, ENGLISH),
    ],
)
def test_tokens_and_clause_breaks_give_the_position(words: str, expected: str) -> None:
    assert answer(words) == expected


@given(TEXTS, TEXTS, st.data())
@example("", "", None)
def test_the_result_is_whole_words_of_the_sentence(french: str, english: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(french))) if data is not None else 0
    end = data.draw(st.integers(start, len(french))) if data is not None else 0
    found = align_phrase(french, english, Span(start, end))
    assert 0 <= found.start <= found.end <= len(english)
    assert bool(found) == bool(english)
    if found != Span(0, len(english)):
        before, after = english[: found.start][-1:], english[found.end :][:1]
        assert not before.isalnum()
        assert not after.isalnum()


def test_a_longer_phrase_never_ends_before_a_shorter_one() -> None:
    ends = [align_phrase(FRENCH, ENGLISH, Span(0, end)).end for end in range(1, len(FRENCH))]
    assert ends == sorted(ends)


def test_a_very_long_sentence_is_matched_as_a_whole() -> None:
    english = "word " * MAX_SENTENCE
    assert align_phrase("mot " * 10, english, Span(0, 4)) == Span(0, len(english))


def test_thousands_of_equal_words_are_fast() -> None:
    words = " ".join(f"nombre{index % 9}" for index in range(MAX_SENTENCE // 9))
    assert align_phrase(words, words, Span(0, 100)).end >= 100
