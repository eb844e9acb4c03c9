"""The table that sets the program beside other readers: who is ahead in which row."""

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
"""How much more is still level."""
OURS: Final = NAMES[0]
TEXTUAL: Final = frozenset({"baca", "frogmouth", "TextArea"})
"""The readers that nobody may be behind of in any row."""
ALSO: Final = {"start": frozenset({"epy"}), "page": frozenset({"epy"})}
"""Others that nobody may be behind of in a row."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One row: the figures of each reader, or why there are none."""

    section: str
    kind: str
    figures: dict[str, tuple[float, ...]]
    wrong: dict[str, str]

    def ahead(self) -> str:
        """Say who is ahead of the program, by the medians."""
        mine = self.figures.get(OURS)
        if not mine:
            return "not measured"
        if not self._others:
            return "alone"
        faster = self._faster(mine)
        return f"behind {', '.join(faster)}" if faster else "ahead or level"

    @property
    def kept(self) -> bool:
        """Whether nobody is ahead of whom the limits ask that we are not behind."""
        mine = self.figures.get(OURS)
        asked = TEXTUAL | ALSO.get(self.kind, frozenset())
        return mine is not None and asked.isdisjoint(self._faster(mine))

    @property
    def _others(self) -> list[str]:
        return [name for name in NAMES[1:] if self.figures.get(name)]

    def _faster(self, mine: Sequence[float]) -> list[str]:
        level = statistics.median(mine) - NOISE.get(self.kind, 0.0)
        return [name for name in self._others if statistics.median(self.figures[name]) < level]

    def cells(self) -> list[str]:
        """Return the row as the table shows it: median and, in brackets, the worst."""
        label, unit = ROWS[self.kind]
        return [label, *(self._cell(name, unit) for name in NAMES), self.ahead(), "kept" if self.kept else "BROKEN"]

    def _cell(self, name: str, unit: float) -> str:
        found, why = self.figures.get(name), self.wrong.get(name, "")
        if not found:
            return why or "–"
        shown = f"{number(statistics.median(found) / unit)} ({number(max(found) / unit)})"
        return f"{shown}, once {why}" if why else shown

    def as_json(self) -> dict[str, object]:
        """Return every figure."""
        figures = {name: list(found) for name, found in self.figures.items()}
        return {
            "section": self.section,
            "row": self.kind,
            "figures": figures,
            "wrong": self.wrong,
            "ahead": self.ahead(),
        }


HEAD: Final = ("median (worst), in ms", *NAMES, "we are", "behind no Textual reader")


def beside(tally: Tally) -> list[Beside]:
    """Return the rows of what was measured."""
    lines = []
    for section in SECTIONS:
        for kind in ROWS:
            row = f"{section}.peer-{kind}"
            figures = {name: tuple(tally.figures[row, name]) for name in NAMES if tally.figures.get((row, name))}
            wrong = {name: tally.wrong[row, name][0] for name in NAMES if tally.wrong.get((row, name))}
            if figures or wrong:
                lines.append(Beside(section, kind, figures, wrong))
    return lines


def behind(lines: Sequence[Beside]) -> list[str]:
    """Return the rows in which somebody is ahead of us, as sentences."""
    return [
        f"{line.section}, {ROWS[line.kind][0]}: {line.ahead()}" for line in lines if line.ahead() != "ahead or level"
    ]


def peer_table(lines: Sequence[Beside]) -> list[str]:
    """Return the table for a terminal."""
    shown: list[str] = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += ["", f"{title}, beside other readers", *aligned([HEAD, *cells], figures=False)]
    return shown


def peer_markdown(lines: Sequence[Beside]) -> list[str]:
    """Return the table for a page."""
    shown: list[str] = []
    for section, title in SECTIONS.items():
        cells = [line.cells() for line in lines if line.section == section]
        if cells:
            shown += [f"### {title}, beside other readers", "", *page(HEAD, cells, words=2)]
    return shown
