"""Measure the program on a real terminal of 120x40 against bare Textual and other readers: `python tools/bench.py`.

Every round starts the program and the floors (floors.py) one after another, in turning order, and does the same to each; bench_terminal.py
says how the figures are taken, bench_expect.py what a screen must show, bench_peers.py who the other readers are. Ends with status 1 when a limit is broken or a row failed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import bench_english
import bench_english_table as of_english
import bench_expect as expect
import bench_library as libraries
from bench_peers import Known, Missing, Visit, peers
from bench_peers_table import behind, beside, peer_markdown, peer_table
from bench_play import Lost, Plan, Player, Tally
from bench_table import broken, describe_machine, kept_and_missed, markdown, rows, table, write_between
from bench_terminal import Terminal
from floors import MEASURE, wrapped

from reader.ui.spread.breaker import break_lines

if TYPE_CHECKING:
    from reader.sources.files import Source

TOOLS = Path(__file__).resolve().parent
PROGRAM, PAGE, HELLO, PLAIN = "program", "page", "hello", "plain"
PAGE_ROWS: Final = 36
"""Rows of the page that the plain program prints."""
PEER_ROUNDS: Final = {"article": 9, "book": 3}
"""Rounds in which the other readers take part, at most: some of them take a quarter of a minute to open a book."""
BROKEN_BYTES: Final = 200_000
"""Bytes that the line breaker is measured with in each round."""
BRIEF: Final = Plan(toggles=2, words=4, highlights=2, scrolls=2, pages=1, lines=4)


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


def breaking(section: str, text: str, tally: Tally) -> None:
    """Note what the line breaker costs for each byte of a text, paragraph by paragraph, in columns of 66 cells."""
    paragraphs, size = [], 0
    for paragraph in text.split("\n\n"):
        if size < BROKEN_BYTES:
            paragraphs.append(paragraph)
            size += len(paragraph.encode())
    start = time.perf_counter()
    for paragraph in paragraphs:
        break_lines(paragraph, MEASURE)
    tally.add(f"{section}.breaker", PROGRAM, (time.perf_counter() - start) / size)


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


def together(runs: Turns, others: Callable[[float], Sequence[Turn]], rounds: int) -> Callable[[Plan, int], list[Turn]]:
    """Return what a round consists of, by its number: the other readers take part in the first ``rounds`` of them."""
    return lambda plan, number: [*runs(plan), *(others(plan.idle) if number < rounds else ())]


def measure(name: str, turns_of: Callable[[Plan, int], list[Turn]], asked: Asked, home: Path, tally: Tally) -> None:
    """Go round after round; in each, everything runs once, in turning order."""
    for number in range(-1, asked.rounds):
        # The first round only warms what the system keeps of files; idling is measured once.
        noted = tally if number >= 0 else Tally()
        turns = turns_of(replace(asked.plan, idle=asked.idle if number == 0 else 0.0), number)
        for turn in range(len(turns)):
            turns[(turn + number) % len(turns)].take(home, noted, verbose=asked.verbose)
        breaking(name, asked.text, noted)
        print(f"\r{name}: round {number + 1} of {asked.rounds} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


@dataclass(frozen=True, slots=True)
class Asked:
    """How thoroughly to measure."""

    rounds: int
    plan: Plan
    idle: float
    verbose: bool
    text: str = ""
    """The French that the breaker is measured with."""


RUNS: Final = {"article": article_runs, "book": book_runs, "giant": giant_runs}
"""What one round consists of, for each text."""


def main() -> int:
    """Measure, print the table, and return the status."""
    parser = argparse.ArgumentParser(description="Measure the program on a real terminal against bare Textual.")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="starts of each program (9)")
    parser.add_argument("--quick", action="store_true", help="three rounds, few keys: to see that it works")
    parser.add_argument("--only", choices=(*RUNS, "english"), help="measure one of the texts, or English from engines")
    parser.add_argument("--no-peers", action="store_true", help="leave the other readers out")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON instead of the table")
    parser.add_argument(
        "--markdown", type=Path, metavar="FILE", help="also put the table between the marks in this file"
    )
    parser.add_argument("--verbose", action="store_true", help="show the screen where one was not as expected")
    given = parser.parse_args()
    rounds = 3 if given.quick else max(1, given.rounds)
    asked = Asked(rounds, BRIEF if given.quick else Plan(), 2.0 if given.quick else 10.0, given.verbose)
    tally, load, told = Tally(), os.getloadavg()[0], list[str]()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for section, runs in RUNS.items():
            if given.only in {None, section}:
                plan = asked.plan if section == "article" else BRIEF  # or it would take half an hour
                turns = runs(folder / section)
                french = (folder / section / "french").read_text(encoding="utf-8")
                alone = given.no_peers or section not in PEER_ROUNDS
                others = (lambda _: ()) if alone else peer_turns(section, folder / section, told)
                turns_of = together(turns, others, PEER_ROUNDS.get(section, 0))
                measure(section, turns_of, replace(asked, plan=plan, text=french), folder / "home", tally)
    english = bench_english.measure() if given.only in {None, "english"} else []
    machine, found, near = describe_machine(load, rounds), rows(tally), beside(tally)
    missing = list(dict.fromkeys(told))
    if given.json:
        figures = {
            "rows": [row.as_json() for row in found],
            "peers": [row.as_json() for row in near],
            "english": [row.as_json() for row in english],
            "missing": missing,
        }
        print(json.dumps({"machine": machine, **figures}, indent=1, ensure_ascii=False))
    else:
        ends = [*missing, *behind(near), *(kept_and_missed(found) if found else [])]
        print(machine, *table(found), *peer_table(near), *of_english.table(english), "", *ends, sep="\n")
    if given.markdown and found:
        lines = [machine, "", *markdown(found), "", *peer_markdown(near), *missing, *behind(near)]
        write_between(given.markdown, lines)
    if given.markdown and english:
        write_between(given.markdown, [describe_machine(load), "", *of_english.markdown(english)], of_english.MARKS)
    return 1 if broken(found) or of_english.broken(english) or not all(line.kept for line in near) else 0


if __name__ == "__main__":
    sys.exit(main())
