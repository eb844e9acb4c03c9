"""Resting: what is kept once the reader has come to rest: the place, and his pace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.catalog import ReadingPosition
from reader.ui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from reader.ui.screens.english.visibility import EnglishVisibility
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.reading.reading_time import ReadingTime
    from reader.ui.screens.reading.sidebar import Sidebar

SAVE_DELAY = 0.4
"""Seconds without a movement after which the place is saved."""


class Autosave:
    """Saves the place, not with every movement but when they end."""

    def __init__(self, frame: Frame, facing: EnglishVisibility, hourglass: ReadingTime, shelf: Sidebar) -> None:
        self._frame, self._facing, self._hourglass, self._shelf = frame, facing, hourglass, shelf
        self._debounce = Debounce(frame, SAVE_DELAY, self._save)

    def on_moved(self) -> None:
        """Take note of a movement: what is kept waits again."""
        self._hourglass.observe_position()
        self._debounce.restart()

    def _save(self) -> None:
        self._debounce.stop()
        with self._frame.report_storage_errors():
            self.flush()
            sitting = self._frame.open_article
            if sitting is not None:
                self._shelf.refresh_entry(sitting.article.id)

    def flush(self) -> None:
        """Keep the place and the pace now. StorageError when they could not be."""
        self.save_position()
        self._hourglass.save()

    def save_position(self) -> None:
        """Save where the reader is. StorageError when it could not be."""
        page, sitting, facing = self._frame.viewport, self._frame.open_article, self._facing
        if page is not None and sitting is not None:
            share = round(page.progress(), 4)
            sitting.save_position(
                ReadingPosition(page.french_cursor, page.french_cursor_row(), facing.shown, share, facing.mode.value)
            )
