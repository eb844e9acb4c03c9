"""Queue, request limits and pauses of one engine.

Pure: no clock and no threads; times are parameters, in seconds since the epoch. Paragraphs are
identified by text hash, so that repeated text is requested once. Requests wait only here, so that
unsent ones can always be dropped.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.reading.translating.backoff import DAY, MAX_FAILURES, NEEDS_USER, PARAGRAPH_ERRORS, Pause, pause_after
from reader.translation.engine import ErrorKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.translation.engine import Declaration

MAX_ABANDONED: Final = 3
"""Abandoned requests that may still hang; with so many, nothing is sent until one returns."""

_RETRIED: Final = frozenset({ErrorKind.SERVER_ERROR, ErrorKind.TIMED_OUT, ErrorKind.CANCELED})
"""Errors that may be caused by the paragraph: after some tries the next one is sent."""


class RequestState(Enum):
    """The state of a paragraph in the scheduler."""

    NOT_REQUESTED = "not requested"
    QUEUED = "queued"
    IN_FLIGHT = "in flight"
    FAILED = "failed"


@frozen_dataclass(frozen=True, slots=True)
class QueuedParagraph:
    """A paragraph to translate."""

    key: str
    size: int
    """Code points to send."""


@frozen_dataclass(frozen=True, slots=True)
class InFlight:
    """A request that was sent."""

    number: int
    paragraph: QueuedParagraph
    generation: int
    """Queue generation; results of an older one are not reported."""


def priority_order(caret: int, first: int, last: int, total: int) -> tuple[int, ...]:
    """Return the paragraphs to request: at the caret, visible (``first`` to ``last``), next screen.

    >>> priority_order(3, 2, 4, 9)
    (3, 2, 4, 5, 6, 7)
    """
    following = last + 1 + (last - first + 1)
    wanted = (caret, *range(first, following))
    return tuple(dict.fromkeys(index for index in wanted if 0 <= index < total))


class Scheduler:
    """The queue of one engine, with its request limits and pauses."""

    def __init__(
        self, declaration: Declaration, *, pause: Pause | None = None, day: int = 0, characters_sent: int = 0
    ) -> None:
        """Start with the saved pause, and the characters sent on a day (since the epoch, UTC)."""
        self._declaration = declaration
        self.pause = pause
        """Why nothing is sent; may be over."""
        self.day, self.characters_sent = day, characters_sent
        self.generation = 0
        self.failed: dict[str, ErrorKind] = {}
        """Paragraphs that are not retried automatically, and why."""
        self._failures = pause.failures if pause is not None else 0
        self._reported: ErrorKind | None = None
        self._nearby: dict[str, QueuedParagraph] = {}
        self._background: dict[str, QueuedParagraph] = {}
        self._tries: dict[str, int] = {}
        self._in_flight: dict[int, InFlight] = {}
        self._abandoned: set[int] = set()
        self._rejected: list[InFlight] = []
        self._last_sent: float | None = None
        self._last_number = 0

    # -- queue ----------------------------------------------------------------------------------

    def set_nearby(self, paragraphs: Iterable[QueuedParagraph]) -> None:
        """Put these first, in order, and drop earlier unsent ones."""
        self._nearby = {wanted.key: wanted for wanted in paragraphs if wanted.key not in self.failed}

    def set_background(self, paragraphs: Iterable[QueuedParagraph]) -> None:
        """Send these too, once nothing nearer is queued."""
        self._background = {wanted.key: wanted for wanted in paragraphs if wanted.key not in self.failed}

    def clear(self) -> None:
        """Drop everything unsent and start a new generation."""
        self._nearby, self._background = {}, {}
        self.generation += 1

    def retry(self, paragraph: QueuedParagraph) -> None:
        """Put a paragraph first for the user, whatever happened to it before."""
        self.failed.pop(paragraph.key, None)
        self._tries.pop(paragraph.key, None)
        self._nearby = {paragraph.key: paragraph, **self._nearby}
        if self.pause is not None and self.pause.error_kind not in {
            ErrorKind.RATE_LIMIT,
            ErrorKind.QUOTA,
            ErrorKind.BLOCKED,
        }:
            self.pause = None  # the service's own limits are respected; ours are not
        self._reported = None

    @property
    def pending_count(self) -> int:
        """The number of paragraphs queued or in flight."""
        wanted = self._nearby.keys() | self._background.keys()
        return len(wanted | {in_flight.paragraph.key for in_flight in self._in_flight.values()})

    @property
    def in_flight_count(self) -> int:
        """The number of requests in flight."""
        return len(self._in_flight)

    def state(self, key: str) -> RequestState:
        """Return the state of a paragraph."""
        if any(in_flight.paragraph.key == key for in_flight in self._in_flight.values()):
            return RequestState.IN_FLIGHT
        if key in self.failed:
            return RequestState.FAILED
        return RequestState.QUEUED if key in self._nearby or key in self._background else RequestState.NOT_REQUESTED

    # -- sending ------------------------------------------------------------------------------------

    def next_request(self, now: float) -> InFlight | None:
        """Return the request to send now, marked as sent; None: nothing now."""
        wanted = self._first()
        if wanted is None or self._at_limit() or self._wait(now) > 0 or self._over_budget(wanted, now):
            return None
        in_flight = self._new_request(wanted)
        self._in_flight[in_flight.number] = in_flight
        self._last_sent = now
        if self._declaration.daily_limit is not None:  # counted only if needed: each change is written to disk
            self.characters_sent += wanted.size
        return in_flight

    def next_wakeup(self, now: float) -> float | None:
        """Return the seconds until something can be sent; None: nothing scheduled."""
        if self._first() is None or self._at_limit() or (self.pause is not None and self.pause.until is None):
            return None
        return max(0.0, self._wait(now))

    def _first(self) -> QueuedParagraph | None:
        busy = {in_flight.paragraph.key for in_flight in self._in_flight.values()}
        for queue in (self._nearby, self._background):
            for key, wanted in queue.items():
                if key not in busy:
                    return wanted
        return None

    def _at_limit(self) -> bool:
        # After an error, one request at a time until one succeeds.
        limit = 1 if self._failures else self._declaration.max_in_flight
        return len(self._in_flight) >= limit or len(self._abandoned) >= MAX_ABANDONED

    def _wait(self, now: float) -> float:
        """Return the seconds until a request can be sent; infinite if the user has to act."""
        wait = 0.0
        if self.pause is not None and not self.pause.is_over(now):
            if self.pause.until is None:
                return float("inf")
            wait = self.pause.until - now
        if self._last_sent is not None and now >= self._last_sent:  # ignore it if the clock was set back
            wait = max(wait, self._last_sent + self._declaration.min_interval - now)
        return wait

    def _over_budget(self, wanted: QueuedParagraph, now: float) -> bool:
        day = int(now // DAY)
        if day != self.day:
            self.day, self.characters_sent = day, 0
        daily = self._declaration.daily_limit
        if daily is None or self.characters_sent + wanted.size <= daily:
            return False
        if wanted.size > daily:
            self._fail(wanted.key, ErrorKind.TOO_LONG)
            self._rejected.append(self._new_request(wanted))
        else:
            self.pause = pause_after(ErrorKind.QUOTA, self._failures, now, 0.0)
        return True

    def _new_request(self, wanted: QueuedParagraph) -> InFlight:
        self._last_number += 1
        return InFlight(self._last_number, wanted, self.generation)

    def take_rejected(self) -> list[InFlight]:
        """Return, once, requests that failed unsent: longer than the engine's daily limit."""
        refused, self._rejected = self._rejected, []
        return refused

    # -- results ------------------------------------------------------------------------------------

    def finish(self, in_flight: InFlight) -> bool:
        """Record an answer, late or not; True if the paragraph is still queued."""
        key = in_flight.paragraph.key
        wanted = key in self._nearby or key in self._background
        self._nearby.pop(key, None)
        self._background.pop(key, None)
        self.failed.pop(key, None)
        self._tries.pop(key, None)
        if self._in_flight.pop(in_flight.number, None) is not None:
            self._failures, self.pause, self._reported = 0, None, None
        self._abandoned.discard(in_flight.number)  # a late answer does not end a pause
        return wanted

    def fail(
        self, in_flight: InFlight, kind: ErrorKind, now: float, jitter: float, retry_after: float | None = None
    ) -> bool:
        """Record an error; True if it should be reported: the first of its kind since an answer."""
        if self._in_flight.pop(in_flight.number, None) is None:
            self._abandoned.discard(in_flight.number)  # abandoned and reported before
            return False
        key = in_flight.paragraph.key
        if kind is not ErrorKind.CANCELED:
            self._failures += kind is not ErrorKind.TOO_LONG
            pause = pause_after(kind, self._failures, now, jitter, retry_after)
            if pause is not None:
                self.pause = _later(self.pause, pause, now)
        if kind in _RETRIED:
            self._tries[key] = self._tries.get(key, 0) + 1
        if kind in PARAGRAPH_ERRORS or kind in NEEDS_USER or self._tries.get(key, 0) >= MAX_FAILURES:
            self._fail(key, kind)
        if kind is ErrorKind.CANCELED or kind in PARAGRAPH_ERRORS or kind is self._reported:
            return False
        self._reported = kind
        return True

    def abandon(self, in_flight: InFlight, now: float, jitter: float) -> bool:
        """Abandon a hanging request, which still holds a thread; True if it should be reported."""
        if in_flight.number not in self._in_flight:
            return False
        report = self.fail(in_flight, ErrorKind.TIMED_OUT, now, jitter)
        self._abandoned.add(in_flight.number)
        return report

    @property
    def is_stalled(self) -> bool:
        """Whether too many requests hang to send another."""
        return len(self._abandoned) >= MAX_ABANDONED

    def _fail(self, key: str, kind: ErrorKind) -> None:
        self.failed[key] = kind
        self._nearby.pop(key, None)
        self._background.pop(key, None)


def _later(old: Pause | None, new: Pause, now: float) -> Pause:
    """Return the longer pause: another request must not shorten a service's Retry-After."""
    if old is None or old.is_over(now):
        return new
    if old.until is None or (new.until is not None and old.until > new.until):
        return old
    return new
