"""What a search finds is in sight while one types, and its number too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.end_to_end.making import Home


def test_a_hit_is_not_hidden_by_the_line_one_types_in(home: Home) -> None:
    terminal = home.open(columns=100, rows=30)
    words = terminal.lines[28][32:].split(" ")[2]
    assert len(words) > 3
    terminal.press("/")
    terminal.wait_for("Enter Search")
    terminal.type(words)
    terminal.wait_for(lambda: words in terminal.lines[28])
    terminal.wait_for("1 of ")
    assert any(words in line for line in terminal.lines[:28])


@pytest.mark.smoke
def test_the_number_of_hits_shows_in_a_narrow_window_too(home: Home) -> None:
    terminal = home.open(columns=100, rows=24)
    terminal.press("/")
    terminal.type("prague")
    for columns in (100, 80, 50):
        terminal.resize(columns, 24)
        terminal.wait_for("1 of 3")
    terminal.press("enter", "n")
    for columns in (50, 80, 100):
        terminal.resize(columns, 24)
        terminal.wait_for("2 of 3")


def test_words_typed_in_one_go_leave_the_cursor_on_the_hit(home: Home) -> None:
    terminal = home.open(columns=100, rows=24)
    terminal.send(b"/rare discours\r")
    terminal.wait_for(lambda: terminal.under_cursor(13) == "rare discours")
    # Nothing takes it away afterwards: the line's own beginning comes late when the line is made and closed at once.
    terminal.catch_up()
    assert terminal.under_cursor(13) == "rare discours"
