"""A list on Textual's line API whose speed does not depend on its length.

An item may take several rows. Only visible items are laid out, so the scroll position is an (item,
row) pair rather than a row number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.ui.widgets.styles import RenderStyle, safe_segment, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.segment import Segment
    from textual import events

Item = TypeVar("Item")


class RowList(Widget, Generic[Item], can_focus=True):
    """A list of items, one of them current."""

    BLANK: ClassVar[bool] = False

    @dataclass
    class Opened(Message):
        """An item was chosen."""

        row_list: RowList[Any]
        index: int

        @property
        def control(self) -> RowList[Any]:
            """The sending list."""
            return self.row_list

    def __init__(self, *, id: str | None = None, empty_message: str = "") -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._items: Sequence[Item] = ()
        self._current = 0
        self._top = (0, 0)
        self._render_style = RenderStyle()
        self._empty_message = empty_message
        self._width = 0
        self._laid_out_size = self.size
        self._cache: dict[tuple[int, bool], list[Strip]] = {}

    # -- setters -----------------------------------------------------------------------------------

    @property
    def items(self) -> Sequence[Item]:
        """The items."""
        return self._items

    @property
    def current(self) -> int:
        """The index of the current item; 0 if there is none."""
        return self._current

    @property
    def current_item(self) -> Item | None:
        """The current item; None if none can be chosen."""
        item = self._items[self._current] if self._items else None
        return item if item is not None and self.is_selectable(item) else None

    def set_items(self, items: Sequence[Item], current: int = 0) -> None:
        """Set the items, and the index of the current one."""
        self._items = items
        self._cache.clear()
        self._current = self._nearest_selectable(current, 1)
        self._top = (0, 0)
        self._scroll_to_current()
        self.refresh()

    def update_items(self, items: Sequence[Item]) -> None:
        """Replace the items by as many with new content, keeping the scroll position."""
        self._items = items
        self.refresh_rows()

    def rows_needed(self, width: int, most: int) -> int:
        """Return the rows that all items take at so many cells, at most ``most``."""
        rows = 0
        for index, item in enumerate(self._items):
            rows += len(self.rows_of(item, width, current=index == self._current))
            if rows >= most:
                return most
        return rows

    def set_empty_message(self, message: str) -> None:
        """Set the text shown for an empty list."""
        self._empty_message = message
        self.refresh()

    def set_render_style(self, render_style: RenderStyle) -> None:
        """Set colors and cues."""
        self._render_style = render_style
        self._cache.clear()
        self.refresh()

    def refresh_rows(self) -> None:
        """Render every row again, because the content of items changed."""
        self._cache.clear()
        self.refresh()

    # -- for subclasses ----------------------------------------------------------------------------

    def rows_of(self, item: Item, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of an item, each a list of segments of at most ``width`` cells."""
        raise NotImplementedError

    def is_selectable(self, item: Item) -> bool:
        """Whether an item can be current; headings cannot."""
        del item
        return True

    @property
    def render_style(self) -> RenderStyle:
        """Colors and cues."""
        return self._render_style

    @property
    def background(self) -> str:
        """The background color."""
        return self._render_style.roles.panel

    def opens_on_click(self) -> bool:
        """Whether a single click opens an item."""
        return True

    # -- motions -----------------------------------------------------------------------------------

    def move(self, step: int) -> None:
        """Move by ``step`` items, skipping headings."""
        self.move_to(self._nearest_selectable(self._current + step, step))

    def move_page(self, direction: int) -> None:
        """Move by one page."""
        index, used = self._current, 0
        while 0 <= index + direction < len(self._items) and used < max(1, self.size.height - 2):
            index += direction
            used += len(self._item_strips(index))
        self.move_to(self._nearest_selectable(index, direction))

    def move_to(self, index: int) -> None:
        """Make an item current, or the first one after it if it is a heading."""
        index = self._nearest_selectable(index, 1)
        if index != self._current and self._items:
            self._current = index
            self._scroll_to_current()
            self.refresh()

    def open(self) -> None:
        """Choose the current item."""
        if self.current_item is not None:
            self.post_message(self.Opened(self, self._current))

    def _nearest_selectable(self, index: int, way: int) -> int:
        """Return the nearest selectable index in a direction from ``index``, else before it."""
        if not self._items:
            return 0
        index = max(0, min(index, len(self._items) - 1))
        onward = range(index, len(self._items))
        back = range(index, -1, -1)
        for found in (onward, back) if way > 0 else (back, onward):
            for at in found:
                if self.is_selectable(self._items[at]):
                    return at
        return index

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows; the current item stays, even out of view."""
        index, row = self._top
        row += rows
        while row < 0 and index > 0:
            index -= 1
            row += len(self._item_strips(index))
        while index < len(self._items) and row >= len(self._item_strips(index)):
            row -= len(self._item_strips(index))
            index += 1
        last = self._last_top()
        self._top = max((0, 0), min((index, max(0, row)), last))
        self.refresh()

    def _last_top(self) -> tuple[int, int]:
        index, left = len(self._items), self.size.height
        while index > 0 and left > 0:
            index -= 1
            left -= len(self._item_strips(index))
        return (index, max(0, -left))

    def _scroll_to_current(self) -> None:
        """Scroll as little as needed to show the current item, and its heading if there is room."""
        if not self._items or not self.size.height:
            return
        lead = self._current
        while lead > 0 and not self.is_selectable(self._items[lead - 1]):
            lead -= 1
        if (self._current, 0) <= self._top:
            self._top = (lead, 0)
        index, left = self._current + 1, self.size.height
        while index > 0 and left > 0:
            index -= 1
            left -= len(self._item_strips(index))
        least = (index, max(0, -left))
        if index == self._current and left < 0:
            least = (index, 0)
        self._top = max(self._top, least)

    # -- rendering ---------------------------------------------------------------------------------

    def _item_strips(self, index: int) -> list[Strip]:
        if self.size.width != self._width:
            self._width = self.size.width
            self._cache.clear()
        key = (index, index == self._current)
        strips = self._cache.get(key)
        if strips is None:
            if len(self._cache) > 600:
                self._cache.clear()
            width = self.size.width
            blank = style(self._render_style.roles.text, self.background)
            rows = self.rows_of(self._items[index], width, current=key[1])
            if not index and len(rows) > 1 and not rows[0]:
                del rows[0]  # no blank row before the first heading: the list has space above it already
            strips = [Strip(row).adjust_cell_length(width, blank) for row in rows]
            self._cache[key] = strips
        return strips

    def _visible_rows(self) -> list[tuple[int, Strip]]:
        index, row = self._top
        seen: list[tuple[int, Strip]] = []
        while index < len(self._items) and len(seen) < self.size.height:
            seen.extend((index, strip) for strip in self._item_strips(index)[row:])
            index, row = index + 1, 0
        return seen

    def render_line(self, y: int) -> Strip:
        """Return one row of the window.

        Textual renders at a new size before sending Resize; laying out here shows the current item
        in that same frame.
        """
        self._fit_size()
        if not self._items:
            return self._empty_line(y)
        blank = style(self._render_style.roles.text, self.background)
        index, row = self._top
        row += y
        while index < len(self._items):
            strips = self._item_strips(index)
            if row < len(strips):
                return strips[row]
            row -= len(strips)
            index += 1
        return Strip.blank(self.size.width, blank)

    def _empty_line(self, y: int) -> Strip:
        from reader.ui.spread.line_breaking import break_lines

        width = max(1, self.size.width - 5)
        lines = break_lines(self._empty_message, width, english=True) if self._empty_message else ()
        muted = style(self._render_style.roles.muted, self.background)
        pad = safe_segment("   ", muted)
        if 0 <= y < len(lines):
            start, end = lines[y]
            return Strip([pad, safe_segment(self._empty_message[start:end], muted)]).adjust_cell_length(
                self.size.width, muted
            )
        return Strip.blank(self.size.width, muted)

    def item_at(self, y: int) -> int | None:
        """Return the index of the item on a row of the window."""
        seen = self._visible_rows()
        return seen[y][0] if 0 <= y < len(seen) else None

    # -- events ------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Lay out for the new size, unless rendering did so already."""
        self._fit_size()

    def _fit_size(self) -> None:
        if self.size == self._laid_out_size:
            return
        self._laid_out_size = self.size
        self._top = min(self._top, self._last_top()) if self._items else (0, 0)
        self._scroll_to_current()

    def on_click(self, event: events.Click) -> None:
        """Make the clicked item current, and choose it."""
        index = self.item_at(event.y)
        event.stop()
        if index is not None:
            self.move_to(index)
            if self.opens_on_click() or event.chain > 1:
                self.open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll_rows(-3)
