"""Error messages: their number, and excerpts of user input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.error_text import MAX_ERRORS, closest_match, excerpt, limit_errors


@given(st.text(max_size=100))
def test_excerpt_is_printable_and_short(text: str) -> None:
    assert excerpt(text).isprintable()
    assert len(excerpt(text)) <= 40
    if text.isprintable() and len(text) <= 40:
        assert excerpt(text) == text


@given(st.lists(st.sampled_from([f"Sentence {number}." for number in range(30)])))
def test_limit_errors(errors: list[str]) -> None:
    limited = limit_errors(errors)
    assert len(limited) == len(set(limited)) <= MAX_ERRORS + 1
    assert set(limited[:MAX_ERRORS]) <= set(errors)
    if len(limited) <= MAX_ERRORS:
        assert set(limited) == set(errors)


def test_closest_match() -> None:
    assert closest_match("them", ["theme", "light"]) == "theme"
    assert closest_match("x" * 100_000, ["theme"]) is None
    assert closest_match("", ["theme"]) is None
