"""Measure the program on a real terminal against bare Textual and other readers.

Usage: `python tools/bench.py`. Each round starts the program and the floors (floors.py) in rotating
order and does the same to each (bench_runs.py). See bench_terminal.py for how times are taken,
bench_expect.py for the expected screens and bench_peers.py for the other readers. The exit status
is 1 if a limit is broken or a row failed.
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
from bench_peers_table import behind, comparison_rows, peer_markdown, peer_table
from bench_play import Plan, Tally
from bench_runs import RUNS, peer_turns
from bench_table import MARKS, PROGRAM, broken, describe_machine, limit_summary, markdown, rows, table
from floors import MEASURE

from reader.ui.spread.line_breaking import break_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench_runs import Turn, Turns

PEER_ROUNDS: Final = {"article": 9, "book": 3}
"""Maximum rounds with the other readers: some need 15 seconds to open a book."""
BROKEN_BYTES: Final = 200_000
"""Bytes of text for measuring the line breaker in each round."""
BRIEF: Final = Plan(toggles=2, words=4, highlights=2, scrolls=2, pages=1, lines=4)


def breaking(section: str, text: str, tally: Tally) -> None:
    """Record the line breaker's time per byte in columns of 66 cells."""
    paragraphs, size = [], 0
    for paragraph in text.split("\n\n"):
        if size < BROKEN_BYTES:
            paragraphs.append(paragraph)
            size += len(paragraph.encode())
    start = time.perf_counter()
    for paragraph in paragraphs:
        break_lines(paragraph, MEASURE)
    tally.add(f"{section}.breaker", PROGRAM, (time.perf_counter() - start) / size)


def with_peers(
    runs: Turns, others: Callable[[float], Sequence[Turn]], rounds: int
) -> Callable[[Plan, int], list[Turn]]:
    """Return a function from round number to runs; peers join the first ``rounds`` rounds."""
    return lambda plan, number: [*runs(plan), *(others(plan.idle) if number < rounds else ())]


def measure(
    name: str, turns_of: Callable[[Plan, int], list[Turn]], options: BenchmarkOptions, home: Path, tally: Tally
) -> None:
    """Run all rounds; in each, everything runs once, in rotating order."""
    for number in range(-1, options.rounds):
        # The first round only warms the file cache; idle time is measured once.
        recorded = tally if number >= 0 else Tally()
        turns = turns_of(replace(options.plan, idle=options.idle if number == 0 else 0.0), number)
        for turn in range(len(turns)):
            turns[(turn + number) % len(turns)].take(home, recorded, verbose=options.verbose)
        breaking(name, options.text, recorded)
        print(f"\r{name}: round {number + 1} of {options.rounds} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


@dataclass(frozen=True, slots=True)
class BenchmarkOptions:
    """Options of a benchmark."""

    rounds: int
    plan: Plan
    idle: float
    verbose: bool
    text: str = ""
    """French text for measuring the line breaker."""


def main() -> int:
    """Measure, print the table and return the exit status."""
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
    arguments = parser.parse_args()
    rounds = 3 if arguments.quick else max(1, arguments.rounds)
    options = BenchmarkOptions(
        rounds, BRIEF if arguments.quick else Plan(), 2.0 if arguments.quick else 10.0, arguments.verbose
    )
    tally, load, notes = Tally(), os.getloadavg()[0], list[str]()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for section, runs in RUNS.items():
            if arguments.only in {None, section}:
                plan = options.plan if section == "article" else BRIEF  # otherwise it takes half an hour
                turns = runs(folder / section)
                french = (folder / section / "french").read_text(encoding="utf-8")
                alone = arguments.no_peers or section not in PEER_ROUNDS
                others = (lambda _: ()) if alone else peer_turns(section, folder / section, notes)
                turns_of = with_peers(turns, others, PEER_ROUNDS.get(section, 0))
                measure(section, turns_of, replace(options, plan=plan, text=french), folder / "home", tally)
    english = bench_english.measure() if arguments.only in {None, "english"} else []
    machine, found, near = describe_machine(load, rounds), rows(tally), comparison_rows(tally)
    missing = list(dict.fromkeys(notes))
    if arguments.json:
        figures = {
            "rows": [row.as_json() for row in found],
            "peers": [row.as_json() for row in near],
            "english": [row.as_json() for row in english],
            "missing": missing,
        }
        print(json.dumps({"machine": machine, **figures}, indent=1, ensure_ascii=False))
    else:
        summary = [*missing, *behind(near), *(limit_summary(found) if found else [])]
        print(machine, *table(found), *peer_table(near), *of_english.table(english), "", *summary, sep="\n")
    if arguments.markdown and found:
        lines = [machine, "", *markdown(found), "", *peer_markdown(near), *missing, *behind(near)]
        write_between(arguments.markdown, lines, MARKS)
    if arguments.markdown and english:
        write_between(arguments.markdown, [describe_machine(load), "", *of_english.markdown(english)], of_english.MARKS)
    return 1 if broken(found) or of_english.broken(english) or not all(line.within_limit for line in near) else 0


if __name__ == "__main__":
    sys.exit(main())
