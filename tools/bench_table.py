"""The table of the benchmark: what each row is called, which limit it has, and whether that was kept."""

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
"""What the table stands between on the page of figures."""
SECTIONS: Final = {
    "article": "The bundled article (4 KB)",
    "book": "A generated book (3 MB of French, 3 MB of English)",
    "marked": "The same book with 2,000 highlights",
    "giant": "A megabyte of the book in one paragraph, with its English",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """What a row must keep to; None where nothing is asked."""

    median: float | None = None
    p95: float | None = None
    over: float | None = None
    """How much the median may be over the floor's."""
    times: float | None = None
    """How many times the floor's median the median may be."""
    sent: int | None = None
    """Bytes that may be written."""

    def words(self, unit: float) -> str:
        """Say the limit: of the median, then of p95, then of what is written."""
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
"""Seconds of one frame."""
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
"""The limits of the book, in its paragraphs or in one; what is not here has none."""
LIMITS: Final = {"article": {kind: limit for kind, (*_, limit) in KINDS.items()}, "book": BOOK, "giant": BOOK}
SAME_FIGURES: Final = {"start-page": "start", "toggle-resize": "toggle"}
"""Rows that show another row's figures beside another floor."""
BESIDE: Final = {"first-ever": "start", "at-once": "start", "toggle-resize": "resize"}
"""Rows that are held against another row of the floor."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    section: str
    label: str
    unit: float
    figures: tuple[float, ...]
    floor: tuple[float, ...]
    floor_name: str
    sent: tuple[int, ...]
    floor_sent: tuple[int, ...]
    limit: Limit
    wrong: tuple[str, ...]

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.figures)

    @property
    def ratio(self) -> float | None:
        """How many times the floor's median."""
        return self.median / statistics.median(self.floor) if self.floor and statistics.median(self.floor) else None

    @property
    def verdict(self) -> str:
        """Say whether the limit was kept."""
        if self.wrong:
            return f"FAILED: {self.wrong[0]}" + (f" ({len(self.wrong)} times)" if len(self.wrong) > 1 else "")
        if not self.figures:
            return "FAILED: not measured"
        limit, kept = self.limit, True
        if limit == NONE:
            return ""
        if (limit.over is not None or limit.times is not None) and not self.floor:
            return "FAILED: no floor"
        if limit.over is not None:
            kept = self.median <= statistics.median(self.floor) + limit.over
        if limit.times is not None:
            kept = kept and self.median <= statistics.median(self.floor) * limit.times
        if limit.median is not None:
            kept = kept and self.median <= limit.median
        if limit.p95 is not None:
            kept = kept and p95(self.figures) <= limit.p95
        if limit.sent is not None:
            kept = kept and max(self.sent, default=0) <= limit.sent
        return "kept" if kept else "BROKEN"

    def cells(self) -> list[str]:
        """Return the row as the table shows it."""
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
        """Return every figure."""
        return {
            "section": self.section,
            "label": self.label,
            "figures": list(self.figures),
            "floor": list(self.floor),
            "floor_name": self.floor_name,
            "sent": list(self.sent),
            "floor_sent": list(self.floor_sent),
            "limit": self.limit.words(self.unit),
            "wrong": list(self.wrong),
            "verdict": self.verdict,
        }


HEAD: Final = ("what, in ms", "median", "p95", "worst", "runs", "floor", "ratio", "bytes (floor)", "limit", "")


def p95(figures: Sequence[float]) -> float:
    """Return the figure that 95 of 100 do not pass (the nearest rank)."""
    ordered = sorted(figures)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def rows(tally: Tally) -> list[Line]:
    """Return the rows of what was measured, section by section."""
    lines = []
    for section in SECTIONS:
        seen = {row.partition(".")[2] for row, side in (*tally.figures, *tally.wrong) if row.startswith(section + ".")}
        for kind, (label, unit, floor, _) in KINDS.items():
            name = SAME_FIGURES.get(kind, kind)
            if name not in seen or (section == "marked" and kind in SAME_FIGURES):
                continue
            row = f"{section}.{name}"
            # What has no floor of its own beside it is compared with another row of the floor.
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
                    tuple(tally.wrong.get((row, PROGRAM), ())),
                )
            )
        for (row, side), why in tally.wrong.items():
            kind = row.partition(".")[2]
            if kind.startswith("peer-"):
                continue  # in a table of their own
            if row.startswith(section + ".") and (side != PROGRAM or kind not in KINDS):
                lines.append(Line(section, f"({kind}, {side})", MS, (), (), "", (), (), NONE, tuple(why)))
    return lines


def broken(lines: Iterable[Line]) -> bool:
    """Tell whether a row with a limit was not kept, or failed."""
    return any(line.limit != NONE and line.verdict != "kept" for line in lines)


def table(lines: Sequence[Line]) -> list[str]:
    """Return the table for a terminal."""
    shown = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += ["", title, *aligned([HEAD, *cells])]
    return shown


def markdown(lines: Sequence[Line]) -> list[str]:
    """Return the table for a page."""
    shown = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += [f"### {title}", "", *page(HEAD, cells)]
    return [*shown, *kept_and_missed(lines)]


def kept_and_missed(lines: Sequence[Line]) -> list[str]:
    """Say how many limits were kept, and which were not."""
    held = [line for line in lines if line.limit != NONE]
    kept = sum(line.verdict == "kept" for line in held)
    missed = [f"{line.section}: {line.label} ({line.verdict})" for line in lines if line.verdict not in {"", "kept"}]
    return [f"{kept} of {len(held)} limits were kept.", *([f"Not reached: {'; '.join(missed)}."] if missed else [])]


def describe_machine(load: float, rounds: int = 0) -> str:
    """Say in one line what was measured on: never its name."""
    cores = len(os.sched_getaffinity(0))
    return (
        f"{cores} cores ({platform.machine()}, {platform.system()}), load {load:.1f} at the start; Python {platform.python_version()},"
        f" Textual {version('textual')}, Rich {version('rich')}, Enregard {version('enregard')}{f'; {rounds} rounds' if rounds else ''}."
    )


def _bytes(sent: Sequence[int]) -> str:
    return f"{statistics.median(sent):,.0f}" if sent else ""
