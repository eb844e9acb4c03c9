"""Keys that come all at once, from quick fingers or another program, do what they do one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import PAIRS
from tests.end_to_end.terminal import ESCAPE

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Cell, Terminal

PAGE, LIST, SIDEBAR, LINE, NOTE = "t English", "q Close", "Tab Text", "Enter Run", "Save and close"


def has_left(terminal: Terminal, cursor: Cell) -> bool:
    """Tell whether the caret is somewhere else, on a word."""
    return terminal.cursor != cursor and terminal.cell(*terminal.cursor).reverse


AT_ONCE = [
    (b"DA", LIST),
    (b"D,", LIST),
    (b"D:", LINE),
    (b"DVa", NOTE),
    (b"JAA" + ESCAPE + b"K", PAGE),
    (b"/prague" + ESCAPE + b"w", PAGE),
    (b"/prague\rn", PAGE),
    (b"\t/boul\r", PAGE),
    (b"\t/" + ESCAPE, SIDEBAR),
    (b"\t/y" + ESCAPE, SIDEBAR),
    (b"\t/y" + ESCAPE * 3, PAGE),
    (b"A/x" + ESCAPE, LIST),
    (b"A/x" + ESCAPE * 3, PAGE),
    (b"?scroll" + ESCAPE * 2, PAGE),
    (b",\r\r" + ESCAPE, PAGE),
    (b"VaMot" + ESCAPE + b"Aq", PAGE),
    (b"V1AxuuUq", PAGE),
    (b"s\t\ts", PAGE),
    (b"tTtTtv2", PAGE),
]
"""Keys, and what shows where they must lead."""


@pytest.mark.parametrize("part", range(2))
def test_keys_typed_at_once_end_where_they_should(home: Home, part: int) -> None:
    terminal = home.open(columns=100, rows=30)
    for keys, ends in AT_ONCE[part::2]:
        terminal.send(keys)
        terminal.wait_for(ends)
        if ends == PAGE:
            terminal.catch_up()
            # The keys are the page's again.
            cursor = terminal.cursor
            terminal.press("w")
            terminal.wait_for(partial(has_left, terminal, cursor))
            assert not any(words in terminal.text for words in (LIST, SIDEBAR, LINE, NOTE)), keys
        terminal.send(ESCAPE * 4)
        terminal.catch_up()


@pytest.mark.smoke
def test_keys_before_the_first_picture_are_not_lost(home: Home) -> None:
    terminal = home.start()
    terminal.send(b"t}}V2")
    terminal.wait_for(PAIRS[3][1])
    terminal.wait_for("┃ Moore a déclaré")
    assert home.marks()[0]["color"] == "green"


def test_what_a_key_before_the_first_picture_asks_for_is_in_that_picture(home: Home) -> None:
    """The French alone, as the article was left, is never drawn."""
    terminal = home.start()
    terminal.send(b"t")
    terminal.wait_for(PAIRS[1][1])
    # Down to its second English paragraph the first picture is one piece of what was written.
    pictures = terminal.written.split(b"\x1b[1;1H")
    assert PAIRS[1][1].encode() in pictures[1]


def test_a_word_typed_before_the_editor_is_there_is_in_the_note(home: Home) -> None:
    terminal = home.open()
    terminal.send("VaDéjà vu, là-bas.".encode() + b"\x13")
    terminal.wait_for("Kept.")
    assert home.marks()[0]["note"] == "Déjà vu, là-bas."


def test_the_cursor_is_back_on_the_caret_when_something_closes(home: Home) -> None:
    """Magnifiers and screen readers follow it."""
    terminal = home.open(columns=100, rows=30)
    start = terminal.cursor
    # Within a word the picture is the same, the caret is not.
    terminal.press("l")
    terminal.catch_up()
    assert terminal.cursor == (start.x + 1, start.y)
    terminal.press("h")
    for opening, shown in (
        (b"/", LINE),
        (b"/prague", LINE),
        (b"A", "Marks in this article"),
        (b"?", "Keys"),
        (b",", "Settings"),
        (b"Va", NOTE),
        (b"\t", SIDEBAR),
    ):
        terminal.send(opening)
        terminal.wait_for(shown)
        terminal.send(ESCAPE)
        terminal.wait_until_gone(shown)
        terminal.catch_up()
        assert terminal.cursor == start, opening
