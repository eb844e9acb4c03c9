"""Find the text at a cell of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.spread import cell_offsets
from reader.ui.spread.spread import RowKind, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.ui.spread.spread import Row, RowPosition, Spread


def hit_test(
    spread: Spread, rows: Sequence[tuple[RowPosition, Row]], x: int, y: int, side: Side | None = None
) -> tuple[Side, int] | None:
    """Return the side and offset at a cell of a window showing ``rows``; None without text.

    Beside the text it is the nearest letter. ``side`` restricts the result to one side, for a drag.
    """
    y = max(0, min(y, len(rows) - 1))
    row = next((rows[index][1] for index in _nearest_first(y, len(rows)) if _shows_text(rows[index][1], side)), None)
    if row is None:
        return None
    columns = spread.columns
    if side is None:
        english = row.english is not None and (row.french is None or x >= columns.english_x - 2)
        side = Side.ENGLISH if english else Side.FRENCH
    line, text = row.line(side), spread.text_of(side)
    if line is None or text is None:
        return None
    left = columns.english_x if side is Side.ENGLISH else columns.french_x
    return side, cell_offsets.offset_at(
        text.text, line.start, line.end, max(0, x - left), adjustment=row.adjustment(side)
    )


def _shows_text(row: Row, side: Side | None) -> bool:
    """Return whether a row has text of a side (of any side, for None)."""
    if row.kind is not RowKind.TEXT:
        return False
    if side is None:
        return row.french is not None or row.english is not None
    return row.line(side) is not None


def _nearest_first(y: int, count: int) -> list[int]:
    return sorted(range(count), key=lambda index: abs(index - y))
