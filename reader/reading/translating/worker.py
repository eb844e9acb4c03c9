"""The Translator: sends what the Schedule says, each request on a daemon thread of its own, and hands back what came.

Daemon threads and nothing else: an executor's are joined when Python ends, so that one hanging request would keep the program.
No request waits in a thread, so there are never more than the engine's own limit and those given up on. Threads touch neither
the schedule nor the library file: they hand an Outcome to ``post``, which brings it to the thread that made the Translator.
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
"""Seconds after which a request is given up on, whatever the engine's own limits: a resolver that never answers knows none."""


@frozen_dataclass(frozen=True, slots=True)
class RequestResult:
    """What came of one request."""

    in_flight: InFlight
    segments: tuple[Segment, ...] = ()
    error: EngineError | None = None


class ResultHandler(Protocol):
    """Who is told, always on the Translator's own thread."""

    def on_answer(self, in_flight: InFlight, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Keep an answer; show it only when it is still wanted."""

    def on_error(self, in_flight: InFlight, error: EngineError, *, report: bool) -> None:
        """Show that there is no answer; say the sentence only when told to."""


@frozen_dataclass(frozen=True, slots=True)
class _Job:
    ticket: InFlight
    deadline: float
    stop: threading.Event


class EngineWorker:
    """One engine at work."""

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
        """``request_of`` gives the request of a key when it is sent; ``post`` is called from threads, once for each request."""
        self.engine = engine
        self.scheduler = scheduler
        self._build_request = build_request
        self._post = post
        self._handler = handler
        self._now, self._monotonic, self._jitter, self._timeout = now, monotonic, jitter, timeout
        self._jobs: dict[int, _Job] = {}

    def step(self) -> float | None:
        """Send what may be sent, give up on what hangs; return in how many seconds to be called again, None: on a change."""
        for job in [job for job in self._jobs.values() if job.deadline <= self._monotonic()]:
            del self._jobs[job.ticket.number]
            job.stop.set()
            tell = self.scheduler.abandon(job.ticket, self._now(), self._jitter())
            self._handler.on_error(job.ticket, _timed_out(self.engine, stalled=self.scheduler.is_stalled), report=tell)
        while (ticket := self.scheduler.next_request(self._now())) is not None:
            self._send(ticket)
        for ticket in self.scheduler.take_rejected():
            self._handler.on_error(ticket, _over_daily_limit(self.engine), report=False)
        waits = [job.deadline - self._monotonic() for job in self._jobs.values()]
        wake = self.scheduler.next_wakeup(self._now())
        if wake is not None:
            waits.append(wake)
        return max(0.0, min(waits)) if waits else None

    def handle_result(self, result: RequestResult) -> None:
        """Take in what a thread handed over; late answers too."""
        ticket = result.in_flight
        late = self._jobs.pop(ticket.number, None) is None
        if result.error is None:
            self._handler.on_answer(ticket, result.segments, wanted=self.scheduler.finish(ticket))
            return
        error = result.error
        tell = self.scheduler.fail(ticket, error.kind, self._now(), self._jitter(), error.retry_after)
        if not late:
            self._handler.on_error(ticket, error, report=tell)

    def clear(self, *, cancel_in_flight: bool = True) -> None:
        """Forget what was not sent; and what is ``under_way``, ask that to stop where it can."""
        self.scheduler.clear()
        for job in self._jobs.values() if cancel_in_flight else ():
            job.stop.set()

    def _send(self, ticket: InFlight) -> None:
        stop = threading.Event()
        request = self._build_request(ticket.paragraph.key)
        self._jobs[ticket.number] = _Job(ticket, self._monotonic() + self._timeout, stop)
        name = f"{self.engine.declaration.name} {ticket.number}"
        threading.Thread(
            target=_run_request, args=(self.engine, ticket, request, stop, self._post), name=name, daemon=True
        ).start()


def _run_request(
    engine: Engine, ticket: InFlight, request: Request, stop: threading.Event, post: Callable[[RequestResult], None]
) -> None:
    try:
        segments = engine.translate(request, stop)
        outcome = (
            RequestResult(ticket, segments)
            if _fits(segments, request)
            else RequestResult(ticket, error=_invalid_answer(engine))
        )
    except EngineError as error:
        outcome = RequestResult(ticket, error=error)
    except BaseException as error:  # noqa: BLE001 -- a StopIteration escapes a client library; its words may hold the text
        outcome = RequestResult(ticket, error=_unexpected(engine, error))
    with suppress(RuntimeError):  # the program is gone
        post(outcome)


def _fits(segments: tuple[Segment, ...], request: Request) -> bool:
    """Tell whether an answer speaks of the sentences that were sent, and of no other."""
    known = range(len(request.sentences))
    return bool(segments) and all(index in known for segment in segments for index in segment.sentences)


def _invalid_answer(engine: Engine) -> EngineError:
    return EngineError(
        ErrorKind.INVALID_ANSWER,
        f"{engine.declaration.label} gave no usable answer to this paragraph. Ask again, or another engine.",
    )


def _unexpected(engine: Engine, error: BaseException) -> EngineError:
    return EngineError(
        ErrorKind.INVALID_ANSWER,
        f"{engine.declaration.label} failed in a way that is not known here ({type(error).__name__})."
        " Ask again, or another engine.",
    )


def _over_daily_limit(engine: Engine) -> EngineError:
    label, daily = engine.declaration.label, engine.declaration.daily_limit
    return EngineError(
        ErrorKind.TOO_LONG,
        f"{label} takes fewer characters a day than a paragraph has ({daily or 0:,}). Choose another engine for it.",
    )


def _timed_out(engine: Engine, *, stalled: bool) -> EngineError:
    label = engine.declaration.label
    if stalled:
        return EngineError(
            ErrorKind.TIMED_OUT,
            f"Too many requests to {label} hang. It is left alone until one comes back; choose another engine.",
        )
    return EngineError(ErrorKind.TIMED_OUT, f"{label} did not answer in time. It is tried again later.")
