"""Autosave: save the reading position and the reading speed when the user pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.catalog import ReadingPosition
from reader.ui.widgets.idle_task import IdleTask

if TYPE_CHECKING:
    from reader.ui.screens.english.visibility import EnglishVisibility
    from reader.ui.screens.reading.reading_time import ReadingTime
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.screens.reading.sidebar import Sidebar

SAVE_DELAY = 0.4
"""Seconds without a movement before the position is saved."""


class Autosave:
    """Saves the reading position after a pause, not with every movement."""

    def __init__(
        self, screen: ReadingScreen, visibility: EnglishVisibility, reading_time: ReadingTime, sidebar: Sidebar
    ) -> None:
        self._screen, self._visibility, self._reading_time, self._sidebar = screen, visibility, reading_time, sidebar
        self._task = IdleTask(screen, SAVE_DELAY, self._save)

    def on_moved(self) -> None:
        """Observe a movement and restart the delay."""
        self._reading_time.observe_position()
        self._task.schedule()

    def _save(self) -> None:
        with self._screen.report_storage_errors():
            self.flush()
            open_article = self._screen.open_article
            if open_article is not None:
                self._sidebar.refresh_entry(open_article.article.id)

    def flush(self) -> None:
        """Save the position and the reading speed now. Raises StorageError."""
        self.save_position()
        self._reading_time.save()

    def save_position(self) -> None:
        """Save the reading position. Raises StorageError."""
        viewport, open_article, visibility = self._screen.viewport, self._screen.open_article, self._visibility
        if viewport is not None and open_article is not None:
            progress = round(viewport.progress(), 4)
            open_article.save_position(
                ReadingPosition(
                    viewport.cursors.french,
                    viewport.french_cursor_row(),
                    visibility.shown,
                    progress,
                    visibility.mode.value,
                )
            )
