"""Closing: ``Esc`` on the page, which closes one layer at a time and never quits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class EscapeLayers:
    """What lies over the text or was added to it, the uppermost first."""

    def __init__(self, *layers: Callable[[], bool]) -> None:
        """Each of the ``layers`` closes itself, and answers False when there is nothing of it to close."""
        self._layers = layers

    def do_app_close(self, count: int | None, letter: str | None) -> None:
        """Close one layer."""
        del count, letter
        any(close() for close in self._layers)
