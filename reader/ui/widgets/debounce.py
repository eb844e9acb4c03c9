"""Calls back after a period without activity, reusing one timer for every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer


class TimerSource(Protocol):
    """Creates timers: a widget, or a screen as its parts know it."""

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> Timer:
        """Call back every ``interval`` seconds."""


class Debounce:
    """A restartable delay; it repeats until it is stopped or restarted."""

    def __init__(self, timers: TimerSource, delay: float, callback: Callable[[], object]) -> None:
        """Call ``callback`` after ``delay`` idle seconds, and again after each further delay."""
        self._timers, self._delay, self._callback = timers, delay, callback
        self._timer: Timer | None = None

    def restart(self) -> None:
        """Restart the delay."""
        if self._timer is None:
            self._timer = self._timers.set_interval(self._delay, self._callback)
        else:
            self._timer.reset()
            self._timer.resume()

    def stop(self) -> None:
        """Stop until the next restart."""
        if self._timer is not None:
            self._timer.pause()
