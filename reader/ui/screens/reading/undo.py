"""Undoing: takes back what was done last, or does it again, and shows where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.undo import ArchiveChange, OwnTranslationChange
from reader.ui.screens import messages as say

if TYPE_CHECKING:
    from reader.reading.undo import Change
    from reader.ui.screens.english.own_commands import OwnTranslationCommands
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.reading.annotations import Annotations


class Undo:
    """Undo and redo, from whichever screen they are asked for; what changed is shown on the page."""

    def __init__(self, frame: Frame, marking: Annotations, own_english: OwnTranslationCommands) -> None:
        self._frame, self._annotations, self._own_translation = frame, marking, own_english

    def do_app_undo(self, count: int | None, letter: str | None) -> None:
        """Take back what was done last."""
        del count, letter
        self.undo()

    def do_app_redo(self, count: int | None, letter: str | None) -> None:
        """Do again what was taken back."""
        del count, letter
        self.redo()

    def undo(self) -> None:
        """Take back what was done last. StorageError when that cannot be kept."""
        self._show_change(self._frame.session.undo(), again=False)

    def redo(self) -> None:
        """Do again what was taken back. StorageError when that cannot be kept."""
        self._show_change(self._frame.session.redo(), again=True)

    def _show_change(self, change: Change | None, *, again: bool) -> None:
        app = self._frame.reader_app
        if change is None:
            app.show_message(say.NOTHING_TO_REDO if again else say.NOTHING_TO_UNDO)
            return
        if isinstance(change, OwnTranslationChange):
            self._own_translation.own_translations.show_change(change)
        else:
            self._annotations.show_change(change)
        app.show_message(say.undone(_description(change, again=again), again=again))


def _description(change: Change, *, again: bool) -> str:
    """Say in a few words what a change was (the change given is the one applied)."""
    if isinstance(change, ArchiveChange):
        return "archiving" if change.archived is again else "taking out of the archive"
    if isinstance(change, OwnTranslationChange):
        done = change.after if again else change.before
        return "your wording" if done is not None else "going back from your wording"
    before, after = (change.before, change.after) if again else (change.after, change.before)
    if before is None:
        return "the highlight"
    if after is None:
        return "removing the highlight"
    return "the note" if before.note != after.note else "the color"
