"""What one round of the benchmark consists of: which programs are started on which text, and what is done to each."""

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
from bench_peers import Known, Missing, Visit, peers
from bench_play import Lost, Plan, Player, Tally
from bench_table import HELLO, PAGE, PLAIN, PROGRAM
from bench_terminal import Terminal
from floors import MEASURE, wrapped

if TYPE_CHECKING:
    from reader.sources.files import Source

TOOLS = Path(__file__).resolve().parent
PAGE_ROWS: Final = 36
"""Rows of the page that the plain program prints."""


class Turn(Protocol):
    """One thing that is started in a round."""

    def take(self, home: Path, tally: Tally, *, verbose: bool) -> None:
        """Start it, do what is to be done, and end it."""


Turns = Callable[[Plan], Sequence[Turn]]
Act = Callable[[Player, Path | None], None]
"""What is done in one run; the path is the library file, for the program."""


@dataclass(frozen=True, slots=True)
class Run:
    """One program started once: what it is, what it reads, and what is done to it."""

    section: str
    side: str
    argv: tuple[str, ...]
    template: Path | None
    """The library it gets a copy of; None: it starts without one."""
    act: Act
    second: bool = False
    """Whether it is done twice with the same library, and measured the second time."""

    def take(self, home: Path, tally: Tally, *, verbose: bool) -> None:
        """Start it, do what is to be done, and end it."""
        if self.template is not None:
            shutil.copytree(self.template, home)
        library = home / "library.db" if self.side == PROGRAM else None
        gc.collect()  # the measuring program must not collect in the middle of a reaction
        try:
            for noted in (Tally(), tally) if self.second else (tally,):
                with Terminal(self.argv, {"ENREGARD_HOME": str(home)}) as terminal:
                    self.act(Player(terminal, self.side, noted, self.section), library)
        except Lost as lost:
            if verbose:
                print(f"\n{lost}", file=sys.stderr)
        finally:
            shutil.rmtree(home, ignore_errors=True)


def program() -> Path:
    """Return the program's launcher in the environment that runs this."""
    path = Path(sysconfig.get_path("scripts")) / "enregard"
    if not path.exists():
        sys.exit(
            "The program is not installed in this environment. Run make bench, or .venv/bin/python tools/bench.py."
        )
    return path


def launcher(path: Path, *arguments: str, module: str = "floors") -> tuple[str, ...]:
    """Write a launcher like the program's own, with the same first line, that runs a floor."""
    # All of it but the program itself: what the installer's launcher imports costs both the same.
    before, _, after = program().read_text(encoding="utf-8").partition("from reader.cli import main\n")
    place = f"import sys\nsys.path.insert(0, {str(TOOLS)!r})\n"
    words = f"{before}{place}from {module} import main\n{after}"
    path.write_text(words, encoding="utf-8")
    path.chmod(0o700)
    return (str(path), *arguments)


def reading(text: libraries.Text, plan: Plan) -> Act:
    """Read a text as a plan says, and quit."""

    def act(player: Player, library: Path | None) -> None:
        player.read(text, plan, library)
        player.quit("q")

    return act


def greeting(plan: Plan) -> Act:
    """Give the bare application the same keys, and quit."""

    def act(player: Player, _: Path | None) -> None:
        player.hello(plan)
        player.quit("\x11")

    return act


def first_ever(text: libraries.Text) -> Act:
    """Wait for the text where there was no library."""
    return lambda player, _: player.start(expect.shows(text.third), "first-ever")


def at_once(text: libraries.Text) -> Act:
    """Ask for the English before the program can listen."""
    shown = expect.beside(text.first_english, shown=True)
    return lambda player, _: player.type_ahead("t", lambda picture: shown(picture, picture))


def again(text: libraries.Text) -> Act:
    """Start, come to rest and quit; the figure is that of the second start of the same library."""

    def act(player: Player, _: Path | None) -> None:
        player.start(expect.shows(text.third), "again")
        player.quit("q", "again-quit")

    return act


def printed(text: libraries.Text) -> Act:
    """Wait for the page that a program without Textual prints; it ends by itself."""
    return lambda player, _: player.start(expect.shows(text.third), "again")


