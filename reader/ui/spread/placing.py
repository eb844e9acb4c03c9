"""Placing: where a sheet goes so that the passage it speaks of stays in sight."""

from __future__ import annotations

from reader.values import valueclass

INSET = 3
"""Cells from a sheet's edge to its words."""
HEAD = 3
"""Rows of a sheet's heading."""
LEAST_TALL = 9
"""Rows of the sheet in which English is written, where the window has them."""


@valueclass(frozen=True, slots=True)
class Placing:
    """A sheet's place on the screen, in cells and rows."""

    x: int
    y: int
    width: int
    height: int


def place_sheet(width: int, height: int, rows: tuple[int, int] | None, text: int, beside: int) -> Placing:
    """Place a sheet in a window of ``width`` by ``height``.

    ``rows`` are the first and last row of the passage, None when it is not in sight; ``text`` is the first cell of the text, with
    which the words of the sheet line up; ``beside`` is the first cell right of the text. The sheet goes beside the passage where 34 cells are free there, else under it, else above it, else to the bottom.
    """
    tall = max(3, min(12, height - 2))
    room = width - beside - 2
    if rows is not None and room >= 34:
        y = max(0, min(rows[0], height - tall - 1))
        return Placing(beside, y, min(56, room), tall)
    wide = max(1, min(width, 74))
    x = max(0, min(text - INSET, width - wide))
    if rows is None:
        return Placing(x, max(0, height - tall - 1), wide, tall)
    below = height - 1 - (rows[1] + 1)
    if below >= 6:
        return Placing(x, rows[1] + 1, wide, min(tall, below))
    if rows[0] >= 6:
        high = min(tall, rows[0])
        return Placing(x, rows[0] - high, wide, high)
    return Placing(x, max(0, height - tall - 1), wide, tall)


def place_writing(
    width: int, height: int, rows: tuple[int, int] | None, text: int, beside: int, *, cell: tuple[int, int] | None
) -> Placing:
    """Place the sheet in which the English of a paragraph is written, so that the French stays in sight.

    ``cell`` is the first cell and the width of the English column, where it faces the French: then the sheet lies over it,
    and its words where those of the paragraph stand. Elsewhere it goes as a note does, but never over more
    than the lower half of a window in which the French leaves no room. ``rows``, ``text``, ``beside`` are as for a note.
    """
    if cell is not None and rows is not None:
        tall = max(3, min(max(LEAST_TALL, rows[1] - rows[0] + 1 + HEAD + 2), height - 1))
        x = max(0, min(cell[0] - INSET, width - 1))
        y = max(0, min(rows[0] - HEAD, height - 1 - tall))
        return Placing(x, y, max(1, min(cell[1] + 2 * INSET, width - x)), tall)
    place = place_sheet(width, height, rows, text, beside)
    covers = rows is not None and place.y <= rows[1] and rows[0] < place.y + place.height and place.x < beside
    if rows is None or covers:
        tall = min(place.height, max(5, height // 2), max(1, height - 1))
        return Placing(place.x, max(0, height - 1 - tall), place.width, tall)
    return place
