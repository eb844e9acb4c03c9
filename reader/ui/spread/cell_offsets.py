"""Convert between characters and cells; the only module that does.

A line is ``text[start:end]``; its cells count from 0 at its first character. Offsets are code
points of ``text``. The line's ``adjustment`` says which spaces are wider than one cell; every cell
of a widened space belongs to that space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.spread.cell_widths import is_single_width, iter_clusters
from reader.ui.spread.typesetting import UNADJUSTED

if TYPE_CHECKING:
    from reader.ui.spread.typesetting import LineAdjustment


def cell_of(text: str, start: int, end: int, offset: int, adjustment: LineAdjustment = UNADJUSTED) -> int:
    """Return the cell where the character at an offset is drawn; the line's width past its end.

    An offset inside a grapheme counts as the start of the grapheme. A hyphen drawn at the end of
    the line does not count.
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

    Left of the line: its start. Right of it: its last visible character, or the line's end with
    ``past_end`` (for the end of a selection). If nothing is drawn: the line's start.
    """
    for space, extra in adjustment.widened_spaces:
        first = cell_of(text, start, end, space)
        if cell <= first:
            break
        # Undo the widening of this space: the cells after it move left by the cells added.
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
