"""Format tables for a terminal and for Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def aligned(rows: Sequence[Sequence[str]], *, figures: bool = True) -> list[str]:
    """Return aligned rows; with ``figures``, the inner columns are aligned right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    inner = range(1, len(widths) - 1) if figures else range(0)
    return [
        "  ".join(
            cell.rjust(width) if x in inner else cell.ljust(width)
            for x, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def page(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> list[str]:
    """Return rows as a Markdown table; the first column and the last ``words`` are text."""
    rule = ["---", *["--:"] * (len(head) - 1 - words), *["---"] * words]
    return [*(f"| {' | '.join(row)} |" for row in (head, rule, *rows)), ""]


def number(value: float) -> str:
    """Format a number: one decimal below 100, none above."""
    return f"{value:.1f}" if abs(value) < 100 else f"{value:,.0f}"


def write_between(path: Path, lines: Sequence[str], marks: tuple[str, str]) -> None:
    """Replace the lines between two marks of a file."""
    before, begin, remainder = path.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = remainder.partition(marks[1])
    if not begin or not end:
        raise SystemExit(f"{path.name} has no lines “{marks[0]}” and “{marks[1]}” to put the table between.")
    path.write_text("\n".join([before + begin, *lines, end + after]), encoding="utf-8")
