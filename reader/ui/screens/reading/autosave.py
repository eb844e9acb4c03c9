"""Resting: what is kept once the reader has come to rest: the place, and his pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.catalog import Place
from reader.ui.widgets.debounce import Rest

if TYPE_CHECKING:
    from reader.ui.screens.english.visibility import Facing
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.reading.reading_time import Hourglass
    from reader.ui.screens.reading.sidebar import Shelf

REST = 0.4
"""Seconds without a movement after which the place is saved."""


class Resting:
    """Saves the place, not with every movement but when they end."""

    def __init__(self, frame: Frame, facing: Facing, hourglass: Hourglass, shelf: Shelf) -> None:
        self._frame, self._facing, self._hourglass, self._shelf = frame, facing, hourglass, shelf
        self._rest = Rest(frame, REST, self._rested)

    def moved(self) -> None:
        """Take note of a movement: what is kept waits again."""
        self._hourglass.watch()
        self._rest.moved()

    def _rested(self) -> None:
        self._rest.over()
        with self._frame.telling():
            self.keep()
            sitting = self._frame.sitting
            if sitting is not None:
                self._shelf.refresh_entry(sitting.article.id)

    def keep(self) -> None:
        """Keep the place and the pace now. StorageError when they could not be."""
        self.save_place()
        self._hourglass.keep()

    def save_place(self) -> None:
        """Save where the reader is. StorageError when it could not be."""
        page, sitting, facing = self._frame.page, self._frame.sitting, self._facing
        if page is not None and sitting is not None:
            share = round(page.share(), 4)
            sitting.save_place(Place(page.caret, page.place_row(), facing.on, share, facing.manner.value))
