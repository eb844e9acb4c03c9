"""Account: what outlives the run of an engine: the pause it is left alone for, and how much was sent to it today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.reading.translating.scheduler import Scheduler

if TYPE_CHECKING:
    from reader.reading.translating.backoff import Pause
    from reader.translation.engine import Declaration, Request, Segment


class EngineStore(Protocol):
    """What is kept of an engine's work. Called on the thread that translates, never on an engine's; StorageError from each."""

    def save_translation(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        """Keep the English of a paragraph, for every article that has it."""

    def saved_pause(self, declaration: Declaration) -> Pause | None:
        """Return the pause that an earlier run left."""

    def save_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        """Keep a pause for later runs; None: there is none any more."""

    def characters_sent(self, declaration: Declaration) -> tuple[int, int]:
        """Return the last day (since the epoch, UTC) something was sent, and the characters sent on it."""

    def add_characters_sent(self, declaration: Declaration, day: int, characters: int) -> None:
        """Count so many characters more that were sent on a day: another run may send to the same engine."""


class EngineUsage:
    """The schedule of an engine, begun where the last run ended, and kept for the next."""

    def __init__(self, declaration: Declaration, store: EngineStore) -> None:
        """StorageError when the memory cannot be read."""
        self._declaration, self._store = declaration, store
        day, spent = store.characters_sent(declaration)
        pause = store.saved_pause(declaration)
        self.scheduler = Scheduler(declaration, pause=pause, day=day, characters_sent=spent)
        self._pause = pause
        self._saved = self._attempted = day, spent
        """What was sent and is counted, and what of it was tried to be counted last: a day, and the characters sent on it."""

    def save(self) -> None:
        """Keep what changed. StorageError when it could not be; it is tried again with the next change only."""
        pause, sent = self.scheduler.pause, (self.scheduler.day, self.scheduler.characters_sent)
        if pause != self._pause:
            self._pause = pause
            self._store.save_pause(self._declaration, pause)
        if sent != self._attempted:
            self._attempted = sent
            day, spent = sent
            more = spent - self._saved[1] if day == self._saved[0] else spent
            if more > 0:
                self._store.add_characters_sent(self._declaration, day, more)
            self._saved = sent
