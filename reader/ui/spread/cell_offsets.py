"""Positions: the only place where characters and cells are converted.

A line is ``text[start:end]``; its cells count from 0 at its first character. Offsets are code points of ``text``. The line's
``finish`` says which of its spaces are drawn wider than one cell; every cell of a wide gap is the space's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.spread.cell_widths import is_single_width, iter_clusters
from reader.ui.spread.typesetting import UNADJUSTED

if TYPE_CHECKING:
    from reader.ui.spread.typesetting import LineAdjustment


def cell_of(text: str, start: int, end: int, offset: int, adjustment: LineAdjustment = UNADJUSTED) -> int:
    """Return the cell of the line where the character at the offset is drawn; the line's width for any offset after it.

    An offset inside a grapheme counts as the grapheme's beginning. A hyphen drawn at the line's end does not count.
    """
    offset = min(max(offset, start), end)
    cell = adjustment.cells_added_before(offset) if adjustment.widened_spaces else 0
    if is_single_width(text, start, end):
        return cell + offset - start
    for _, cluster_end, width in iter_clusters(text[start:end]):
        if start + cluster_end > offset:
            break
        cell += width
    return cell


def offset_at(
    text: str, start: int, end: int, cell: int, *, past_end: bool = False, adjustment: LineAdjustment = UNADJUSTED
) -> int:
    """Return the offset of the grapheme drawn at a cell of the line.

    Left of the line: its start. Right of it: its last character that is drawn, or the line's end with ``past_end``
    (for the end of a passage). Where nothing is drawn: the line's start.
    """
    for space, extra in adjustment.widened_spaces:
        first = cell_of(text, start, end, space)
        if cell <= first:
            break
        # The cells of this gap become one, and those right of it move left by what was added.
        cell = max(first, cell - extra)
    if is_single_width(text, start, end):
        stop = end if past_end else max(start, end - 1)
        return min(start + max(cell, 0), stop)
    last, left = start, 0
    for cluster_start, _, width in iter_clusters(text[start:end]):
        if width:
            last = start + cluster_start
            left += width
            if cell < left:
                return last
    return end if past_end else last
