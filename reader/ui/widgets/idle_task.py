"""Afterthought: what a key does not wait for is done while the reader rests, a few thousandths of a second at a time."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Final

from reader.ui.widgets.debounce import Rest

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
        self._rest = Rest(view, _QUIET, self._begin)
        self._next: Timer | None = None
        self._doing: Iterator[None] | None = None
        self._waiting = False

    def wait(self) -> None:
        """Wait until the reader rests: what was begun is let go."""
        self.stop()
        self._waiting = True
        self._rest.moved()

    def stop(self) -> None:
        """Let go what was begun."""
        self._waiting, self._doing = False, None
        if self._next is not None:
            self._next.stop()
            self._next = None

    def is_waiting(self) -> bool:
        """Tell whether there is, or may be, something left to do."""
        return self._waiting

    def _begin(self) -> None:
        self._rest.over()
        if self._waiting and self._doing is None:
            self._doing = self._work()
            if next(self._doing, self) is self:
                self.stop()
            else:
                self._go_on()

    def _go_on(self) -> None:
        self._next = None
        if self._doing is None:
            return
        end = perf_counter() + _SLICE
        for _ in self._doing:
            if perf_counter() >= end:
                self._next = self._view.set_timer(_PAUSE, self._go_on)
                return
        self.stop()
        self._done()
