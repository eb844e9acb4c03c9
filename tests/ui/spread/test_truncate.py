"""Short texts put into a few rows of a list."""

from __future__ import annotations

from reader.ui.spread.truncate import truncate, truncate_rows


def test_the_ends_of_paragraphs_are_one_space() -> None:
    assert truncate_rows("toujours ouvert. »\n\n« De nombreux\nRusses", 60, 2) == [
        "toujours ouvert. » « De nombreux Russes"
    ]
    assert truncate("toujours.\n\nRusses", 60) == "toujours. Russes"


def test_what_does_not_fit_is_shortened_at_a_word_of_the_last_row() -> None:
    assert truncate_rows("un deux trois quatre cinq six", 10, 2) == ["un deux", "trois…"]
