"""Marked text is told from unmarked by more than its color, wherever colors are few or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color
from tests.end_to_end.terminal import Cell

if TYPE_CHECKING:
    from pyte.screens import Char

    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

MARKED, INNER, PLAIN = "a prononcé un rare discours", "rare", "Royaume-Uni, communément"
FEW = {
    "no color": {"NO_COLOR": "1"},
    "16 colors": {"TERM": "xterm", "COLORTERM": ""},
}


def cells(terminal: Terminal, words: str) -> list[Char]:
    """Return the cells of some words of the page."""
    at = terminal.find(words, after=Cell(0, 4))
    return terminal.row(at.y)[at.x : at.x + len(words)]


def opened(home: Home, **environ: str) -> Terminal:
    """Open the article with one mark, and another inside it."""
    home.mark(MARKED, Color.GREEN)
    home.mark(INNER, Color.PINK, note="Rare ?")
    return home.open(**environ)


def assert_told_apart(terminal: Terminal) -> None:
    """Check that attributes alone tell what is marked, and what is marked twice."""
    assert all(cell.underscore for cell in cells(terminal, MARKED))
    assert not any(cell.underscore for cell in cells(terminal, PLAIN))
    assert all(cell.bold for cell in cells(terminal, INNER))
    assert not any(cell.bold for cell in cells(terminal, "prononcé"))
    row = terminal.lines[terminal.find(MARKED).y]
    assert row[: row.index(MARKED)].strip(" ┃") == "†" or "†" in row[: row.index(MARKED)]


@pytest.mark.parametrize("environ", FEW.values(), ids=FEW)
def test_a_mark_is_underlined_where_colors_are_few(home: Home, environ: dict[str, str]) -> None:
    terminal = opened(home, **environ)
    assert_told_apart(terminal)
    # The caret and a passage being selected are told apart, too.
    assert all(cell.reverse for cell in cells(terminal, "Le chef du")[:2])
    before = [cell._replace(data="") for cell in cells(terminal, PLAIN)]
    terminal.press("V", "o")
    terminal.catch_up()
    assert [cell._replace(data="") for cell in cells(terminal, PLAIN)] != before


@pytest.mark.parametrize("theme", ["papier", "encre"])
def test_256_colors_are_calm_and_tell_a_mark(home: Home, theme: str) -> None:
    home.data.mkdir()
    home.data.joinpath("settings.toml").write_text(f'theme = "{theme}"\n')
    terminal = opened(home, COLORTERM="")
    paper, tint, inner = (cells(terminal, words)[0].bg for words in ("sang », a ajouté Moore", MARKED, INNER))
    assert paper == ("eeeeee" if theme == "papier" else "121212")
    assert len({paper, tint, inner}) == 3
    sidebar = terminal.row(terminal.find("Library").y)[4].bg
    assert sidebar[:2] == sidebar[2:4] == sidebar[4:], "the articles stand on a color"


@pytest.mark.parametrize(
    ("theme", "environ"), [("ansi-light", {}), ("ansi-dark", {"NO_COLOR": "1"})], ids=["colors", "no color"]
)
def test_a_mark_is_underlined_in_the_terminals_own_colors(home: Home, theme: str, environ: dict[str, str]) -> None:
    home.data.mkdir()
    home.data.joinpath("settings.toml").write_text(f'theme = "{theme}"\n')
    terminal = opened(home, **environ)
    assert_told_apart(terminal)
    assert cells(terminal, PLAIN)[0].bg == "default"


def test_no_color_means_no_color(home: Home) -> None:
    terminal = opened(home, NO_COLOR="1", TERM="xterm", COLORTERM="")
    colors = {color for y in range(terminal.rows) for cell in terminal.row(y) for color in (cell.fg, cell.bg)}
    assert colors == {"default"}


def test_colors_are_enough_where_there_are_many(home: Home) -> None:
    terminal = opened(home)
    assert not any(cell.underscore for cell in cells(terminal, MARKED))
    assert {cell.bg for cell in cells(terminal, MARKED[:10])} != {cell.bg for cell in cells(terminal, PLAIN)}
    assert len({cell.bg for cell in cells(terminal, MARKED)}) == 2
