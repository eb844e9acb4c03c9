"""Runs work in short time slices while the user is idle."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from reader.ui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer
    from textual.widget import Widget

IDLE_DELAY: Final = 0.1
"""Idle seconds before the work starts."""
PAUSE: Final = 0.005
"""Seconds between two slices, for input and rendering."""
TIME_SLICE: Final = 0.0015
"""Seconds after which a slice starts no further step; a step may take as long again."""


class IdleTask:
    """Work in steps, restarted whenever the view moves."""

    def __init__(self, widget: Widget, steps: Callable[[], Iterator[None]], on_done: Callable[[], None]) -> None:
        """``steps`` returns the current work; ``on_done`` runs after its last step, if any."""
        self._widget, self._new_steps, self._on_done = widget, steps, on_done
        self._debounce = Debounce(widget, IDLE_DELAY, self._start)
        self._timer: Timer | None = None
        self._steps: Iterator[None] | None = None
        self._pending = False

    def schedule(self) -> None:
        """Discard the current work and start after the next idle delay."""
        self.cancel()
        self._pending = True
        self._debounce.restart()

    def cancel(self) -> None:
        """Discard the current work."""
        self._pending, self._steps = False, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def is_pending(self) -> bool:
        """Whether work is left, or may be."""
        return self._pending

    def _start(self) -> None:
        self._debounce.stop()
        if self._pending and self._steps is None:
            self._steps = self._new_steps()
            if next(self._steps, self) is self:
                self.cancel()
            else:
                self._run_slice()

    def _run_slice(self) -> None:
        self._timer = None
        if self._steps is None:
            return
        end = perf_counter() + TIME_SLICE
        for _ in self._steps:
            if perf_counter() >= end:
                self._timer = self._widget.set_timer(PAUSE, self._run_slice)
                return
        self.cancel()
        self._on_done()
