"""What is done to each program in one run, and what is noted of it: the same keys for the program and for the page floor."""

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
    from bench_terminal import Picture, Reaction, Terminal

REST = 0.6
"""Seconds watched after the last press of a row: longer than the program waits before it saves the place."""
PAUSE = 0.2
"""Seconds without a change after which many keys at once are done."""
SIZES = (100, 60, 100, 120)
"""The columns of the windows one after another; 40 rows each."""
HELD = 30
"""Presses of a key that is held, one every 1/30 second."""
PAGE_DOWN, PAGE_UP, HOME, SCROLL_DOWN, SCROLL_UP = "\x1b[6~", "\x1b[5~", "\x1b[H", "\x05", "\x19"


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each key is pressed in one run."""

    toggles: int = 4
    words: int = 8
    highlights: int = 4
    scrolls: int = 4
    pages: int = 2
    lines: int = 8
    resizes: bool = True
    ends: int = 1
    held: int = 1
    """How often a key is held."""
    sought: str = ""
    """A word to find in the text; empty: nothing is sought."""
    idle: float = 0.0
    """Seconds without a key."""


@dataclass(slots=True)
class Tally:
    """All that was measured, by row and side; and what went wrong, which fails the row."""

    figures: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    """Seconds, or bytes of memory."""
    sent: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Bytes written for one press."""
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: str, side: str, figure: float, sent: int | None = None) -> None:
        """Note one figure."""
        self.figures[row, side].append(figure)
        if sent is not None:
            self.sent[row, side].append(sent)


class Lost(Exception):
    """The screen expected did not come: the rest of this run would mean nothing."""


