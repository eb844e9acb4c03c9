"""The window takes any size at any moment, while any keys arrive: nothing breaks, and the line being read comes back."""

from __future__ import annotations

import random
import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.budget import times
from tests.end_to_end.terminal import ESCAPE
from tests.ui.commands.key_bytes import BYTES

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

LEAVING = {"q", "ctrl+q", "ctrl+p", ":", "?", "f1"}
"""Keys that end the program, or lead to lists where Enter may."""
KEYS = [data for key, data in BYTES.items() if key not in LEAVING] + [b"m", b"\xc3\xa9", b"3", b"7", b" "]
EXTREMES = [(1, 1), (400, 1), (1, 100), (2, 2), (400, 100), (3, 5), (59, 10), (60, 24), (99, 30), (20, 40), (101, 3)]
MOTIONS = ["space", "}", "j", "ctrl+e", "ctrl+y", "ctrl+e", ")", "w", "k", "t"]


def some_size(chance: random.Random) -> tuple[int, int]:
    """Return a size for the window, often a strange one."""
    return chance.choice(EXTREMES) if chance.random() < 0.4 else (chance.randint(1, 400), chance.randint(1, 100))


def is_painted_since(terminal: Terminal, before: int) -> bool:
    """Tell whether another whole picture was shown since there were so many."""
    return terminal.pictures > before


def page_lines(terminal: Terminal) -> list[str]:
    """Return the rows of the screen but for the share read in the list of articles, which follows once the place is saved."""
    return [re.sub(r"· [0-9]+ % *", lambda share: "·".ljust(len(share[0])), line).rstrip() for line in terminal.lines]


def calm(terminal: Terminal) -> None:
    """Come back to a common size and to the page, whatever was open."""
    terminal.resize(100, 30)
    for _ in range(8):
        terminal.send(ESCAPE)
    terminal.catch_up()
    terminal.wait_for(lambda: "q Quit" in terminal.lines[-1])


def assert_caret_in_sight(terminal: Terminal) -> None:
    """Check that the word under the caret is painted."""
    if "No articles yet" not in terminal.text:
        terminal.wait_for(lambda: any(cell.reverse for y in range(29) for cell in terminal.row(y)))


@pytest.mark.parametrize("seed", range(times(1, 40)))
def test_any_size_and_any_keys(home: Home, seed: int) -> None:
    chance = random.Random(seed)
    terminal = home.open("--offline", columns=100, rows=30)  # keys at random can choose an engine, and agree to it
    for _ in range(6):
        for _ in range(chance.randint(2, 6)):
            terminal.resize(*some_size(chance))
            terminal.send(b"".join(chance.choices(KEYS, k=chance.randint(0, 12))))
        calm(terminal)
        assert terminal.is_alive
        assert_caret_in_sight(terminal)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()


@pytest.mark.parametrize("seed", range(times(2, 40)))
def test_the_same_size_again_shows_the_same_rows(home: Home, seed: int) -> None:
    chance = random.Random(f"rows {seed}")
    width, height = chance.choice([(120, 40), (100, 30), (80, 24), (60, 20), (160, 50)])
    terminal = home.open(columns=width, rows=height)
    terminal.press("J" if seed % 2 else "t", *chance.choices(MOTIONS, k=chance.randint(0, 12)))
    terminal.catch_up()
    lines, cursor = page_lines(terminal), terminal.cursor
    for _ in range(chance.randint(2, 6)):
        before, size = terminal.pictures, some_size(chance)
        changes = size != (terminal.columns, terminal.rows)
        terminal.resize(*size)
        if changes and chance.random() < 0.5:
            # Half of the sizes are taken in before the next, the others are passed over.
            terminal.wait_for(partial(is_painted_since, terminal, before))
    terminal.resize(width, height)
    terminal.wait_for(lambda: page_lines(terminal) == lines and terminal.cursor == cursor)


def test_the_last_of_many_sizes_counts(home: Home) -> None:
    """A window dragged by its corner sends many sizes; what was cut off and comes back is painted again."""
    chance = random.Random("sizes")
    terminal = home.open(columns=100, rows=30)
    lines = terminal.lines
    for _ in range(times(30, 400)):
        for _ in range(chance.randint(1, 6)):
            terminal.resize(*some_size(chance))
            terminal.send(b"tt" * chance.randint(0, 3))
        terminal.resize(100, 30)
        terminal.wait_for(lambda: terminal.lines == lines)


@pytest.mark.parametrize("size", EXTREMES[: times(2, 11)])
def test_it_starts_in_a_window_of_any_size(home: Home, size: tuple[int, int]) -> None:
    columns, rows = size
    terminal = home.start(columns=columns, rows=rows)
    terminal.wait_for(lambda: b"\x1b[?2004h" in terminal.written)
    terminal.press("j", "t", "T", "s", "s", "v", "w", "1", "A", "q", "/", "enter", "?", "q")
    terminal.resize(100, 30)
    calm(terminal)
    assert_caret_in_sight(terminal)


@pytest.mark.parametrize("rows", [24, 14, 30])
def test_a_list_opens_with_its_current_item_in_sight(home: Home, rows: int) -> None:
    terminal = home.open(columns=80, rows=rows)
    terminal.press(",")
    terminal.wait_for("┃ papier")
    terminal.resize(80, rows - 3)
    terminal.wait_for("┃ papier")
