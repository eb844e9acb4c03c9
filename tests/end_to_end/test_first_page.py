"""The page one left is on the screen before the program is loaded, and the program's own picture takes its place unseen."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pyte
import pytest

from tests.end_to_end.making import OPENING, PAIRS
from tests.end_to_end.terminal import ESCAPE, PATIENCE
from tests.terminal_bytes import NOISE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

BEGINNING = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2026h\x1b[1;1H"
"""What is written first where there is a page."""


class Clearing(pyte.Screen):
    """A terminal that clears its second screen whenever it is asked for it, as xterm, GNOME Terminal and Konsole do."""

    def set_mode(self, *modes: int, **options: Any) -> None:
        if 1049 in modes and options.get("private"):
            self.erase_in_display(2)
        super().set_mode(*modes, **options)


def page_of(home: Home) -> Path:
    return home.data / "firstpage"


def leave(home: Home, keys: bytes = b"", ends: str = "", **options: Any) -> None:
    """Read a little, and quit with q."""
    terminal = home.open(**options)
    terminal.send(keys)
    if ends:
        terminal.wait_for(ends)
    terminal.send(b"q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()


def assert_unseen(terminal: Terminal, *, changed: frozenset[int] = frozenset()) -> None:
    """Hold that nothing of the page changed from its first byte on, but on the rows that are ``changed``, in 64-byte looks."""
    written = terminal.written
    assert written.startswith(BEGINNING)
    assert written.count(b"\x1b[?1049h") == 1
    end = written.index(b"\x1b[?2026l")
    screen = Clearing(terminal.columns, terminal.rows)
    stream = pyte.ByteStream(screen)
    stream.feed(NOISE.sub(b"", written[:end]))
    page = [dict(screen.buffer[y]) for y in range(terminal.rows)]
    assert sum(cell.data != " " for row in page for cell in row.values()) > 100
    rest = NOISE.sub(b"", written[end:])
    for at in range(0, len(rest), 64):
        screen.dirty.clear()
        stream.feed(rest[at : at + 64])
        wrong = [y for y in screen.dirty - changed if y < terminal.rows and dict(screen.buffer[y]) != page[y]]
        assert not wrong, f"rows {wrong} are others after {at} bytes: {screen.display[wrong[0]]!r}"


STATES = [
    (b"", "", {"columns": 80, "rows": 24}),
    (b"t", PAIRS[0][1][:12], {"columns": 120, "rows": 40}),
    (b"}}}t", PAIRS[0][1][:12], {"columns": 200, "rows": 60}),
    (b"D", "", {"columns": 60, "rows": 20}),
    (b"DGt", "", {"columns": 100, "rows": 30}),
    (b"s", "", {"columns": 120, "rows": 30}),
    (b"t", "", {"columns": 40, "rows": 10}),
    (b"V2", "┃", {"columns": 120, "rows": 40}),
    (b"/prague\rn", "of", {"columns": 120, "rows": 40}),
    (b"\t", "Enter Open", {"columns": 120, "rows": 40}),
    (b"zG", "", {"columns": 120, "rows": 40}),
    (b"T", PAIRS[0][1][:12], {"columns": 120, "rows": 40}),
    (b"v", "Highlight", {"columns": 120, "rows": 40}),
    (b"J  ", "", {"columns": 120, "rows": 40}),
    (b"to}", "", {"columns": 120, "rows": 40}),
]
"""Keys before q, what shows then, and the window."""


@pytest.mark.parametrize(("keys", "ends", "window"), STATES)
def test_whatever_one_left_the_next_start_shows_that_very_page(
    home: Home, keys: bytes, ends: str, window: dict[str, Any]
) -> None:
    leave(home, keys, ends, **window)
    assert page_of(home).stat().st_mode & 0o777 == 0o600
    terminal = home.start(**window)
    terminal.wait_for(lambda: BEGINNING in terminal.written)
    terminal.catch_up()
    assert_unseen(terminal, changed=frozenset({window["rows"] - 1}))  # the footer shows the key that waits for another


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_in_tmux_there_is_one_picture_until_a_key(home: Home) -> None:
    socket = home.folder / "s"

    def tmux(*words: str) -> str:
        return subprocess.run(
            ["tmux", "-S", socket, *words],
            env=home.environ | {"TERM": "xterm-256color"},
            cwd=home.folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    once = f"{sys.executable} -m reader; echo done; read _"
    tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", once)
    server = int(tmux("display-message", "-p", "#{pid}"))
    limit = time.monotonic() + PATIENCE
    try:
        while OPENING[:20] not in tmux("capture-pane", "-p"):
            assert time.monotonic() < limit
        tmux("send-keys", "q")
        while "done" not in tmux("capture-pane", "-p"):
            assert time.monotonic() < limit
        assert page_of(home).exists()
        tmux("respawn-pane", "-k", once)
        seen: list[str] = []
        while not seen or "Help" not in seen[-1] or "pointer" in seen[-1] or len(seen) < 60:
            assert time.monotonic() < limit
            seen.append(tmux("capture-pane", "-p", "-e"))
        # It comes in pieces of 4 KB, from the top down, and is there once its last words are.
        whole = [screen for screen in seen if "min left" in screen]
        assert len(set(whole)) == 1, "nothing moves once the page is there"
    finally:
        os.kill(server, signal.SIGTERM)


@pytest.mark.parametrize("wait", [0.0, 0.005, 0.05, 0.15, 0.3])
def test_keys_typed_at_any_moment_act_in_order(home: Home, wait: float) -> None:
    leave(home)
    terminal = home.start()
    time.sleep(wait)  # the moment is what is tested; whatever it is, the keys must act
    terminal.send(b"t}}V2")
    terminal.wait_for("┃ Moore a déclaré")
    terminal.wait_for(PAIRS[3][1])
    assert home.marks()[0]["color"] == "green"
    assert "}}V2" not in terminal.text, "nothing is echoed over the page"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("wait", [0.03, 0.12, 0.25, 0.4])
def test_a_signal_at_any_moment_gives_the_terminal_back(home: Home, number: signal.Signals, wait: float) -> None:
    leave(home)
    terminal = home.start()
    terminal.wait_for(lambda: b"\x1b[?1049h" in terminal.written)
    time.sleep(wait)
    terminal.kill(number)
    assert terminal.exit_status() in {-number, 128 + number}
    assert terminal.is_restored()


@pytest.mark.parametrize(
    "environ",
    [{"TERM": "xterm"}, {"COLORTERM": ""}, {"NO_COLOR": "1"}, {"COLORFGBG": "15;0"}, {"LC_ALL": "C.UTF-8"}],
)
def test_another_terminal_starts_as_usual(home: Home, environ: dict[str, str]) -> None:
    leave(home)
    terminal = home.open(**environ)
    assert not terminal.written.startswith(BEGINNING)
    assert OPENING[:20] in terminal.text


@pytest.mark.smoke
def test_another_size_starts_as_usual(home: Home) -> None:
    leave(home)
    assert not home.open(columns=100, rows=30).written.startswith(BEGINNING)


def test_a_window_made_smaller_meanwhile_is_laid_out(home: Home) -> None:
    leave(home)
    terminal = home.start()
    terminal.wait_for(OPENING)
    terminal.resize(80, 30)
    terminal.wait_for(lambda: "%" in terminal.lines[29])
    terminal.catch_up()
    assert not any(line[80:].strip() for line in terminal.lines)


def test_a_library_that_another_program_changed_starts_as_usual(home: Home) -> None:
    leave(home)
    with home.library() as store:
        store.set_preference("measure", "50")
    terminal = home.open()
    assert not terminal.written.startswith(BEGINNING)


def spoil(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "cut":
        path.write_bytes(data[:-100])
    elif how == "random":
        path.write_bytes(os.urandom(len(data)))
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "open to others":
        path.chmod(0o644)
    elif how == "a link":
        path.rename(path.with_name("elsewhere"))
        path.symlink_to(path.with_name("elsewhere"))
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    elif how == "a pipe":
        path.unlink()
        os.mkfifo(path, 0o600)
    elif how == "of another version":
        path.write_bytes(data.replace(b"first page 1", b"first page 0"))


@pytest.mark.parametrize(
    "how", ["cut", "random", "empty", "open to others", "a link", "a folder", "a pipe", "of another version"]
)
def test_a_spoiled_page_is_no_page(home: Home, how: str) -> None:
    leave(home)
    spoil(page_of(home), how)
    terminal = home.open()
    assert not terminal.written.startswith(BEGINNING)
    terminal.press("q")
    assert terminal.exit_status() == 0


def test_a_setting_keeps_no_page_and_takes_the_last_one_away(home: Home) -> None:
    leave(home)
    (home.data / "settings.toml").write_text("first_page = false\n")
    terminal = home.open()
    assert not terminal.written.startswith(BEGINNING)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert not page_of(home).exists()


def test_what_cannot_be_opened_is_told_on_the_readers_own_screen(home: Home) -> None:
    leave(home)
    library = home.data / "library.db"
    about = library.stat()
    library.write_bytes(b"x" * about.st_size)
    os.utime(library, ns=(about.st_atime_ns, about.st_mtime_ns))
    terminal = home.start()
    assert terminal.exit_status() == 1
    assert terminal.is_restored()
    assert b"\x1b[?1049l" in terminal.written
    assert "enregard:" in terminal.text


def test_quitting_from_a_sheet_keeps_no_page(home: Home) -> None:
    leave(home)
    terminal = home.open()
    terminal.press("?")
    terminal.wait_for("Keys")
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    assert not page_of(home).exists()


def test_escape_and_a_letter_typed_early_are_two_keys(home: Home) -> None:
    leave(home)
    terminal = home.start()
    terminal.send(b"/prague" + ESCAPE + b"t")
    terminal.wait_for(PAIRS[0][1])


def test_nothing_is_kept_of_an_article_put_away(home: Home) -> None:
    leave(home, b"\tx", "in the archive")
    assert OPENING[:20].encode() not in page_of(home).read_bytes()


@pytest.mark.smoke
def test_quitting_at_once_leaves_the_terminal_as_it_was(home: Home) -> None:
    leave(home)
    terminal = home.start()
    terminal.send(b"q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
