"""Runs work once the user has been idle for a while, in short time slices."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer
    from textual.widget import Widget

PAUSE: Final = 0.005
"""Seconds between two slices, for input and rendering."""
TIME_SLICE: Final = 0.0015
"""Seconds after which a slice starts no further step; a step may take as long again."""


class IdleTask:
    """Work that every key postpones. One timer serves all keys, because creating one is slow."""

    def __init__(self, widget: Widget, delay: float, work: Callable[[], Iterator[None] | None]) -> None:
        """Run ``work`` after ``delay`` idle seconds; if it returns an iterator, step by step."""
        self._widget, self._delay, self._work = widget, delay, work
        self._delay_timer: Timer | None = None
        self._slice_timer: Timer | None = None
        self._steps: Iterator[None] | None = None
        self._pending = False

    def schedule(self) -> None:
        """Discard unfinished work, and start after the next idle delay."""
        self._discard()
        self._pending = True
        if self._delay_timer is None:
            self._delay_timer = self._widget.set_interval(self._delay, self._start)
        else:
            self._delay_timer.reset()
            self._delay_timer.resume()

    def is_pending(self) -> bool:
        """Whether work is left, or may be."""
        return self._pending

    def _discard(self) -> None:
        self._pending, self._steps = False, None
        if self._slice_timer is not None:
            self._slice_timer.stop()
            self._slice_timer = None

    def _start(self) -> None:
        if self._delay_timer is not None:
            self._delay_timer.pause()
        self._pending = False
        steps = self._work()
        if steps is not None:
            self._pending, self._steps = True, steps
            self._run_slice()

    def _run_slice(self) -> None:
        steps, self._slice_timer = self._steps, None
        if steps is None:
            return
        end = perf_counter() + TIME_SLICE
        for _ in steps:
            if perf_counter() >= end:
                self._slice_timer = self._widget.set_timer(PAUSE, self._run_slice)
                return
        if self._steps is steps:  # the last step may have scheduled the task again
            self._discard()
