"""The mouse does what the keys do: it places the caret, takes words, sentences and passages, scrolls, and presses keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.theme.themes import PAPIER
from tests.end_to_end.making import PAIRS
from tests.end_to_end.terminal import Cell

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

SIDEBAR = 28
"""Cells of the list of articles."""
SELECTED = PAPIER.selection.removeprefix("#")
SENTENCE = "Ils savent dans leur cœur que le cas de Poutine"


@pytest.fixture
def terminal(home: Home) -> Terminal:
    """Return a terminal in which the bundled article is open."""
    return home.open()


def on(terminal: Terminal, words: str, offset: int = 0) -> Cell:
    """Return a cell of some words of the page."""
    at = terminal.find(words, after=Cell(0, 4))
    return Cell(at.x + offset, at.y)


def selected(terminal: Terminal) -> str:
    """Return the words painted as selected, and the caret's word, which is reversed, line by line."""
    return "\n".join(
        line
        for y in range(terminal.rows - 1)
        if (line := "".join(cell.data for cell in terminal.row(y) if cell.bg == SELECTED or cell.reverse))
    )


def the_mark(home: Home, terminal: Terminal) -> str:
    """Highlight what is selected, and return the words as they are kept; then take the highlight back."""
    terminal.catch_up()
    terminal.press("1")
    terminal.wait_for("v Select")
    terminal.catch_up()
    with home.library() as store:
        (mark,) = store.all_highlights()
    terminal.press("u")
    terminal.wait_for("Undid")
    return mark.selector.exact


def test_a_click_places_the_caret(terminal: Terminal) -> None:
    at = on(terminal, "silencieusement", 4)
    terminal.click(*at)
    terminal.wait_for(lambda: terminal.cursor == at)
    # Beyond the end of a line, in the margin, between paragraphs, beside the words: never an error, always a word.
    for cell in (Cell(at.x, 9), Cell(118, at.y), Cell(30, at.y), Cell(60, 0), Cell(60, 38)):
        terminal.click(*cell)
        terminal.catch_up()
        assert terminal.cell(*terminal.cursor).data.strip()


def test_a_drag_selects_just_the_characters_dragged_over(home: Home, terminal: Terminal) -> None:
    start = on(terminal, "silencieusement", 3)
    terminal.drag(start, Cell(start.x + 9, start.y))
    terminal.wait_for("1–6 Color")
    assert the_mark(home, terminal) == "encieuseme"
    # Backwards, and over the ends of lines.
    start, end = on(terminal, "ukrainiennes", 3), on(terminal, "consternés", 2)
    terminal.drag(start, end)
    terminal.wait_for("1–6 Color")
    assert the_mark(home, terminal) == "nsternés par la vue de leurs forces armées pulvérisant des villes ukra"


def test_a_drag_past_an_edge_scrolls_and_extends(home: Home, terminal: Terminal) -> None:
    terminal.resize(100, 20)
    terminal.wait_for(lambda: "q Quit" in terminal.lines[-1])
    terminal.catch_up()
    start, first = on(terminal, "De nombreux"), terminal.lines[1]
    terminal.mouse(*start)
    terminal.mouse(start.x + 5, start.y, 32)
    terminal.wait_for("1–6 Color")
    terminal.mouse(start.x + 10, 19, 32)
    terminal.wait_for("printemps de Prague")
    terminal.wait_for(lambda: terminal.lines[1] != first)
    terminal.mouse(start.x + 10, 10, 32)
    terminal.mouse(start.x + 10, 10, up=True)
    terminal.catch_up()
    quotation = the_mark(home, terminal)
    assert quotation.startswith("De nombreux Russes aujourd’hui")
    assert len(quotation) > 300
    # Past the top, the other way.
    terminal.press("G")
    terminal.wait_for("100 %")
    terminal.catch_up()
    end = on(terminal, "déclaré.")
    terminal.mouse(*end)
    terminal.mouse(end.x - 3, end.y - 2, 32)
    terminal.wait_for("1–6 Color")
    terminal.mouse(end.x, 0, 32)
    terminal.wait_for("La plupart des noms")
    terminal.mouse(end.x, 3, 32)
    terminal.mouse(end.x, 3, up=True)
    terminal.catch_up()
    assert "éternelle », a-t-il" in the_mark(home, terminal).replace("\u202f", " ").replace("\u00a0", " ")


def test_two_clicks_take_a_word_and_three_a_sentence(home: Home, terminal: Terminal) -> None:
    at = on(terminal, "silencieusement", 5)
    terminal.click(*at, times=2)
    terminal.wait_for(lambda: selected(terminal) == "silencieusement")
    terminal.press("escape")
    terminal.wait_for("v Select")
    at = on(terminal, SENTENCE, 12)
    terminal.click(*at, times=3)
    terminal.wait_for(lambda: selected(terminal).startswith(SENTENCE[:10]))
    quotation = the_mark(home, terminal)
    assert quotation.startswith(SENTENCE)
    assert quotation.endswith("un miasme de mensonges et de fantaisie. »")
    # The wheel scrolls.
    top = terminal.lines[1]
    terminal.mouse(60, 20, 65)
    terminal.wait_for(lambda: terminal.lines[1] != top)
    terminal.mouse(60, 20, 64)
    terminal.wait_for(lambda: terminal.lines[1] == top)


def test_english_is_copied_and_not_marked(home: Home, terminal: Terminal) -> None:
    terminal.press("t")
    terminal.catch_up()
    start = on(terminal, PAIRS[1][1], 1)
    terminal.drag(start, Cell(start.x + 11, start.y))
    terminal.wait_for("1–6 Color")
    terminal.press("1")
    terminal.wait_for("Only the French can be highlighted")
    assert home.marks() == []
    assert terminal.cell(*start).bg == SELECTED
    # A drag holds to its column, wherever the pointer goes.
    terminal.press("escape")
    terminal.wait_for("v Select")
    start = on(terminal, "De nombreux")
    terminal.drag(start, Cell(110, start.y + 1))
    terminal.wait_for("1–6 Color")
    assert the_mark(home, terminal).startswith("De nombreux Russes aujourd’hui sont")


@pytest.mark.smoke
def test_articles_and_the_keys_of_the_footer_can_be_clicked(terminal: Terminal) -> None:
    terminal.click(*terminal.find("t English"))
    terminal.wait_for(PAIRS[3][1])
    terminal.click(*terminal.find("Un mètre de marbre"))
    terminal.wait_for("Vaugirard")
    assert "Un mètre de marbre" in terminal.lines[1][SIDEBAR:]
    terminal.click(*terminal.find("A Highlights"))
    terminal.wait_for("q Close")
    terminal.click(*terminal.find("q Close"))
    terminal.wait_until_gone("Highlights in this article")
    terminal.click(*terminal.find("v Select"))
    terminal.wait_for("Esc Cancel")
    terminal.click(*terminal.find("Cancel"))
    terminal.wait_for("v Select")
    terminal.click(*terminal.find("q Quit"))
    assert terminal.exit_status() == 0


def test_the_mouse_can_be_left_to_the_terminal(home: Home) -> None:
    home.data.mkdir()
    home.data.joinpath("settings.toml").write_text("mouse = false\n")
    terminal = home.open()
    assert not terminal.modes() & {1000, 1002, 1003, 1006}
