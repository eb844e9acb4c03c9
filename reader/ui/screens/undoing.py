"""Undoing: takes back what was done last, or does it again, and shows where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.history import ArchiveChange, WordingChange
from reader.ui.screens import sentences as say

if TYPE_CHECKING:
    from reader.reading.desk import Desk
    from reader.reading.history import Change
    from reader.ui.screens.host import Host
    from reader.ui.screens.reading import ReadingScreen


class Undoing:
    """Undo and redo, from whichever screen they are asked for."""

    def __init__(self, host: Host, desk: Desk, reading: ReadingScreen) -> None:
        self._host = host
        self._desk = desk
        self._reading = reading

    def undo(self) -> None:
        """Take back what was done last."""
        self._after(self._desk.undo(), again=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._after(self._desk.redo(), again=True)

    def _after(self, change: Change | None, *, again: bool) -> None:
        if change is None:
            self._host.say(say.NOTHING_TO_REDO if again else say.NOTHING_TO_UNDO)
            return
        if isinstance(change, WordingChange):
            self._reading.wording.after(change)
        else:
            self._reading.marking.after(change)
        self._host.say(say.undone(_described(change, again=again), again=again))


def _described(change: Change, *, again: bool) -> str:
    """Say in a few words what a change was (the change given is the one applied)."""
    if isinstance(change, ArchiveChange):
        return "archiving" if change.archived is again else "taking out of the archive"
    if isinstance(change, WordingChange):
        done = change.after if again else change.before
        return "your wording" if done is not None else "going back from your wording"
    before, after = (change.before, change.after) if again else (change.after, change.before)
    if before is None:
        return "the highlight"
    if after is None:
        return "removing the highlight"
    return "the note" if before.note != after.note else "the color"
