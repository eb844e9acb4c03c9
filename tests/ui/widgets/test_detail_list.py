"""The detail of an item is limited to what its rows can show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import is_boundary
from reader.ui.spread.truncate import truncate_rows
from reader.ui.widgets.detail_list import MAX_ROWS, excerpt
from tests.strategies import clean_texts


@given(clean_texts(), st.integers(1, 8_000))
def test_excerpt_is_a_prefix(words: str, length: int) -> None:
    text = (words or "x") * (length // max(1, len(words)) + 1)
    shown = excerpt(text)
    assert len(shown) <= 4_001
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]) and is_boundary(text, len(shown) - 1))


def test_excerpt_of_prose_fills_all_rows() -> None:
    text = "Une phrase qui n’est ni courte ni longue. " * 25_000
    for room in (20, 80, 200):
        assert truncate_rows(excerpt(text), room, MAX_ROWS) == truncate_rows(text, room, MAX_ROWS)
