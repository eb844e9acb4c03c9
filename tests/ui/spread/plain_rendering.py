"""Renders a layout as plain text, for snapshots that are readable in a diff."""

from __future__ import annotations

from reader.text.spans import Span
from reader.ui.spread.blocks import layout_paragraph
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.line_breaking import visible_line
from reader.ui.spread.spread import Row, RowKind, Side, Spread
from reader.ui.spread.typesetting import PLAIN_TYPESETTING, Typesetting


def draw_row(spread: Spread, row: Row) -> str:
    """Return one row as on the page, without trailing spaces."""
    columns = spread.columns
    parts: list[tuple[int, str]] = []
    for side, x in ((Side.FRENCH, columns.french_x), (Side.ENGLISH, columns.english_x)):
        line, article = row.line(side), spread.text_of(side)
        if line is not None and article is not None:
            parts.append((x, visible_line(article.text, line.start, line.end, adjustment=row.adjustment(side))))
    span = row.hint if row.kind is RowKind.TEXT else row.french
    if row.x is not None and span is not None:
        parts.append((row.x, visible_line(row.text, span.start, span.end)))
    shown = ""
    for x, part in parts:
        assert cells(shown) <= x
        shown += " " * (x - cells(shown)) + part
    assert cells(shown) <= columns.width
    return shown.rstrip()


def draw_lines(
    text: str, width: int, typesetting: Typesetting = PLAIN_TYPESETTING, *, english: bool = False
) -> list[str]:
    """Return the lines of one paragraph as in a column."""
    layout = layout_paragraph(text, Span(0, len(text)), width, typesetting, english=english)
    return [
        visible_line(text, start, end, adjustment=layout.adjustment(index))
        for index, (start, end) in enumerate(layout.lines)
    ]


def draw(spread: Spread) -> str:
    """Return the whole page."""
    rows = spread.rows_from(spread.first, 1_000_000)
    return "".join(draw_row(spread, row) + "\n" for _, row in rows)