class Player:
    """Drives one program through one run."""

    def __init__(self, terminal: Terminal, side: str, tally: Tally, section: str) -> None:
        self._terminal = terminal
        self._side = side
        self._tally = tally
        self._section = section
        self._last = "start"

    def row(self, name: str) -> str:
        """Return a row's whole name."""
        return f"{self._section}.{name}"

    def note(self, name: str, figure: float, sent: int | None = None) -> None:
        """Note one figure of a row."""
        self._tally.add(self.row(name), self._side, figure, sent)

    def fail(self, name: str, why: str) -> None:
        """Note what went wrong in a row."""
        self._tally.wrong[self.row(name), self._side].append(why)

    def start(self, done: Callable[[Picture], bool], name: str = "start") -> None:
        """Wait for the first picture that shows the text, then for rest."""
        found = self._terminal.start(done)
        if found is None:
            self._lose(name, "the text did not come")
        else:
            self.note(name, found[0], self._terminal.received)
            self.note(name + "-rest", found[1])
            self._last = name
            self.rest()

    def rest(self, seconds: float = REST) -> None:
        """Watch that nothing of the page and the footer moves after the last key; if something does, its row fails."""
        before, after, _ = self._terminal.watch(seconds)
        if expect.page_moved(before, after):
            self.fail(self._last, "the screen changed later")

    def set_up(self, keys: str) -> None:
        """Press keys that are not measured."""
        if not self._terminal.react(lambda: self._terminal.write(keys), expect.changed).expected:
            self._lose("setting up", f"nothing changed at {keys!r}")
        while expect.changed(*self._terminal.watch(PAUSE)[:2]):
            pass

    def press(self, name: str, keys: str, expected: expect.Expected) -> Reaction:
        """Press a key and note how long the expected screen took."""
        return self.do(name, lambda: self._terminal.write(keys), expected)

    def do(self, name: str, act: Callable[[], object], expected: expect.Expected) -> Reaction:
        """Do something and note how long the expected screen took."""
        self.rest(0)
        self._last = name
        reaction = self._terminal.react(act, expected)
        if not reaction.expected:
            self._lose(name, "not the expected screen")
        self.note(name, reaction.seconds, reaction.sent)
        return reaction

    def _lose(self, name: str, why: str) -> None:
        self.fail(name, why)
        raise Lost(f"{self._side}: {self.row(name)}: {why}\n" + "\n".join(self._terminal.picture().lines()))

    def type_ahead(self, keys: str, done: Callable[[Picture], bool]) -> None:
        """Press keys before the program could ask for any: they count from its start until what they ask for is seen."""
        self._terminal.write(keys)
        self.start(done, "at-once")

    # -- a whole run ----------------------------------------------------------------------------------

    def read(self, text: Text, plan: Plan, library: Path | None) -> None:
        """Do everything of a plan; only the program (it has a library) marks and finds."""
        self.start(expect.shows(text.third))
        for number in range(plan.toggles):
            self.press("toggle", "t", expect.beside(text.first_english, shown=number % 2 == 0))
        self.rest()
        for _ in range(plan.words):
            self.press("word", "w", expect.next_word)
        self.rest()
        if library is not None:
            self._mark(plan.highlights, library)
        if plan.resizes:
            self._resize()
        for keys, rows in ((SCROLL_DOWN, 1), (SCROLL_UP, -1)):
            for _ in range(plan.scrolls):
                self.press("scroll", keys, expect.scrolled(rows, rows))
        self.rest()
        height = self._terminal.rows
        for _ in range(plan.pages):
            self.press("page", PAGE_DOWN, expect.scrolled(height // 2, height))
            self.press("page", PAGE_UP, expect.scrolled(-height // 2, -height))
        self.rest()
        self._lines(plan.lines)
        for _ in range(plan.held if library is not None else 0):  # the floor has no row for it, and ends sooner
            self._hold("j")
        for _ in range(plan.ends):
            self.press("end", "G", expect.another_page)
            self.press("end", HOME, expect.another_page)
        self.rest()
        if library is not None and plan.sought:
            self._find(plan.sought)
        self._costs(plan.idle)

    def _mark(self, times: int, library: Path) -> None:
        for _ in range(times):
            plain = self._terminal.picture()
            self.set_up("vw")
            kept = _kept(library)
            self.press("highlight", "1", expect.marked(plain))
            if _kept(library) != kept + 1:
                self.fail("highlight", "painted, but not on disk")
            self.set_up("www")
        self.rest()

    def _resize(self) -> None:
        first: str | None = None
        for columns in SIZES:
            self.do("resize", partial(self._terminal.resize, columns, 40), expect.resized)
            self.rest()
            if columns == SIZES[0]:
                # 100, 60, 100 columns: the page must begin with the same line as before.
                top = expect.top_line(self._terminal.picture())
                if first is not None and top != first:
                    self.fail("resize", "another line at the top")
                first = top

    def _lines(self, times: int) -> None:
        if times:
            self.set_up(HOME + "j" * self._terminal.rows)
        for _ in range(times):
            self.press("line", "j", expect.scrolled(1, 2))
        self.rest()

    def _hold(self, key: str) -> None:
        """Hold a key for a second, from the beginning; the figure counts from its last press, which must move something."""
        self.set_up(HOME)
        self._last = "held"
        for _ in range(HELD - 1):
            self._terminal.write(key)
            self._terminal.listen(1 / 30)
        reaction = self._terminal.react(lambda: self._terminal.write(key), expect.page_moved)
        if not reaction.expected or reaction.seconds <= 0:
            self._lose("held", "nothing moved at the last press")
        self.note("held", reaction.seconds, reaction.sent)
        self.rest()

    def _find(self, word: str) -> None:
        self.set_up("/")
        for number, letter in enumerate(word, 1):
            whole = number == len(word)
            self.press("find", letter, expect.found(word, typing=True) if whole else expect.typed(word[:number]))
        self._last = "setting up"  # the line one types in has a cursor that blinks
        self.set_up("\r")
        self._last = "find"
        self.rest()
        self.set_up(HOME)
        self.press("next", "n", expect.found(word))
        self.rest()

    def _costs(self, idle: float) -> None:
        if idle:
            before = self._terminal.processor_time()
            sent = self._terminal.watch(idle)[2]
            self.note("idle", self._terminal.processor_time() - before, sent)
        self.note("memory", self._terminal.peak_memory())

    def hello(self, plan: Plan) -> None:
        """Do the same to the application with one line: it is given the same keys, and ignores them."""
        self.start(lambda picture: any(HELLO in line for line in picture.lines()))
        self._terminal.write("t" * plan.toggles + "w" * plan.words + "j" * self._terminal.rows + PAGE_DOWN + PAGE_UP)
        for columns in SIZES if plan.resizes else ():
            self._terminal.resize(columns, 40)
            self._terminal.watch(REST)
        self._costs(plan.idle)

    def quit(self, keys: str, name: str = "quit") -> None:
        """Quit, and note when the process was gone."""
        seconds = self._terminal.leave(keys)
        if seconds is None:
            self._lose(name, "the process stayed")
        else:
            self.note(name, seconds)


def _kept(library: Path) -> int:
    """Count the highlights that another connection finds in the library file."""
    with closing(sqlite3.connect(f"{library.as_uri()}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM highlights WHERE removed IS NULL").fetchone()
    return int(count)
