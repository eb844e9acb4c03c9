"""Inside tmux, which is a terminal of its own kind: the page, the colors, the clipboard and the size come through."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import OPENING, PAIRS
from tests.end_to_end.terminal import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end_to_end.making import Home

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Tmux:
    """A server of our own with one window."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._socket = home.folder / "s"
        self.run("-f", "/dev/null", "new-session", "-d", "-x", "120", "-y", "40", f"{sys.executable} -m reader; read _")

    def run(self, *words: str) -> str:
        """Give tmux an order and return what it says."""
        return subprocess.run(
            ["tmux", "-S", self._socket, *words],
            env=self._home.environ | {"TERM": "xterm-256color"},
            cwd=self._home.folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def wait_for(self, words: str, *options: str) -> str:
        """Wait until words are on the screen of the window; return the screen."""
        limit = time.monotonic() + PATIENCE
        while words not in (screen := self.run("capture-pane", "-p", *options)):
            assert time.monotonic() < limit, f"waited in vain for {words!r}:\n{screen}"
        return screen


@pytest.fixture
def tmux(home: Home) -> Iterator[Tmux]:
    """Yield a tmux in which the program runs."""
    server = Tmux(home)
    server.wait_for(OPENING)
    pid = int(server.run("display-message", "-p", "#{pid}"))
    yield server
    os.kill(pid, signal.SIGTERM)


def test_reading_copying_marking_and_quitting_in_tmux(home: Home, tmux: Tmux) -> None:
    tmux.run("set-option", "-s", "set-clipboard", "on")
    tmux.run("send-keys", "y")
    tmux.wait_for("OSC 52")
    limit = time.monotonic() + PATIENCE
    while "espionner pour les Britanniques" not in tmux.run("show-buffer"):
        assert time.monotonic() < limit
    tmux.run("send-keys", "t")
    tmux.wait_for(PAIRS[3][1])
    tmux.run("send-keys", "}", "}", "V")
    tmux.wait_for("1–6 Color")
    tmux.run("send-keys", "3")
    tmux.wait_for("┃ les mêmes tiraillements")
    tmux.run("send-keys", "a")
    tmux.wait_for("Save and close")
    tmux.run("send-keys", "-l", "Prague, 1968")
    tmux.wait_for("Prague, 1968")
    tmux.run("send-keys", "Escape")
    tmux.wait_for("Saved. u: undo")
    tmux.run("send-keys", "q")
    tmux.wait_for("\n\n\n")
    (mark,) = home.marks()
    assert mark["color"] == "blue"
    assert mark["note"] == "Prague, 1968"


def test_a_split_window_is_laid_out_again(tmux: Tmux) -> None:
    tmux.run("split-window", "-h", "-d", "-l", "60", "read _")
    screen = tmux.wait_for("Kremlin")
    tmux.wait_for("Le chef du Secret Intelligence Service du Royaume-Uni,\n")
    assert max(len(line) for line in screen.split("\n")) <= 120
