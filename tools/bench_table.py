"""The benchmark table: labels, limits and verdicts of the rows."""

from __future__ import annotations

import os
import platform
import statistics
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from bench_draw import aligned, number, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench_play import Tally

PROGRAM, PAGE, HELLO, PLAIN = "program", "page", "hello", "plain"
US, MS, MB = 1e-6, 1e-3, 1e6
MARKS: Final = "<!-- figures: begin -->", "<!-- figures: end -->"
"""Marks around the table in docs/benchmarks.md."""
SECTIONS: Final = {
    "article": "The bundled article (4 KB)",
    "book": "A generated book (3 MB of French, 3 MB of English)",
    "marked": "The same book with 2,000 highlights",
    "giant": "A megabyte of the book in one paragraph, with its English",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """Limits of a row; None: no limit."""

    median: float | None = None
    p95: float | None = None
    over: float | None = None
    """Maximum difference of the median to the floor's."""
    times: float | None = None
    """Maximum ratio of the median to the floor's."""
    sent: int | None = None
    """Maximum bytes written."""

    def words(self, unit: float) -> str:
        """Return the limit in words: median, p95, then bytes written."""
        parts = [
            f"≤ {self.median / unit:.3g}" if self.median is not None else "",
            f"+ {self.over / unit:.0f}" if self.over is not None else "",
            f"≤ {self.times} ×" if self.times is not None else "",
        ]
        words = ", ".join(part for part in parts if part)
        if self.p95 is not None:
            words += f" / {self.p95 / unit:.3g}"
        return words + (f", {self.sent} bytes" if self.sent is not None else "")


NONE: Final = Limit()
FRAME: Final = 1 / 60
"""Duration of one frame in seconds."""
# key: (label, unit, the floor it is compared with, the limit in the article's section); the book's limits are below
KINDS: Final[dict[str, tuple[str, float, str | None, Limit]]] = {
    "again": ("page on the screen (second start)", MS, PLAIN, Limit(times=1.2)),
    "start": ("first paint (third paragraph)", MS, HELLO, Limit(over=120 * MS)),
    "start-rest": ("start, screen at rest", MS, HELLO, NONE),
    "start-page": ("first paint, against the page", MS, PAGE, NONE),
    "first-ever": ("first paint, library made meanwhile", MS, HELLO, NONE),
    "at-once": ("`t` pressed at once: English shown", MS, HELLO, Limit(times=1.35)),
    "word": ("caret by word", MS, PAGE, Limit(median=15 * MS, p95=40 * MS)),
    "scroll": ("scroll by a line (Ctrl E)", MS, PAGE, Limit(median=25 * MS, times=1.2, p95=FRAME)),
    "line": ("`j` at the bottom edge", MS, PAGE, Limit(median=25 * MS, times=1.2, p95=FRAME)),
    "held": ("`j` held at 30 Hz, after the last", MS, PAGE, Limit(median=FRAME)),
    "page": ("page", MS, PAGE, Limit(median=35 * MS, times=1.2, p95=25 * MS)),
    "end": ("to the end, to the beginning", MS, PAGE, Limit(times=1.2)),
    "toggle": ("English shown, hidden", MS, PAGE, Limit(median=50 * MS)),
    "toggle-resize": ("English shown, against a resize", MS, PAGE, Limit(times=1.3)),
    "resize": ("resize (120, 100, 60 columns)", MS, PAGE, Limit(times=1.3)),
    "highlight": ("highlight painted, on disk", MS, None, Limit(median=60 * MS)),
    "find": ("find: a letter typed, hits painted", MS, None, Limit(median=30 * MS)),
    "next": ("find: the next one, from the beginning", MS, None, Limit(median=30 * MS)),
    "breaker": ("line breaker, µs for a byte", US, None, Limit(median=0.5 * US)),
    "quit": ("quit, process gone", MS, HELLO, Limit(over=60 * MS)),
    "memory": ("peak memory, MB", MB, HELLO, Limit(over=12 * MB)),
    "idle": ("idle, processor time in ms", MS, HELLO, Limit(over=20 * MS, sent=0)),
}
BOOK: Final[dict[str, Limit]] = {
    "again": Limit(times=1.2),
    "at-once": Limit(times=1.35),
    "scroll": Limit(times=1.2, p95=FRAME),
    "line": Limit(times=1.2, p95=FRAME),
    "held": Limit(median=FRAME),
    "page": Limit(times=1.2, p95=25 * MS),
    "end": Limit(times=1.2),
    "toggle-resize": Limit(times=1.5),
    "resize": Limit(times=1.5),
    "find": Limit(p95=200 * MS),
    "next": Limit(p95=200 * MS),
    "breaker": Limit(median=0.5 * US),
    "memory": Limit(over=70 * MB),
    "idle": Limit(over=20 * MS, sent=0),
}
"""Limits of the book and of the giant paragraph; other rows have none."""
LIMITS: Final = {"article": {kind: limit for kind, (*_, limit) in KINDS.items()}, "book": BOOK, "giant": BOOK}
SAME_FIGURES: Final = {"start-page": "start", "toggle-resize": "toggle"}
"""Rows that compare another row's figures with a different floor."""
BESIDE: Final = {"first-ever": "start", "at-once": "start", "toggle-resize": "resize"}
"""Rows that are compared with another row of the floor."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    section: str
    label: str
    unit: float
    figures: tuple[float, ...]
    floor: tuple[float, ...]
    floor_name: str
    sent: tuple[int, ...]
    floor_sent: tuple[int, ...]
    limit: Limit
    failures: tuple[str, ...]

    @property
    def median(self) -> float:
        """Median of the figures."""
        return statistics.median(self.figures)

    @property
    def ratio(self) -> float | None:
        """Ratio of the median to the floor's."""
        return self.median / statistics.median(self.floor) if self.floor and statistics.median(self.floor) else None

    @property
    def verdict(self) -> str:
        """Return whether the limit was kept, in words."""
        if self.failures:
            return f"FAILED: {self.failures[0]}" + (f" ({len(self.failures)} times)" if len(self.failures) > 1 else "")
        if not self.figures:
            return "FAILED: not measured"
        limit, within_limit = self.limit, True
        if limit == NONE:
            return ""
        if (limit.over is not None or limit.times is not None) and not self.floor:
            return "FAILED: no floor"
        if limit.over is not None:
            within_limit = self.median <= statistics.median(self.floor) + limit.over
        if limit.times is not None:
            within_limit = within_limit and self.median <= statistics.median(self.floor) * limit.times
        if limit.median is not None:
            within_limit = within_limit and self.median <= limit.median
        if limit.p95 is not None:
            within_limit = within_limit and p95(self.figures) <= limit.p95
        if limit.sent is not None:
            within_limit = within_limit and max(self.sent, default=0) <= limit.sent
        return "kept" if within_limit else "BROKEN"

    def cells(self) -> list[str]:
        """Return the cells of the row."""
        unit = self.unit
        if not self.figures:
            return [self.label, *[""] * 7, self.limit.words(unit), self.verdict]
        return [
            self.label,
            number(self.median / unit),
            number(p95(self.figures) / unit),
            number(max(self.figures) / unit),
            str(len(self.figures)),
            f"{number(statistics.median(self.floor) / unit)} {self.floor_name}" if self.floor else "",
            f"{self.ratio:.2f}" if self.ratio is not None else "",
            _bytes(self.sent) + (f" ({_bytes(self.floor_sent)})" if self.floor_sent else ""),
            self.limit.words(unit),
            self.verdict,
        ]

    def as_json(self) -> dict[str, object]:
        """Return all figures."""
        return {
            "section": self.section,
            "label": self.label,
            "figures": list(self.figures),
            "floor": list(self.floor),
            "floor_name": self.floor_name,
            "sent": list(self.sent),
            "floor_sent": list(self.floor_sent),
            "limit": self.limit.words(self.unit),
            "wrong": list(self.failures),
            "verdict": self.verdict,
        }


HEAD: Final = ("what, in ms", "median", "p95", "worst", "runs", "floor", "ratio", "bytes (floor)", "limit", "")


def p95(figures: Sequence[float]) -> float:
    """Return the 95th percentile (nearest rank)."""
    ordered = sorted(figures)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def rows(tally: Tally) -> list[Line]:
    """Return the rows of a tally, by section."""
    lines = []
    for section in SECTIONS:
        seen = {
            row.partition(".")[2] for row, side in (*tally.figures, *tally.failures) if row.startswith(section + ".")
        }
        for kind, (label, unit, floor, _) in KINDS.items():
            name = SAME_FIGURES.get(kind, kind)
            if name not in seen or (section == "marked" and kind in SAME_FIGURES):
                continue
            row = f"{section}.{name}"
            # Some rows are compared with another row of the floor.
            beside = f"{'book' if section == 'marked' else section}.{BESIDE.get(kind, name)}"
            lines.append(
                Line(
                    section,
                    label,
                    unit,
                    tuple(tally.figures.get((row, PROGRAM), ())),
                    tuple(tally.figures.get((beside, floor), ())) if floor else (),
                    floor or "",
                    tuple(tally.sent.get((row, PROGRAM), ())),
                    tuple(tally.sent.get((beside, floor), ())) if floor else (),
                    LIMITS.get(section, {}).get(kind, NONE),
                    tuple(tally.failures.get((row, PROGRAM), ())),
                )
            )
        for (row, side), why in tally.failures.items():
            kind = row.partition(".")[2]
            if kind.startswith("peer-"):
                continue  # in a table of their own
            if row.startswith(section + ".") and (side != PROGRAM or kind not in KINDS):
                lines.append(Line(section, f"({kind}, {side})", MS, (), (), "", (), (), NONE, tuple(why)))
    return lines


def broken(lines: Iterable[Line]) -> bool:
    """Return whether any row failed or broke a limit."""
    return any(line.limit != NONE and line.verdict != "kept" for line in lines)


def table(lines: Sequence[Line]) -> list[str]:
    """Return the table for a terminal, as lines."""
    shown = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += ["", title, *aligned([HEAD, *cells])]
    return shown


def markdown(lines: Sequence[Line]) -> list[str]:
    """Return the table as Markdown."""
    shown = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += [f"### {title}", "", *page(HEAD, cells)]
    return [*shown, *limit_summary(lines)]


def limit_summary(lines: Sequence[Line]) -> list[str]:
    """Return how many limits were kept, and which were broken."""
    held = [line for line in lines if line.limit != NONE]
    within_limit = sum(line.verdict == "kept" for line in held)
    missed = [f"{line.section}: {line.label} ({line.verdict})" for line in lines if line.verdict not in {"", "kept"}]
    return [
        f"{within_limit} of {len(held)} limits were kept.",
        *([f"Not reached: {'; '.join(missed)}."] if missed else []),
    ]


def describe_machine(load: float, rounds: int = 0) -> str:
    """Describe the machine in one line, without its name."""
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores ({platform.machine()}, {platform.system()}), load {load:.1f} at the start; Python {platform.python_version()},"
        f" Textual {version('textual')}, Rich {version('rich')}, Enregard {version('enregard')}{f'; {rounds} rounds' if rounds else ''}."
    )


def _bytes(sent: Sequence[int]) -> str:
    return f"{statistics.median(sent):,.0f}" if sent else ""
