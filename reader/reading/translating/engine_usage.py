"""Account: what outlives the run of an engine: the pause it is left alone for, and how much was sent to it today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.reading.translating.scheduler import Schedule

if TYPE_CHECKING:
    from reader.reading.translating.backoff import Pause
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

    def spend(self, declaration: Declaration, day: int, characters: int) -> None:
        """Count so many characters more that were sent on a day: another run may send to the same engine."""


class Account:
    """The schedule of an engine, begun where the last run ended, and kept for the next."""

    def __init__(self, declaration: Declaration, memory: EngineMemory) -> None:
        """StorageError when the memory cannot be read."""
        self._declaration, self._memory = declaration, memory
        day, spent = memory.spent(declaration)
        pause = memory.pause(declaration)
        self.schedule = Schedule(declaration, pause=pause, day=day, spent=spent)
        self._pause = pause
        self._counted = self._tried = day, spent
        """What was sent and is counted, and what of it was tried to be counted last: a day, and the characters sent on it."""

    def keep(self) -> None:
        """Keep what changed. StorageError when it could not be; it is tried again with the next change only."""
        pause, sent = self.schedule.pause, (self.schedule.day, self.schedule.spent)
        if pause != self._pause:
            self._pause = pause
            self._memory.keep_pause(self._declaration, pause)
        if sent != self._tried:
            self._tried = sent
            day, spent = sent
            more = spent - self._counted[1] if day == self._counted[0] else spent
            if more > 0:
                self._memory.spend(self._declaration, day, more)
            self._counted = sent
