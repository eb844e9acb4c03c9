"""Anchor search finds the matching part of the other text by shared words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.alignment.anchor_search import AnchorMatch, find_counterpart
from reader.text.alignment.lattice import run_to_end
from reader.text.spans import Span
from tests.strategies import clean_texts


def test_names_and_numbers_find_the_counterpart_at_any_drift() -> None:
    french = (
        "Rien ici. " * 4_000
        + "Rambaud perdit 46\u202f000 francs à Perpignan en 1789, et 3,5 ans."
        + " Rien ici." * 4_000
    )
    english = (
        "Nothing. " * 3_000 + "In 1789 Rambaud lost 46,000 francs at Perpignan, and 3.5 years." + " Nothing." * 5_000
    )
    place = Span(french.index("Rambaud"), french.index(" ans"))
    found = run_to_end(find_counterpart(french, place, place, english))
    assert found.confirmed
    assert abs(found.span.start - english.index("Rambaud")) < 50
    there = Span(english.index("In 1789"), english.index(" years"))
    back = run_to_end(find_counterpart(english, there, there, french))
    assert back.confirmed
    assert abs(back.span.start - french.index("Rambaud")) < 50


@pytest.mark.parametrize("other", ["Nothing to see. " * 500, "Rambaud, 1789, Perpignan. " * 500])
def test_without_shared_words_the_position_is_interpolated(other: str) -> None:
    words = "Rien ici. " * 400 + "Rambaud vint à Perpignan en 1789. " + "Rien ici. " * 400
    place = Span(words.index("Rambaud"), words.index("1789"))
    found = run_to_end(find_counterpart(words, place, place, other))
    assert not found.confirmed
    assert abs(found.span.start / len(other) - place.start / len(words)) < 0.01


@given(clean_texts(), clean_texts(), st.integers(0, 300), st.integers(0, 300), st.integers(0, 100))
def test_the_result_is_inside_the_other_text(words: str, other: str, start: int, size: int, more: int) -> None:
    start = min(start, len(words))
    place = Span(start, min(start + size, len(words)))
    around = Span(max(0, start - more), min(place.end + more, len(words)))
    found: AnchorMatch = run_to_end(find_counterpart(words, place, around, other))
    assert 0 <= found.span.start <= found.span.end <= len(other)
