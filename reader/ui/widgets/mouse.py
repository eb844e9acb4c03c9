"""Mouse input on the page: clicks, drags and the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.spread.hit_test import hit_test
from reader.ui.spread.selection import SelectionUnit

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.timer import Timer
    from textual.widget import Widget

    from reader.ui.spread.spread import Side
    from reader.ui.spread.viewport import Viewport

WHEEL_ROWS: Final = 3
"""Rows scrolled per notch of the wheel."""
AUTOSCROLL_INTERVAL: Final = 1 / 15
"""Seconds between two scroll steps while a drag is held beyond the edge."""
MAX_AUTOSCROLL_ROWS: Final = 4
"""Rows of one such step, which grows with the distance from the edge."""


class MouseInput:
    """Handles the mouse events of one widget."""

    def __init__(
        self,
        widget: Widget,
        viewport: Callable[[], Viewport | None],
        on_moved: Callable[[], None],
    ) -> None:
        """``viewport`` returns what the widget shows; ``on_moved`` is called after changing it."""
        self._widget = widget
        self._viewport = viewport
        self._on_moved = on_moved
        self._pressed: tuple[Side, int] | None = None
        self._dragged = False
        self._autoscroll_timer: Timer | None = None

    def wheel(self, event: events.MouseEvent, notches: int) -> None:
        """Scroll by ``notches``, positive towards the end."""
        event.stop()
        viewport = self._viewport()
        if viewport is not None:
            viewport.scroll(WHEEL_ROWS * notches)
            self._on_moved()

    def down(self, event: events.MouseDown) -> None:
        """Start a click or a drag."""
        if event.button == 1:
            event.stop()
            self._pressed = self._hit_test(event.x, event.y)
            self._dragged = False
            self._widget.capture_mouse()

    def move(self, event: events.MouseMove) -> None:
        """Extend a drag within its column, by graphemes."""
        if self._pressed is None or self._viewport() is None:
            return
        if not event.button:
            self._end_drag()
            return
        event.stop()
        self._drag_to(event.x, event.y)
        beyond = event.y < 0 or event.y >= self._widget.size.height
        if beyond and self._autoscroll_timer is None:
            self._autoscroll_timer = self._widget.set_interval(AUTOSCROLL_INTERVAL, self._autoscroll)
        elif not beyond:
            self._stop_autoscroll()

    def up(self, event: events.MouseUp) -> None:
        """End a click or a drag."""
        if self._pressed is not None:
            event.stop()
            self._end_drag()

    def click(self, event: events.Click) -> None:
        """Move the cursor; two clicks select the word, three the sentence, four the paragraph."""
        event.stop()
        viewport = self._viewport()
        if self._dragged or viewport is None or event.button != 1:
            self._dragged = False
            return
        found = self._hit_test(event.x, event.y)
        if found is None:
            return
        side, offset = found
        if event.chain == 1:
            viewport.clear_selection()
            viewport.move_to(offset, side=side)
        else:
            unit = {2: SelectionUnit.WORD, 3: SelectionUnit.SENTENCE}.get(event.chain, SelectionUnit.PARAGRAPH)
            viewport.select_range(side, offset, offset, unit)
        self._on_moved()

    def _hit_test(self, x: int, y: int, side: Side | None = None) -> tuple[Side, int] | None:
        viewport = self._viewport()
        return hit_test(viewport.spread, viewport.rows(), x, y, side) if viewport is not None else None

    def _drag_to(self, x: int, y: int) -> None:
        viewport = self._viewport()
        if self._pressed is None or viewport is None:
            return
        side, anchor = self._pressed
        found = self._hit_test(x, max(0, min(y, self._widget.size.height - 1)), side)
        if found is not None and (found[1] != anchor or self._dragged):
            self._dragged = True
            viewport.select_range(side, anchor, found[1], SelectionUnit.CHARACTER)
            self._on_moved()

    def _autoscroll(self) -> None:
        """Scroll and extend the selection while a drag is held beyond the edge."""
        viewport, widget = self._viewport(), self._widget
        if self._pressed is None or viewport is None:
            self._stop_autoscroll()
            return
        at = widget.app.mouse_position - widget.region.offset
        beyond = at.y if at.y < 0 else max(0, at.y - widget.size.height + 1)
        if beyond:
            viewport.scroll_window(max(-MAX_AUTOSCROLL_ROWS, min(MAX_AUTOSCROLL_ROWS, beyond)))
            self._on_moved()
            self._drag_to(at.x, at.y)

    def _end_drag(self) -> None:
        self._pressed = None
        self._stop_autoscroll()
        self._widget.release_mouse()

    def _stop_autoscroll(self) -> None:
        if self._autoscroll_timer is not None:
            self._autoscroll_timer.stop()
            self._autoscroll_timer = None
