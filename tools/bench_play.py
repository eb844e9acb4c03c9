"""The actions of one run and their recorded figures, equal for the program and the floors."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import bench_expect as expect
from floors import HELLO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench_library import Text
    from bench_terminal import Reaction, Screenshot, Terminal

IDLE_WATCH = 0.6
"""Seconds to watch after the last key of a row; longer than the autosave delay."""
PAUSE = 0.2
"""Seconds without a change that end a sequence of keys."""
SIZES = (100, 60, 100, 120)
"""Window widths in columns, in order; all have 40 rows."""
HELD = 30
"""Key presses of a held key, at 30 per second."""
PAGE_DOWN, PAGE_UP, HOME, SCROLL_DOWN, SCROLL_UP = "\x1b[6~", "\x1b[5~", "\x1b[H", "\x05", "\x19"


@dataclass(frozen=True, slots=True)
class Plan:
    """Number of presses of each key in one run."""

    toggles: int = 4
    words: int = 8
    highlights: int = 4
    scrolls: int = 4
    pages: int = 2
    lines: int = 8
    resizes: bool = True
    ends: int = 1
    held: int = 1
    """Number of times a key is held."""
    sought: str = ""
    """A word to search for; empty: no search."""
    idle: float = 0.0
    """Seconds of idle time."""


@dataclass(slots=True)
class Tally:
    """All figures and failures, by row and side."""

    figures: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds, or bytes for memory."""
    sent: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Bytes written after one key press."""
    failures: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: str, side: str, figure: float, sent: int | None = None) -> None:
        """Record a figure."""
        self.figures[row, side].append(figure)
        if sent is not None:
            self.sent[row, side].append(sent)


class UnexpectedScreen(Exception):
    """The expected screen did not appear; the rest of the run is meaningless."""


class Player:
    """Runs one program and records the figures."""

    def __init__(self, terminal: Terminal, side: str, tally: Tally, section: str) -> None:
        self._terminal = terminal
        self._side = side
        self._tally = tally
        self._section = section
        self._last = "start"

    def row(self, name: str) -> str:
        """Return a row's full name."""
        return f"{self._section}.{name}"

    def record(self, name: str, figure: float, sent: int | None = None) -> None:
        """Record a figure of a row."""
        self._tally.add(self.row(name), self._side, figure, sent)

    def fail(self, name: str, why: str) -> None:
        """Record a failure of a row."""
        self._tally.failures[self.row(name), self._side].append(why)

    def start(self, done: Callable[[Screenshot], bool], name: str = "start") -> None:
        """Wait for the first screen with the text, then until it is idle."""
        found = self._terminal.start(done)
        if found is None:
            self._abort(name, "the text did not come")
        else:
            self.record(name, found[0], self._terminal.received)
            self.record(name + "-rest", found[1])
            self._last = name
            self.check_idle()

    def check_idle(self, seconds: float = IDLE_WATCH) -> None:
        """Fail the last row if the page or footer still changes."""
        before, after, _ = self._terminal.watch(seconds)
        if expect.page_moved(before, after):
            self.fail(self._last, "the screen changed later")

    def set_up(self, keys: str) -> None:
        """Press keys without measuring."""
        if not self._terminal.react(lambda: self._terminal.write(keys), expect.changed).expected:
            self._abort("setting up", f"nothing changed at {keys!r}")
        while expect.changed(*self._terminal.watch(PAUSE)[:2]):
            pass

    def press(self, name: str, keys: str, expected: expect.Expected) -> Reaction:
        """Press a key and record the time to the expected screen."""
        return self.do(name, lambda: self._terminal.write(keys), expected)

    def do(self, name: str, act: Callable[[], object], expected: expect.Expected) -> Reaction:
        """Act and record the time to the expected screen."""
        self.check_idle(0)
        self._last = name
        reaction = self._terminal.react(act, expected)
        if not reaction.expected:
            self._abort(name, "not the expected screen")
        self.record(name, reaction.seconds, reaction.sent)
        return reaction

    def _abort(self, name: str, why: str) -> None:
        self.fail(name, why)
        raise UnexpectedScreen(f"{self._side}: {self.row(name)}: {why}\n" + "\n".join(self._terminal.screen().lines()))

    def type_ahead(self, keys: str, done: Callable[[Screenshot], bool]) -> None:
        """Press keys at startup; record the time from the start to their effect."""
        self._terminal.write(keys)
        self.start(done, "at-once")

    # -- a whole run ----------------------------------------------------------------------------------

    def read(self, text: Text, plan: Plan, library: Path | None) -> None:
        """Carry out a plan; only the program (with a library) highlights and searches."""
        self.start(expect.shows(text.third))
        for number in range(plan.toggles):
            self.press("toggle", "t", expect.beside(text.first_english, shown=number % 2 == 0))
        self.check_idle()
        for _ in range(plan.words):
            self.press("word", "w", expect.next_word)
        self.check_idle()
        if library is not None:
            self._mark(plan.highlights, library)
        if plan.resizes:
            self._resize()
        for keys, rows in ((SCROLL_DOWN, 1), (SCROLL_UP, -1)):
            for _ in range(plan.scrolls):
                self.press("scroll", keys, expect.scrolled(rows, rows))
        self.check_idle()
        height = self._terminal.rows
        for _ in range(plan.pages):
            self.press("page", PAGE_DOWN, expect.scrolled(height // 2, height))
            self.press("page", PAGE_UP, expect.scrolled(-height // 2, -height))
        self.check_idle()
        self._lines(plan.lines)
        for _ in range(plan.held if library is not None else 0):  # the floor has no such row
            self._hold("j")
        for _ in range(plan.ends):
            self.press("end", "G", expect.another_page)
            self.press("end", HOME, expect.another_page)
        self.check_idle()
        if library is not None and plan.sought:
            self._find(plan.sought)
        self._costs(plan.idle)

    def _mark(self, times: int, library: Path) -> None:
        for _ in range(times):
            plain = self._terminal.screen()
            self.set_up("vw")
            on_disk_before = _highlights_on_disk(library)
            self.press("highlight", "1", expect.marked(plain))
            if _highlights_on_disk(library) != on_disk_before + 1:
                self.fail("highlight", "painted, but not on disk")
            self.set_up("www")
        self.check_idle()

    def _resize(self) -> None:
        first: str | None = None
        for columns in SIZES:
            self.do("resize", partial(self._terminal.resize, columns, 40), expect.resized)
            self.check_idle()
            if columns == SIZES[0]:
                # 100, 60, 100 columns: the top line must be the same again.
                top = expect.top_line(self._terminal.screen())
                if first is not None and top != first:
                    self.fail("resize", "another line at the top")
                first = top

    def _lines(self, times: int) -> None:
        if times:
            self.set_up(HOME + "j" * self._terminal.rows)
        for _ in range(times):
            self.press("line", "j", expect.scrolled(1, 2))
        self.check_idle()

    def _hold(self, key: str) -> None:
        """Hold a key for a second at the start; record the time after its last press."""
        self.set_up(HOME)
        self._last = "held"
        for _ in range(HELD - 1):
            self._terminal.write(key)
            self._terminal.listen(1 / 30)
        reaction = self._terminal.react(lambda: self._terminal.write(key), expect.page_moved)
        if not reaction.expected or reaction.seconds <= 0:
            self._abort("held", "nothing moved at the last press")
        self.record("held", reaction.seconds, reaction.sent)
        self.check_idle()

    def _find(self, word: str) -> None:
        self.set_up("/")
        for number, letter in enumerate(word, 1):
            whole = number == len(word)
            self.press("find", letter, expect.found(word, typing=True) if whole else expect.typed(word[:number]))
        self._last = "setting up"  # the input line has a blinking cursor
        self.set_up("\r")
        self._last = "find"
        self.check_idle()
        self.set_up(HOME)
        self.press("next", "n", expect.found(word))
        self.check_idle()

    def _costs(self, idle: float) -> None:
        if idle:
            before = self._terminal.processor_time()
            sent = self._terminal.watch(idle)[2]
            self.record("idle", self._terminal.processor_time() - before, sent)
        self.record("memory", self._terminal.peak_memory())

    def press_in_hello(self, plan: Plan) -> None:
        """Press the same keys in the one-line application, which ignores them."""
        self.start(lambda screen: any(HELLO in line for line in screen.lines()))
        self._terminal.write("t" * plan.toggles + "w" * plan.words + "j" * self._terminal.rows + PAGE_DOWN + PAGE_UP)
        for columns in SIZES if plan.resizes else ():
            self._terminal.resize(columns, 40)
            self._terminal.watch(IDLE_WATCH)
        self._costs(plan.idle)

    def quit(self, keys: str, name: str = "quit") -> None:
        """Quit and record the time until the process has exited."""
        seconds = self._terminal.leave(keys)
        if seconds is None:
            self._abort(name, "the process stayed")
        else:
            self.record(name, seconds)


def _highlights_on_disk(library: Path) -> int:
    """Return the number of highlights on disk, by a separate connection."""
    with closing(sqlite3.connect(f"{library.as_uri()}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM highlights WHERE removed IS NULL").fetchone()
    return int(count)
