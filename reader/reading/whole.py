"""Translating whole articles without a screen: every paragraph once, each kept as it comes, until all is done or waiting is no use."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Final, Protocol

from reader.reading.schedule import Piece, Schedule
from reader.reading.translator import GUARD, Outcome, Translator
from reader.text.sentences import sentences
from reader.translation.engine import Request
from reader.values import valueclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.reading.pacing import Pause
    from reader.reading.schedule import Ticket
    from reader.text.article import Article
    from reader.translation.engine import Declaration, Engine, EngineError, Segment

LONGEST_WAIT: Final = 30.0
"""Seconds that are waited for an engine; one that pauses for longer is for another day."""

_CONTEXT: Final = 1_000
"""Code points of what stands before a paragraph."""


class Memory(Protocol):
    """What is kept of an engine's work. Called on the thread that translates, never on an engine's."""

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


@valueclass(frozen=True, slots=True)
class Result:
    """What came of translating."""

    wanted: int
    """Paragraphs asked for."""
    came: int
    """Paragraphs that have English now."""
    sentences: tuple[str, ...]
    """Why the others have none, each said once."""


def request_of(article: Article, index: int, *, source: str = "fr", target: str = "en") -> Request:
    """Return what to ask for one paragraph of an article, with what stands before it. ValueError for one without words."""
    paragraph = article.paragraph(index)
    parts = tuple(span.of(paragraph) for span in sentences(paragraph))
    before = article.paragraph(index - 1)[-_CONTEXT:] if index else ""
    return Request(parts, paragraph, source, target, before)


class Whole:
    """Paragraphs translated by one engine, one run."""

    def __init__(
        self,
        engine: Engine,
        requests: Iterable[tuple[str, Request]],
        memory: Memory,
        progress: Callable[[int, int], None],
        *,
        guard: float = GUARD,
    ) -> None:
        """``requests`` come with their key in the memory; ``progress`` is told how many came, and of how many."""
        self._requests = dict(requests)
        self._memory, self._progress = memory, progress
        self._declaration = engine.declaration
        day, spent = memory.spent(self._declaration)
        pause = memory.pause(self._declaration)
        self._schedule = Schedule(self._declaration, pause=pause, day=day, spent=spent)
        self._schedule.want_whole(Piece(key, len(request.paragraph)) for key, request in self._requests.items())
        self._posted: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self._translator = Translator(
            engine, self._schedule, self._requests.__getitem__, self._posted.put, self, guard=guard
        )
        self._came = 0
        self._kept = pause, self._schedule.spent
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
                self._keep_account()
                try:
                    outcome = self._posted.get(timeout=wait)
                except queue.Empty:
                    continue
                self._translator.arrive(outcome)
        finally:
            self._translator.drop()
            self._keep_answers()
            self._keep_account()
        return Result(len(self._requests), self._came, tuple(self._sentences))

    def _worth_waiting(self, wait: float) -> bool:
        return self._schedule.sending > 0 or wait <= LONGEST_WAIT

    def _keep_account(self) -> None:
        """Keep what outlives the run, when it changed."""
        now = self._schedule.pause, self._schedule.spent
        if now[0] != self._kept[0]:
            self._memory.keep_pause(self._declaration, now[0])
        if now[1] != self._kept[1]:
            self._memory.keep_spent(self._declaration, self._schedule.day, now[1])
        self._kept = now

    def answered(self, ticket: Ticket, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Take an answer; it is kept as soon as the next request is sent, before anything is waited for."""
        self._answers.append((self._requests[ticket.piece.key], segments, wanted))

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
