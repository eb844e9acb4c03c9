"""Sentences about mistakes: how many are told, and how the reader's words are repeated."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.error_text import MOST_TOLD, few, nearest, shown


@given(st.text(max_size=100))
def test_shown_words_are_fit_for_a_terminal(words: str) -> None:
    assert shown(words).isprintable()
    assert len(shown(words)) <= 40
    if words.isprintable() and len(words) <= 40:
        assert shown(words) == words


@given(st.lists(st.sampled_from([f"Sentence {number}." for number in range(30)])))
def test_few_sentences(problems: list[str]) -> None:
    told = few(problems)
    assert len(told) == len(set(told)) <= MOST_TOLD + 1
    assert set(told[:MOST_TOLD]) <= set(problems)
    if len(told) <= MOST_TOLD:
        assert set(told) == set(problems)


def test_the_nearest_word() -> None:
    assert nearest("them", ["theme", "light"]) == "theme"
    assert nearest("x" * 100_000, ["theme"]) is None
    assert nearest("", ["theme"]) is None
