"""Short texts truncated to a few rows of a list."""

from __future__ import annotations

from reader.ui.spread.truncate import truncate, truncate_rows


def test_paragraph_ends_become_one_space() -> None:
    assert truncate_rows("toujours ouvert. »\n\n« De nombreux\nRusses", 60, 2) == [
        "toujours ouvert. » « De nombreux Russes"
    ]
    assert truncate("toujours.\n\nRusses", 60) == "toujours. Russes"


def test_the_last_row_is_truncated_at_a_word() -> None:
    assert truncate_rows("un deux trois quatre cinq six", 10, 2) == ["un deux", "trois…"]
