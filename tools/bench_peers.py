"""Other readers: how they are installed, started and measured.

Each gets the same text and an empty home folder. Those from PyPI are installed once, each in its
own environment in the user's cache. The program is measured in the same way.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from bench_books import write_epub, write_markdown, write_plain
from bench_expect import changed
from bench_play import PAGE_DOWN, PAGE_UP, SIZES
from bench_terminal import TIMEOUT, Terminal
from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bench_library import Text
    from bench_play import Tally
    from bench_terminal import Screenshot

LONG: Final = 120.0
"""Maximum seconds to open a book; some readers lay all of it out first."""
LINES, PAGES = 8, 2
"""Number of key presses in one visit."""
COMPARED_CHARACTERS: Final = 30
"""Characters of a line used to distinguish pages."""
DOWN, END, HOME = "\x1b[B", "\x1b[F", "\x1b[H"


@dataclass(frozen=True, slots=True)
class Peer:
    """One reader: command line and keys."""

    name: str
    argv: tuple[str, ...]
    line: str
    page: str
    end: str
    """Empty if there is no such key."""
    home: str
    quit: str
    edge: bool = False
    """Whether the line key moves a cursor, which must be at the bottom edge to scroll."""
    template: Path | None = None
    """Library to start with; the second start is measured."""
    ends: str = ""
    """What its end key goes to the end of, if not the text."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A reader that is not available."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class _Package:
    """A reader from PyPI: version, command, file and keys."""

    requirement: str
    command: str
    file: str
    keys: tuple[str, str, str, str, str]
    """Keys for line, page, end, home and quit."""
    ends: str = ""


_PACKAGES: Final = (
    _Package("baca==0.1.17", "baca", "text.epub", ("j", PAGE_DOWN, "G", "g", "q")),
    _Package("frogmouth==0.9.2", "frogmouth", "text.md", ("j", " ", END, HOME, "\x11")),
    _Package("epy-reader==2023.6.11", "epy", "text.epub", ("j", PAGE_DOWN, "G", "g", "q"), "its chapter"),
)
NAMES: Final = ("enregard", "baca", "frogmouth", "epy", "TextArea", "less")
"""Columns of the table."""


def peers(
    folder: Path, text: Text, program: Sequence[str], template: Path, area: Sequence[str]
) -> list[Peer | Missing]:
    """Write the files and return the readers, the program first.

    ``area`` is the launcher of Textual's text area, which gets the plain file.
    """
    plain = folder / "text.txt"
    write_plain(plain, text.french)
    write_markdown(folder / "text.md", text.french)
    write_epub(folder / "text.epub", text.french)
    found: list[Peer | Missing] = [
        Peer("enregard", tuple(program), "\x05", PAGE_DOWN, "G", HOME, "q", template=template),
        Peer("TextArea", (*area, str(plain)), DOWN, PAGE_DOWN, "", PAGE_UP * 12, "\x11", edge=True),
    ]
    less = shutil.which("less")
    found.append(
        Peer("less", (less, str(plain)), "j", "f", "G", "g", "q") if less else Missing("less", "not installed")
    )
    for package in _PACKAGES:
        try:
            command = installed(package.requirement, package.command)
        except OSError as error:
            found.append(Missing(package.command, str(error)))
        else:
            line, page, end, home, leave = package.keys
            argv = (str(command), str(folder / package.file))
            found.append(Peer(package.command, argv, line, page, end, home, leave, ends=package.ends))
    return found


