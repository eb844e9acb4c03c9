"""Rest: calls back once nothing has moved for a while. A movement comes with every key, so no timer is made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer


class TimerSource(Protocol):
    """What makes timers: a widget, or the screen as its parts know it."""

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> Timer:
        """Call back every ``interval`` seconds."""


class Debounce:
    """One wait, begun anew by every movement. It calls back again and again until it is over, or something moves."""

    def __init__(self, timers: TimerSource, delay: float, callback: Callable[[], object]) -> None:
        """``rested`` is called after so many ``seconds`` without a movement, and as many later again."""
        self._timers, self._delay, self._callback = timers, delay, callback
        self._timer: Timer | None = None

    def restart(self) -> None:
        """Wait again from now on."""
        if self._timer is None:
            self._timer = self._timers.set_interval(self._delay, self._callback)
        else:
            self._timer.reset()
            self._timer.resume()

    def stop(self) -> None:
        """Wait no more until something moves."""
        if self._timer is not None:
            self._timer.pause()
