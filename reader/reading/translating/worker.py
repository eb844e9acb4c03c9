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

from reader.frozen import valueclass
from reader.translation.engine import EngineError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.scheduler import Schedule, Ticket
    from reader.translation.engine import Engine, Request, Segment

GUARD: Final = 15.0
"""Seconds after which a request is given up on, whatever the engine's own limits: a resolver that never answers knows none."""


@valueclass(frozen=True, slots=True)
class Outcome:
    """What came of one request."""

    ticket: Ticket
    segments: tuple[Segment, ...] = ()
    error: EngineError | None = None


class Hearer(Protocol):
    """Who is told, always on the Translator's own thread."""

    def answered(self, ticket: Ticket, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Keep an answer; show it only when it is still wanted."""

    def troubled(self, ticket: Ticket, error: EngineError, *, tell: bool) -> None:
        """Show that there is no answer; say the sentence only when told to."""


@valueclass(frozen=True, slots=True)
class _Job:
    ticket: Ticket
    deadline: float
    stop: threading.Event


class Translator:
    """One engine at work."""

    def __init__(
        self,
        engine: Engine,
        schedule: Schedule,
        request_of: Callable[[str], Request],
        post: Callable[[Outcome], None],
        hearer: Hearer,
        *,
        now: Callable[[], float] = time.time,
        running: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
        guard: float = GUARD,
    ) -> None:
        """``request_of`` gives the request of a key when it is sent; ``post`` is called from threads, once for each request."""
        self.engine = engine
        self.schedule = schedule
        self._request_of = request_of
        self._post = post
        self._hearer = hearer
        self._now, self._running, self._jitter, self._guard = now, running, jitter, guard
        self._jobs: dict[int, _Job] = {}

    def step(self) -> float | None:
        """Send what may be sent, give up on what hangs; return in how many seconds to be called again, None: on a change."""
        for job in [job for job in self._jobs.values() if job.deadline <= self._running()]:
            del self._jobs[job.ticket.number]
            job.stop.set()
            tell = self.schedule.abandon(job.ticket, self._now(), self._jitter())
            self._hearer.troubled(job.ticket, _timed_out(self.engine, stuck=self.schedule.stuck), tell=tell)
        while (ticket := self.schedule.next(self._now())) is not None:
            self._send(ticket)
        for ticket in self.schedule.refused():
            self._hearer.troubled(ticket, _longer_than_a_day(self.engine), tell=False)
        waits = [job.deadline - self._running() for job in self._jobs.values()]
        wake = self.schedule.wake(self._now())
        if wake is not None:
            waits.append(wake)
        return max(0.0, min(waits)) if waits else None

    def arrive(self, outcome: Outcome) -> None:
        """Take in what a thread handed over; late answers too."""
        ticket = outcome.ticket
        late = self._jobs.pop(ticket.number, None) is None
        if outcome.error is None:
            self._hearer.answered(ticket, outcome.segments, wanted=self.schedule.finish(ticket))
            return
        error = outcome.error
        tell = self.schedule.fail(ticket, error.trouble, self._now(), self._jitter(), error.retry_after)
        if not late:
            self._hearer.troubled(ticket, error, tell=tell)

    def drop(self, *, under_way: bool = True) -> None:
        """Forget what was not sent; and what is ``under_way``, ask that to stop where it can."""
        self.schedule.drop()
        for job in self._jobs.values() if under_way else ():
            job.stop.set()

    def _send(self, ticket: Ticket) -> None:
        stop = threading.Event()
        request = self._request_of(ticket.paragraph.key)
        self._jobs[ticket.number] = _Job(ticket, self._running() + self._guard, stop)
        name = f"{self.engine.declaration.name} {ticket.number}"
        threading.Thread(
            target=_work, args=(self.engine, ticket, request, stop, self._post), name=name, daemon=True
        ).start()


def _work(
    engine: Engine, ticket: Ticket, request: Request, stop: threading.Event, post: Callable[[Outcome], None]
) -> None:
    try:
        segments = engine.translate(request, stop)
        outcome = Outcome(ticket, segments) if _fits(segments, request) else Outcome(ticket, error=_nonsense(engine))
    except EngineError as error:
        outcome = Outcome(ticket, error=error)
    except BaseException as error:  # noqa: BLE001 -- a StopIteration escapes a client library; its words may hold the text
        outcome = Outcome(ticket, error=_unexpected(engine, error))
    with suppress(RuntimeError):  # the program is gone
        post(outcome)


def _fits(segments: tuple[Segment, ...], request: Request) -> bool:
    """Tell whether an answer speaks of the sentences that were sent, and of no other."""
    known = range(len(request.sentences))
    return bool(segments) and all(index in known for segment in segments for index in segment.sentences)


def _nonsense(engine: Engine) -> EngineError:
    return EngineError(
        Trouble.NONSENSE,
        f"{engine.declaration.label} gave no usable answer to this paragraph. Ask again, or another engine.",
    )


def _unexpected(engine: Engine, error: BaseException) -> EngineError:
    return EngineError(
        Trouble.NONSENSE,
        f"{engine.declaration.label} failed in a way that is not known here ({type(error).__name__})."
        " Ask again, or another engine.",
    )


def _longer_than_a_day(engine: Engine) -> EngineError:
    label, daily = engine.declaration.label, engine.declaration.daily
    return EngineError(
        Trouble.TOO_LONG,
        f"{label} takes fewer characters a day than a paragraph has ({daily or 0:,}). Choose another engine for it.",
    )


def _timed_out(engine: Engine, *, stuck: bool) -> EngineError:
    label = engine.declaration.label
    if stuck:
        return EngineError(
            Trouble.TIMED_OUT,
            f"Too many requests to {label} hang. It is left alone until one comes back; choose another engine.",
        )
    return EngineError(Trouble.TIMED_OUT, f"{label} did not answer in time. It is tried again later.")
