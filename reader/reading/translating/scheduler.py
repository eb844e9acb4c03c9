"""Which paragraph an engine is asked next, and when. Pure: no clock, no threads; the time is given, in seconds since the epoch.

A paragraph is known by its key in the memory, so that the same words are asked once wherever they stand. Nothing waits anywhere
but here: what was not sent can always be dropped.
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
"""Requests given up on that may still hang; with so many the engine is not asked until one comes back."""

_RETRIED: Final = frozenset({ErrorKind.SERVER_ERROR, ErrorKind.TIMED_OUT, ErrorKind.CANCELED})
"""What may be due to the paragraph that was sent: it gives way to the next after some tries."""


class RequestState(Enum):
    """What is known of a paragraph here."""

    NOT_REQUESTED = "not asked"
    QUEUED = "waiting"
    IN_FLIGHT = "under way"
    FAILED = "failed"


@frozen_dataclass(frozen=True, slots=True)
class QueuedParagraph:
    """A paragraph that is wanted."""

    key: str
    size: int
    """Code points that are sent."""


@frozen_dataclass(frozen=True, slots=True)
class InFlight:
    """A request that was sent."""

    number: int
    paragraph: QueuedParagraph
    generation: int
    """Which drop it comes after: with another number, nobody may be waiting any more."""


def priority_order(caret: int, first: int, last: int, total: int) -> tuple[int, ...]:
    """Return the paragraphs to ask for: the caret's, those of the window from ``first`` to ``last``, the next screen.

    >>> ranked(3, 2, 4, 9)
    (3, 2, 4, 5, 6, 7)
    """
    following = last + 1 + (last - first + 1)
    wanted = (caret, *range(first, following))
    return tuple(dict.fromkeys(index for index in wanted if 0 <= index < total))


class Scheduler:
    """The queue of one engine, its pace and its pauses."""

    def __init__(
        self, declaration: Declaration, *, pause: Pause | None = None, day: int = 0, characters_sent: int = 0
    ) -> None:
        """Begin with the pause that is left of an earlier run, and the characters sent on a day (since the epoch, UTC)."""
        self._declaration = declaration
        self.pause = pause
        """Why the engine is not asked now; it may be over."""
        self.day, self.characters_sent = day, characters_sent
        self.generation = 0
        self.failed: dict[str, ErrorKind] = {}
        """The paragraphs that are not asked again by themselves, and why."""
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

    # -- what is wanted -------------------------------------------------------------------------

    def set_nearby(self, paragraphs: Iterable[QueuedParagraph]) -> None:
        """Put these first, in their order, and forget those wanted before them that were not sent."""
        self._nearby = {wanted.key: wanted for wanted in paragraphs if wanted.key not in self.failed}

    def set_background(self, paragraphs: Iterable[QueuedParagraph]) -> None:
        """Ask for these too, once nothing nearer is wanted."""
        self._background = {wanted.key: wanted for wanted in paragraphs if wanted.key not in self.failed}

    def clear(self) -> None:
        """Forget all that was not sent: another article, no English shown, another engine, the end."""
        self._nearby, self._background = {}, {}
        self.generation += 1

    def retry(self, paragraph: QueuedParagraph) -> None:
        """Ask for a paragraph because the reader says so, first of all, whatever became of it before."""
        self.failed.pop(paragraph.key, None)
        self._tries.pop(paragraph.key, None)
        self._nearby = {paragraph.key: paragraph, **self._nearby}
        if self.pause is not None and self.pause.error_kind not in {
            ErrorKind.RATE_LIMIT,
            ErrorKind.QUOTA,
            ErrorKind.BLOCKED,
        }:
            self.pause = None  # what a service asked for is kept to; what we decided ourselves is not
        self._reported = None

    @property
    def pending_count(self) -> int:
        """How many paragraphs are wanted and neither answered nor failed, with those under way."""
        wanted = self._nearby.keys() | self._background.keys()
        return len(wanted | {ticket.paragraph.key for ticket in self._in_flight.values()})

    @property
    def in_flight_count(self) -> int:
        """How many requests are under way."""
        return len(self._in_flight)

    def state(self, key: str) -> RequestState:
        """Tell what is known of a paragraph."""
        if any(ticket.paragraph.key == key for ticket in self._in_flight.values()):
            return RequestState.IN_FLIGHT
        if key in self.failed:
            return RequestState.FAILED
        return RequestState.QUEUED if key in self._nearby or key in self._background else RequestState.NOT_REQUESTED

    # -- sending ------------------------------------------------------------------------------------

    def next_request(self, now: float) -> InFlight | None:
        """Return what to send now, as sent; None: nothing, for now."""
        wanted = self._first()
        if wanted is None or self._at_limit() or self._wait(now) > 0 or self._over_budget(wanted, now):
            return None
        ticket = self._new_request(wanted)
        self._in_flight[ticket.number] = ticket
        self._last_sent = now
        if self._declaration.daily_limit is not None:  # what is counted is written, and each writing waits for the disk
            self.characters_sent += wanted.size
        return ticket

    def next_wakeup(self, now: float) -> float | None:
        """Return in how many seconds there may be something to send; None: not before something else happens."""
        if self._first() is None or self._at_limit() or (self.pause is not None and self.pause.until is None):
            return None
        return max(0.0, self._wait(now))

    def _first(self) -> QueuedParagraph | None:
        busy = {ticket.paragraph.key for ticket in self._in_flight.values()}
        for queue in (self._nearby, self._background):
            for key, wanted in queue.items():
                if key not in busy:
                    return wanted
        return None

    def _at_limit(self) -> bool:
        # After a trouble one request tries the way; the others follow once it came back.
        limit = 1 if self._failures else self._declaration.max_in_flight
        return len(self._in_flight) >= limit or len(self._abandoned) >= MAX_ABANDONED

    def _wait(self, now: float) -> float:
        """Return the seconds until the engine may be asked; infinite while the reader has to do something."""
        wait = 0.0
        if self.pause is not None and not self.pause.is_over(now):
            if self.pause.until is None:
                return float("inf")
            wait = self.pause.until - now
        if self._last_sent is not None and now >= self._last_sent:  # a clock put back must not stop everything
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
        """Return, once, what was failed without being sent: a paragraph longer than what the engine takes a day."""
        refused, self._rejected = self._rejected, []
        return refused

    # -- what came of it --------------------------------------------------------------------------------

    def finish(self, in_flight: InFlight) -> bool:
        """Take note of an answer, late or not; True when the paragraph is still wanted."""
        key = in_flight.paragraph.key
        wanted = key in self._nearby or key in self._background
        self._nearby.pop(key, None)
        self._background.pop(key, None)
        self.failed.pop(key, None)
        self._tries.pop(key, None)
        if self._in_flight.pop(in_flight.number, None) is not None:
            self._failures, self.pause, self._reported = 0, None, None
        self._abandoned.discard(in_flight.number)  # too late to show that the engine is well again
        return wanted

    def fail(
        self, in_flight: InFlight, kind: ErrorKind, now: float, jitter: float, retry_after: float | None = None
    ) -> bool:
        """Take note of a trouble; True when the reader should be told: the first of its kind since an answer."""
        if self._in_flight.pop(in_flight.number, None) is None:
            self._abandoned.discard(in_flight.number)  # given up on before, and told then
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
        """Give up on a request that hangs, which still holds a thread; True when the reader should be told."""
        if in_flight.number not in self._in_flight:
            return False
        tell = self.fail(in_flight, ErrorKind.TIMED_OUT, now, jitter)
        self._abandoned.add(in_flight.number)
        return tell

    @property
    def is_stalled(self) -> bool:
        """Whether so many requests hang that no other is sent."""
        return len(self._abandoned) >= MAX_ABANDONED

    def _fail(self, key: str, kind: ErrorKind) -> None:
        self.failed[key] = kind
        self._nearby.pop(key, None)
        self._background.pop(key, None)


def _later(old: Pause | None, new: Pause, now: float) -> Pause:
    """Return the pause that lasts longer: another request's must not shorten what a service asked for."""
    if old is None or old.is_over(now):
        return new
    if old.until is None or (new.until is not None and old.until > new.until):
        return old
    return new
