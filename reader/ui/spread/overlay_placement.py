"""Where dialogs go: the text they belong to stays visible, and no sliver of a line is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.spread.columns import ColumnMode

if TYPE_CHECKING:
    from reader.ui.spread.columns import Columns

INSET = 3
"""Cells from a dialog's edge to its text."""
HEADING_ROWS = 3
"""Rows of a dialog's heading."""
MIN_EDITOR_ROWS = 9
"""Minimum rows of the translation editor, if the window has them."""
MAX_LIST_WIDTH = 130
"""Maximum cells of a list: two columns of the usual measure."""
MIN_VISIBLE_REST = 16
"""Fewer visible cells than this of a covered line are useless: they are covered too."""
TEXT_MARGIN = 3
"""Cells between the text and what is beside it."""
LOW_WINDOW = 20
"""In a window with fewer rows, a list takes the whole window."""
TALL_WINDOW = 30
"""From this number of rows on, a list is centered vertically."""


@frozen_dataclass(frozen=True, slots=True)
class Placement:
    """The position and size of a dialog, in cells and rows."""

    x: int
    y: int
    width: int
    height: int


@frozen_dataclass(frozen=True, slots=True)
class TextEdges:
    """The edges of the text in the window, in cells from the left; dialogs align with them."""

    page: int = 0
    """The first cell of the page, right of the sidebar."""
    text: int = 0
    """The first cell of the text."""
    column: int = 0
    """The first cell right of the French, or of the English if it is alone."""
    right: int = 0
    """The first cell right of all text, plus a margin."""

    @classmethod
    def from_columns(cls, columns: Columns | None, left: int, right: int) -> TextEdges:
        """Return the edges of a page between two cells of the window; None: no article is shown."""
        if columns is None:
            return cls(left, left, right, right)
        column = columns.french_x + columns.french_width
        end = columns.english_x + columns.english_width if columns.mode is ColumnMode.FACING else column
        return cls(left, left + columns.french_x, left + column, left + end + TEXT_MARGIN)


def place_list(
    width: int, height: int, edges: TextEdges, min_width: int, *, shaded: bool = True, lower_half: bool = False
) -> Placement:
    """Place a list over the text, with their first characters in the same cell.

    It is as wide as the text, but at least ``min_width`` cells if the page has them. The page is
    visible above and below it; at its sides either nothing of a line is left, or enough to read. It
    takes all rows in a low window, or if it has no background of its own (not ``shaded``): lines of
    the page would look like rows of the list. ``lower_half`` leaves the page above visible, to
    preview a choice.
    """
    x = max(0, edges.text - INSET)
    dialog_width = edges.right - x
    if dialog_width >= MAX_LIST_WIDTH + MIN_VISIBLE_REST:
        dialog_width = MAX_LIST_WIDTH
    dialog_width = max(1, min(max(dialog_width, min_width), width - x))
    if dialog_width < min_width <= width - edges.page:  # the list begins left of the text
        x, dialog_width = width - min_width, min_width
    if lower_half and height >= LOW_WINDOW:
        dialog_height = max(LOW_WINDOW // 2 + 2, height // 2)
        return Placement(x, height - 1 - dialog_height, dialog_width, dialog_height)
    if height < LOW_WINDOW or not shaded:
        return Placement(x, 0, dialog_width, max(1, height))
    dialog_height = min(40, height - 2 * HEADING_ROWS) if height >= TALL_WINDOW else height - HEADING_ROWS - 1
    return Placement(x, max(HEADING_ROWS, (height - dialog_height) // 2), dialog_width, dialog_height)


def place_note_editor(width: int, height: int, rows: tuple[int, int] | None, edges: TextEdges) -> Placement:
    """Place the note editor in a window of ``width`` by ``height``.

    ``rows`` are the first and last row of the selection, None when it is not visible. The editor
    goes beside the selection if 34 cells are free there, else below it, else above it, else at the
    bottom. Then it is as wide as the French, so that facing English stays visible.
    """
    dialog_height = max(3, min(12, height - 2))
    room = width - edges.right - 2
    if rows is not None and room >= 34:
        y = max(0, min(rows[0], height - dialog_height - 1))
        return Placement(edges.right, y, min(56, room), dialog_height)
    x = max(0, min(edges.text - INSET, width - 1))
    dialog_width = max(1, min(edges.column + 2, width) - x)
    if rows is None:
        return Placement(x, max(0, height - dialog_height - 1), dialog_width, dialog_height)
    below = height - 1 - (rows[1] + 1)
    if below >= 6:
        return Placement(x, rows[1] + 1, dialog_width, min(dialog_height, below))
    if rows[0] >= 6:
        height_above = min(dialog_height, rows[0])
        return Placement(x, rows[0] - height_above, dialog_width, height_above)
    return Placement(x, max(0, height - dialog_height - 1), dialog_width, dialog_height)


def place_translation_editor(
    width: int, height: int, rows: tuple[int, int] | None, edges: TextEdges, *, column: tuple[int, int] | None
) -> Placement:
    """Place the translation editor so that the French stays visible.

    ``column`` is the first cell and the width of a facing English column: the editor then covers
    it, its text aligned with that of the paragraph. Otherwise it is placed like a note, but covers
    at most the lower half of a window the French fills. ``rows`` and ``edges`` are as for a note.
    """
    if column is not None and rows is not None:
        dialog_height = max(3, min(max(MIN_EDITOR_ROWS, rows[1] - rows[0] + 1 + HEADING_ROWS + 2), height - 1))
        x = max(0, min(column[0] - INSET, width - 1))
        y = max(0, min(rows[0] - HEADING_ROWS, height - 1 - dialog_height))
        return Placement(x, y, max(1, min(column[1] + 2 * INSET, width - x)), dialog_height)
    place = place_note_editor(width, height, rows, edges)
    covers = rows is not None and place.y <= rows[1] and rows[0] < place.y + place.height and place.x < edges.right
    if rows is None or covers:
        dialog_height = min(place.height, max(5, height // 2), max(1, height - 1))
        return Placement(place.x, max(0, height - 1 - dialog_height), place.width, dialog_height)
    return place
