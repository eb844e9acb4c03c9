"""Measure the program on a real terminal of 120x40 against bare Textual and other readers: `python tools/bench.py`.

Every round starts the program and the floors (floors.py) one after another, in turning order, and does the same to each: bench_runs.py. bench_terminal.py
says how the figures are taken, bench_expect.py what a screen must show, bench_peers.py who the other readers are. Ends with status 1 when a limit is broken or a row failed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import bench_english
import bench_english_table as of_english
from bench_draw import write_between
from bench_peers_table import behind, beside, peer_markdown, peer_table
from bench_play import Plan, Tally
from bench_runs import RUNS, peer_turns
from bench_table import MARKS, PROGRAM, broken, describe_machine, kept_and_missed, markdown, rows, table
from floors import MEASURE

from reader.ui.spread.line_breaking import break_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench_runs import Turn, Turns

PEER_ROUNDS: Final = {"article": 9, "book": 3}
"""Rounds in which the other readers take part, at most: some of them take a quarter of a minute to open a book."""
BROKEN_BYTES: Final = 200_000
"""Bytes that the line breaker is measured with in each round."""
BRIEF: Final = Plan(toggles=2, words=4, highlights=2, scrolls=2, pages=1, lines=4)


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
        write_between(given.markdown, lines, MARKS)
    if given.markdown and english:
        write_between(given.markdown, [describe_machine(load), "", *of_english.markdown(english)], of_english.MARKS)
    return 1 if broken(found) or of_english.broken(english) or not all(line.kept for line in near) else 0


if __name__ == "__main__":
    sys.exit(main())
