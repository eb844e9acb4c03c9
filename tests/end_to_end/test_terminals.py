"""Every terminal: many colors, few or none, old and new ones, small ones. The reader reads, marks and leaves in each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import PAIRS

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

TERMINALS: dict[str, dict[str, str]] = {
    "truecolor": {},
    "256 colors": {"COLORTERM": ""},
    "16 colors": {"TERM": "xterm", "COLORTERM": ""},
    "no color": {"NO_COLOR": "1"},
    "no color of 16": {"NO_COLOR": "1", "TERM": "xterm", "COLORTERM": ""},
    "screen": {"TERM": "screen-256color", "COLORTERM": "", "STY": "1.pts"},
    "tmux": {"TERM": "tmux-256color", "COLORTERM": "", "TMUX": "/run/x,1,0"},
    "no kitty keyboard": {"TEXTUAL_DISABLE_KITTY_KEY": "1"},
    "linux console": {"TERM": "linux", "COLORTERM": ""},
    "old screen": {"TERM": "screen", "COLORTERM": "", "STY": "1.pts"},
    "nobody knows it": {"TERM": "xyz-none", "COLORTERM": ""},
    "locale of bytes": {"LANG": "C", "LC_ALL": "C"},
    "another size told": {"COLUMNS": "33", "LINES": "7"},
    "junk for a size": {"COLUMNS": "x", "LINES": "-3"},
}

WIDE = "東京の夜は静かだ。 Le mot 日本語 et un é composé : e\u0301te\u0301, 👩‍👩‍👧 fin."


def themed(home: Home, theme: str) -> None:
    home.data.mkdir()
    home.data.joinpath("settings.toml").write_text(f'theme = "{theme}"\n')


def reads_marks_and_leaves(terminal: Terminal) -> None:
    """Show the English, go on, mark a sentence, see the mark, and quit."""
    terminal.press("t")
    if terminal.rows > 20:  # a tiny window is full of the French of the first paragraph
        terminal.wait_for(PAIRS[0][1][:16])
    terminal.catch_up()
    start = terminal.cursor
    terminal.press("w")
    terminal.wait_for(lambda: terminal.cursor != start)
    assert terminal.cell(*terminal.cursor).reverse, "the word under the caret is reversed, and the cursor stands on it"
    terminal.press("V", "2")
    terminal.wait_for(lambda: terminal.text.count("┃") > 3)
    terminal.press("u")
    terminal.catch_up()
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()


@pytest.mark.parametrize("environ", TERMINALS.values(), ids=TERMINALS)
def test_one_reads_marks_and_leaves_in_every_terminal(home: Home, environ: dict[str, str]) -> None:
    reads_marks_and_leaves(home.open(**environ))


@pytest.mark.smoke
def test_the_size_is_the_terminals_and_not_what_the_shell_told(home: Home) -> None:
    told = {"COLUMNS": "33", "LINES": "7"}
    terminal = home.open(**told)
    terminal.resize(90, 30)
    terminal.wait_for(lambda: "q Quit" in terminal.lines[29])
    terminal.press("q")
    assert terminal.exit_status() == 0
    again = home.start(columns=90, rows=30, **told)  # the page that is there first is of that size too
    again.wait_for(lambda: "q Quit" in again.lines[29])


@pytest.mark.parametrize("theme", ["ansi-light", "ansi-dark", "papier", "encre"])
@pytest.mark.parametrize("size", [(120, 40), (40, 10)])
def test_one_does_so_in_every_kind_of_theme_and_in_a_tiny_window(home: Home, theme: str, size: tuple[int, int]) -> None:
    themed(home, theme)
    reads_marks_and_leaves(home.open(columns=size[0], rows=size[1]))


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}], ids=["colors", "no color"])
def test_what_answers_the_sentence_is_told_without_color(home: Home, environ: dict[str, str]) -> None:
    themed(home, "ansi-dark")
    terminal = home.open(**environ)
    english = PAIRS[1][1][:12]
    terminal.press("t")
    terminal.wait_for(english)
    terminal.press("}")
    terminal.catch_up()
    at = terminal.find(english)
    assert all(cell.bold for cell in terminal.row(at.y)[at.x : at.x + len(english)])
    other = terminal.find(PAIRS[2][1][:10])
    assert not any(cell.bold for cell in terminal.row(other.y)[other.x : other.x + 10])
    terminal.press("t")
    terminal.wait_until_gone(english)
    french = terminal.find(PAIRS[1][0][3:12])
    cells = [cell for cell in terminal.row(french.y)[french.x : french.x + 9] if not cell.reverse]
    assert not any(cell.bold for cell in cells), "with nothing that answers, nothing is to be told"


def test_wide_and_joined_characters_keep_the_columns(home: Home) -> None:
    source = home.file("large.txt", f"{WIDE}\n\nUne ligne simple.\n")
    home.file("large.en.txt", "Wide: 東京 and so on.\n\nA plain line.\n")
    terminal = home.open(source, columns=120, rows=30)
    terminal.press("t")
    terminal.wait_for("A plain line.")
    plain, wide = terminal.find("A plain line."), terminal.find("Wide:")
    assert plain.x == wide.x, "the English begins at the same cell, whatever stands before it"
    seen = []
    for _ in range(6):
        terminal.press("w")
        terminal.catch_up()
        seen.append(terminal.cursor)
        assert terminal.cell(*terminal.cursor).reverse
    assert sorted(seen, key=lambda cursor: (cursor.y, cursor.x)) == seen
    assert len(set(seen)) == len(seen)
