"""Measure the program on a real terminal of 120x40 against bare Textual: `python tools/bench.py`.

Every round starts the program and the floors (floors.py) one after another, in turning order, and does the same to each; bench_terminal.py
says how the figures are taken, bench_expect.py what a screen must show. Ends with status 1 when a limit is broken or a row failed.
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
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import bench_expect as expect
import bench_library as libraries
from bench_play import Lost, Plan, Player, Tally
from bench_table import broken, describe_machine, markdown, rows, table, write_between
from bench_terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOOLS = Path(__file__).resolve().parent
PROGRAM, PAGE, HELLO = "program", "page", "hello"
WHOLE = Plan()
BRIEF = Plan(toggles=2, words=4, highlights=2, scrolls=2, pages=1, lines=4)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where everything is while it runs."""

    folder: Path
    tally: Tally
    verbose: bool

    def launcher(self, name: str, arguments: Sequence[str]) -> list[str]:
        """Write a launcher like the program's own, with its first line, that runs a floor."""
        first = program().read_text(encoding="utf-8").partition("import ")[0]
        path = self.folder / name
        path.write_text(f"{first}import sys\nsys.path.insert(0, {str(TOOLS)!r})\nfrom floors import main\nmain()\n", encoding="utf-8")
        path.chmod(0o700)
        return [str(path), *arguments]

    def run(self, section: str, side: str, argv: list[str], template: Path | None, act: Callable[[Player, Path | None], None]) -> None:
        """Start one program, with a library of its own if there is a template, and do what ``act`` does."""
        home = self.folder / "home"
        if template is not None:
            libraries.copy(template, home)
        gc.collect()
        try:
            with Terminal(argv, {"ENREGARD_HOME": str(home)}) as terminal:
                act(Player(terminal, side, self.tally, section), home / "library.db" if side == PROGRAM else None)
        except Lost as lost:
            if self.verbose:
                print(lost, file=sys.stderr)
        finally:
            shutil.rmtree(home, ignore_errors=True)


def program() -> Path:
    """Return the program's launcher in the environment that runs this."""
    path = Path(sysconfig.get_path("scripts")) / "enregard"
    if not path.exists():
        sys.exit("The program is not installed in this environment. Run make bench, or .venv/bin/python tools/bench.py.")
    return path


def measure(bench: Bench, section: str, source: libraries.Source, rounds: int, plan: Plan, idle: float) -> None:
    """Measure one text, round by round."""
    text = libraries.text_of(source)
    folder = bench.folder / section
    libraries.build(folder / "plain", source)
    files = [folder / "french", folder / "english"]
    files[0].write_text(text.french, encoding="utf-8")
    files[1].write_text(text.english, encoding="utf-8")
    hello, page = bench.launcher("hello", ["hello"]), bench.launcher("page", ["page", *map(str, files)])
    enregard = [str(program())]
    whole = section == "article"

    def english_at_once(player: Player, _: Path | None) -> None:
        player.type_ahead("t", lambda picture: expect.beside(text.first_english, shown=True)(picture, picture))

    def first_ever(player: Player, _: Path | None) -> None:
        player.start(expect.shows(text.third), "first-ever")

    def read(plan: Plan) -> Callable[[Player, Path | None], None]:
        def act(player: Player, library: Path | None) -> None:
            player.read(text, plan, library)
            player.quit("q")

        return act

    def greet(player: Player, _: Path | None) -> None:
        player.hello(plan)
        player.quit("\x11")

    if not whole:
        libraries.build(folder / "marked", source, highlights=libraries.HIGHLIGHTS)
    for number in range(-1, rounds):
        # The first round only warms what the system keeps of files; idling is measured once.
        scratch = replace(bench, tally=Tally()) if number < 0 else bench
        now = replace(plan, idle=idle if number == 0 else 0.0)
        turns: list[Callable[[], None]] = [
            lambda b=scratch: b.run(section, HELLO, hello, None, greet),
            lambda b=scratch, p=now: b.run(section, PROGRAM, enregard, folder / "plain", read(p)),
            lambda b=scratch, p=now: b.run(section, PAGE, page, None, read(p)),
        ]
        if whole:
            turns.append(lambda b=scratch: b.run(section, PROGRAM, enregard, None, first_ever))
            turns.append(lambda b=scratch: b.run(section, PROGRAM, enregard, folder / "plain", english_at_once))
        else:
            turns.append(lambda b=scratch, p=now: b.run("marked", PROGRAM, enregard, folder / "marked", read(p)))
        for turn in range(len(turns)):
            turns[(turn + number) % len(turns)]()
        print(f"\r{section}: round {number + 1} of {rounds}", end="" if number + 1 < rounds else "\n", file=sys.stderr, flush=True)


def main() -> int:
    """Measure, print the table, and return the status."""
    parser = argparse.ArgumentParser(description="Measure the program on a real terminal against bare Textual.")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="starts of each program (9)")
    parser.add_argument("--quick", action="store_true", help="three rounds, few keys: to see that it works")
    parser.add_argument("--only", choices=("article", "book"), help="measure one of the two texts")
    parser.add_argument("--json", action="store_true", help="print every figure as JSON instead of the table")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="also put the table between the marks in this file")
    parser.add_argument("--verbose", action="store_true", help="show the screen where one was not as expected")
    asked = parser.parse_args()
    rounds, plan, idle = (3, BRIEF, 2.0) if asked.quick else (max(1, asked.rounds), WHOLE, 10.0)
    tally = Tally()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-") as name, nullcontext(Bench(Path(name), tally, asked.verbose)) as bench:
        if asked.only != "book":
            measure(bench, "article", libraries.bundled(), rounds, plan, idle)
        if asked.only != "article":
            measure(bench, "book", libraries.book(), rounds, replace(plan, sought=libraries.SOUGHT), idle)
    machine, found = describe_machine(load, rounds), rows(tally)
    if asked.json:
        print(json.dumps({"machine": machine, "rows": [row.as_json() for row in found]}, indent=1, ensure_ascii=False))
    else:
        print(machine, *table(found), sep="\n")
    if asked.markdown:
        write_between(asked.markdown, [machine, "", *markdown(found)])
    return 1 if broken(found) else 0


if __name__ == "__main__":
    sys.exit(main())
