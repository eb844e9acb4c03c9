"""What was seen painted as marked is on disk: the program is killed right after, and nothing is missing."""

from __future__ import annotations

import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from reader.text.marks import Color
from reader.ui.themes import PAPIER
from tests.end_to_end.budget import times
from tests.end_to_end.terminal import Cell

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

RUNS = times(6, 60)
SOON = 0.2
"""Seconds between seeing a mark painted and the kill, at most."""


def cells_of(terminal: Terminal, ground: str) -> list[Cell]:
    """Return the cells that have a ground."""
    wanted = ground.removeprefix("#")
    return [Cell(x, y) for y in range(terminal.rows) for x, cell in enumerate(terminal.row(y)) if cell.bg == wanted]


def grounds(terminal: Terminal, cells: list[Cell]) -> set[str]:
    """Return the grounds that some cells have now."""
    return {terminal.cell(*cell).bg for cell in cells}


def words(terminal: Terminal, cells: list[Cell]) -> str:
    """Return what stands on some cells."""
    return "".join(terminal.cell(*cell).data for cell in cells)


def seen_marking(terminal: Terminal, steps: int, color: Color) -> tuple[str, float]:
    """Select a sentence and mark it; return some of its words once they are seen painted as marked, and when."""
    terminal.press(*[")"] * steps, "V")
    terminal.wait_for("1–6 Color")
    terminal.catch_up()
    # The word under the caret is reversed in any case: the mark is looked for on the others.
    passage = cells_of(terminal, PAPIER.selected)
    assert passage
    tint = PAPIER.tint(color).removeprefix("#")
    terminal.press(str(list(Color).index(color) + 1))
    terminal.wait_for(lambda: grounds(terminal, passage) == {tint})
    seen = time.monotonic()
    line = [cell for cell in passage if cell.y == passage[0].y]
    return words(terminal, line), seen


def test_every_mark_seen_is_there_after_a_kill(home: Home) -> None:
    chance = random.Random(1968)
    seen: dict[str, str] = {}
    for _ in range(RUNS):
        # The window is small so that the picture is read at once.
        terminal = home.open(columns=72, rows=20)
        before = len(seen)
        # Every sentence is marked at most once: a mark over another would be of a mixed color.
        terminal.press("G", "g g", *["J"] * 0)
        for _ in range(chance.randint(1, 3)):
            color = chance.choice(list(Color))
            quotation, when = seen_marking(terminal, next_steps(terminal, home), color)
            seen[quotation] = color.value
        terminal.kill(signal.SIGKILL)
        assert time.monotonic() - when < SOON
        assert terminal.exit_status() == -signal.SIGKILL
        assert len(seen) > before, "no mark was seen in this run"
    pytest.fail("x")