def installed(requirement: str, command: str) -> Path:
    """Return a command of a package, installed in its own environment; OSError on failure."""
    home = user_cache_path("enregard-bench") / requirement
    path, ready = home / "bin" / command, home / "ready"
    if not ready.exists():
        print(f"installing {requirement} for the comparison ...", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        pip = [
            str(home / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            requirement,
        ]
        for step in ([sys.executable, "-m", "venv", str(home)], pip):
            if subprocess.run(step, check=False, capture_output=True).returncode:
                raise OSError(f"{requirement} could not be installed")
        subprocess.run(
            [str(home / "bin" / "python"), "-m", "compileall", "-q", str(home / "lib")],
            check=False,
            capture_output=True,
        )
        if not path.exists():
            raise OSError(f"{requirement} has no command {command}")
        ready.touch()
    return path


@dataclass(slots=True)
class Findings:
    """Findings of the first visits that later ones need."""

    later: dict[str, str] = field(default_factory=dict)
    """Text on the second page but not the first, without spaces."""
    starts: dict[str, float] = field(default_factory=dict)
    """Seconds until the text was shown, by reader."""
    losing_keys: set[str] = field(default_factory=set)
    """Readers that lose keys pressed at startup."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a reader, or (``at_once``) a run with a key pressed at startup."""

    section: str
    peer: Peer
    text: Text
    findings: Findings
    idle: float
    at_once: bool = False

    def take(self, home: Path, tally: Tally, *, verbose: bool) -> None:
        """Run the program and record the figures."""
        if self.peer.template is not None:
            shutil.copytree(self.peer.template, home)
        home.mkdir(exist_ok=True)
        places = {
            name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
        }
        start_terminal = partial(Terminal, self.peer.argv, {"HOME": str(home), "ENREGARD_HOME": str(home), **places})
        try:
            if self.peer.template is not None:  # the saved screen is from the previous start
                with start_terminal() as terminal:
                    terminal.start(self._shows, LONG)
                    terminal.watch(0.6)
                    terminal.leave(self.peer.quit)
            with start_terminal() as terminal:
                if self.at_once:
                    self._type_ahead(terminal, tally)
                else:
                    self._read(terminal, tally, verbose=verbose)
        finally:
            shutil.rmtree(home, ignore_errors=True)

    def _shows(self, screen: Screenshot) -> bool:
        # Without spaces: less breaks words, and justified lines have several spaces.
        return _bare(self.text.third) in _page(screen)

    def _record(self, tally: Tally, name: str, figure: float, sent: int | None = None) -> None:
        tally.add(f"{self.section}.peer-{name}", self.peer.name, figure, sent)

    def _fail(self, tally: Tally, name: str, why: str) -> None:
        tally.failures[f"{self.section}.peer-{name}", self.peer.name].append(why)

    def _type_ahead(self, terminal: Terminal, tally: Tally) -> None:
        name, findings = self.peer.name, self.findings
        words = findings.later.get(name)
        if not words or name in findings.losing_keys:
            self._fail(tally, "at-once", "lost" if name in findings.losing_keys else "not seen")
            return
        terminal.write(self.peer.page)
        found = terminal.start(lambda screen: words in _page(screen), 5 + 3 * findings.starts[name])
        if found is None:
            findings.losing_keys.add(name)
            self._fail(tally, "at-once", "lost")
        else:
            self._record(tally, "at-once", found[0])

    def _read(self, terminal: Terminal, tally: Tally, *, verbose: bool) -> None:
        name, peer = self.peer.name, self.peer
        found = terminal.start(self._shows, LONG)
        if found is None:
            self._fail(tally, "start", "the text did not come")
            if verbose:
                print(f"\n{name}:", *terminal.screen().lines(), sep="\n", file=sys.stderr)
            return
        self._record(tally, "start", found[0])
        self.findings.starts[name] = max(found[0], self.findings.starts.get(name, 0.0))
        terminal.watch(1.0)
        if self.idle:
            before = terminal.processor_time()
            sent = terminal.watch(self.idle)[2]
            self._record(tally, "idle", terminal.processor_time() - before, sent)
        if peer.edge:
            self._press(terminal, tally, "", peer.line * terminal.rows)
        for _ in range(LINES):
            self._press(terminal, tally, "line", peer.line)
        self._press(terminal, tally, "", peer.home)
        for _ in range(PAGES):
            before_page = terminal.screen()
            self._press(terminal, tally, "page", peer.page)
            self.findings.later.setdefault(name, _only_in(terminal.screen(), before_page))
            self._press(terminal, tally, "", peer.home)
        if peer.end:
            self._press(terminal, tally, "end", peer.end)
            self._press(terminal, tally, "end", peer.home)
        else:
            self._fail(tally, "end", "no key")
        for columns in SIZES:
            self._do(terminal, tally, "resize", partial(terminal.resize, columns, 40))
            terminal.watch(0.3)
        self._record(tally, "memory", terminal.peak_memory())

    def _press(self, terminal: Terminal, tally: Tally, name: str, keys: str) -> None:
        self._do(terminal, tally, name, lambda: terminal.write(keys))

    def _do(self, terminal: Terminal, tally: Tally, name: str, act: Callable[[], object]) -> None:
        """Act and record the time to the last visible change; without a name, record nothing."""
        reaction = terminal.react(act, changed, min(TIMEOUT, 5.0))
        if not name:
            terminal.watch(0.2)  # must finish before the next key
        elif reaction.expected:
            self._record(tally, name, reaction.seconds, reaction.sent)
        else:
            self._fail(tally, name, "no answer")


def _bare(words: str) -> str:
    return "".join(words.split())


def _page(screen: Screenshot) -> str:
    # Skip borders and scroll bars.
    return "".join(
        char for line in screen.lines() for char in line if not (char.isspace() or "\u2500" <= char <= "\u259f")
    )


def _only_in(screen: Screenshot, other: Screenshot) -> str:
    """Return text in one screen but not in another, without spaces."""
    old = _page(other)
    for line in screen.lines()[:-3]:
        words = "".join(char for char in line if not (char.isspace() or "\u2500" <= char <= "\u259f"))[
            :COMPARED_CHARACTERS
        ]
        if len(words) == COMPARED_CHARACTERS and words not in old:
            return words
    return ""
