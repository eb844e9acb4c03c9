"""The runs of one round: which programs start with which text, and what they do."""

from __future__ import annotations

import gc
import shutil
import sys
import sysconfig
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import bench_expect as expect
import bench_library as libraries
from bench_peers import Findings, Missing, Visit, peers
from bench_play import Plan, Player, Tally, UnexpectedScreen
from bench_table import HELLO, PAGE, PLAIN, PROGRAM
from bench_terminal import Terminal
from floors import MEASURE, wrapped

if TYPE_CHECKING:
    from reader.sources.files import Source

TOOLS = Path(__file__).resolve().parent
PAGE_ROWS: Final = 36
"""Rows printed by the plain program."""


class Turn(Protocol):
    """One program start in a round."""

    def take(self, home: Path, tally: Tally, *, verbose: bool) -> None:
        """Run the program and record the figures."""


Turns = Callable[[Plan], Sequence[Turn]]
Act = Callable[[Player, Path | None], None]
"""The actions of one run; the path is the library file, for the program only."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program."""

    section: str
    side: str
    argv: tuple[str, ...]
    template: Path | None
    """The library to copy; None: no library."""
    act: Act
    second: bool = False
    """Whether to run twice with the same library and measure the second run."""

    def take(self, home: Path, tally: Tally, *, verbose: bool) -> None:
        """Run the program and record the figures."""
        if self.template is not None:
            shutil.copytree(self.template, home)
        library = home / "library.db" if self.side == PROGRAM else None
        gc.collect()  # no garbage collection while measuring
        try:
            for recorded in (Tally(), tally) if self.second else (tally,):
                with Terminal(self.argv, {"ENREGARD_HOME": str(home)}) as terminal:
                    self.act(Player(terminal, self.side, recorded, self.section), library)
        except UnexpectedScreen as error:
            if verbose:
                print(f"\n{error}", file=sys.stderr)
        finally:
            shutil.rmtree(home, ignore_errors=True)


def program() -> Path:
    """Return the installed launcher of the program."""
    path = Path(sysconfig.get_path("scripts")) / "enregard"
    if not path.exists():
        sys.exit(
            "The program is not installed in this environment. Run make bench, or .venv/bin/python tools/bench.py."
        )
    return path


def launcher(path: Path, *arguments: str, module: str = "floors") -> tuple[str, ...]:
    """Write a launcher for a floor, with the same first line as the program's own."""
    # Keep the imports of the installer's launcher, so that both pay for them.
    before, _, after = program().read_text(encoding="utf-8").partition("from reader.cli import main\n")
    place = f"import sys\nsys.path.insert(0, {str(TOOLS)!r})\n"
    words = f"{before}{place}from {module} import main\n{after}"
    path.write_text(words, encoding="utf-8")
    path.chmod(0o700)
    return (str(path), *arguments)


def read_text(text: libraries.Text, plan: Plan) -> Act:
    """Return actions: read a text as planned, and quit."""

    def act(player: Player, library: Path | None) -> None:
        player.read(text, plan, library)
        player.quit("q")

    return act


def press_in_hello_floor(plan: Plan) -> Act:
    """Return actions: press the same keys in the bare application, and quit."""

    def act(player: Player, _: Path | None) -> None:
        player.press_in_hello(plan)
        player.quit("\x11")

    return act


def first_start(text: libraries.Text) -> Act:
    """Return actions: wait for the text on the first start ever."""
    return lambda player, _: player.start(expect.shows(text.third), "first-ever")


def at_once(text: libraries.Text) -> Act:
    """Return actions: press the translation key at startup."""
    shown = expect.beside(text.first_english, shown=True)
    return lambda player, _: player.type_ahead("t", lambda screen: shown(screen, screen))


def again(text: libraries.Text) -> Act:
    """Return actions: start, wait until idle and quit; the second start is measured."""

    def act(player: Player, _: Path | None) -> None:
        player.start(expect.shows(text.third), "again")
        player.quit("q", "again-quit")

    return act


def plain_page(text: libraries.Text) -> Act:
    """Return actions: wait for the page printed by the plain program."""
    return lambda player, _: player.start(expect.shows(text.third), "again")


