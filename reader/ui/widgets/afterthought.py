"""Afterthought: what a key does not wait for is done while the reader rests, a few thousandths of a second at a time."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.timer import Timer
    from textual.widget import Widget

_QUIET: Final = 0.1
"""Seconds without a movement before anything is done."""
_PAUSE: Final = 0.005
"""Seconds between two slices, for keys and painting."""
_SLICE: Final = 0.0015
"""Seconds after which no other piece of work is begun in a slice; a piece may take as long again."""


class Afterthought:
    """Does a work given in pieces, and begins anew whenever the page moves."""

    def __init__(self, view: Widget, work: Callable[[], Iterator[None]], done: Callable[[], None]) -> None:
        """``work`` gives what there is to do now; ``done`` is called after the last piece, if there was any."""
        self._view, self._work, self._done = view, work, done
        self._timer: Timer | None = None
        self._doing: Iterator[None] | None = None

    def wait(self) -> None:
        """Wait until the reader rests: what was begun is let go."""
        self.stop()
        self._timer = self._view.set_timer(_QUIET, self._begin)

    def stop(self) -> None:
        """Let go what was begun."""
        self._doing = None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def is_waiting(self) -> bool:
        """Tell whether there is, or may be, something left to do."""
        return self._timer is not None

    def _begin(self) -> None:
        self._timer = None
        doing = self._work()
        if next(doing, self) is not self:
            self._doing = doing
            self._go_on()

    def _go_on(self) -> None:
        if self._doing is None:
            return
        end = perf_counter() + _SLICE
        for _ in self._doing:
            if perf_counter() >= end:
                self._timer = self._view.set_timer(_PAUSE, self._go_on)
                return
        self._doing = self._timer = None
        self._done()
