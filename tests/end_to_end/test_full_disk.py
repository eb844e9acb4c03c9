"""A disk that takes no more while one reads: what is painted is kept, what cannot be kept is not painted, and one can leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import OPENING
from tests.end_to_end.terminal import ESCAPE
from tests.end_to_end.test_two_at_once import tints

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

LIMITED = (
    "import os, resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "
    "os.execv(sys.executable, [sys.executable, '-m', 'reader'])"
)
"""Starts the program, which may write no file beyond a size from then on."""
COLORS = 6


def limited(home: Home, size: int) -> Terminal:
    """Start the program a second time, where no file can grow beyond some bytes."""
    first = home.open()
    first.press("q")
    assert first.exit_status() == 0
    return home.start("-c", LIMITED.format(size=size), program=())


def test_a_library_that_cannot_be_opened_is_told(home: Home) -> None:
    terminal = limited(home, 10_000)
    assert terminal.exit_status() == 1
    assert terminal.is_restored()
    assert "could not read or write" in terminal.text


@pytest.mark.parametrize("size", [60_000, 100_000])
def test_nothing_is_painted_that_is_not_kept(home: Home, size: int) -> None:
    terminal = limited(home, size)
    terminal.wait_for(lambda: "%" in terminal.lines[-1])
    terminal.catch_up()
    for color in range(1, COLORS + 1):
        terminal.press("V", str(color))
        terminal.catch_up()
        terminal.send(ESCAPE)  # what could not be highlighted is still selected
        terminal.press(")")
        terminal.catch_up()
    terminal.press("g g")
    terminal.catch_up()
    marks = home.marks()
    assert len(marks) < COLORS
    assert len(tints(terminal)) == len(marks)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
    again = home.open()
    assert OPENING in again.text
    assert len(home.marks()) == len(marks)
