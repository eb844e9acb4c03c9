"""The Page: where the reader is on a spread. A pure state machine that a widget paints and keys drive.

The promise kept here is that the text never jumps: the *anchor* is (the caret's offset, the row it stands on), and only the reader
changes it. A new layout (another width, the English shown or hidden, English that arrived) puts the caret's row back where it
was; where the window or the edge of the text does not allow that, the picture is clamped and the anchor is kept.
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
    """Where the reader stands, to go back to."""

    side: Side
    french_cursor: int
    """Code point of the French."""
    english_cursor: int
    """Code point of the English."""
    row: int
    selection: Selection | None
    english: Article | None = field(default=None, repr=False, compare=False)
    """The English in which its offsets are."""


class Viewport:
    """A window of ``height`` rows on a spread, with a caret that is always inside it.

    Where the reader is in the texts, on which of the two sides, is kept by ``Sides``; which rows show it, by the Page.
    """

    def __init__(self, spread: Spread, height: int, caret: int = 0, row: int | None = None) -> None:
        self.spread = spread
        self.height = max(1, height)
        self.cursors = Cursors(spread, caret)
        """Where the reader is in the texts; only the Page moves it, for the window goes along."""
        self.goal_cell: int | None = None
        """The cell that moving up and down aims for."""
        self._last_page_jump: tuple[RowPosition, int, int] | None = None
        """After a page: its top, the caret, and the row that was aimed for, which may have had no words."""
        self.selection: Selection | None = None
        if row is None:
            self.top = spread.first if caret == 0 else self._top_for(self.height // 3)
            self.row = self._cursor_row()
            self._scroll_to_cursor(center=False)
        else:
            self.row = row
            self.top = self._top_for(row)

    # -- the sides --------------------------------------------------------------------------------

    @property
    def side(self) -> Side:
        """The side the reader is on: it is always shown at its caret."""
        return self.cursors.side

    @property
    def french_cursor(self) -> int:
        """The caret of the French, whichever side the reader is on: the start of a grapheme."""
        return self.cursors.french

    @property
    def english_cursor(self) -> int:
        """The caret of the English; of use while the reader is on that side."""
        return self.cursors.english

    @property
    def cursor(self) -> int:
        """The caret of the side the reader is on, a code point of that side's text."""
        return self.cursors.current

    @property
    def text(self) -> Article:
        """The text of the side the reader is on."""
        return self.cursors.text

    def sentence(self) -> Span:
        """Return the sentence being read, a span of the text of ``side``."""
        return self.cursors.sentence()

    def counterpart(self) -> Span:
        """Return what answers the sentence being read, a span of the other side; empty where it is doubtful or not shown."""
        return self.cursors.counterpart()

    def shows(self, side: Side) -> bool:
        """Tell whether a side is shown in the paragraph where the caret is."""
        return self.cursors.shows(side)

    def switch_side(self) -> None:
        """Go to the other side, to where one was in the sentence that answers. Nothing happens where that is not shown."""
        if self.cursors.switch_side():
            self.selection = None
            self.goal_cell = None
            self._scroll_to_cursor(center=False)

    def snapshot(self) -> ViewportSnapshot:
        """Return where the reader stands."""
        return ViewportSnapshot(
            self.side, self.french_cursor, self.english_cursor, self.row, self.selection, self.spread.english
        )

    def french_cursor_row(self) -> int:
        """Return the row of the French caret, where it is in the window; else that of the caret."""
        if self.side is Side.ENGLISH and self.spread.shows(
            self.spread.french.paragraph_at(self.french_cursor), Side.FRENCH
        ):
            row = self.spread.distance(self.top, self.spread.position_of(self.french_cursor), 3 * self.height)
            return row if 0 <= row < self.height else self.row
        return self.row

    def _position(self) -> RowPosition:
        return self.spread.position_of(self.cursor, side=self.side)

    def _top_for(self, row: int) -> RowPosition:
        top = self.spread.top_for(self.cursor, row, self.height, side=self.side)
        if row < 0 and not self._shows_only_other_side(top):
            return self.spread.top_for(self.cursor, 0, self.height, side=self.side)
        return top

    def _shows_only_other_side(self, top: RowPosition) -> bool:
        """Tell whether a window shows nothing but the other side of what is being read: only then is the caret above it."""
        here = self._position()
        return all(
            (spot.block, spot.part) == (here.block, here.part) and not row.line(self.side)
            for spot, row in self.spread.rows_from(top, self.height)
        )

    # -- the picture ----------------------------------------------------------------------------

    def rows(self) -> list[tuple[RowPosition, Row]]:
        """Return the rows in the window, from the top; fewer where the text ends."""
        return self.spread.rows_from(self.top, self.height)

    def next_page_rows(self) -> list[tuple[RowPosition, Row]]:
        """Return the rows that will be in the window after a page, as ``rows``."""
        return self.spread.rows_from(self._top_after(self._page_rows), self.height)

    @property
    def _page_rows(self) -> int:
        """How far a page goes: two rows are seen twice."""
        return max(1, self.height - 2)

    def _top_after(self, rows: int) -> RowPosition:
        return max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))

    def cursor_row(self) -> int:
        """Return the row of the window that the caret is on."""
        return self._cursor_row()

    def cursor_cell(self) -> int:
        """Return the cell of its line that the caret is on."""
        return motions.cell_at(self.spread, self.cursor, self.side)

    def at_end(self) -> bool:
        """Tell whether the last row of the text is in the window."""
        return self.top >= self.spread.last_top(self.height)

    def progress(self) -> float:
        """Return how much was read, 0 to 1: up to the caret, or all of it once the end has been reached."""
        article = self.spread.french
        if not article.text:
            return 1.0
        in_last = article.paragraph_at(self.french_cursor) == len(article.paragraphs) - 1
        if self.at_end() and (self.top > self.spread.first or in_last):
            return 1.0
        return self.french_cursor / len(article.text)

    # -- a new layout ---------------------------------------------------------------------------

    def set_layout(self, spread: Spread, height: int) -> None:
        """Take a new layout or another height, the anchor staying where it is; a passage of other English is let go."""
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
        """Take a layout with other English; the line being read stays, on both sides, and so does a passage of the French."""
        if spread.english is not None:
            self.cursors.replace_english(spread.english)
        self.set_layout(spread, self.height)

    def restore(self, stand: ViewportSnapshot) -> None:
        """Go back to where the reader stood; in the English as near as can be, if it is another by now."""
        same = stand.english is self.spread.english
        self.cursors.restore(stand.side, stand.french_cursor, stand.english_cursor if same else self.english_cursor)
        passage = stand.selection
        self.row, self.selection = (
            stand.row,
            passage if same or passage is None or passage.side is Side.FRENCH else None,
        )
        self.set_layout(self.spread, self.height)

    # -- moving ---------------------------------------------------------------------------------

    def move_to(
        self, offset: int, *, side: Side = Side.FRENCH, goal_cell: int | None = None, center: bool = False
    ) -> None:
        """Put the caret on an offset of a side, scrolling as little as possible (or to the upper third, for a far jump)."""
        self.cursors.move_to(offset, side)
        self.goal_cell = goal_cell
        self._scroll_to_cursor(center=center)
        self._extend_selection()

    def move(self, motion: str, count: int = 1) -> None:
        """Move the caret by a motion's name (``word``, ``line_down``, ``page_back`` …), ``count`` times."""
        count = max(1, count)
        if motion in {"down", "up"}:
            step = motions.line_down if motion == "down" else motions.line_up
            offset, goal = step(self.spread, self.cursor, self.goal_cell, count, self.side)
            self.move_to(offset, side=self.side, goal_cell=goal)
            if motion == "up" and self._position() == self.spread.position_of(0, side=self.side):
                self._show_title()
        elif motion in {"page", "page_back", "half", "half_back"}:
            rows = self._page_rows if motion.startswith("page") else max(1, self.height // 2)
            self._jump_rows(rows * count * (-1 if motion.endswith("back") else 1))
        elif motion == "top":
            self.move_to(0, side=self.side)
            self._show_title()
        else:
            offset = self.cursor
            for _ in range(count):
                offset = motion_target(self.spread, self.side, offset, motion, self.selection)
            self.move_to(offset, side=self.side)

    def _show_title(self) -> None:
        """Show the title above the first line, where the window has room for both."""
        if self.spread.distance(self.spread.first, self._position(), self.height) < self.height:
            self.scroll_to(self.spread.first)

    def scroll(self, rows: int) -> None:
        """Scroll by rows; the caret stays on its words until it would leave the window."""
        self.scroll_to(self.spread.move(self.top, rows))

    def scroll_window(self, rows: int) -> None:
        """Scroll by rows while a drag holds the caret: the caret is left to the drag."""
        self.top = max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))

    def scroll_to(self, top: RowPosition) -> None:
        """Scroll until that spot is the top row, as far as the text allows."""
        self.top = max(self.spread.first, min(top, self.spread.last_top(self.height)))
        row = self._cursor_row()
        if not 0 <= row < self.height:
            self._move_cursor_into_window(at_top=row < 0)
        self.row = self._cursor_row()

    def _jump_rows(self, rows: int) -> None:
        before = self.top
        leapt = self._last_page_jump
        row = leapt[2] if leapt is not None and leapt[:2] == (self.top, self.cursor) else self._cursor_row()
        self.top = self._top_after(rows)
        if self.top == before:
            self.move("bottom" if rows > 0 else "top")
            return
        goal = self.goal_cell if self.goal_cell is not None else self.cursor_cell()
        self._move_cursor_near(self.spread.move(self.top, row), goal)
        self.row = self._cursor_row()
        self._last_page_jump = self.top, self.cursor, row
        self._extend_selection()

    def _move_cursor_into_window(self, *, at_top: bool) -> None:
        goal = self.goal_cell if self.goal_cell is not None else self.cursor_cell()
        edge = self.top if at_top else self.spread.move(self.top, self.height - 1)
        self._move_cursor_near(edge, goal)
        self._extend_selection()

    def _move_cursor_near(self, spot: RowPosition, goal: int) -> None:
        """Put the caret on the line nearest to a spot of the window: in the French where that shows no English.

        One who reads the French stays in it, even where English taller than the window fills it, unless the page is one of English.
        """
        alone, side = self.spread.columns.mode is ColumnMode.ENGLISH, self.side
        if (
            (alone or side is Side.ENGLISH)
            and not self._shows_text_of(side)
            and (not alone or self._shows_text_of(side.other))
        ):
            side = side.other
        self.cursors.move_to(motions.nearest_offset(self.spread, spot, goal, self.top, self.height, side=side), side)
        self.goal_cell = goal

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
        """Begin a passage at the caret."""
        self.selection = Selection(self.side, self.cursor, self.cursor, unit)

    def select_range(self, side: Side, anchor: int, head: int, unit: SelectionUnit) -> None:
        """Take a passage from one offset to another, as the mouse draws it."""
        self.selection = Selection(side, anchor, head, unit)
        self.cursors.move_to(head, side)
        self.goal_cell = None
        self.row = self._cursor_row()

    def swap_selection_ends(self) -> None:
        """Go to the passage's other end."""
        if self.selection is not None:
            passage = self.selection
            self.selection = Selection(passage.side, passage.head, passage.anchor, passage.unit)
            self.cursors.move_to(passage.anchor, passage.side)
            self._scroll_to_cursor(center=False)

    def clear_selection(self) -> None:
        """Select nothing."""
        self.selection = None

    def selection_span(self) -> Span | None:
        """Return the passage as a span of its side's text, whole units, never empty; None when nothing is selected."""
        text = self.spread.text_of(self.selection.side) if self.selection is not None else None
        return self.selection.span_in(text) if self.selection is not None and text is not None else None

    def _extend_selection(self) -> None:
        if self.selection is not None and self.selection.side is self.side:
            self.selection = Selection(self.side, self.selection.anchor, self.cursor, self.selection.unit)
