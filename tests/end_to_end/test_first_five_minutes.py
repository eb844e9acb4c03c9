"""The tour of docs/reading.md on a fresh machine: each key it names does what it says.

A test fails where the page names a key or a word that the test does not try.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import OPENING, PAIRS
from tests.end_to_end.promises import TOUR, Promises, section, step, steps
from tests.end_to_end.sequences import clipboard
from tests.end_to_end.terminal import Cell

if TYPE_CHECKING:
    from tests.end_to_end.making import FreshHome
    from tests.end_to_end.terminal import Terminal

ARTICLES = ("La boulangerie de nuit", "Un mètre de marbre", "La Loire et ses sables", "Voyez Syéné")
"""The titles of the bundled articles but the first."""
ENGLISH = PAIRS[0][1]
PAGE = Cell(28, 4)
"""Where the page begins, beside the list of articles and under the title."""


@pytest.fixture
def terminal(fresh: FreshHome) -> Terminal:
    """Return a terminal in which the program was opened for the first time."""
    return fresh.open_by("enregard")


def word(terminal: Terminal) -> str:
    """Return a few letters at the caret."""
    return terminal.under_cursor(8)


def row_of(terminal: Terminal, words: str) -> int:
    """Return the row of the page on which words stand."""
    return terminal.find(words, after=Cell(0, PAGE.y)).y


def heading(terminal: Terminal) -> str:
    """Return the title over the page."""
    return "".join(cell.data for cell in terminal.row(1)[PAGE.x :]).strip()


def do(terminal: Terminal, says: Promises, *keys: str) -> str:
    """Press keys that are named, wait until they were acted on, and return the letters at the caret."""
    says.press(terminal, *keys)
    terminal.catch_up()
    return word(terminal)


def look(terminal: Terminal, words: str) -> set[tuple[str, bool]]:
    """Return the grounds of words on the page, and whether they are underlined."""
    at = terminal.find(words, after=PAGE)
    return {(cell.bg, cell.underscore) for cell in terminal.row(at.y)[at.x : at.x + len(words)]}


def test_every_step_of_the_readme_is_tried() -> None:
    tried = {int(name.split("_")[2]) for name in globals() if name.startswith("test_step_")}
    assert sorted(tried) == steps()


def test_step_1_going_about(terminal: Terminal) -> None:
    with step(1) as says:
        says("make run")  # it installs, and then runs the command that is run here
        # Five articles are there; the first is open, in French only.
        for title in ARTICLES:
            terminal.find(title)
        start = terminal.find(OPENING, after=PAGE)
        assert terminal.cursor == start
        assert ENGLISH not in terminal.text
        do(terminal, says, "j")
        assert terminal.cursor.y == start.y + 1
        do(terminal, says, "k")
        assert terminal.cursor == start
        do(terminal, says, "space")
        assert OPENING not in terminal.text
        do(terminal, says, "backspace")
        terminal.find(OPENING, after=PAGE)
        assert do(terminal, says, "w").startswith("chef")
        assert do(terminal, says, "b").startswith("Le chef")
        assert do(terminal, says, ")").startswith("«")
        assert do(terminal, says, "(").startswith("Le chef")


def test_step_2_the_english(terminal: Terminal) -> None:
    with step(2) as says:
        do(terminal, says, "t")
        french, english = terminal.find(OPENING[:20], after=PAGE), terminal.find(ENGLISH)
        # With room for two columns of 36 characters they face each other
        assert (english.y, english.x > french.x + 36) == (french.y, True)
        # otherwise each paragraph's English stands under it
        terminal.resize(70, 40)
        terminal.wait_for(
            lambda: ENGLISH in terminal.text and row_of(terminal, ENGLISH) > row_of(terminal, OPENING[:20])
        )
        terminal.resize(120, 40)
        terminal.wait_for(
            lambda: ENGLISH in terminal.text and row_of(terminal, ENGLISH) == row_of(terminal, OPENING[:20])
        )
        do(terminal, says, "t")
        assert ENGLISH not in terminal.text
        do(terminal, says, "T")
        terminal.find(ENGLISH)
        assert PAIRS[1][1] not in terminal.text


def test_step_3_selecting_and_the_six_colors(fresh: FreshHome, terminal: Terminal) -> None:
    with step(3) as says:
        for number in range(1, 7):
            says.press(terminal, "v")
            terminal.wait_for("1–6 Color")
            terminal.press("w")
            if number in {1, 6}:
                says(str(number))
            terminal.press(str(number))
            terminal.wait_for("v Select")
            terminal.press("w", "w", "w")
        # yellow, green, blue, pink, orange or purple
        colors = [mark["color"] for mark in fresh.marks()]
        assert colors == ["yellow", "green", "blue", "pink", "orange", "purple"]
        terminal.press("}")
        says.press(terminal, "V", "Enter")
        terminal.wait_for("v Select")
        terminal.press("}")
        terminal.catch_up()
        # again: the paragraph
        says.press(terminal, "V", "V", "Enter")
        terminal.wait_for("v Select")
        *_, sentence, paragraph = fresh.marks()
        # in the color you used last
        assert (sentence["color"], paragraph["color"]) == ("purple", "purple")
        assert sentence["quotation"].startswith("« De nombreux Russes")
        assert sentence["quotation"].endswith("The Telegraph. .")
        assert paragraph["quotation"].startswith("Moore a déclaré")
        assert paragraph["quotation"].endswith("printemps de Prague.")
        # so does the mouse
        start = terminal.find("discours", after=PAGE)
        terminal.drag(start, Cell(start.x + len("discours") - 1, start.y))
        terminal.wait_for("1–6 Color")
        says.press(terminal, "1")
        terminal.wait_for("v Select")
        assert "discours" in [mark["quotation"] for mark in fresh.marks()]


def test_step_4_notes(fresh: FreshHome, terminal: Terminal) -> None:
    with step(4) as says:
        terminal.press("v", "w")
        # on a selection
        says.press(terminal, "a")
        terminal.wait_for("Esc Save and close")
        terminal.type("Un chef.")
        says.press(terminal, "Esc")
        terminal.wait_for("Saved.")
        # A dagger † in the margin shows where a note is.
        at = terminal.find(OPENING[:20], after=PAGE)
        assert "†" in terminal.lines[at.y][PAGE.x : at.x]
        # or on the highlight you are on
        terminal.press("b")
        terminal.catch_up()
        says.press(terminal, "a")
        terminal.wait_for("Un chef.")
        terminal.type(" Rare.")
        says.press(terminal, "Esc")
        terminal.wait_for("Saved.")
        (mark,) = fresh.marks()
        assert sorted(mark["note"].split(".")) == ["", " Rare", "Un chef"]


def test_step_5_all_marks(fresh: FreshHome, terminal: Terminal) -> None:
    terminal.press("v", "w", "2", "}", "V", "1")
    terminal.wait_for("v Select")
    terminal.press("G")
    terminal.wait_for("100 %")
    terminal.catch_up()
    with step(5) as says:
        says.press(terminal, "A")
        terminal.wait_for("Highlights in this article")
        terminal.wait_for("De nombreux Russes")
        says.press(terminal, "Enter")
        terminal.wait_until_gone("Highlights in this article")
        terminal.catch_up()
        quotations = [mark["quotation"] for mark in fresh.marks()]
        (here,) = [quotation for quotation in quotations if quotation.startswith(word(terminal)[:5])]
        says.press(terminal, "x")
        terminal.wait_for("Removed.")
        assert [mark["quotation"] for mark in fresh.marks()] == [text for text in quotations if text != here]
        says.press(terminal, "u")
        terminal.wait_for("Undid")
        assert [mark["quotation"] for mark in fresh.marks()] == quotations
        says.press(terminal, "ctrl+r")
        terminal.wait_for("Redid")
        assert len(fresh.marks()) == 1


def test_step_6_finding(terminal: Terminal) -> None:
    with step(6) as says:
        says.press(terminal, "/")
        # whatever their accents and capitals
        terminal.type("DECLARE")
        terminal.wait_for("DECLARE")
        terminal.press("enter")
        terminal.catch_up()
        first = terminal.cursor
        assert word(terminal).startswith("déclaré")
        assert do(terminal, says, "n").startswith("déclaré")
        assert terminal.cursor != first
        assert do(terminal, says, "N").startswith("déclaré")
        assert terminal.cursor == first


def test_step_7_other_articles(terminal: Terminal) -> None:
    with step(7) as says:
        first = heading(terminal)
        do(terminal, says, "J")
        assert heading(terminal) == ARTICLES[0]
        do(terminal, says, "K")
        assert heading(terminal) == first
        says.press(terminal, "s")
        terminal.wait_until_gone(ARTICLES[3])
        says.press(terminal, "s")
        terminal.wait_for(ARTICLES[3])
        says.press(terminal, "tab")
        terminal.wait_for("Enter Open")
        terminal.press("j", "j")
        terminal.press("enter")
        terminal.wait_for(lambda: heading(terminal) == ARTICLES[1])


def test_step_8_the_other_side(terminal: Terminal) -> None:
    terminal.press("v", "w", "1", "b", "t")
    terminal.wait_for(ENGLISH)
    terminal.catch_up()
    here = terminal.cursor
    with step(8) as says:
        says.press(terminal, "o")
        terminal.wait_for(lambda: terminal.cursor == terminal.find(ENGLISH))
        # and back to the same word
        says.press(terminal, "o")
        terminal.wait_for(lambda: terminal.cursor == here)
        terminal.press("o")
        terminal.wait_for(lambda: terminal.cursor == terminal.find(ENGLISH))
        # On the English you move, find, select and copy as on the French
        terminal.press("w")
        terminal.wait_for(lambda: word(terminal).startswith("head"))
        terminal.press("/")
        terminal.type("gave a rare")
        terminal.press("enter")
        terminal.wait_for(lambda: word(terminal).startswith("gave a"))
        terminal.press("v", "e", "y")
        terminal.wait_for(lambda: [base64.b64decode(copied) for copied in clipboard(terminal.written)] == [b"gave"])
        terminal.press("escape")
        terminal.catch_up()
        terminal.press("o")
        terminal.wait_for(lambda: PAGE.x < terminal.cursor.x < terminal.find(ENGLISH).x)
        says.press(terminal, "Y")
        terminal.wait_for(lambda: len(clipboard(terminal.written)) == 2)
        both = base64.b64decode(clipboard(terminal.written)[1]).decode()
        assert "Le chef du Secret" in both
        assert ENGLISH in both
        # A highlight is underlined in the English too
        assert {underlined for _, underlined in look(terminal, ENGLISH)} == {True}
        assert {underlined for _, underlined in look(terminal, PAIRS[1][1])} == {False}


def test_step_9_how_the_english_shows(terminal: Terminal) -> None:
    def choose(place: int) -> None:
        says.press(terminal, "M")
        terminal.wait_for("Translation layout")
        terminal.press("g g", *(["j"] * place), "enter")
        terminal.wait_until_gone("Translation layout")
        terminal.catch_up()

    french = OPENING[:20]
    with step(9) as says:
        # as the width allows, side by side, under each paragraph, the English alone, or hidden
        choose(1)
        assert terminal.find(ENGLISH).y == terminal.find(french, after=Cell(0, PAGE.y)).y
        choose(2)
        assert terminal.find(ENGLISH).y > terminal.find(french, after=Cell(0, PAGE.y)).y
        choose(3)
        assert french not in "\n".join(terminal.lines[PAGE.y :])
        terminal.find(ENGLISH)
        choose(4)
        assert ENGLISH not in terminal.text
        # until you ask for a paragraph with `T`
        do(terminal, says, "T")
        terminal.find(ENGLISH)
        choose(0)
        assert terminal.find(ENGLISH).y == terminal.find(french, after=Cell(0, PAGE.y)).y
        # your own English of the paragraph, in its place and beside the French
        says.press(terminal, "i")
        terminal.wait_for("Esc Save")
        terminal.type("Mine. ")
        terminal.press("escape")
        terminal.wait_for("Mine.")
        terminal.catch_up()
        assert says("*") in terminal.lines[row_of(terminal, ENGLISH)]
        says.press(terminal, "I")
        terminal.wait_for("Your versions and the original translation")
        terminal.press("q")
        terminal.wait_until_gone("Your versions and the original translation")
        terminal.press("i")
        terminal.wait_for("Esc Save")
        says.press(terminal, "ctrl+r")
        terminal.wait_for("Your versions and the original translation")
        terminal.press("q")
        terminal.wait_until_gone("Your versions and the original translation")
        says.press(terminal, "ctrl+n")
        terminal.wait_for(lambda: PAIRS[1][1][:12] in terminal.text)
        terminal.press("escape")
        terminal.catch_up()
        says.press(terminal, "u")
        terminal.wait_for("Undid")
        terminal.wait_until_gone("Mine.")
        # shows nothing but the text
        says.press(terminal, "z")
        terminal.wait_until_gone("Library")
        terminal.wait_until_gone("q Quit")
        terminal.find(french)


def test_step_10_ways_around(terminal: Terminal) -> None:
    start = word(terminal)
    with step(10) as says:
        terminal.press("}")
        terminal.catch_up()
        marked = word(terminal)
        says.press(terminal, "m a")
        terminal.wait_for("Bookmark a set.")
        middle = do(terminal, says, "50%")
        terminal.find("50 %")
        assert do(terminal, says, "' a") == marked
        assert do(terminal, says, "H") == middle
        assert do(terminal, says, "L") == marked
        terminal.press("g g")
        terminal.wait_for(lambda: word(terminal) == start)
        says.press(terminal, "C")
        terminal.wait_for("This article has no headings.")


def test_step_11_help_commands_and_leaving(fresh: FreshHome, terminal: Terminal) -> None:
    with step(11) as says:
        says.press(terminal, "?")
        terminal.wait_for("Line down")
        says.press(terminal, "/")
        terminal.type("bookmark")
        terminal.wait_until_gone("Line down")
        terminal.wait_for("Set a bookmark")
        terminal.press("escape", "escape", "escape")
        terminal.wait_until_gone("Set a bookmark")
        terminal.wait_for("q Quit")
        says.press(terminal, "ctrl+p")
        terminal.wait_for("Commands")
        terminal.type("bookmark")
        terminal.wait_until_gone("Line down")
        terminal.wait_for("Set a bookmark")
        terminal.press("escape", "escape")
        terminal.wait_until_gone("Commands")
        terminal.press("}", "}", "w", "w")
        terminal.catch_up()
        here, letters = terminal.cursor, word(terminal)
        says.press(terminal, "q")
        assert terminal.exit_status() == 0
        assert terminal.is_restored()
        # you come back to the very line
        again = fresh.open_by("enregard")
        assert (again.cursor, word(again)) == (here, letters)


def test_the_mouse_does_the_same(fresh: FreshHome, terminal: Terminal) -> None:
    with Promises(section(TOUR, "docs/reading.md").rpartition("11. ")[2].partition("\n\n")[2]):
        # click to place the caret
        at = terminal.find("discours", after=PAGE)
        terminal.click(*at)
        terminal.wait_for(lambda: terminal.cursor == at)
        taken = []
        for times in (2, 3):
            terminal.click(at.x + 2, at.y, times)
            terminal.wait_for("1–6 Color")
            terminal.press("1")
            terminal.wait_for("v Select")
            taken.append(fresh.marks()[0 if times == 3 else -1]["quotation"])
        # double-click a word, triple-click a sentence
        assert taken[0] == "discours"
        assert taken[1].startswith(OPENING[:30])
        # use the wheel
        before = terminal.lines[1]
        terminal.mouse(at.x, at.y, 65)
        terminal.wait_for(lambda: terminal.lines[1] != before)
        # click the words of the footer
        terminal.click(*terminal.find("q Quit"))
        assert terminal.exit_status() == 0
