"""Account: what outlives the run of an engine: the pause it is left alone for, and how much was sent to it today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.reading.schedule import Schedule

if TYPE_CHECKING:
    from reader.reading.pacing import Pause
    from reader.translation.engine import Declaration, Request, Segment


class EngineMemory(Protocol):
    """What is kept of an engine's work. Called on the thread that translates, never on an engine's; StorageError from each."""

    def keep(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        """Keep the English of a paragraph, for every article that has it."""

    def pause(self, declaration: Declaration) -> Pause | None:
        """Return the pause that an earlier run left."""

    def keep_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        """Keep a pause for later runs; None: there is none any more."""

    def spent(self, declaration: Declaration) -> tuple[int, int]:
        """Return the last day (since the epoch, UTC) something was sent, and the characters sent on it."""

    def keep_spent(self, declaration: Declaration, day: int, characters: int) -> None:
        """Keep how many characters were sent on a day."""


class Account:
    """The schedule of an engine, begun where the last run ended, and kept for the next."""

    def __init__(self, declaration: Declaration, memory: EngineMemory) -> None:
        """StorageError when the memory cannot be read."""
        self._declaration, self._memory = declaration, memory
        day, spent = memory.spent(declaration)
        pause = memory.pause(declaration)
        self.schedule = Schedule(declaration, pause=pause, day=day, spent=spent)
        self._kept = pause, spent

    def keep(self) -> None:
        """Keep what changed. StorageError when it could not be; it is tried again with the next change only."""
        pause, spent = self.schedule.pause, self.schedule.spent
        before, self._kept = self._kept, (pause, spent)
        if pause != before[0]:
            self._memory.keep_pause(self._declaration, pause)
        if spent != before[1]:
            self._memory.keep_spent(self._declaration, self.schedule.day, spent)
