"""Fit short texts (titles, quotations, labels) into a few rows of a given width."""

from __future__ import annotations

from reader.ui.spread.cell_widths import cells
from reader.ui.spread.line_breaking import break_lines, visible_line


def truncate(text: str, width: int) -> str:
    """Return the text, or as many of its words as fit ``width`` cells, and an ellipsis.

    >>> truncate("Le chef du Secret Intelligence Service", 20)
    'Le chef du Secret…'
    """
    text = _on_one_line(text)
    if cells(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    lines = break_lines(text[: width * 4], width - 1)
    start, end = lines[0]
    return visible_line(text, start, end).rstrip(" ,;:.–—-«(") + "…"


def truncate_rows(text: str, width: int, rows: int) -> list[str]:
    """Return at most ``rows`` rows of ``width`` cells, the last one truncated at a word."""
    text = _on_one_line(text)
    head = text[: width * (rows + 1) * 2]
    lines = break_lines(head, max(1, width))
    if len(lines) <= rows and len(head) == len(text):
        return [visible_line(text, start, end) for start, end in lines]
    first_rows = [visible_line(text, start, end) for start, end in lines[: rows - 1]]
    return [*first_rows, truncate(text[lines[min(rows, len(lines)) - 1][0] :], width)]


def _on_one_line(text: str) -> str:
    """Return the text with line ends replaced by one space; other spaces are unchanged."""
    return " ".join(filter(None, text.split("\n")))
