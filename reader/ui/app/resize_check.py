"""Corrects the window size after a burst of resize events.

During a fast resize the last SIGWINCH can be lost, and cells the terminal cut off are not repainted
when the old size returns. So the size is checked a moment later.
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
"""Seconds without a resize event before the check."""


class ResizeCheckApp(CrashHandlingApp, inherit_bindings=False):
    """Checks the size after a burst of resize events."""

    first_frame_shown = False
    """Whether the first frame is shown; earlier resize events count as one."""
    _resize_count = 0
    _check_timer: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Count resize events that come together."""
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
            self.post_message(events.Resize(size, size))  # its signal was lost
        elif burst > 1:
            self._repaint_all()

    def _repaint_all(self) -> None:
        for widget in self.screen.walk_children(with_self=True):
            widget.refresh()
