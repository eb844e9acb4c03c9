"""State of an engine that outlives a run: its pause, and the characters sent today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.reading.translating.scheduler import Scheduler

if TYPE_CHECKING:
    from reader.reading.translating.backoff import Pause
    from reader.translation.engine import Declaration, Request, Segment


class EngineStore(Protocol):
    """Where translations and usage are saved. Called on the creating thread; StorageError."""

    def save_translation(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        """Save the translation of a paragraph, for every article that contains it."""

    def saved_pause(self, declaration: Declaration) -> Pause | None:
        """Return the pause that an earlier run saved."""

    def save_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        """Save a pause for later runs; None: delete it."""

    def characters_sent(self, declaration: Declaration) -> tuple[int, int]:
        """Return the last day (since the epoch, UTC) with requests, and its characters sent."""

    def add_characters_sent(self, declaration: Declaration, day: int, characters: int) -> None:
        """Add to the characters sent on a day; other processes may do the same."""


class EngineUsage:
    """An engine's scheduler, restored from the last run and saved for the next."""

    def __init__(self, declaration: Declaration, store: EngineStore) -> None:
        """StorageError if the store cannot be read."""
        self._declaration, self._store = declaration, store
        day, spent = store.characters_sent(declaration)
        pause = store.saved_pause(declaration)
        self.scheduler = Scheduler(declaration, pause=pause, day=day, characters_sent=spent)
        self._pause = pause
        self._saved = self._attempted = day, spent
        """Day and characters as saved, and as last attempted to save."""

    def save(self) -> None:
        """Save what changed. After a StorageError it is retried with the next change only."""
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
