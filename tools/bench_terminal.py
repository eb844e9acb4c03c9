"""Run a program on a pseudo-terminal and time its output. Needs Linux (/proc, pidfd).

One thread waits for bytes and timestamps each chunk. The emulator processes them only after the
program was silent for a while, so that it never delays a timestamp. Terminal queries are not
answered.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyte

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.terminal_bytes import NOISE, UNFINISHED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyte.screens import Char

SILENCE = 0.08
"""Seconds without output that end a reaction: five frames of Textual. Never counted."""
TIMEOUT = 20.0
"""Timeout in seconds for an expected screen."""
_REMOVED_VARIABLES = (
    "NO_COLOR",
    "COLORFGBG",
    "LINES",
    "COLUMNS",
    "TMUX",
    "STY",
    "TERM_PROGRAM",
    "PYTHONDONTWRITEBYTECODE",
)
"""Environment variables that would affect the result, besides TEXTUAL_*."""


@dataclass(frozen=True, slots=True)
class Screenshot:
    """The visible screen: cells with colors, and the cursor unless hidden."""

    cells: tuple[tuple[Char, ...], ...]
    cursor: tuple[int, int] | None

    def lines(self, left: int = 0, rows: int | None = None) -> list[str]:
        """Return the first ``rows`` rows (None: all) from a column on, as stripped text."""
        return ["".join(cell.data for cell in row[left:]).rstrip() for row in self.cells[:rows]]


@dataclass(frozen=True, slots=True)
class Reaction:
    """The reaction of a program to a key."""

    seconds: float
    """Seconds to the last byte that changed the screen."""
    sent: int
    """Total bytes written."""
    before: Screenshot
    after: Screenshot
    expected: bool
    """Whether the final screen was the expected one."""


class Terminal:
    """One program in its own terminal; leaving the context kills its processes."""

    def __init__(self, argv: Sequence[str], environment: Mapping[str, str], columns: int = 120, rows: int = 40) -> None:
        self.columns, self.rows = columns, rows
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._chunks: list[tuple[float, bytes]] = []
        self._fed = 0
        self._unprocessed = b""
        self._open = True
        self._ended = False
        ready, go = os.pipe()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            try:
                os.read(ready, 1)  # set the window size before the program starts
                os.execve(argv[0], list(argv), _environment(environment))  # noqa: S606 -- no shell is wanted
            finally:
                os._exit(127)
        self._watch = os.pidfd_open(self.pid)
        self._set_size()
        self.started = time.perf_counter()
        os.write(go, b"x")
        os.close(go)
        os.close(ready)
        self._cells = self._all_cells()

    # -- output --------------------------------------------------------------------------------------

    def _set_size(self) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def _read(self, until: float) -> bool:
        """Wait for one chunk; False on timeout."""
        while self._open:
            left = until - time.perf_counter()
            if not select.select([self._terminal], [], [], max(0.0, left))[0]:
                return False
            try:
                data = os.read(self._terminal, 1 << 16)
            except OSError:
                data = b""
            if data:
                self._chunks.append((time.perf_counter(), data))
                return True
            self._open = False
        return False

    def _listen(self, until: float) -> None:
        """Read until the program is silent, or until a time."""
        while self._read(min(until, time.perf_counter() + SILENCE)):
            pass

    def listen(self, seconds: float) -> None:
        """Read for a number of seconds, without processing."""
        until = time.perf_counter() + seconds
        while self._read(until):
            pass

    def _feed(self, done: Callable[[Screenshot], bool] | None = None) -> tuple[float | None, float | None]:
        """Process the output; return times of the last change and of the first ``done`` screen."""
        changed: float | None = None
        first: float | None = None
        while self._fed < len(self._chunks):
            stamp, data = self._chunks[self._fed]
            self._fed += 1
            data = NOISE.sub(b"", self._unprocessed + data)
            cut = UNFINISHED.search(data)
            data, self._unprocessed = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
            before = self.screen()
            self._screen.dirty.clear()
            self._stream.feed(data)
            for y in self._screen.dirty:
                if y < self.rows:
                    self._cells[y] = self._row(y)
            after = self.screen()
            if after != before:
                changed = stamp
                if first is None and done is not None and done(after):
                    first = stamp
        return changed, first

    def _row(self, y: int) -> tuple[Char, ...]:
        line = self._screen.buffer[y]
        return tuple(line[x] for x in range(self.columns))

    def _all_cells(self) -> list[tuple[Char, ...]]:
        return [self._row(y) for y in range(self.rows)]

    # -- screen ----------------------------------------------------------------------------------------

    def screen(self) -> Screenshot:
        """Return the current screen."""
        cursor = self._screen.cursor
        return Screenshot(tuple(self._cells), None if cursor.hidden else (cursor.y, cursor.x))

    @property
    def received(self) -> int:
        """Total bytes received."""
        return sum(len(data) for _, data in self._chunks)

    def start(self, done: Callable[[Screenshot], bool], timeout: float = TIMEOUT) -> tuple[float, float] | None:
        """Wait for a screen, then silence; return seconds to that screen and to the last change."""
        until = time.perf_counter() + timeout
        last, first = 0.0, None
        while self._open and time.perf_counter() < until:
            self._listen(until)
            changed, found = self._feed(done)
            last = changed or last
            first = first or found
            if first is not None:
                return first - self.started, last - self.started
        return None

    def react(
        self, act: Callable[[], object], expected: Callable[[Screenshot, Screenshot], bool], timeout: float = TIMEOUT
    ) -> Reaction:
        """Act and wait for the expected screen."""
        before, since = self.screen(), self.received
        start = time.perf_counter()
        act()
        last = start
        until = start + timeout
        if self.screen().cells != before.cells:  # a resize changes the screen itself
            before = self.screen()
        while self._open and time.perf_counter() < until:
            self._listen(until)
            last = self._feed()[0] or last
            if self.received > since and expected(before, self.screen()):
                return Reaction(last - start, self.received - since, before, self.screen(), expected=True)
        return Reaction(last - start, self.received - since, before, self.screen(), expected=False)

    def watch(self, seconds: float) -> tuple[Screenshot, Screenshot, int]:
        """Wait; return the screen before, the screen after and the number of bytes received."""
        since, before, until = self.received, self.screen(), time.perf_counter() + seconds
        while self._read(until):
            pass
        self._feed()
        return before, self.screen(), self.received - since

    # -- actions -----------------------------------------------------------------------------------------

    def write(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window."""
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._cells = self._all_cells()
        self._set_size()

    def leave(self, keys: str) -> float | None:
        """Press keys that quit; return seconds until the process has exited, or None."""
        start = time.perf_counter()
        self.write(keys)
        while (left := start + TIMEOUT - time.perf_counter()) > 0:
            waiting = [self._watch, *([self._terminal] if self._open else [])]
            if self._watch in select.select(waiting, [], [], left)[0]:
                seconds = time.perf_counter() - start
                os.waitpid(self.pid, 0)
                self._ended = True
                return seconds
            self._read(time.perf_counter())
        return None

    # -- resources -----------------------------------------------------------------------------------------

    def processes(self) -> list[int]:
        """Return the process ids of the program and its living descendants."""
        parents: dict[int, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal() and (stat := _proc(int(entry.name), "stat")):
                parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
        found = {self.pid}
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return sorted(found)

    def peak_memory(self) -> int:
        """Return the peak memory in bytes, summed over the processes."""
        marks = (re.search(r"VmHWM:\s+(\d+) kB", _proc(pid, "status")) for pid in self.processes())
        return sum(int(mark[1]) for mark in marks if mark) * 1024

    def processor_time(self) -> float:
        """Return the CPU seconds of all threads of the processes."""
        nanoseconds = 0
        for pid in self.processes():
            with contextlib.suppress(OSError):
                nanoseconds += sum(
                    int(_proc(pid, f"task/{t.name}/schedstat").split()[0]) for t in Path(f"/proc/{pid}/task").iterdir()
                )
        return nanoseconds / 1e9

    # -- the end --------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._ended:
            for pid in self.processes():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._watch)
        os.close(self._terminal)


def _proc(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    variables = {k: v for k, v in os.environ.items() if k not in _REMOVED_VARIABLES and not k.startswith("TEXTUAL_")}
    return {**variables, "TERM": "xterm-256color", "COLORTERM": "truecolor", **more}
