"""The program is told to go: it keeps the place and what is being written, restores the terminal, and goes at once."""

from __future__ import annotations

import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from tests.budget import times
from tests.end_to_end.making import OPENING

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

NOTE = "Ce que je pensais écrire"


def move(terminal: Terminal) -> str:
    """Go on by two sentences and return the words the caret came to, as soon as it is painted there."""
    terminal.press(")", ")")
    terminal.wait_for(lambda: terminal.under_cursor(9).startswith("« Ils reg"))
    return terminal.under_cursor(9)


def write(terminal: Terminal) -> None:
    """Select a sentence and begin its note."""
    terminal.press("V", "a")
    terminal.wait_for("Save and close")
    terminal.type(NOTE)
    terminal.wait_for(NOTE)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_right_after_a_move_loses_nothing(home: Home, number: signal.Signals) -> None:
    terminal = home.open()
    words = move(terminal)
    terminal.kill(number)
    assert terminal.exit_status() == 128 + number
    assert terminal.is_restored()
    assert home.words_at_place(9) == words
    place = home.place()
    assert place is not None
    assert place.row is not None


@pytest.mark.smoke
def test_closing_the_window_loses_nothing(home: Home) -> None:
    terminal = home.open()
    words = move(terminal)
    terminal.hang_up()
    terminal.exit_status()
    assert home.words_at_place(9) == words


def test_a_program_that_nobody_listens_to_still_goes(home: Home) -> None:
    """The terminal takes no more bytes (flow control, a dead connection): a signal ends the program all the same."""
    terminal = home.open(columns=200, rows=60)
    terminal.stop_listening()
    terminal.press(*["space", "backspace"] * 40)
    terminal.kill(signal.SIGTERM)
    terminal.exit_status()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_note_being_typed_is_offered_at_the_next_start(home: Home, number: signal.Signals) -> None:
    terminal = home.open()
    write(terminal)
    if number is signal.SIGKILL:
        terminal.wait_for(lambda: home.drafts() == [NOTE])
        # It is not offered to another program while this one runs.
        assert "not finished" not in home.open().text
    terminal.kill(number)
    terminal.exit_status()
    assert home.drafts() == [NOTE]

    again = home.start()
    again.wait_for("Unfinished note restored. Press a to open it.")
    again.press("a")
    again.wait_for("Save and close")
    again.wait_for(NOTE)
    again.press("escape")
    again.wait_for("Saved. u: undo")
    assert home.drafts() == []
    assert [mark["note"] for mark in home.marks()] == [NOTE]
    assert home.marks()[0]["quotation"].startswith(OPENING[:30])


@pytest.mark.smoke
def test_quitting_from_a_note_keeps_its_draft(home: Home) -> None:
    terminal = home.open()
    write(terminal)
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
    assert home.drafts() == [NOTE]


@pytest.mark.parametrize("stopped", [signal.SIGSTOP, pytest.param(signal.SIGTSTP, marks=pytest.mark.smoke), None])
def test_keys_keep_their_order_after_the_program_was_stopped_and_resized(
    home: Home, stopped: signal.Signals | None
) -> None:
    terminal = home.open()
    for columns in (90, 70):
        if stopped is not None:
            terminal.stop(stopped)
        terminal.resize(columns, 24)
        terminal.kill(signal.SIGCONT)
    terminal.press("/")
    terminal.wait_for("find")
    words = "abcdefghijklmnopqrstuvwxyz" * 2
    for letter in words:
        terminal.press(letter)
    terminal.wait_for(words)
    terminal.press("\x1b")
    terminal.wait_until_gone(words)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
    assert "Warning" not in terminal.written.decode(errors="replace")


@pytest.mark.parametrize("seed", range(times(1, 5)))
def test_stopping_and_going_on_at_any_moment_never_ends_it(home: Home, seed: int) -> None:
    """Signals come while the terminal is taken and given back: none is acted on in the middle of another."""
    chance = random.Random(f"stops {seed}")
    terminal = home.open(columns=90, rows=24)
    for _ in range(times(10, 100)):
        for _ in range(chance.randint(1, 4)):
            terminal.kill(chance.choice((signal.SIGTSTP, signal.SIGCONT)))
            time.sleep(chance.choice((0, 0.001, 0.01)) * chance.random())
        terminal.go_on()
        assert terminal.is_alive
    terminal.catch_up()
    terminal.press("/")
    terminal.wait_for("find")
    words = "abcdefghijklmnopqrstuvwxyz"
    terminal.press(*words)
    terminal.wait_for(words)
    terminal.press("escape", "q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
