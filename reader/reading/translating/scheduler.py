"""Which paragraph an engine is asked next, and when. Pure: no clock, no threads; the time is given, in seconds since the epoch.

A paragraph is known by its key in the memory, so that the same words are asked once wherever they stand. Nothing waits anywhere
but here: what was not sent can always be dropped.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from reader.frozen import valueclass
from reader.reading.translating.backoff import DAY, HALTS, PATIENCE, PERSONAL, Pause, pause_after
from reader.translation.engine import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.translation.engine import Declaration

ABANDONED: Final = 3
"""Requests given up on that may still hang; with so many the engine is not asked until one comes back."""

_STUBBORN: Final = frozenset({Trouble.SERVER, Trouble.TIMED_OUT, Trouble.STOPPED})
"""What may be due to the paragraph that was sent: it gives way to the next after some tries."""


class State(Enum):
    """What is known of a paragraph here."""

    NOT_ASKED = "not asked"
    WAITING = "waiting"
    UNDER_WAY = "under way"
    FAILED = "failed"


@valueclass(frozen=True, slots=True)
class Wanted:
    """A paragraph that is wanted."""

    key: str
    size: int
    """Code points that are sent."""


@valueclass(frozen=True, slots=True)
class Ticket:
    """A request that was sent."""

    number: int
    paragraph: Wanted
    generation: int
    """Which drop it comes after: with another number, nobody may be waiting any more."""


def ranked(caret: int, first: int, last: int, total: int) -> tuple[int, ...]:
    """Return the paragraphs to ask for: the caret's, those of the window from ``first`` to ``last``, the next screen.

    >>> ranked(3, 2, 4, 9)
    (3, 2, 4, 5, 6, 7)
    """
    following = last + 1 + (last - first + 1)
    wanted = (caret, *range(first, following))
    return tuple(dict.fromkeys(index for index in wanted if 0 <= index < total))


class Schedule:
    """The queue of one engine, its pace and its pauses."""

    def __init__(self, declaration: Declaration, *, pause: Pause | None = None, day: int = 0, spent: int = 0) -> None:
        """Begin with the pause that is left of an earlier run, and the characters sent on a day (since the epoch, UTC)."""
        self._declaration = declaration
        self.pause = pause
        """Why the engine is not asked now; it may be over."""
        self.day, self.spent = day, spent
        self.generation = 0
        self.failed: dict[str, Trouble] = {}
        """The paragraphs that are not asked again by themselves, and why."""
        self._failures = pause.failures if pause is not None else 0
        self._told: Trouble | None = None
        self._near: dict[str, Wanted] = {}
        self._rest: dict[str, Wanted] = {}
        self._tries: dict[str, int] = {}
        self._under_way: dict[int, Ticket] = {}
        self._abandoned: set[int] = set()
        self._refused: list[Ticket] = []
        self._sent: float | None = None
        self._numbers = 0

    # -- what is wanted -------------------------------------------------------------------------

    def want(self, paragraphs: Iterable[Wanted]) -> None:
        """Put these first, in their order, and forget those wanted before them that were not sent."""
        self._near = {wanted.key: wanted for wanted in paragraphs if wanted.key not in self.failed}

    def want_whole(self, paragraphs: Iterable[Wanted]) -> None:
        """Ask for these too, once nothing nearer is wanted."""
        self._rest = {wanted.key: wanted for wanted in paragraphs if wanted.key not in self.failed}

    def drop(self) -> None:
        """Forget all that was not sent: another article, no English shown, another engine, the end."""
        self._near, self._rest = {}, {}
        self.generation += 1

    def again(self, wanted: Wanted) -> None:
        """Ask for a paragraph because the reader says so, first of all, whatever became of it before."""
        self.failed.pop(wanted.key, None)
        self._tries.pop(wanted.key, None)
        self._near = {wanted.key: wanted, **self._near}
        if self.pause is not None and self.pause.trouble not in {Trouble.RATE, Trouble.QUOTA, Trouble.BLOCKED}:
            self.pause = None  # what a service asked for is kept to; what we decided ourselves is not
        self._told = None

    @property
    def left(self) -> int:
        """How many paragraphs are wanted and neither answered nor failed, with those under way."""
        wanted = self._near.keys() | self._rest.keys()
        return len(wanted | {ticket.paragraph.key for ticket in self._under_way.values()})

    @property
    def sending(self) -> int:
        """How many requests are under way."""
        return len(self._under_way)

    def state(self, key: str) -> State:
        """Tell what is known of a paragraph."""
        if any(ticket.paragraph.key == key for ticket in self._under_way.values()):
            return State.UNDER_WAY
        if key in self.failed:
            return State.FAILED
        return State.WAITING if key in self._near or key in self._rest else State.NOT_ASKED

    # -- sending ------------------------------------------------------------------------------------

    def next(self, now: float) -> Ticket | None:
        """Return what to send now, as sent; None: nothing, for now."""
        wanted = self._first()
        if wanted is None or self._full() or self._wait(now) > 0 or self._over_budget(wanted, now):
            return None
        ticket = self._ticket(wanted)
        self._under_way[ticket.number] = ticket
        self._sent = now
        if self._declaration.daily is not None:  # what is counted is written, and each writing waits for the disk
            self.spent += wanted.size
        return ticket

    def wake(self, now: float) -> float | None:
        """Return in how many seconds there may be something to send; None: not before something else happens."""
        if self._first() is None or self._full() or (self.pause is not None and self.pause.until is None):
            return None
        return max(0.0, self._wait(now))

    def _first(self) -> Wanted | None:
        busy = {ticket.paragraph.key for ticket in self._under_way.values()}
        for queue in (self._near, self._rest):
            for key, wanted in queue.items():
                if key not in busy:
                    return wanted
        return None

    def _full(self) -> bool:
        # After a trouble one request tries the way; the others follow once it came back.
        limit = 1 if self._failures else self._declaration.in_flight
        return len(self._under_way) >= limit or len(self._abandoned) >= ABANDONED

    def _wait(self, now: float) -> float:
        """Return the seconds until the engine may be asked; infinite while the reader has to do something."""
        wait = 0.0
        if self.pause is not None and not self.pause.over(now):
            if self.pause.until is None:
                return float("inf")
            wait = self.pause.until - now
        if self._sent is not None and now >= self._sent:  # a clock put back must not stop everything
            wait = max(wait, self._sent + self._declaration.pace - now)
        return wait

    def _over_budget(self, wanted: Wanted, now: float) -> bool:
        day = int(now // DAY)
        if day != self.day:
            self.day, self.spent = day, 0
        daily = self._declaration.daily
        if daily is None or self.spent + wanted.size <= daily:
            return False
        if wanted.size > daily:
            self._fail(wanted.key, Trouble.TOO_LONG)
            self._refused.append(self._ticket(wanted))
        else:
            self.pause = pause_after(Trouble.QUOTA, self._failures, now, 0.0)
        return True

    def _ticket(self, wanted: Wanted) -> Ticket:
        self._numbers += 1
        return Ticket(self._numbers, wanted, self.generation)

    def refused(self) -> list[Ticket]:
        """Return, once, what was failed without being sent: a paragraph longer than what the engine takes a day."""
        refused, self._refused = self._refused, []
        return refused

    # -- what came of it --------------------------------------------------------------------------------

    def finish(self, ticket: Ticket) -> bool:
        """Take note of an answer, late or not; True when the paragraph is still wanted."""
        key = ticket.paragraph.key
        wanted = key in self._near or key in self._rest
        self._near.pop(key, None)
        self._rest.pop(key, None)
        self.failed.pop(key, None)
        self._tries.pop(key, None)
        if self._under_way.pop(ticket.number, None) is not None:
            self._failures, self.pause, self._told = 0, None, None
        self._abandoned.discard(ticket.number)  # too late to show that the engine is well again
        return wanted

    def fail(
        self, ticket: Ticket, trouble: Trouble, now: float, jitter: float, retry_after: float | None = None
    ) -> bool:
        """Take note of a trouble; True when the reader should be told: the first of its kind since an answer."""
        if self._under_way.pop(ticket.number, None) is None:
            self._abandoned.discard(ticket.number)  # given up on before, and told then
            return False
        key = ticket.paragraph.key
        if trouble is not Trouble.STOPPED:
            self._failures += trouble is not Trouble.TOO_LONG
            pause = pause_after(trouble, self._failures, now, jitter, retry_after)
            if pause is not None:
                self.pause = _later(self.pause, pause, now)
        if trouble in _STUBBORN:
            self._tries[key] = self._tries.get(key, 0) + 1
        if trouble in PERSONAL or trouble in HALTS or self._tries.get(key, 0) >= PATIENCE:
            self._fail(key, trouble)
        if trouble is Trouble.STOPPED or trouble in PERSONAL or trouble is self._told:
            return False
        self._told = trouble
        return True

    def abandon(self, ticket: Ticket, now: float, jitter: float) -> bool:
        """Give up on a request that hangs, which still holds a thread; True when the reader should be told."""
        if ticket.number not in self._under_way:
            return False
        tell = self.fail(ticket, Trouble.TIMED_OUT, now, jitter)
        self._abandoned.add(ticket.number)
        return tell

    @property
    def stuck(self) -> bool:
        """Whether so many requests hang that no other is sent."""
        return len(self._abandoned) >= ABANDONED

    def _fail(self, key: str, trouble: Trouble) -> None:
        self.failed[key] = trouble
        self._near.pop(key, None)
        self._rest.pop(key, None)


def _later(old: Pause | None, new: Pause, now: float) -> Pause:
    """Return the pause that lasts longer: another request's must not shorten what a service asked for."""
    if old is None or old.over(now):
        return new
    if old.until is None or (new.until is not None and old.until > new.until):
        return old
    return new
