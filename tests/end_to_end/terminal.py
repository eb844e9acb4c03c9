"""Terminal: the real program on a pseudo-terminal, its screen as cells, its bytes as written, and keys and mouse as bytes.

Pictures are shown whole: it answers that it knows synchronized updates, and no other question of a program. Nothing here waits for
a number of seconds: one waits for a condition, and a limit says when to give up.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import threading
import time
from typing import TYPE_CHECKING, NamedTuple, Self

import pyte

from tests.terminal_bytes import ANSWER, END, NOISE, QUESTION, UNFINISHED, whole_pictures
from tests.ui.commands.key_bytes import presses
from tests.wait import is_stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pyte.screens import Char

PATIENCE = 60.0
"""Seconds until a condition is given up: far beyond what the program needs on a busy machine."""

ESCAPE = b"\x1b[27u"
"""Esc as newer terminals send it: it cannot be taken for the beginning of another key."""

_LAUNCH = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
"""Makes the pseudo-terminal the program's own, so that closing it hangs the program up, then becomes the program."""

_JOINED = re.compile("\u200d.|[\u00ad\u034f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]", re.DOTALL)
"""What takes no cell of its own: pyte would drop the rest of the row after it."""

_PENDING = re.compile(r"(?:^|\s{2,})g(?:\s|$)", re.MULTILINE)
"""How the footer shows that ``g`` waits for another key."""
_AGAIN = 0.5
"""Seconds after which a key is pressed again, where it may have been dropped."""

_MODE = re.compile(rb"\x1b\[\?([0-9]+)([hl])")
_ALTERNATE, _CURSOR, _MOUSE = 1049, 25, frozenset({1000, 1002, 1003, 1006, 1015, 1016})


class Cell(NamedTuple):
    """A place on the screen, from 0, 0 at its top left."""

    x: int
    y: int


