"""The table of engine translations: figures, limits and verdicts."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bench_draw import aligned, number, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TITLE: Final = "English from an engine, on loopback"
MARKS: Final = "<!-- english: begin -->", "<!-- english: end -->"
"""Marks around the table in docs/benchmarks.md."""
HEAD: Final = ("what", "median", "worst", "runs", "limit", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; the limit applies to the median."""

    what: str
    unit: str
    limit: float
    figures: tuple[float, ...] = ()
    why: str = ""
    """Why it was not measured; no limit is broken then."""

    @property
    def verdict(self) -> str:
        """Return whether the limit was kept, in words."""
        if not self.figures:
            return f"not measured: {self.why}"
        return "kept" if statistics.median(self.figures) <= self.limit else "BROKEN"

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the row."""
        if not self.figures:
            return (self.what, "", "", "", self._with_unit(f"≤ {self.limit:g}"), self.verdict)
        write = "{:.2f}".format if self.unit == "×" else number
        median, worst = statistics.median(self.figures), max(self.figures)
        limit = self._with_unit(f"≤ {self.limit:g}")
        return (self.what, self._with_unit(write(median)), write(worst), str(len(self.figures)), limit, self.verdict)

    def as_json(self) -> dict[str, object]:
        """Return the row with all figures."""
        return {"what": self.what, "unit": self.unit, "limit": self.limit, "figures": self.figures, "is": self.verdict}

    def _with_unit(self, words: str) -> str:
        return f"{words} {self.unit}".strip()


def broken(rows: Iterable[Row]) -> bool:
    """Return whether any limit was broken."""
    return any(row.verdict == "BROKEN" for row in rows)


def table(rows: Sequence[Row]) -> list[str]:
    """Return the table for a terminal, as lines."""
    return ["", TITLE, *aligned([HEAD, *(row.cells() for row in rows)])] if rows else []


def markdown(rows: Sequence[Row]) -> list[str]:
    """Return the table as Markdown."""
    return page(HEAD, (row.cells() for row in rows)) if rows else []