def article_runs(folder: Path) -> Callable[[Plan], list[Run]]:
    """Prepare the runs with the bundled article."""
    source = libraries.bundled()
    text, files = write_files(folder, source)
    libraries.build(folder / "plain", source)
    hello, page = launcher(folder / "hello", "hello"), launcher(folder / "page", "page", *files)
    enregard, plain = (str(program()),), folder / "plain"
    bare = printer(folder, text)
    return lambda plan: [
        Run("article", HELLO, hello, None, press_in_hello_floor(plan)),
        Run("article", PLAIN, bare, None, plain_page(text)),
        Run("article", PROGRAM, enregard, plain, again(text), second=True),
        Run("article", PROGRAM, enregard, plain, read_text(text, replace(plan, sought=libraries.SOUGHT_IN_ARTICLE))),
        Run("article", PAGE, page, None, read_text(text, plan)),
        Run("article", PROGRAM, enregard, None, first_start(text)),
        Run("article", PROGRAM, enregard, plain, at_once(text)),
    ]


def book_runs(folder: Path) -> Callable[[Plan], list[Run]]:
    """Prepare the runs with the generated book."""
    source = libraries.book()
    text, files = write_files(folder, source)
    libraries.build(folder / "plain", source)
    libraries.build(folder / "marked", source, highlights=libraries.HIGHLIGHTS)
    hello, page = launcher(folder / "hello", "hello"), launcher(folder / "page", "page", *files)
    enregard, sought = (str(program()),), libraries.SOUGHT
    bare = printer(folder, text)
    return lambda plan: [
        Run("book", HELLO, hello, None, press_in_hello_floor(plan)),
        Run("book", PLAIN, bare, None, plain_page(text)),
        Run("book", PROGRAM, enregard, folder / "plain", again(text), second=True),
        Run("book", PROGRAM, enregard, folder / "plain", at_once(text)),
        Run("book", PROGRAM, enregard, folder / "plain", read_text(text, replace(plan, sought=sought))),
        Run("book", PAGE, page, None, read_text(text, plan)),
        Run("marked", PROGRAM, enregard, folder / "marked", read_text(text, replace(plan, idle=0.0))),
    ]


def giant_runs(folder: Path) -> Callable[[Plan], list[Run]]:
    """Prepare the runs with a megabyte in one paragraph."""
    source = libraries.giant()
    text, files = write_files(folder, source)
    libraries.build(folder / "plain", source)
    hello, page = launcher(folder / "hello", "hello"), launcher(folder / "page", "page", *files)
    enregard = (str(program()),)
    return lambda plan: [
        Run("giant", HELLO, hello, None, press_in_hello_floor(plan)),
        Run("giant", PROGRAM, enregard, folder / "plain", at_once(text)),
        Run("giant", PROGRAM, enregard, folder / "plain", read_text(text, replace(plan, sought=libraries.SOUGHT))),
        Run("giant", PAGE, page, None, read_text(text, plan)),
    ]


def peer_turns(section: str, folder: Path, notes: list[str]) -> Callable[[float], Sequence[Turn]]:
    """Prepare the runs of the other readers; list missing ones in ``notes``."""
    text = libraries.text_of(libraries.bundled() if section == "article" else libraries.book())
    readers = peers(folder, text, (str(program()),), folder / "plain", launcher(folder / "area", "area"))
    available = [peer for peer in readers if not isinstance(peer, Missing)]
    notes += [f"{peer.name} is not measured: {peer.why}." for peer in readers if isinstance(peer, Missing)]
    notes += [f"The end of {peer.name} is that of {peer.ends}." for peer in available if peer.ends]
    findings = Findings()
    return lambda idle: [
        Visit(section, peer, text, findings, idle, at_once) for peer in available for at_once in (False, True)
    ]


def printer(folder: Path, text: libraries.Text) -> tuple[str, ...]:
    """Write the first page to a file and return the launcher that prints it."""
    page = folder / "first-page"
    page.write_text("\n".join(wrapped(text.french, MEASURE)[:PAGE_ROWS]) + "\n", encoding="utf-8")
    return launcher(folder / "printer", str(page), module="floor_plain")


def write_files(folder: Path, source: Source) -> tuple[libraries.Text, list[str]]:
    """Write a text to two files for the page floor."""
    text = libraries.text_of(source)
    folder.mkdir()
    files = [folder / "french", folder / "english"]
    for path, words in zip(files, (text.french, text.english), strict=True):
        path.write_text(words, encoding="utf-8")
    return text, [str(path) for path in files]


RUNS: Final = {"article": article_runs, "book": book_runs, "giant": giant_runs}
"""The runs of one round, by text."""
