"""Esc on the page: close one layer at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class EscapeLayers:
    """The layers that Esc closes, the topmost first."""

    def __init__(self, *layers: Callable[[], bool]) -> None:
        """Each of ``layers`` closes itself, and returns False if there was nothing to close."""
        self._layers = layers

    def do_app_close(self) -> None:
        """Close the topmost layer."""
        any(close() for close in self._layers)
