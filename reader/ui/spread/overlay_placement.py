"""Placing: where a sheet goes so that the passage it speaks of stays in sight, and no line of the page is left in splinters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.spread.columns import ColumnMode

if TYPE_CHECKING:
    from reader.ui.spread.columns import Columns

INSET = 3
"""Cells from a sheet's edge to its words."""
HEADING_ROWS = 3
"""Rows of a sheet's heading."""
MIN_EDITOR_ROWS = 9
"""Rows of the sheet in which English is written, where the window has them."""
MAX_LIST_WIDTH = 130
"""Cells of the widest list, which covers two columns of the usual measure: longer rows are hard to follow."""
MIN_VISIBLE_REST = 16
"""Of a line that a sheet covers nearly whole, fewer cells than this say nothing: they are covered too."""
TEXT_MARGIN = 3
"""Cells between the text and what lies beside it."""
LOW_WINDOW = 20
"""Under so many rows a list takes the whole window."""
TALL_WINDOW = 30
"""From so many rows on as much of the page is seen under a list as over it."""


@frozen_dataclass(frozen=True, slots=True)
class Placement:
    """A sheet's place on the screen, in cells and rows."""

    x: int
    y: int
    width: int
    height: int


@frozen_dataclass(frozen=True, slots=True)
class TextEdges:
    """Where the text stands in the window: sheets line up with it. All are cells from the left."""

    page: int = 0
    """The first cell of the page, right of the articles."""
    text: int = 0
    """The first cell of the text."""
    column: int = 0
    """The first cell right of the French, or of the English where it stands alone."""
    right: int = 0
    """The first cell right of all text, with a little air."""

    @classmethod
    def from_columns(cls, shape: Columns | None, left: int, right: int) -> TextEdges:
        """Return where the text of a page of that shape stands, which lies between two cells of the window; None: it shows none."""
        if shape is None:
            return cls(left, left, right, right)
        column = shape.french_x + shape.french_width
        end = shape.english_x + shape.english_width if shape.mode is ColumnMode.FACING else column
        return cls(left, left + shape.french_x, left + column, left + end + TEXT_MARGIN)


def place_list(
    width: int, height: int, edges: TextEdges, min_width: int, *, shaded: bool = True, lower_half: bool = False
) -> Placement:
    """Place a list in a window of ``width`` by ``height``: over the text, with the words of both beginning in one cell.

    It is as wide as the text, but at least ``least`` cells where the page has them.

    The page is seen above and under it; at its sides either nothing of a line is left, or enough to be read. In a low
    window the list takes all rows, and where its paper is not ``shaded``: else lines of the page would seem to be its own.
    A ``low`` one lies over the lower half only, so that what is chosen in it is seen on the page.
    """
    x = max(0, edges.text - INSET)
    wide = edges.right - x
    if wide >= MAX_LIST_WIDTH + MIN_VISIBLE_REST:
        wide = MAX_LIST_WIDTH
    wide = max(1, min(max(wide, min_width), width - x))
    if wide < min_width <= width - edges.page:  # then it begins before the text does
        x, wide = width - min_width, min_width
    if lower_half and height >= LOW_WINDOW:
        tall = max(LOW_WINDOW // 2 + 2, height // 2)
        return Placement(x, height - 1 - tall, wide, tall)
    if height < LOW_WINDOW or not shaded:
        return Placement(x, 0, wide, max(1, height))
    tall = min(40, height - 2 * HEADING_ROWS) if height >= TALL_WINDOW else height - HEADING_ROWS - 1
    return Placement(x, max(HEADING_ROWS, (height - tall) // 2), wide, tall)


def place_note_editor(width: int, height: int, rows: tuple[int, int] | None, edges: TextEdges) -> Placement:
    """Place the sheet of a note in a window of ``width`` by ``height``.

    ``rows`` are the first and last row of the passage, None when it is not in sight. The sheet goes beside the passage where 34
    cells are free there, else under it, else above it, else to the bottom: then it is as wide as the French, so that the
    English that faces it stays whole.
    """
    tall = max(3, min(12, height - 2))
    room = width - edges.right - 2
    if rows is not None and room >= 34:
        y = max(0, min(rows[0], height - tall - 1))
        return Placement(edges.right, y, min(56, room), tall)
    x = max(0, min(edges.text - INSET, width - 1))
    wide = max(1, min(edges.column + 2, width) - x)
    if rows is None:
        return Placement(x, max(0, height - tall - 1), wide, tall)
    below = height - 1 - (rows[1] + 1)
    if below >= 6:
        return Placement(x, rows[1] + 1, wide, min(tall, below))
    if rows[0] >= 6:
        high = min(tall, rows[0])
        return Placement(x, rows[0] - high, wide, high)
    return Placement(x, max(0, height - tall - 1), wide, tall)


def place_translation_editor(
    width: int, height: int, rows: tuple[int, int] | None, edges: TextEdges, *, column: tuple[int, int] | None
) -> Placement:
    """Place the sheet in which the English of a paragraph is written, so that the French stays in sight.

    ``cell`` is the first cell and the width of the English column, where it faces the French: then the sheet lies over it,
    and its words where those of the paragraph stand. Elsewhere it goes as a note does, but never over more
    than the lower half of a window in which the French leaves no room. ``rows`` and ``edges`` are as for a note.
    """
    if column is not None and rows is not None:
        tall = max(3, min(max(MIN_EDITOR_ROWS, rows[1] - rows[0] + 1 + HEADING_ROWS + 2), height - 1))
        x = max(0, min(column[0] - INSET, width - 1))
        y = max(0, min(rows[0] - HEADING_ROWS, height - 1 - tall))
        return Placement(x, y, max(1, min(column[1] + 2 * INSET, width - x)), tall)
    place = place_note_editor(width, height, rows, edges)
    covers = rows is not None and place.y <= rows[1] and rows[0] < place.y + place.height and place.x < edges.right
    if rows is None or covers:
        tall = min(place.height, max(5, height // 2), max(1, height - 1))
        return Placement(place.x, max(0, height - 1 - tall), place.width, tall)
    return place
