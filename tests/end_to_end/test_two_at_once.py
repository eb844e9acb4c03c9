"""Two programs on one library, and a library that another program holds: nothing is painted that is not kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color
from reader.ui.theme.themes import PAPIER
from tests.end_to_end.making import OPENING, PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

TINTS = {tint.removeprefix("#") for tint in PAPIER.tints}
LOCKED = "Another program is using the library"


def tints(terminal: Terminal) -> set[str]:
    """Return the colors of highlights that are on the screen."""
    return {cell.bg for y in range(terminal.rows) for cell in terminal.row(y)} & TINTS


def shows(terminal: Terminal, *colors: Color) -> bool:
    """Tell whether highlights of some colors are on the screen."""
    return {PAPIER.tint(color).removeprefix("#") for color in colors} <= tints(terminal)


def reopen(terminal: Terminal) -> None:
    """Go to another article and come back."""
    terminal.press("J")
    terminal.wait_for(lambda: "La boulangerie" in terminal.lines[1])
    terminal.press("K")
    terminal.wait_for(lambda: "Le chef du Secret" in terminal.lines[1])
    terminal.catch_up()


@pytest.mark.smoke
def test_two_programs_see_each_others_marks(home: Home) -> None:
    first, second = home.open(), home.open()
    first.press("V", "1")
    first.wait_for(partial(shows, first, Color.YELLOW))
    second.press("}", "V", "2")
    second.wait_for(partial(shows, second, Color.GREEN))
    for terminal in (first, second):
        reopen(terminal)
        terminal.wait_for(partial(shows, terminal, Color.YELLOW, Color.GREEN))
    # A mark of the first is changed by the second; the first removes one of the second's.
    second.press("g g", "c 3")
    second.wait_for(partial(shows, second, Color.BLUE))
    reopen(first)
    first.wait_for(partial(shows, first, Color.BLUE))
    first.press("g g", "}", "x")
    first.wait_for("Removed.")
    for terminal in (first, second):
        terminal.press("q")
        assert terminal.exit_status() == 0
    (mark,) = home.marks()
    assert mark["color"] == "blue"


@pytest.fixture
def other(home: Home) -> Iterator[sqlite3.Connection]:
    """Yield a connection of another program to the library."""
    home.run("list")
    with closing(sqlite3.connect(home.data / "library.db", isolation_level=None)) as connection:
        yield connection


def test_a_locked_library_paints_no_highlight_and_says_why(home: Home, other: sqlite3.Connection) -> None:
    terminal = home.open()
    terminal.press("V")
    terminal.wait_for("1–6 Color")
    other.execute("BEGIN EXCLUSIVE")
    terminal.press("1")
    terminal.wait_for(LOCKED)
    assert tints(terminal) == set()
    assert other.execute("SELECT count(*) FROM highlights").fetchone() == (0,)
    other.execute("ROLLBACK")
    terminal.press("1")
    terminal.wait_for(lambda: len(tints(terminal)) == 1)
    assert home.marks()[0]["quotation"].startswith(OPENING[:20])


@pytest.mark.smoke
def test_a_locked_library_loses_no_note(home: Home, other: sqlite3.Connection) -> None:
    terminal = home.open()
    terminal.press("V", "a")
    terminal.wait_for("Save and close")
    other.execute("BEGIN EXCLUSIVE")
    terminal.type("Une pensée")
    terminal.wait_for("Une pensée")
    terminal.press("ctrl+s")
    terminal.wait_for(LOCKED)
    # The editor is there again, with the words: what is typed goes on from them.
    terminal.type(" à moi")
    terminal.wait_for("Une pensée à moi")
    other.execute("ROLLBACK")
    terminal.press("ctrl+s")
    terminal.wait_for("Saved.")
    assert home.marks()[0]["note"] == "Une pensée à moi"


def test_a_locked_library_can_be_read_and_left(home: Home, other: sqlite3.Connection) -> None:
    terminal = home.open()
    other.execute("BEGIN EXCLUSIVE")
    terminal.press("t")
    terminal.wait_for(PAIRS[3][1])
    terminal.press("}", "<", "A")
    terminal.wait_for("Highlights in this article")
    terminal.press("escape")
    terminal.wait_until_gone("Highlights in this article")
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
    assert LOCKED in terminal.text


def test_a_library_locked_at_the_start_opens_or_says_why(home: Home, other: sqlite3.Connection) -> None:
    other.execute("BEGIN EXCLUSIVE")
    terminal = home.start()
    terminal.wait_for(lambda: LOCKED in terminal.text or OPENING in terminal.text)
    other.execute("ROLLBACK")
    if terminal.is_alive:
        terminal.wait_for(OPENING)
    else:
        assert terminal.exit_status() == 1


def test_a_library_deleted_meanwhile_is_told(home: Home) -> None:
    terminal = home.open()
    for path in home.data.glob("library.db*"):
        path.unlink()
    terminal.press("V", "1")
    terminal.wait_for(lambda: "was moved, replaced or deleted" in " ".join(terminal.text.split()))
    assert tints(terminal) == set()
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
