"""A reader's first day: open, show the English, mark, write, quit; and the next day all is as it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import OPENING, PAIRS
from tests.end_to_end.terminal import Cell

if TYPE_CHECKING:
    from pyte.screens import Char

    from reader.text.model.catalog import ReadingPosition
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

SIDEBAR = 28
"""Cells of the list of articles, whose facts about reading may change while the page does not."""


def page(terminal: Terminal) -> list[list[Char]]:
    """Return every cell of the page, with its look."""
    return [terminal.row(y)[SIDEBAR:] for y in range(terminal.rows - 1)]


def grounds(terminal: Terminal, at: Cell, length: int) -> set[str]:
    """Return the grounds of some cells of one row."""
    return {cell.bg for cell in terminal.row(at.y)[at.x : at.x + length]}


def has_moved(home: Home, before: ReadingPosition | None) -> bool:
    """Tell whether another place is kept than before."""
    return home.place() != before


def is_under_cursor(terminal: Terminal, words: str) -> bool:
    """Tell whether words stand where the cursor is."""
    return terminal.under_cursor(len(words)) == words


@pytest.mark.smoke
def test_the_first_start_shows_the_first_paragraph_in_french_only(home: Home) -> None:
    terminal = home.open()
    at = terminal.find(OPENING)
    assert terminal.cursor == at
    assert "Le chef du Secret Intelligence Service" in terminal.lines[1]
    assert "transfuge du Kremlin : « Notre porte est toujours ouvert. »".replace(" ", "") in terminal.text.replace(
        "\u202f", ""
    ).replace("\u00a0", "").replace(" ", "")
    assert "t English" in terminal.lines[-1]
    for _, english in PAIRS:
        assert english not in terminal.text


@pytest.mark.smoke
def test_a_day_of_reading_and_the_next(home: Home) -> None:
    terminal = home.open()
    opening = terminal.find(OPENING[:20], after=Cell(0, 4))

    # The English faces the French, pair by pair, and the line being read does not move.
    terminal.press("t")
    terminal.catch_up()
    for french, english in PAIRS:
        left, right = terminal.find(french, after=Cell(0, 4)), terminal.find(english)
        assert left.y == right.y
        assert left.x < right.x
    assert terminal.find(OPENING[:20], after=Cell(0, 4)).y == opening.y
    assert terminal.cursor.y == opening.y

    # Two words of the third paragraph are highlighted.
    terminal.press("}", "}", "v")
    terminal.wait_for("1–6 Color")
    terminal.press("w", "w", "1")
    terminal.wait_for("v Select")
    terminal.press("{", "{")
    terminal.catch_up()
    marked = terminal.find("Moore a déclaré que")
    (tint,) = grounds(terminal, marked, len("Moore a déclaré"))
    assert tint not in grounds(terminal, Cell(marked.x + len("Moore a déclaré"), marked.y), len(" que"))
    assert "┃" in terminal.lines[marked.y][SIDEBAR : marked.x]

    # A note is written on another sentence.
    terminal.press("}", "}", "V", "a")
    terminal.wait_for("Esc Save and close")
    terminal.type("Le ton d’un recruteur.")
    terminal.wait_for("Le ton d’un recruteur.")
    terminal.press("escape")
    terminal.wait_for("Saved. u: undo")
    noted = terminal.find("« Je les invite")
    assert "†" in terminal.lines[noted.y][SIDEBAR : noted.x]

    # The page is left somewhere in the middle.
    terminal.press("}", "ctrl+e", "ctrl+e", "ctrl+e", "w")
    terminal.catch_up()
    kept, cursor = page(terminal), terminal.cursor
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()

    again = home.open()
    again.wait_for(PAIRS[3][1])
    again.catch_up()
    assert page(again) == kept
    assert again.cursor == cursor
    marked = again.find("Moore a déclaré que")
    assert grounds(again, marked, len("Moore a déclaré")) == {tint}
    marks = {mark["quotation"]: (mark["color"], mark["note"]) for mark in home.marks()}
    assert marks["Moore a déclaré"] == ("yellow", None)
    assert any(note == "Le ton d’un recruteur." for _, note in marks.values())
    assert len(marks) == 2


def test_the_article_the_measure_the_sidebar_and_the_theme_come_back(home: Home) -> None:
    terminal = home.open()
    terminal.press("J", "J", "s", "<", "<", "D", "}", "}")
    terminal.wait_until_gone("Library")
    terminal.catch_up()
    assert terminal.lines[1].strip() == "Un mètre de marbre"
    kept = [terminal.row(y) for y in range(terminal.rows - 1)]
    terminal.press("q")
    terminal.exit_status()
    again = home.open()
    assert [again.row(y) for y in range(again.rows - 1)] == kept


def test_the_place_is_saved_once_one_comes_to_rest(home: Home) -> None:
    terminal = home.open()
    for _ in range(3):
        before = home.place()
        terminal.press(")")
        terminal.wait_for(partial(has_moved, home, before))
        terminal.wait_for(partial(is_under_cursor, terminal, home.words_at_place(8)))