class Terminal:
    """One program in one terminal. Leaving it as a context ends the program, however it fares."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        environ: Mapping[str, str],
        folder: Path,
        columns: int = 120,
        rows: int = 40,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest, self._held = b"", b""
        self.pictures = 0
        """How many whole pictures were shown."""
        self._lines: list[str] | None = None
        self._written = bytearray()
        self._news = threading.Condition(threading.RLock())
        self._ended = False
        self._master, slave = pty.openpty()
        self.before = termios.tcgetattr(self._master)
        """How the terminal was set before the program had it."""
        termios.tcsetwinsize(self._master, (rows, columns))
        self._process = subprocess.Popen(
            [sys.executable, "-IS", "-c", _LAUNCH, *map(str, command)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=dict(environ),
            start_new_session=True,
        )
        os.close(slave)
        self._stop, self._stopped = os.pipe()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self.hang_up()
        os.close(self._stop)
        os.close(self._stopped)

    # -- what the program wrote ---------------------------------------------------------------------

    def _listen(self) -> None:
        while True:
            ready, _, _ = select.select([self._master, self._stop], [], [])
            if self._stop in ready:
                return
            data = self._read()
            with self._news:
                self._written += data
                self._ended = not data
                self._draw(data)
                self._news.notify_all()
            if not data:
                return

    def _read(self) -> bytes:
        try:
            return os.read(self._master, 1 << 16)
        except OSError:  # how Linux says that nobody is there any more
            return b""

    def _draw(self, data: bytes) -> None:
        data = self._rest + data
        for _ in range(data.count(QUESTION)):
            self.send(ANSWER)
        data = NOISE.sub(b"", data)
        unfinished = UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._rest = data[cut:]
        data, self._held = (self._held + data[:cut], b"") if self._ended else whole_pictures(self._held + data[:cut])
        self.pictures += data.count(END)
        self._stream.feed(_JOINED.sub("", self._decoder.decode(data)))
        self._lines = None

    @property
    def written(self) -> bytes:
        """Every byte written so far."""
        with self._news:
            return bytes(self._written)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        with self._news:
            if self._lines is None:
                rows = (self.screen.buffer[y] for y in range(self.rows))
                self._lines = ["".join(row[x].data for x in range(self.columns)).rstrip() for row in rows]
            return self._lines

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    def row(self, y: int) -> list[Char]:
        """Return the cells of one row, with their colors and attributes."""
        with self._news:
            return [self.screen.buffer[y][x] for x in range(self.columns)]

    def cell(self, x: int, y: int) -> Char:
        """Return one cell, with its colors and attributes."""
        return self.row(y)[x]

    def find(self, words: str, *, after: Cell | None = None) -> Cell:
        """Return where words stand on one row of the screen, the first place at or after a cell."""
        start = after or Cell(0, 0)
        with self._news:
            for y in range(start.y, self.rows):
                cells = [(x, cell.data) for x, cell in enumerate(self.row(y)) if cell.data]
                at = [x for x, data in cells for _ in data]
                line = "".join(data for _, data in cells)
                least = start.x if y == start.y else 0
                for found in re.finditer(re.escape(words), line):
                    if at[found.start()] >= least:
                        return Cell(at[found.start()], y)
        raise AssertionError(f"{words!r} is not on the screen:\n{self.text}")

    @property
    def cursor(self) -> Cell:
        """Where the program left the terminal's cursor."""
        with self._news:
            return Cell(self.screen.cursor.x, self.screen.cursor.y)

    def under_cursor(self, length: int) -> str:
        """Return the words from the cursor on."""
        with self._news:
            at = self.cursor
            return "".join(cell.data for cell in self.row(at.y)[at.x : at.x + length])

    def modes(self) -> set[int]:
        """Return the private modes that are set: alternate screen, mouse, …"""
        on: set[int] = {_CURSOR}
        for number, verb in _MODE.findall(self.written):
            (on.add if verb == b"h" else on.discard)(int(number))
        return on

    def is_restored(self) -> bool:
        """Tell whether the terminal is as it was: main screen, cursor, no mouse, every setting of the line."""
        on = self.modes()
        return (
            _ALTERNATE not in on
            and _CURSOR in on
            and not on & _MOUSE
            and termios.tcgetattr(self._master) == self.before
        )

    # -- waiting ---------------------------------------------------------------------------------------

    def wait_for(self, wanted: str | re.Pattern[str] | Callable[[], object], *, within: float = PATIENCE) -> None:
        """Wait until words or a pattern are on the screen, or a condition holds; AssertionError at the limit.

        The condition is asked again after each thing written, and every few milliseconds in between.
        """
        limit = time.monotonic() + within
        with self._news:
            while not self._holds(wanted):
                left = limit - time.monotonic()
                if left <= 0 or (self._ended and not callable(wanted)):
                    what = getattr(wanted, "pattern", wanted)
                    raise AssertionError(f"waited in vain for {what!r}; the screen:\n{self.text}")
                self._news.wait(min(left, 0.02))

    def wait_until_gone(self, words: str, *, within: float = PATIENCE) -> None:
        """Wait until words are no longer on the screen."""
        self.wait_for(lambda: words not in self.text, within=within)

    def _holds(self, wanted: str | re.Pattern[str] | Callable[[], object]) -> bool:
        if isinstance(wanted, str):
            return wanted in self.text
        if isinstance(wanted, re.Pattern):
            return wanted.search(self.text) is not None
        return bool(wanted())

    def catch_up(self) -> None:
        """Wait until all keys sent so far were acted on and painted, in the page or a list.

        ``g`` waits for another key, and the footer shows it; ``Z`` means nothing, and drops it.
        """
        self.press("g")
        self.wait_for(_PENDING)
        self.press("Z")
        self.wait_for(lambda: not _PENDING.search(self.text))

    def exit_status(self, *, within: float = PATIENCE) -> int:
        """Wait for the program's end and for all it wrote; return its exit status, negative for a signal."""
        try:
            status = self._process.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program did not end; the screen:\n{self.text}") from None
        self._thread.join(within)
        return status

    @property
    def is_alive(self) -> bool:
        """Whether the program runs."""
        return self._process.poll() is None

    # -- acting ---------------------------------------------------------------------------------------

    def send(self, data: bytes) -> None:
        """Write bytes as the terminal would."""
        while data:
            data = data[os.write(self._master, data) :]

    def press(self, *keys: str) -> None:
        """Press keys, spelled as in settings: ``t``, ``ctrl+d``, ``g g``."""
        self.send(b"".join(press for key in keys for press in presses(key)))

    def type(self, words: str) -> None:
        """Type words."""
        self.send(words.encode())

    def mouse(self, x: int, y: int, button: int = 0, *, up: bool = False) -> None:
        """Report the mouse (SGR): 0 the left button, 32 a move with it held, 64 and 65 the wheel."""
        self.send(f"\x1b[<{button};{x + 1};{y + 1}{'m' if up else 'M'}".encode())

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Click with the left button."""
        for _ in range(times):
            self.mouse(x, y)
            self.mouse(x, y, up=True)

    def drag(self, start: Cell, end: Cell) -> None:
        """Drag with the left button from one cell to another."""
        self.mouse(*start)
        self.mouse(end.x, start.y, 32)
        self.mouse(*end, 32)
        self.mouse(*end, up=True)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; nothing of the old picture is left, so that none takes it for the new one."""
        with self._news:
            if (columns, rows) == (self.columns, self.rows):
                return
            self.columns, self.rows = columns, rows
            self.screen.resize(rows, columns)
            self.screen.erase_in_display(2)
            self._lines = None
            termios.tcsetwinsize(self._master, (rows, columns))

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def stop(self, number: signal.Signals) -> None:
        """Send the program a signal that stops it, and wait until it stands still."""
        self.kill(number)
        self.wait_for(lambda: is_stopped(self._process.pid))

    def go_on(self) -> None:
        """Let the program go on until it answers keys: it may stop only once it has read its signals, and drop keys meanwhile."""
        pressed = 0.0

        def answers() -> bool:
            nonlocal pressed
            if is_stopped(self._process.pid):
                self.kill(signal.SIGCONT)
            elif time.monotonic() - pressed > _AGAIN:
                pressed = time.monotonic()
                self.press("Z", "g")
            return _PENDING.search(self.text) is not None or not self.is_alive

        self.wait_for(answers)
        self.press("Z")
        self.wait_for(lambda: not _PENDING.search(self.text))

    def stop_listening(self) -> None:
        """Read no more of what the program writes, as a terminal that hangs."""
        if self._thread.is_alive():
            os.write(self._stopped, b".")
            self._thread.join()

    def hang_up(self) -> None:
        """Close the terminal, as closing its window does."""
        if self._master < 0:
            return
        self.stop_listening()
        with contextlib.suppress(OSError):
            os.close(self._master)
        self._master = -1
