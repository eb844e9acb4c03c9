"""The visible window of a spread. A pure state machine, painted by a widget, driven by keys.

The text never jumps: the *anchor* is the cursor's offset and its row, and only the user changes it.
A new layout (another width, the translation shown, hidden or received) puts that row back; if the
window or the edge of the text prevents it, the view is clamped and the anchor unchanged.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.spread import motions
from reader.ui.spread.columns import ColumnMode
from reader.ui.spread.cursors import Cursors
from reader.ui.spread.selection import Selection, SelectionUnit, motion_target
from reader.ui.spread.spread import RowPosition, Side, Spread

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.text.spans import Span
    from reader.ui.spread.spread import Row


@frozen_dataclass(frozen=True, slots=True)
class ViewportSnapshot:
    """The state to return to."""

    side: Side
    french_cursor: int
    """Code point of the French."""
    english_cursor: int
    """Code point of the English."""
    row: int
    selection: Selection | None
    english: Article | None = field(default=None, repr=False, compare=False)
    """The English its offsets refer to."""


class Viewport:
    """A window of ``height`` rows on a spread; the cursor is always inside it.

    ``Cursors`` holds the position in the texts, the viewport the rows that show it.
    """

    def __init__(self, spread: Spread, height: int, cursor: int = 0, row: int | None = None) -> None:
        self.spread = spread
        self.height = max(1, height)
        self.cursors = Cursors(spread, cursor)
        """Read them freely; move them only through the viewport, which scrolls along."""
        self.goal_cell: int | None = None
        """The cell that vertical motions aim for."""
        self._last_page_jump: tuple[RowPosition, int, int] | None = None
        """After a page motion: its top, the cursor, and the row aimed for (maybe without text)."""
        self.selection: Selection | None = None
        if row is None:
            self.top = spread.first if cursor == 0 else self._top_for(self.height // 3)
            self.row = self._cursor_row()
            self._scroll_to_cursor(center=False)
        else:
            self.row = row
            self.top = self._top_for(row)

    # -- the sides --------------------------------------------------------------------------------

    def switch_side(self) -> None:
        """Switch to the matching sentence of the other side, if that is shown."""
        if self.cursors.switch_side():
            self.selection = None
            self.goal_cell = None
            self._scroll_to_cursor(center=False)

    def snapshot(self) -> ViewportSnapshot:
        """Return the state to return to with ``restore``."""
        return ViewportSnapshot(
            self.cursors.side, self.cursors.french, self.cursors.english, self.row, self.selection, self.spread.english
        )

    def french_cursor_row(self) -> int:
        """Return the row of the French cursor if it is in the window, else that of the cursor."""
        if self.cursors.side is Side.ENGLISH and self.spread.shows(
            self.spread.french.paragraph_at(self.cursors.french), Side.FRENCH
        ):
            row = self.spread.distance(self.top, self.spread.position_of(self.cursors.french), 3 * self.height)
            return row if 0 <= row < self.height else self.row
        return self.row

    def _position(self) -> RowPosition:
        return self.spread.position_of(self.cursors.current, side=self.cursors.side)

    def _top_for(self, row: int) -> RowPosition:
        top = self.spread.top_for(self.cursors.current, row, self.height, side=self.cursors.side)
        if row < 0 and not self._shows_only_other_side(top):
            return self.spread.top_for(self.cursors.current, 0, self.height, side=self.cursors.side)
        return top

    def _shows_only_other_side(self, top: RowPosition) -> bool:
        """Return whether a window shows only the other side of the current paragraph.

        Only then may the cursor be above it.
        """
        current = self._position()
        return all(
            (position.block, position.part) == (current.block, current.part) and not row.line(self.cursors.side)
            for position, row in self.spread.rows_from(top, self.height)
        )

    # -- the rows -------------------------------------------------------------------------------

    def rows(self) -> list[tuple[RowPosition, Row]]:
        """Return the rows in the window, from the top; fewer at the end of the text."""
        return self.spread.rows_from(self.top, self.height)

    def next_page_rows(self) -> list[tuple[RowPosition, Row]]:
        """Return the rows that the next page would show, as ``rows``."""
        return self.spread.rows_from(self._top_after(self._page_rows), self.height)

    @property
    def _page_rows(self) -> int:
        """Rows that a page motion scrolls: two rows stay visible."""
        return max(1, self.height - 2)

    def _top_after(self, rows: int) -> RowPosition:
        return max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))

    def cursor_row(self) -> int:
        """Return the row of the window that the cursor is on."""
        return self._cursor_row()

    def cursor_cell(self) -> int:
        """Return the cell of its line that the cursor is on."""
        return motions.cell_at(self.spread, self.cursors.current, self.cursors.side)

    def at_end(self) -> bool:
        """Return whether the last row of the text is in the window."""
        return self.top >= self.spread.last_top(self.height)

    def progress(self) -> float:
        """Return the fraction read, 0 to 1: up to the cursor, or 1 once the end was shown."""
        article = self.spread.french
        if not article.text:
            return 1.0
        in_last = article.paragraph_at(self.cursors.french) == len(article.paragraphs) - 1
        if self.at_end() and (self.top > self.spread.first or in_last):
            return 1.0
        return self.cursors.french / len(article.text)

    # -- a new layout ---------------------------------------------------------------------------

    def set_layout(self, spread: Spread, height: int) -> None:
        """Use a new layout or height; the anchor stays, a selection of replaced English is dropped."""
        if (
            self.selection is not None
            and self.selection.side is Side.ENGLISH
            and spread.english is not self.spread.english
        ):
            self.selection = None
        self.spread, self.height = spread, max(1, height)
        self.goal_cell = None
        self.cursors.set_layout(spread)
        self.top = self._top_for(self.row)

    def replace_english(self, spread: Spread) -> None:
        """Use a layout with other English; the current line and a French selection stay."""
        if spread.english is not None:
            self.cursors.replace_english(spread.english)
        self.set_layout(spread, self.height)

    def restore(self, snapshot: ViewportSnapshot) -> None:
        """Restore a snapshot; as near as possible if the English was replaced meanwhile."""
        same = snapshot.english is self.spread.english
        self.cursors.restore(
            snapshot.side, snapshot.french_cursor, snapshot.english_cursor if same else self.cursors.english
        )
        selection = snapshot.selection
        self.row, self.selection = (
            snapshot.row,
            selection if same or selection is None or selection.side is Side.FRENCH else None,
        )
        self.set_layout(self.spread, self.height)

    # -- moving ---------------------------------------------------------------------------------

    def move_to(
        self, offset: int, *, side: Side = Side.FRENCH, goal_cell: int | None = None, center: bool = False
    ) -> None:
        """Move the cursor to an offset, scrolling as little as possible.

        A far jump puts it in the upper third of the window.
        """
        self.cursors.move_to(offset, side)
        self.goal_cell = goal_cell
        self._scroll_to_cursor(center=center)
        self._extend_selection()

    def move(self, motion: str, count: int = 1) -> None:
        """Move the cursor by a motion's name (``word``, ``page_back`` …), ``count`` times."""
        count = max(1, count)
        if motion in {"down", "up"}:
            step = motions.line_down if motion == "down" else motions.line_up
            offset, goal_cell = step(self.spread, self.cursors.current, self.goal_cell, count, self.cursors.side)
            self.move_to(offset, side=self.cursors.side, goal_cell=goal_cell)
            if motion == "up" and self._position() == self.spread.position_of(0, side=self.cursors.side):
                self._show_title()
        elif motion in {"page", "page_back", "half", "half_back"}:
            rows = self._page_rows if motion.startswith("page") else max(1, self.height // 2)
            self._jump_rows(rows * count * (-1 if motion.endswith("back") else 1))
        elif motion == "top":
            self.move_to(0, side=self.cursors.side)
            self._show_title()
        else:
            offset = self.cursors.current
            for _ in range(count):
                offset = motion_target(self.spread, self.cursors.side, offset, motion, self.selection)
            self.move_to(offset, side=self.cursors.side)

    def _show_title(self) -> None:
        """Show the title above the first line, if the window has room for both."""
        if self.spread.distance(self.spread.first, self._position(), self.height) < self.height:
            self.scroll_to(self.spread.first)

    def scroll(self, rows: int) -> None:
        """Scroll by rows; the cursor stays on its text until it would leave the window."""
        self.scroll_to(self.spread.move(self.top, rows))

    def scroll_window(self, rows: int) -> None:
        """Scroll by rows during a drag, which moves the cursor itself."""
        self.top = max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))

    def scroll_to(self, top: RowPosition) -> None:
        """Scroll until a position is the top row, as far as the text allows."""
        self.top = max(self.spread.first, min(top, self.spread.last_top(self.height)))
        row = self._cursor_row()
        if not 0 <= row < self.height:
            self._move_cursor_into_window(at_top=row < 0)
        self.row = self._cursor_row()

    def _jump_rows(self, rows: int) -> None:
        before = self.top
        last_jump = self._last_page_jump
        row = (
            last_jump[2]
            if last_jump is not None and last_jump[:2] == (self.top, self.cursors.current)
            else self._cursor_row()
        )
        self.top = self._top_after(rows)
        if self.top == before:
            self.move("bottom" if rows > 0 else "top")
            return
        goal_cell = self.goal_cell if self.goal_cell is not None else self.cursor_cell()
        self._move_cursor_near(self.spread.move(self.top, row), goal_cell)
        self.row = self._cursor_row()
        self._last_page_jump = self.top, self.cursors.current, row
        self._extend_selection()

    def _move_cursor_into_window(self, *, at_top: bool) -> None:
        goal_cell = self.goal_cell if self.goal_cell is not None else self.cursor_cell()
        edge = self.top if at_top else self.spread.move(self.top, self.height - 1)
        self._move_cursor_near(edge, goal_cell)
        self._extend_selection()

    def _move_cursor_near(self, position: RowPosition, goal_cell: int) -> None:
        """Move the cursor to the nearest line: in the French if the window shows no English.

        A cursor in the French stays there even if tall English fills the window, except in ENGLISH
        mode.
        """
        english_only, side = self.spread.columns.mode is ColumnMode.ENGLISH, self.cursors.side
        if (
            (english_only or side is Side.ENGLISH)
            and not self._shows_text_of(side)
            and (not english_only or self._shows_text_of(side.other))
        ):
            side = side.other
        self.cursors.move_to(
            motions.nearest_offset(self.spread, position, goal_cell, self.top, self.height, side=side), side
        )
        self.goal_cell = goal_cell

    def _shows_text_of(self, side: Side) -> bool:
        return any(row.line(side) for _, row in self.rows())

    def _cursor_row(self) -> int:
        return self.spread.distance(self.top, self._position(), 3 * self.height)

    def _scroll_to_cursor(self, *, center: bool) -> None:
        row = self._cursor_row()
        if not 0 <= row < self.height:
            far = center or not -self.height <= row < 2 * self.height
            target = self.height // 3 if far else (0 if row < 0 else self.height - 1)
            self.top = self._top_for(target)
        self.row = self._cursor_row()

    # -- selecting ------------------------------------------------------------------------------

    def start_selection(self, unit: SelectionUnit) -> None:
        """Start a selection at the cursor."""
        self.selection = Selection(self.cursors.side, self.cursors.current, self.cursors.current, unit)

    def select_range(self, side: Side, anchor: int, head: int, unit: SelectionUnit) -> None:
        """Select from one offset to another, for the mouse."""
        self.selection = Selection(side, anchor, head, unit)
        self.cursors.move_to(head, side)
        self.goal_cell = None
        self.row = self._cursor_row()

    def swap_selection_ends(self) -> None:
        """Move the cursor to the other end of the selection."""
        if self.selection is not None:
            selection = self.selection
            self.selection = Selection(selection.side, selection.head, selection.anchor, selection.unit)
            self.cursors.move_to(selection.anchor, selection.side)
            self._scroll_to_cursor(center=False)

    def clear_selection(self) -> None:
        """Clear the selection."""
        self.selection = None

    def selection_span(self) -> Span | None:
        """Return the selected span of its side's text, never empty; None without a selection."""
        text = self.spread.text_of(self.selection.side) if self.selection is not None else None
        return self.selection.span_in(text) if self.selection is not None and text is not None else None

    def _extend_selection(self) -> None:
        if self.selection is not None and self.selection.side is self.cursors.side:
            self.selection = Selection(
                self.cursors.side, self.selection.anchor, self.cursors.current, self.selection.unit
            )
