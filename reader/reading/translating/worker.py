"""Send the scheduler's requests, each on a daemon thread, and process their results.

Not an executor: its threads are joined at exit, so one hanging request would block quitting.
Requests never wait in a thread, so threads are limited to the engine's limit plus abandoned ones.
Threads touch neither scheduler nor library: they pass a RequestResult to ``post``, which must hand
it to the creating thread.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

from reader.frozen import frozen_dataclass
from reader.translation.engine import EngineError, ErrorKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.scheduler import InFlight, Scheduler
    from reader.translation.engine import Engine, Request, Segment

REQUEST_TIMEOUT: Final = 15.0
"""Seconds after which a request is abandoned; DNS lookups have no limit of their own."""


@frozen_dataclass(frozen=True, slots=True)
class RequestResult:
    """The result of one request."""

    in_flight: InFlight
    segments: tuple[Segment, ...] = ()
    error: EngineError | None = None


class ResultHandler(Protocol):
    """Receives results on the creating thread."""

    def on_answer(self, in_flight: InFlight, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Save an answer; show it only if it is still wanted."""

    def on_error(self, in_flight: InFlight, error: EngineError, *, report: bool) -> None:
        """Record an error; show its message only if ``report``."""


@frozen_dataclass(frozen=True, slots=True)
class _Job:
    in_flight: InFlight
    deadline: float
    stop: threading.Event


class EngineWorker:
    """Runs one engine."""

    def __init__(
        self,
        engine: Engine,
        scheduler: Scheduler,
        build_request: Callable[[str], Request],
        post: Callable[[RequestResult], None],
        handler: ResultHandler,
        *,
        now: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
        timeout: float = REQUEST_TIMEOUT,
    ) -> None:
        """``build_request`` makes the request of a key when it is sent.

        ``post`` is called from threads, once for each request.
        """
        self.engine = engine
        self.scheduler = scheduler
        self._build_request = build_request
        self._post = post
        self._handler = handler
        self._now, self._monotonic, self._jitter, self._timeout = now, monotonic, jitter, timeout
        self._jobs: dict[int, _Job] = {}

    def step(self) -> float | None:
        """Send and abandon requests as due; return the seconds until the next call, None: no need."""
        for job in [job for job in self._jobs.values() if job.deadline <= self._monotonic()]:
            del self._jobs[job.in_flight.number]
            job.stop.set()
            report = self.scheduler.abandon(job.in_flight, self._now(), self._jitter())
            self._handler.on_error(
                job.in_flight, _timed_out(self.engine, stalled=self.scheduler.is_stalled), report=report
            )
        while (in_flight := self.scheduler.next_request(self._now())) is not None:
            self._send(in_flight)
        for in_flight in self.scheduler.take_rejected():
            self._handler.on_error(in_flight, _over_daily_limit(self.engine), report=False)
        waits = [job.deadline - self._monotonic() for job in self._jobs.values()]
        wake = self.scheduler.next_wakeup(self._now())
        if wake is not None:
            waits.append(wake)
        return max(0.0, min(waits)) if waits else None

    def handle_result(self, result: RequestResult) -> None:
        """Process a result from a thread, late or not."""
        in_flight = result.in_flight
        late = self._jobs.pop(in_flight.number, None) is None
        if result.error is None:
            self._handler.on_answer(in_flight, result.segments, wanted=self.scheduler.finish(in_flight))
            return
        error = result.error
        report = self.scheduler.fail(in_flight, error.kind, self._now(), self._jitter(), error.retry_after)
        if not late:
            self._handler.on_error(in_flight, error, report=report)

    def clear(self, *, cancel_in_flight: bool = True) -> None:
        """Drop unsent requests; ``cancel_in_flight``: also ask those in flight to stop."""
        self.scheduler.clear()
        for job in self._jobs.values() if cancel_in_flight else ():
            job.stop.set()

    def _send(self, in_flight: InFlight) -> None:
        stop = threading.Event()
        request = self._build_request(in_flight.paragraph.key)
        self._jobs[in_flight.number] = _Job(in_flight, self._monotonic() + self._timeout, stop)
        name = f"{self.engine.declaration.name} {in_flight.number}"
        threading.Thread(
            target=_run_request, args=(self.engine, in_flight, request, stop, self._post), name=name, daemon=True
        ).start()


def _run_request(
    engine: Engine, in_flight: InFlight, request: Request, stop: threading.Event, post: Callable[[RequestResult], None]
) -> None:
    try:
        segments = engine.translate(request, stop)
        result = (
            RequestResult(in_flight, segments)
            if _fits(segments, request)
            else RequestResult(in_flight, error=_invalid_answer(engine))
        )
    except EngineError as error:
        result = RequestResult(in_flight, error=error)
    except BaseException as error:  # noqa: BLE001 -- client libraries leak StopIteration; its message may hold the text
        result = RequestResult(in_flight, error=_unexpected(engine, error))
    with suppress(RuntimeError):  # the event loop is closed
        post(result)


def _fits(segments: tuple[Segment, ...], request: Request) -> bool:
    """Whether an answer refers only to sentences of the request."""
    known = range(len(request.sentences))
    return bool(segments) and all(index in known for segment in segments for index in segment.sentences)


def _invalid_answer(engine: Engine) -> EngineError:
    return EngineError(
        ErrorKind.INVALID_ANSWER,
        f"{engine.declaration.label} returned no usable translation. Retry, or choose another engine.",
    )


def _unexpected(engine: Engine, error: BaseException) -> EngineError:
    return EngineError(
        ErrorKind.INVALID_ANSWER,
        f"{engine.declaration.label} failed unexpectedly ({type(error).__name__}). Retry, or choose another engine.",
    )


def _over_daily_limit(engine: Engine) -> EngineError:
    label, daily = engine.declaration.label, engine.declaration.daily_limit
    return EngineError(
        ErrorKind.TOO_LONG,
        f"This paragraph exceeds the daily limit of {label} ({daily or 0:,} characters). Choose another engine.",
    )


def _timed_out(engine: Engine, *, stalled: bool) -> EngineError:
    label = engine.declaration.label
    if stalled:
        return EngineError(
            ErrorKind.TIMED_OUT,
            f"Too many requests to {label} are waiting. Wait, or choose another engine.",
        )
    return EngineError(ErrorKind.TIMED_OUT, f"{label} did not respond in time. It is retried later.")
