"""Engines for the tests, with responses that the test decides."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.translation.engine import Declaration, Request, Segment

if TYPE_CHECKING:
    import queue
    from collections.abc import Callable

    from reader.reading.translating.scheduler import InFlight
    from reader.reading.translating.worker import EngineWorker, RequestResult
    from reader.translation.engine import EngineError

LOCAL = Declaration("essai", "Essai", "")


@dataclass
class FakeEngine:
    """An engine that responds with a function."""

    respond: Callable[[Request], str]
    declaration: Declaration = LOCAL
    requests: list[str] = field(default_factory=list)
    stop_events: list[threading.Event] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        with self.changed:
            self.requests.append(request.paragraph)
            self.stop_events.append(stop)
            self.changed.notify_all()
        return (Segment(self.respond(request), tuple(range(len(request.sentences)))),)

    def wait_for_requests(self, count: int) -> None:
        """Wait until there have been ``count`` requests."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.requests) >= count, timeout=60)


@dataclass
class RecordingHandler:
    """Records results and errors."""

    answers: list[tuple[str, str, bool]] = field(default_factory=list)
    troubles: list[tuple[str, EngineError, bool]] = field(default_factory=list)

    def on_answer(self, in_flight: InFlight, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        self.answers.append((in_flight.paragraph.key, " ".join(segment.text for segment in segments), wanted))

    def on_error(self, in_flight: InFlight, error: EngineError, *, report: bool) -> None:
        self.troubles.append((in_flight.paragraph.key, error, report))


def make_request(key: str) -> Request:
    return Request((key,), key)


def process_results(translator: EngineWorker, posted: queue.Queue[RequestResult], count: int = 1) -> None:
    """Process ``count`` results, as the application's loop does; queue.Empty on timeout."""
    for _ in range(count):
        translator.handle_result(posted.get(timeout=60))
        translator.step()
