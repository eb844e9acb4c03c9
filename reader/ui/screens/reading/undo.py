"""Commands for undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.undo import ArchiveChange, OwnTranslationChange
from reader.ui.screens import messages

if TYPE_CHECKING:
    from reader.reading.undo import Change
    from reader.ui.screens.english.own_commands import OwnTranslationCommands
    from reader.ui.screens.reading.annotations import Annotations
    from reader.ui.screens.reading.screen import ReadingScreen


class Undo:
    """Undoes and redoes changes from any screen, and shows them on the page."""

    def __init__(
        self, screen: ReadingScreen, annotations: Annotations, own_translation: OwnTranslationCommands
    ) -> None:
        self._screen, self._annotations, self._own_translation = screen, annotations, own_translation

    def do_app_undo(self) -> None:
        """Undo the last change."""
        self.undo()

    def do_app_redo(self) -> None:
        """Redo the last undone change."""
        self.redo()

    def undo(self) -> None:
        """Undo the last change. Raises StorageError."""
        self._show_change(self._screen.session.undo(), again=False)

    def redo(self) -> None:
        """Redo the last undone change. Raises StorageError."""
        self._show_change(self._screen.session.redo(), again=True)

    def _show_change(self, change: Change | None, *, again: bool) -> None:
        app = self._screen.reader_app
        if change is None:
            app.show_message(messages.NOTHING_TO_REDO if again else messages.NOTHING_TO_UNDO)
            return
        if isinstance(change, OwnTranslationChange):
            self._own_translation.own_translations.show_change(change)
        else:
            self._annotations.show_change(change)
        app.show_message(messages.undone(_description(change, again=again), again=again))


def _description(change: Change, *, again: bool) -> str:
    """Name a change that was applied by undo or redo."""
    if isinstance(change, ArchiveChange):
        return "archiving" if change.archived is again else "restoring from the archive"
    if isinstance(change, OwnTranslationChange):
        text = change.after if again else change.before
        return "your translation" if text is not None else "removing your translation"
    before, after = (change.before, change.after) if again else (change.after, change.before)
    if before is None:
        return "highlight"
    if after is None:
        return "removing highlight"
    return "note" if before.note != after.note else "highlight color"
