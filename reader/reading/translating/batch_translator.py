"""Translating whole articles without a screen: every paragraph once, each kept as it comes, until all is done or waiting is no use."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Final

from reader.frozen import valueclass
from reader.reading.translating.engine_usage import Account
from reader.reading.translating.scheduler import Wanted
from reader.reading.translating.worker import GUARD, Outcome, Translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.reading.translating.engine_usage import EngineMemory
    from reader.reading.translating.scheduler import Ticket
    from reader.translation.engine import Engine, EngineError, Request, Segment

LONGEST_WAIT: Final = 30.0
"""Seconds that are waited for an engine; one that pauses for longer is for another day."""


@valueclass(frozen=True, slots=True)
class Result:
    """What came of translating."""

    wanted: int
    """Paragraphs asked for."""
    came: int
    """Paragraphs that have English now."""
    sentences: tuple[str, ...]
    """Why the others have none, each said once."""


class Whole:
    """Paragraphs translated by one engine, one run."""

    def __init__(
        self,
        engine: Engine,
        requests: Iterable[tuple[str, Request]],
        memory: EngineMemory,
        progress: Callable[[int, int], None],
        *,
        guard: float = GUARD,
    ) -> None:
        """``requests`` come with their key in the memory; ``progress`` is told how many came, and of how many."""
        self._requests = dict(requests)
        self._memory, self._progress = memory, progress
        self._declaration = engine.declaration
        self._account = Account(engine.declaration, memory)
        self._schedule = self._account.schedule
        self._schedule.want_whole(Wanted(key, len(request.paragraph)) for key, request in self._requests.items())
        self._posted: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._translator = Translator(
            engine, self._schedule, self._requests.__getitem__, self._posted.put, self, guard=guard
        )
        self._came = 0
        self._answers: list[tuple[Request, tuple[Segment, ...], bool]] = []
        self._sentences: dict[str, None] = {}

    def run(self) -> Result:
        """Translate; return once all has come or failed, or the engine would have to be waited for too long.

        An interruption goes through: what had come is kept, and nothing that hangs holds anybody.
        """
        self._progress(0, len(self._requests))
        try:
            while (wait := self._translator.step()) is not None and self._worth_waiting(wait):
                self._keep_answers()  # while the next request is under way
                self._account.keep()
                try:
                    outcome = self._posted.get(timeout=wait)
                except queue.Empty:
                    continue
                self._translator.arrive(outcome)
        finally:
            self._translator.drop()
            self._keep_answers()
            self._account.keep()
        return Result(len(self._requests), self._came, tuple(self._sentences))

    def _worth_waiting(self, wait: float) -> bool:
        return self._schedule.sending > 0 or wait <= LONGEST_WAIT

    def answered(self, ticket: Ticket, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Take an answer; it is kept as soon as the next request is sent, before anything is waited for."""
        self._answers.append((self._requests[ticket.paragraph.key], segments, wanted))

    def _keep_answers(self) -> None:
        while self._answers:
            request, segments, wanted = self._answers.pop(0)
            self._memory.keep(request, segments, self._declaration)
            self._came += wanted
            self._progress(self._came, len(self._requests))

    def troubled(self, ticket: Ticket, error: EngineError, *, tell: bool) -> None:
        """Remember why; the same reason once."""
        del ticket, tell
        self._sentences[str(error)] = None
