"""Sentences about mistakes: how many are told, and how the reader's words are repeated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.error_text import MAX_ERRORS, closest_match, excerpt, limit_errors


@given(st.text(max_size=100))
def test_shown_words_are_fit_for_a_terminal(words: str) -> None:
    assert excerpt(words).isprintable()
    assert len(excerpt(words)) <= 40
    if words.isprintable() and len(words) <= 40:
        assert excerpt(words) == words


@given(st.lists(st.sampled_from([f"Sentence {number}." for number in range(30)])))
def test_few_sentences(problems: list[str]) -> None:
    told = limit_errors(problems)
    assert len(told) == len(set(told)) <= MAX_ERRORS + 1
    assert set(told[:MAX_ERRORS]) <= set(problems)
    if len(told) <= MAX_ERRORS:
        assert set(told) == set(problems)


def test_the_nearest_word() -> None:
    assert closest_match("them", ["theme", "light"]) == "theme"
    assert closest_match("x" * 100_000, ["theme"]) is None
    assert closest_match("", ["theme"]) is None
