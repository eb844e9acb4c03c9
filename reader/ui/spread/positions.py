"""Positions: the only place where characters and cells are converted.

A line is ``text[start:end]``; its cells count from 0 at its first character. Offsets are code points of ``text``.
"""

from __future__ import annotations

from reader.ui.spread.widths import is_plain, measured


def cell_of(text: str, start: int, end: int, offset: int) -> int:
    """Return the cell of the line where the character at the offset is drawn; the line's width for any offset after it.

    An offset inside a grapheme counts as the grapheme's beginning.
    """
    offset = min(max(offset, start), end)
    if is_plain(text, start, end):
        return offset - start
    cell = 0
    for _, cluster_end, width in measured(text[start:end]):
        if start + cluster_end > offset:
            break
        cell += width
    return cell


def offset_at(text: str, start: int, end: int, cell: int, *, past_end: bool = False) -> int:
    """Return the offset of the grapheme drawn at a cell of the line.

    Left of the line: its start. Right of it: its last character that is drawn, or the line's end with ``past_end``
    (for the end of a passage). Where nothing is drawn: the line's start.
    """
    if is_plain(text, start, end):
        stop = end if past_end else max(start, end - 1)
        return min(start + max(cell, 0), stop)
    last, left = start, 0
    for cluster_start, _, width in measured(text[start:end]):
        if width:
            last = start + cluster_start
            left += width
            if cell < left:
                return last
    return end if past_end else last