def article_runs(folder: Path) -> Callable[[Plan], list[Run]]:
    """Make what one round with the bundled article consists of."""
    source = libraries.bundled()
    text, files = written(folder, source)
    libraries.build(folder / "plain", source)
    hello, page = launcher(folder / "hello", "hello"), launcher(folder / "page", "page", *files)
    enregard, plain = (str(program()),), folder / "plain"
    bare = printer(folder, text)
    return lambda plan: [
        Run("article", HELLO, hello, None, greeting(plan)),
        Run("article", PLAIN, bare, None, printed(text)),
        Run("article", PROGRAM, enregard, plain, again(text), second=True),
        Run("article", PROGRAM, enregard, plain, reading(text, replace(plan, sought=libraries.SOUGHT_IN_ARTICLE))),
        Run("article", PAGE, page, None, reading(text, plan)),
        Run("article", PROGRAM, enregard, None, first_ever(text)),
        Run("article", PROGRAM, enregard, plain, at_once(text)),
    ]


def book_runs(folder: Path) -> Callable[[Plan], list[Run]]:
    """Make what one round with the generated book consists of."""
    source = libraries.book()
    text, files = written(folder, source)
    libraries.build(folder / "plain", source)
    libraries.build(folder / "marked", source, highlights=libraries.HIGHLIGHTS)
    hello, page = launcher(folder / "hello", "hello"), launcher(folder / "page", "page", *files)
    enregard, sought = (str(program()),), libraries.SOUGHT
    bare = printer(folder, text)
    return lambda plan: [
        Run("book", HELLO, hello, None, greeting(plan)),
        Run("book", PLAIN, bare, None, printed(text)),
        Run("book", PROGRAM, enregard, folder / "plain", again(text), second=True),
        Run("book", PROGRAM, enregard, folder / "plain", at_once(text)),
        Run("book", PROGRAM, enregard, folder / "plain", reading(text, replace(plan, sought=sought))),
        Run("book", PAGE, page, None, reading(text, plan)),
        Run("marked", PROGRAM, enregard, folder / "marked", reading(text, replace(plan, idle=0.0))),
    ]


def giant_runs(folder: Path) -> Callable[[Plan], list[Run]]:
    """Make what one round with a megabyte in one paragraph consists of."""
    source = libraries.giant()
    text, files = written(folder, source)
    libraries.build(folder / "plain", source)
    hello, page = launcher(folder / "hello", "hello"), launcher(folder / "page", "page", *files)
    enregard = (str(program()),)
    return lambda plan: [
        Run("giant", HELLO, hello, None, greeting(plan)),
        Run("giant", PROGRAM, enregard, folder / "plain", at_once(text)),
        Run("giant", PROGRAM, enregard, folder / "plain", reading(text, replace(plan, sought=libraries.SOUGHT))),
        Run("giant", PAGE, page, None, reading(text, plan)),
    ]


def peer_turns(section: str, folder: Path, told: list[str]) -> Callable[[float], Sequence[Turn]]:
    """Make what the other readers do in one round, given for how long to idle; who is missing is told."""
    text = libraries.text_of(libraries.bundled() if section == "article" else libraries.book())
    found = peers(folder, text, (str(program()),), folder / "plain", launcher(folder / "area", "area"))
    here = [peer for peer in found if not isinstance(peer, Missing)]
    told += [f"{peer.name} is not measured: {peer.why}." for peer in found if isinstance(peer, Missing)]
    told += [f"The end of {peer.name} is that of {peer.ends}." for peer in here if peer.ends]
    known = Known()
    return lambda idle: [Visit(section, peer, text, known, idle, at_once) for peer in here for at_once in (False, True)]


def printer(folder: Path, text: libraries.Text) -> tuple[str, ...]:
    """Write the first page into a file, and the launcher of the program that prints it."""
    page = folder / "first-page"
    page.write_text("\n".join(wrapped(text.french, MEASURE)[:PAGE_ROWS]) + "\n", encoding="utf-8")
    return launcher(folder / "printer", str(page), module="floor_plain")


def written(folder: Path, source: Source) -> tuple[libraries.Text, list[str]]:
    """Write a text into two files, as the page floor reads it."""
    text = libraries.text_of(source)
    folder.mkdir()
    files = [folder / "french", folder / "english"]
    for path, words in zip(files, (text.french, text.english), strict=True):
        path.write_text(words, encoding="utf-8")
    return text, [str(path) for path in files]


RUNS: Final = {"article": article_runs, "book": book_runs, "giant": giant_runs}
"""What one round consists of, for each text."""
