"""SteadySize: an application that ends at the size the terminal has, however many sizes came at once.

When a window is dragged by its corner, sizes come faster than they are painted: the signal of the last one can be lost, and what the
terminal cut off meanwhile is not painted again when the size comes back to what it was. So a little later the terminal is asked.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size

from reader.ui.app.crash_handling import CrashHandlingApp

if TYPE_CHECKING:
    from textual.timer import Timer

CHECK_DELAY = 0.12
"""Seconds without a new size after which the last one is checked."""


class ResizeCheckApp(CrashHandlingApp, inherit_bindings=False):
    """Checks the size after a burst of them."""

    first_frame_shown = False
    """Whether the first frame is painted: the sizes told before it are all one."""
    _resize_count = 0
    _check_timer: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Note how many sizes come together."""
        if isinstance(event, events.Resize) and self.first_frame_shown:
            self._resize_count += 2 if event.size == self.size else 1
            if self._check_timer is not None:
                self._check_timer.stop()
            self._check_timer = self.set_timer(CHECK_DELAY, self._confirm_size)
        await super().on_event(event)

    def _confirm_size(self) -> None:
        burst, self._resize_count, self._check_timer = self._resize_count, 0, None
        if self.is_headless:
            return
        size = Size(*shutil.get_terminal_size())
        if size != self.size:
            self.post_message(events.Resize(size, size))  # its signal was lost among the others
        elif burst > 1:
            self._repaint_all()

    def _repaint_all(self) -> None:
        for widget in self.screen.walk_children(with_self=True):
            widget.refresh()
