"""Afterthought: what a key does not wait for is done while the reader rests, a few thousandths of a second at a time."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from reader.ui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer
    from textual.widget import Widget

IDLE_DELAY: Final = 0.1
"""Seconds without a movement before anything is done."""
PAUSE: Final = 0.005
"""Seconds between two slices, for keys and painting."""
TIME_SLICE: Final = 0.0015
"""Seconds after which no other piece of work is begun in a slice; a piece may take as long again."""


class IdleTask:
    """Does a work given in pieces, and begins anew whenever the page moves."""

    def __init__(self, widget: Widget, steps: Callable[[], Iterator[None]], on_done: Callable[[], None]) -> None:
        """``work`` gives what there is to do now; ``done`` is called after the last piece, if there was any."""
        self._widget, self._new_steps, self._on_done = widget, steps, on_done
        self._debounce = Debounce(widget, IDLE_DELAY, self._start)
        self._timer: Timer | None = None
        self._steps: Iterator[None] | None = None
        self._pending = False

    def schedule(self) -> None:
        """Wait until the reader rests: what was begun is let go."""
        self.cancel()
        self._pending = True
        self._debounce.restart()

    def cancel(self) -> None:
        """Let go what was begun."""
        self._pending, self._steps = False, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def is_pending(self) -> bool:
        """Tell whether there is, or may be, something left to do."""
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
