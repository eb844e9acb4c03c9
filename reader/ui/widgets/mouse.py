"""Mouse input on the page: clicks, drags and the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from reader.ui.spread.hit_test import hit_test
from reader.ui.spread.selection import SelectionUnit

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from reader.ui.spread.spread import Side
    from reader.ui.spread.viewport import Viewport

WHEEL_ROWS: Final = 3
"""Rows scrolled per notch of the wheel."""
AUTOSCROLL_INTERVAL: Final = 1 / 15
"""Seconds between two scroll steps while a drag is held beyond the edge."""
MAX_AUTOSCROLL_ROWS: Final = 4
"""Rows of one such step, which grows with the distance from the edge."""


class MouseInput(Widget):
    """A widget that moves its viewport by mouse."""

    _pressed: tuple[Side, int] | None = None
    """Where the button was pressed, while it is held."""
    _dragged = False
    """Whether the mouse was moved since then."""
    _autoscroll_timer: Timer | None = None

    @property
    def viewport(self) -> Viewport | None:
        """What the widget shows."""
        raise NotImplementedError

    def update(self) -> None:
        """Repaint after the viewport was moved."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        self._scroll(event, WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        self._scroll(event, -WHEEL_ROWS)

    def _scroll(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        if self.viewport is not None:
            self.viewport.scroll(rows)
            self.update()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a click or a drag."""
        if event.button == 1:
            event.stop()
            self._pressed = self._hit_test(event.x, event.y)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend a drag within its column, by graphemes."""
        if self._pressed is None or self.viewport is None:
            return
        if not event.button:
            self._end_drag()
            return
        event.stop()
        self._drag_to(event.x, event.y)
        beyond = event.y < 0 or event.y >= self.size.height
        if beyond and self._autoscroll_timer is None:
            self._autoscroll_timer = self.set_interval(AUTOSCROLL_INTERVAL, self._autoscroll)
        elif not beyond:
            self._stop_autoscroll()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a click or a drag."""
        if self._pressed is not None:
            event.stop()
            self._end_drag()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor; two clicks select the word, three the sentence, four the paragraph."""
        event.stop()
        viewport = self.viewport
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
        self.update()

    def _hit_test(self, x: int, y: int, side: Side | None = None) -> tuple[Side, int] | None:
        viewport = self.viewport
        return hit_test(viewport.spread, viewport.rows(), x, y, side) if viewport is not None else None

    def _drag_to(self, x: int, y: int) -> None:
        viewport = self.viewport
        if self._pressed is None or viewport is None:
            return
        side, anchor = self._pressed
        found = self._hit_test(x, max(0, min(y, self.size.height - 1)), side)
        if found is not None and (found[1] != anchor or self._dragged):
            self._dragged = True
            viewport.select_range(side, anchor, found[1], SelectionUnit.CHARACTER)
            self.update()

    def _autoscroll(self) -> None:
        """Scroll and extend the selection while a drag is held beyond the edge."""
        viewport = self.viewport
        if self._pressed is None or viewport is None:
            self._stop_autoscroll()
            return
        at = self.app.mouse_position - self.region.offset
        beyond = at.y if at.y < 0 else max(0, at.y - self.size.height + 1)
        if beyond:
            viewport.scroll_window(max(-MAX_AUTOSCROLL_ROWS, min(MAX_AUTOSCROLL_ROWS, beyond)))
            self.update()
            self._drag_to(at.x, at.y)

    def _end_drag(self) -> None:
        self._pressed = None
        self._stop_autoscroll()
        self.release_mouse()

    def _stop_autoscroll(self) -> None:
        if self._autoscroll_timer is not None:
            self._autoscroll_timer.stop()
            self._autoscroll_timer = None
