"""Rest: calls back once nothing has moved for a while. A movement comes with every key, so no timer is made for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer


class Clock(Protocol):
    """What makes timers: a widget, or the screen as its parts know it."""

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> Timer:
        """Call back every ``interval`` seconds."""


class Rest:
    """One wait, begun anew by every movement. It calls back again and again until it is over, or something moves."""

    def __init__(self, clock: Clock, seconds: float, rested: Callable[[], object]) -> None:
        """``rested`` is called after so many ``seconds`` without a movement, and as many later again."""
        self._clock, self._seconds, self._rested = clock, seconds, rested
        self._timer: Timer | None = None

    def moved(self) -> None:
        """Wait again from now on."""
        if self._timer is None:
            self._timer = self._clock.set_interval(self._seconds, self._rested)
        else:
            self._timer.reset()
            self._timer.resume()

    def over(self) -> None:
        """Wait no more until something moves."""
        if self._timer is not None:
            self._timer.pause()
