from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries

from reader.text.graphemes import (
    MAX_CLUSTER,
    clusters,
    is_boundary,
    is_simple,
    next_boundary,
    previous_boundary,
    snap_back,
    snap_forward,
)
from tests.strategies import clean_texts, french_texts, hostile_texts

ANYWHERE = st.integers(-3, 300)

JOINING = st.text(
    st.sampled_from(
        "a\r\n \u0301\u0308\u200d\u200c\u0600\u0e33\u0903🇫🇷👩❤️🏽©\ufe0f\u1100\u1161\u11a8가각\u00ad\u200b\U000e0041\u2065"
    )
)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("été", ["é", "t", "é"]),
        ("e\u0301t", ["e\u0301", "t"]),
        ("\r\n\n", ["\r\n", "\n"]),
        ("🇫🇷🇬🇧🇪", ["🇫🇷", "🇬🇧", "🇪"]),
        ("a👩\u200d👩\u200d👧b", ["a", "👩\u200d👩\u200d👧", "b"]),
        ("a\u20dd1\ufe0f\u20e3", ["a\u20dd", "1\ufe0f\u20e3"]),
        ("👍🏽❤️", ["👍🏽", "❤️"]),
        ("a\u200d👩", ["a\u200d", "👩"]),
        ("\u1100\u1161\u11a8각", ["\u1100\u1161\u11a8", "각"]),
        ("कि", ["कि"]),
        ("\u0600١", ["\u0600١"]),
        ("\u0301a", ["\u0301", "a"]),
    ],
)
def test_clusters(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in clusters(text)] == pieces


@given(st.one_of(hostile_texts(), JOINING, st.text()))
def test_boundaries_agree_with_uniseg(text: str) -> None:
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    assume(not any(_is_known_difference(character) for character in text))
    assert [start for start, _ in clusters(text)] + [len(text)] * bool(text) == list(grapheme_cluster_boundaries(text))


def _is_known_difference(character: str) -> bool:
    """Return whether uniseg's newer Unicode differs: new code points, and viramas (GB9c)."""
    return unicodedata.category(character) == "Cn" or unicodedata.combining(character) == 9


@given(st.one_of(clean_texts(), JOINING), ANYWHERE)
@example("👩\u200d" * 200, 300)
@example("a" + "\u0301" * 600, 290)
def test_boundary_functions_agree_with_clusters(text: str, offset: int) -> None:
    bounds = sorted({0, *(end for _, end in clusters(text))})
    inside = min(max(offset, 0), len(text))
    assert snap_back(text, offset) == max(bound for bound in bounds if bound <= inside)
    assert snap_forward(text, offset) == min(bound for bound in bounds if bound >= inside)
    assert next_boundary(text, inside) == min([bound for bound in bounds if bound > inside], default=len(text))
    assert previous_boundary(text, inside) == max([bound for bound in bounds if bound < inside], default=0)
    assert is_boundary(text, inside) == (inside in bounds)


@given(st.one_of(hostile_texts(), french_texts()))
def test_clusters_cover_the_text(text: str) -> None:
    found = clusters(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
    if is_simple(text):
        assert len(found) == len(text)


@pytest.mark.parametrize("piece", ["🇫", "\u0301", "👩\u200d", "\u1100", "\u0600", "👩\u0301\u200d"])
def test_cluster_length_is_bounded(piece: str) -> None:
    text = "a" + piece * 1000
    assert max(end - start for start, end in clusters(text)) <= 2 * MAX_CLUSTER
    for offset in range(0, len(text), 37):
        assert snap_forward(text, offset) - snap_back(text, offset) <= 2 * MAX_CLUSTER


@given(
    st.lists(
        st.tuples(st.sampled_from(["\u0301", "\u0336\u0301", "\u0300", "a", "\x01", "\u0903", "\u0600", "🇫", "\u034f"]), st.integers(1, 300)),
        max_size=5,
    ),
    st.integers(0, 1_500),
)  # fmt: skip
def test_long_runs_of_marks_are_split(pieces: list[tuple[str, int]], offset: int) -> None:
    text = "".join(piece * count for piece, count in pieces)
    offset = min(offset, len(text))
    bounds = sorted({0, len(text), *(start for start, _ in clusters(text))})
    assert snap_forward(text, offset) == next(bound for bound in bounds if bound >= offset)
    assert snap_back(text, offset) == next(bound for bound in reversed(bounds) if bound <= offset)
    assert is_boundary(text, offset) == (offset in bounds)
