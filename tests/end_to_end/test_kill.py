"""What was seen painted as marked is on disk: the program is killed right after, and nothing is missing at the next start."""

from __future__ import annotations

import random
import signal
from functools import partial
from typing import TYPE_CHECKING

from reader.text.model.highlights import Color
from reader.ui.theme.themes import PAPIER
from tests.budget import times

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

RUNS = times(6, 60)
PARAGRAPHS = 250
"""The first is not marked, because the title repeats it."""


def phrase(number: int) -> str:
    """Return the words of one paragraph, which is one sentence on one line."""
    return f"Ceci est la phrase numéro {number}, que l’on marque."


def ground(terminal: Terminal, number: int) -> str:
    """Return the one ground under a phrase but its first word (the caret's word is painted otherwise)."""
    words = phrase(number).partition(" ")[2]
    at = terminal.find(words)
    found = {cell.bg for cell in terminal.row(at.y)[at.x : at.x + len(words)]}
    return found.pop() if len(found) == 1 else ""


def is_marked(terminal: Terminal, number: int, color: Color) -> bool:
    """Tell whether a phrase is painted as marked in a color."""
    return ground(terminal, number) == PAPIER.tint(color).removeprefix("#")


def go_to(terminal: Terminal, number: int) -> None:
    """Put the caret on the first word of a phrase."""
    terminal.press("g g")
    terminal.type(f"{number}}}" if number else "")
    terminal.wait_for(lambda: phrase(number) in terminal.lines[terminal.cursor.y])


def select(terminal: Terminal, number: int) -> None:
    """Select a phrase."""
    go_to(terminal, number)
    terminal.press("V")
    terminal.wait_for(lambda: ground(terminal, number) == PAPIER.selection.removeprefix("#"))


def test_every_mark_seen_painted_is_there_after_a_kill(home: Home) -> None:
    text = home.file("phrases.txt", "\n\n".join(map(phrase, range(PARAGRAPHS))))
    home.run("add", text)
    chance, fresh = random.Random(1968), iter(range(1, PARAGRAPHS))
    seen: dict[int, Color] = {}
    for run in range(RUNS):
        # The window is small so that its picture is read at once.
        terminal = home.open(columns=72, rows=20)
        for number in list(seen)[-2:]:
            go_to(terminal, number)
            terminal.wait_for(partial(is_marked, terminal, number, seen[number]))
        before = len(seen)
        for _ in range(chance.randint(1, 3)):
            number, color = next(fresh), chance.choice(list(Color))
            select(terminal, number)
            terminal.press(str(list(Color).index(color) + 1))
            terminal.wait_for(partial(is_marked, terminal, number, color))
            seen[number] = color
        if run % 2:
            # Another mark is on its way; it may be there or not.
            terminal.press("g g", "V", "1")
        terminal.kill(signal.SIGKILL)
        assert terminal.exit_status() == -signal.SIGKILL
        assert len(seen) > before, "no mark was seen in this run"
        with home.library() as store:
            kept = {highlight.selector.exact: highlight.color for highlight in store.all_highlights()}
        assert {phrase(number): color for number, color in seen.items()}.items() <= kept.items()
    listed = {mark["quotation"] for mark in home.marks()}
    assert {phrase(number) for number in seen} <= listed
