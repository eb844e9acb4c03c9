"""Tables drawn as lines, for a terminal and for a page of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def aligned(rows: Sequence[Sequence[str]], *, figures: bool = True) -> list[str]:
    """Return rows for a terminal, in columns; with ``figures`` all but the first and the last stand at the right of theirs."""
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
    """Return rows as a table of Markdown, with a blank line after it; the first column and the last ``words`` are no figures."""
    rule = ["---", *["--:"] * (len(head) - 1 - words), *["---"] * words]
    return [*(f"| {' | '.join(row)} |" for row in (head, rule, *rows)), ""]


def number(value: float) -> str:
    """Return a figure with as many digits as say something."""
    return f"{value:.1f}" if abs(value) < 100 else f"{value:,.0f}"


def write_between(path: Path, lines: Sequence[str], marks: tuple[str, str]) -> None:
    """Put lines between the two marks of a page, in the place of what stands there."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(marks[0])
    _, end, after = rest.partition(marks[1])
    if not begin or not end:
        raise SystemExit(f"{path.name} has no lines “{marks[0]}” and “{marks[1]}” to put the table between.")
    path.write_text("\n".join([before + begin, *lines, end + after]), encoding="utf-8")
