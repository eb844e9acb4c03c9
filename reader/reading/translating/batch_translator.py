"""Translate whole articles without a screen: each paragraph once, saved as it arrives."""

from __future__ import annotations

import queue
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.reading.translating.engine_usage import EngineUsage
from reader.reading.translating.scheduler import QueuedParagraph
from reader.reading.translating.worker import REQUEST_TIMEOUT, EngineWorker, RequestResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.reading.translating.engine_usage import EngineStore
    from reader.reading.translating.scheduler import InFlight
    from reader.translation.engine import Engine, EngineError, Request, Segment

MAX_WAIT: Final = 30.0
"""Seconds to wait for a paused engine; a longer pause ends the run."""


@frozen_dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of a run."""

    requested: int
    """Paragraphs requested."""
    translated: int
    """Paragraphs translated."""
    errors: tuple[str, ...]
    """The error messages, each once."""


class BatchTranslator:
    """One run of one engine over a set of paragraphs."""

    def __init__(
        self,
        engine: Engine,
        requests: Iterable[tuple[str, Request]],
        store: EngineStore,
        progress: Callable[[int, int], None],
        *,
        timeout: float = REQUEST_TIMEOUT,
    ) -> None:
        """``requests`` are pairs of key and request; ``progress`` gets translated and total counts."""
        self._requests = dict(requests)
        self._store, self._progress = store, progress
        self._declaration = engine.declaration
        self._usage = EngineUsage(engine.declaration, store)
        self._scheduler = self._usage.scheduler
        self._scheduler.set_background(
            QueuedParagraph(key, len(request.paragraph)) for key, request in self._requests.items()
        )
        self._results: queue.SimpleQueue[RequestResult] = queue.SimpleQueue()
        self._worker = EngineWorker(
            engine, self._scheduler, self._requests.__getitem__, self._results.put, self, timeout=timeout
        )
        self._translated = 0
        self._answers: list[tuple[Request, tuple[Segment, ...], bool]] = []
        self._errors: dict[str, None] = {}

    def run(self) -> BatchResult:
        """Translate until all is done or failed, or the engine pauses for more than MAX_WAIT.

        KeyboardInterrupt passes through; received answers are saved first.
        """
        self._progress(0, len(self._requests))
        try:
            while (wait := self._worker.step()) is not None and self._worth_waiting(wait):
                self._save_answers()  # while the next request is in flight
                self._usage.save()
                try:
                    result = self._results.get(timeout=wait)
                except queue.Empty:
                    continue
                self._worker.handle_result(result)
        finally:
            self._worker.clear()
            self._save_answers()
            self._usage.save()
        return BatchResult(len(self._requests), self._translated, tuple(self._errors))

    def _worth_waiting(self, wait: float) -> bool:
        return self._scheduler.in_flight_count > 0 or wait <= MAX_WAIT

    def on_answer(self, in_flight: InFlight, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Collect an answer; it is saved after the next request was sent."""
        self._answers.append((self._requests[in_flight.paragraph.key], segments, wanted))

    def _save_answers(self) -> None:
        while self._answers:
            request, segments, wanted = self._answers.pop(0)
            self._store.save_translation(request, segments, self._declaration)
            self._translated += wanted
            self._progress(self._translated, len(self._requests))

    def on_error(self, in_flight: InFlight, error: EngineError, *, report: bool) -> None:
        """Collect the message, once."""
        del in_flight, report
        self._errors[str(error)] = None
