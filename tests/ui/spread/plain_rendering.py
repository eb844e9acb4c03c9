"""Draws a layout as plain text, for snapshots that a person can read in a diff."""

from __future__ import annotations

from reader.text.spans import Span
from reader.ui.spread.blocks import layout_paragraph
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.line_breaking import visible_line
from reader.ui.spread.spread import Row, RowKind, Side, Spread
from reader.ui.spread.typesetting import PLAIN_TYPESETTING, Typesetting


def draw_row(spread: Spread, row: Row) -> str:
    """Return one row as it stands on the page, without the spaces at its end."""
    geometry = spread.columns
    parts: list[tuple[int, str]] = []
    for side, x in ((Side.FRENCH, geometry.french_x), (Side.ENGLISH, geometry.english_x)):
        line, article = row.line(side), spread.text_of(side)
        if line is not None and article is not None:
            parts.append((x, visible_line(article.text, line.start, line.end, adjustment=row.adjustment(side))))
    words = row.hint if row.kind is RowKind.TEXT else row.french
    if row.x is not None and words is not None:
        parts.append((row.x, visible_line(row.text, words.start, words.end)))
    shown = ""
    for x, part in parts:
        assert cells(shown) <= x
        shown += " " * (x - cells(shown)) + part
    assert cells(shown) <= geometry.width
    return shown.rstrip()


def draw_lines(text: str, width: int, setting: Typesetting = PLAIN_TYPESETTING, *, english: bool = False) -> list[str]:
    """Return the lines of one paragraph as they stand in a column."""
    galley = layout_paragraph(text, Span(0, len(text)), width, setting, english=english)
    return [
        visible_line(text, start, end, adjustment=galley.adjustment(index))
        for index, (start, end) in enumerate(galley.lines)
    ]


def draw(spread: Spread) -> str:
    """Return the whole page."""
    rows = spread.rows_from(spread.first, 1_000_000)
    return "".join(draw_row(spread, row) + "\n" for _, row in rows)
