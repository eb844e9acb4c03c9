"""The comparison table with other readers."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench_draw import aligned, number, page
from bench_peers import NAMES
from bench_table import MB, MS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench_play import Tally

ROWS: Final = {
    "start": ("page on the screen", MS),
    "at-once": ("interactive: page key pressed at once", MS),
    "line": ("a line", MS),
    "page": ("a page", MS),
    "end": ("to the end, to the beginning", MS),
    "resize": ("resize (120, 100, 60 columns)", MS),
    "idle": ("idle for 10 s, processor time in ms", MS),
    "memory": ("peak memory, MB", MB),
}
NOISE: Final = {"idle": 20 * MS, "memory": 2 * MB}
"""Differences below this count as equal."""
PROGRAM_NAME: Final = NAMES[0]
TEXTUAL: Final = frozenset({"baca", "frogmouth", "TextArea"})
"""Readers that the program must not be slower than in any row."""
ALSO: Final = {"start": frozenset({"epy"}), "page": frozenset({"epy"})}
"""Further readers that it must not be slower than, by row."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One row: the figures of each reader, or why there are none."""

    section: str
    kind: str
    figures: dict[str, tuple[float, ...]]
    failures: dict[str, str]

    def ahead(self) -> str:
        """Return which readers are faster, by medians, in words."""
        ours = self.figures.get(PROGRAM_NAME)
        if not ours:
            return "not measured"
        if not self._others:
            return "alone"
        faster = self._faster(ours)
        return f"behind {', '.join(faster)}" if faster else "ahead or level"

    @property
    def within_limit(self) -> bool:
        """Whether no reader that counts for the limits is faster."""
        ours = self.figures.get(PROGRAM_NAME)
        rivals = TEXTUAL | ALSO.get(self.kind, frozenset())
        return ours is not None and rivals.isdisjoint(self._faster(ours))

    @property
    def _others(self) -> list[str]:
        return [name for name in NAMES[1:] if self.figures.get(name)]

    def _faster(self, ours: Sequence[float]) -> list[str]:
        level = statistics.median(ours) - NOISE.get(self.kind, 0.0)
        return [name for name in self._others if statistics.median(self.figures[name]) < level]

    def cells(self) -> list[str]:
        """Return the cells of the row: median, and worst in brackets."""
        label, unit = ROWS[self.kind]
        return [
            label,
            *(self._cell(name, unit) for name in NAMES),
            self.ahead(),
            "kept" if self.within_limit else "BROKEN",
        ]

    def _cell(self, name: str, unit: float) -> str:
        found, why = self.figures.get(name), self.failures.get(name, "")
        if not found:
            return why or "–"
        shown = f"{number(statistics.median(found) / unit)} ({number(max(found) / unit)})"
        return f"{shown}, once {why}" if why else shown

    def as_json(self) -> dict[str, object]:
        """Return all figures."""
        figures = {name: list(found) for name, found in self.figures.items()}
        return {
            "section": self.section,
            "row": self.kind,
            "figures": figures,
            "wrong": self.failures,
            "ahead": self.ahead(),
        }


HEAD: Final = ("median (worst), in ms", *NAMES, "we are", "behind no Textual reader")


def comparison_rows(tally: Tally) -> list[ComparisonRow]:
    """Return the rows of a tally."""
    lines = []
    for section in SECTIONS:
        for kind in ROWS:
            row = f"{section}.peer-{kind}"
            figures = {name: tuple(tally.figures[row, name]) for name in NAMES if tally.figures.get((row, name))}
            failures = {name: tally.failures[row, name][0] for name in NAMES if tally.failures.get((row, name))}
            if figures or failures:
                lines.append(ComparisonRow(section, kind, figures, failures))
    return lines


def behind(lines: Sequence[ComparisonRow]) -> list[str]:
    """Return a sentence for each row in which another reader is faster."""
    return [
        f"{line.section}, {ROWS[line.kind][0]}: {line.ahead()}" for line in lines if line.ahead() != "ahead or level"
    ]


def peer_table(lines: Sequence[ComparisonRow]) -> list[str]:
    """Return the table for a terminal, as lines."""
    shown: list[str] = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += ["", f"{title}, beside other readers", *aligned([HEAD, *cells], figures=False)]
    return shown


def peer_markdown(lines: Sequence[ComparisonRow]) -> list[str]:
    """Return the table as Markdown."""
    shown: list[str] = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += [f"### {title}, beside other readers", "", *page(HEAD, cells, words=2)]
    return shown
