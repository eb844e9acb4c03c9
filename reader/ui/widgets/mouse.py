"""Mouse: clicks, drags and the wheel, as they become places and passages of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.spread.hit_test import place_at
from reader.ui.spread.selection import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.timer import Timer
    from textual.widget import Widget

    from reader.ui.spread.spread import Side
    from reader.ui.spread.viewport import Page

WHEEL: Final = 3
"""Rows that one notch of the wheel scrolls."""
EDGE: Final = 1 / 15
"""Seconds between two steps of scrolling while a drag is held beyond the edge."""
FASTEST: Final = 4
"""Rows of one such step, at most: the farther beyond the edge, the more."""


class Mouse:
    """The mouse over one widget, which has the events and hands them here."""

    def __init__(
        self,
        widget: Widget,
        page: Callable[[], Page | None],
        moved: Callable[[], None],
    ) -> None:
        """``page`` is what the widget shows; ``moved`` is called after the page was driven."""
        self._widget = widget
        self._page = page
        self._moved = moved
        self._pressed: tuple[Side, int] | None = None
        self._dragged = False
        self._edge: Timer | None = None

    def wheel(self, event: events.MouseEvent, notches: int) -> None:
        """Scroll; ``notches`` count down the text."""
        event.stop()
        page = self._page()
        if page is not None:
            page.scroll(WHEEL * notches)
            self._moved()

    def down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        if event.button == 1:
            event.stop()
            self._pressed = self._at(event.x, event.y)
            self._dragged = False
            self._widget.capture_mouse()

    def move(self, event: events.MouseMove) -> None:
        """Extend a drag: within its own column, to whole letters."""
        if self._pressed is None or self._page() is None:
            return
        if not event.button:
            self._release()
            return
        event.stop()
        self._drag_to(event.x, event.y)
        beyond = event.y < 0 or event.y >= self._widget.size.height
        if beyond and self._edge is None:
            self._edge = self._widget.set_interval(EDGE, self._drag_on)
        elif not beyond:
            self._stop_edge()

    def up(self, event: events.MouseUp) -> None:
        """End a click or a drag."""
        if self._pressed is not None:
            event.stop()
            self._release()

    def click(self, event: events.Click) -> None:
        """Place the caret; twice takes the word, three times the sentence, four the paragraph."""
        event.stop()
        page = self._page()
        if self._dragged or page is None or event.button != 1:
            self._dragged = False
            return
        found = self._at(event.x, event.y)
        if found is None:
            return
        side, offset = found
        if event.chain == 1:
            page.drop_passage()
            page.go(offset, side=side)
        else:
            unit = {2: Unit.WORD, 3: Unit.SENTENCE}.get(event.chain, Unit.PARAGRAPH)
            page.drag(side, offset, offset, unit)
        self._moved()

    def _at(self, x: int, y: int, side: Side | None = None) -> tuple[Side, int] | None:
        page = self._page()
        return place_at(page.spread, page.rows(), x, y, side) if page is not None else None

    def _drag_to(self, x: int, y: int) -> None:
        page = self._page()
        if self._pressed is None or page is None:
            return
        side, anchor = self._pressed
        found = self._at(x, max(0, min(y, self._widget.size.height - 1)), side)
        if found is not None and (found[1] != anchor or self._dragged):
            self._dragged = True
            page.drag(side, anchor, found[1], Unit.CHARACTER)
            self._moved()

    def _drag_on(self) -> None:
        """Scroll and extend while the drag is held beyond the edge."""
        page, widget = self._page(), self._widget
        if self._pressed is None or page is None:
            self._stop_edge()
            return
        at = widget.app.mouse_position - widget.region.offset
        beyond = at.y if at.y < 0 else max(0, at.y - widget.size.height + 1)
        if beyond:
            page.scroll_window(max(-FASTEST, min(FASTEST, beyond)))
            self._moved()
            self._drag_to(at.x, at.y)

    def _release(self) -> None:
        self._pressed = None
        self._stop_edge()
        self._widget.release_mouse()

    def _stop_edge(self) -> None:
        if self._edge is not None:
            self._edge.stop()
            self._edge = None
