"""The scheduler, also against a simple model with its own clock."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.reading.translating.backoff import (
    BLOCKED_PAUSE,
    DAY,
    MAX_BACKOFF,
    NEEDS_USER,
    PARAGRAPH_ERRORS,
    UNREACHABLE_PAUSE,
    Pause,
    pause_after,
)
from reader.reading.translating.scheduler import (
    MAX_ABANDONED,
    InFlight,
    QueuedParagraph,
    RequestState,
    Scheduler,
    priority_order,
)
from reader.translation.engine import Declaration, ErrorKind

ESSAI = Declaration("essai", "Essai", "essai.example")
NOON = 1_000 * DAY + DAY / 2
A, B, C, D = (QueuedParagraph(letter, 10) for letter in "abcd")


def sent(schedule: Scheduler, now: float = NOON) -> InFlight:
    ticket = schedule.next_request(now)
    assert ticket is not None
    return ticket


# -- pauses -----------------------------------------------------------------------------------


@given(st.sampled_from(ErrorKind), st.integers(1, 2000), st.floats(0, 1), st.none() | st.floats())
def test_pause_ends_within_a_day_unless_user_must_act(
    kind: ErrorKind, failures: int, jitter: float, retry_after: float | None
) -> None:
    pause = pause_after(kind, failures, NOON, jitter, retry_after)
    if pause is not None and pause.until is not None:
        assert NOON < pause.until <= NOON + DAY
        assert not pause.is_over(NOON)
        assert pause.is_over(pause.until)
    else:
        assert (kind in NEEDS_USER) == (pause is not None)


def test_backoff_doubles_up_to_five_minutes() -> None:
    waits = []
    for failures in range(1, 12):
        pause = pause_after(ErrorKind.SERVER_ERROR, failures, 0.0, 0.0)
        assert pause is not None
        waits.append(pause.until)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, MAX_BACKOFF, MAX_BACKOFF, MAX_BACKOFF]


@pytest.mark.parametrize(
    ("kind", "retry_after", "seconds"),
    [
        (ErrorKind.RATE_LIMIT, 40.0, 40.0),
        (ErrorKind.RATE_LIMIT, 0.5, 2.0),
        (ErrorKind.RATE_LIMIT, math.nan, 2.0),
        (ErrorKind.RATE_LIMIT, -5.0, 2.0),
        (ErrorKind.RATE_LIMIT, 1e9, DAY),
        (ErrorKind.BLOCKED, None, BLOCKED_PAUSE),
        (ErrorKind.UNREACHABLE, None, UNREACHABLE_PAUSE),
        (ErrorKind.QUOTA, None, DAY / 2),
        (ErrorKind.QUOTA, 30.0, 30.0),
    ],
)
def test_pause_length_per_error(kind: ErrorKind, retry_after: float | None, seconds: float) -> None:
    pause = pause_after(kind, 1, NOON, 0.0, retry_after)
    assert pause is not None
    assert pause.until == NOON + seconds


def test_clock_set_back_ends_pause() -> None:
    assert Pause(ErrorKind.RATE_LIMIT, NOON, 1).is_over(NOON - 400 * DAY)


# -- order ------------------------------------------------------------------------------------


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 20), st.integers(0, 40))
def test_priority_order(caret: int, first: int, rows: int, total: int) -> None:
    order = priority_order(caret, first, first + rows, total)
    assert len(set(order)) == len(order)
    assert all(0 <= index < total for index in order)
    if caret < total:
        assert order[0] == caret
    rest = [index for index in order if index != caret]
    assert rest == sorted(rest)
    assert set(range(first, min(total, first + 2 * (rows + 1)))) <= set(order)


def test_scrolling_replaces_unsent_queue() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A, B, C])
    assert sent(schedule).paragraph is A
    schedule.set_nearby([D, C])
    assert [schedule.state(key) for key in "abcd"] == [
        RequestState.IN_FLIGHT,
        RequestState.NOT_REQUESTED,
        RequestState.QUEUED,
        RequestState.QUEUED,
    ]
    assert schedule.next_request(NOON) is None, "one in flight"
    assert not schedule.finish(InFlight(1, A, 0)), "the screen moved on"
    assert sent(schedule).paragraph is D


def test_background_queue_comes_after_nearby() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_background([A, B, C, D])
    schedule.set_nearby([C])
    order = []
    while (ticket := schedule.next_request(NOON)) is not None:
        order.append(ticket.paragraph.key)
        assert schedule.finish(ticket)
    assert order == ["c", "a", "b", "d"]
    assert schedule.pending_count == 0


def test_clear_drops_unsent_and_starts_generation() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A, B])
    ticket = sent(schedule)
    schedule.clear()
    assert schedule.finish(ticket) is False
    assert schedule.next_request(NOON) is None
    assert ticket.generation != schedule.generation


# -- errors -----------------------------------------------------------------------------------------


def test_rejected_key_waits_for_user() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A, B])
    assert schedule.fail(sent(schedule), ErrorKind.UNAUTHORIZED, NOON, 0.0)
    assert schedule.next_wakeup(NOON) is None
    assert schedule.next_request(NOON + 400 * DAY) is None
    schedule.retry(B)
    assert sent(schedule).paragraph is B


def test_user_retry_respects_rate_limit() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A])
    schedule.fail(sent(schedule), ErrorKind.RATE_LIMIT, NOON, 0.0, 60.0)
    schedule.retry(A)
    assert schedule.next_request(NOON + 59) is None
    assert sent(schedule, NOON + 60).paragraph is A


def test_unreachable_reported_once_and_retried_every_minute() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A])
    reported = []
    for minute in range(3):
        now = NOON + minute * UNREACHABLE_PAUSE
        reported.append(schedule.fail(sent(schedule, now), ErrorKind.UNREACHABLE, now, 0.5))
        assert schedule.next_request(now + UNREACHABLE_PAUSE - 0.1) is None
        assert schedule.next_wakeup(now) == UNREACHABLE_PAUSE
    assert reported == [True, False, False]
    assert schedule.state("a") is RequestState.QUEUED, "it is not the paragraph's fault"


def test_failing_paragraph_yields_to_next() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A, B])
    now = NOON
    for _ in range(3):
        now += MAX_BACKOFF
        schedule.fail(sent(schedule, now), ErrorKind.SERVER_ERROR, now, 0.0)
    assert schedule.failed == {"a": ErrorKind.SERVER_ERROR}
    assert sent(schedule, now + MAX_BACKOFF).paragraph is B


def test_invalid_answer_not_retried_automatically() -> None:
    schedule = Scheduler(ESSAI)
    schedule.set_nearby([A, B])
    schedule.fail(sent(schedule), ErrorKind.INVALID_ANSWER, NOON, 0.0)
    schedule.set_nearby([A, B])
    assert sent(schedule).paragraph is B
    assert schedule.state("a") is RequestState.FAILED


def test_longer_pause_wins() -> None:
    schedule = Scheduler(replace(ESSAI, max_in_flight=2))
    schedule.set_nearby([A, B])
    first, second = sent(schedule), sent(schedule)
    schedule.fail(first, ErrorKind.RATE_LIMIT, NOON, 0.0, 120.0)
    schedule.fail(second, ErrorKind.SERVER_ERROR, NOON, 0.0)
    assert schedule.next_wakeup(NOON) == 120.0


def test_saved_pause_continues_backoff() -> None:
    schedule = Scheduler(ESSAI, pause=Pause(ErrorKind.SERVER_ERROR, NOON + 30, 5))
    schedule.set_nearby([A])
    assert schedule.next_request(NOON) is None
    assert schedule.next_wakeup(NOON) == 30
    schedule.fail(sent(schedule, NOON + 30), ErrorKind.SERVER_ERROR, NOON + 30, 0.0)
    assert schedule.next_wakeup(NOON + 30) == 64


def test_max_abandoned_requests() -> None:
    schedule = Scheduler(replace(ESSAI, max_in_flight=4))
    schedule.set_nearby([A, B, C, D])
    tickets = [sent(schedule) for _ in range(3)]
    for ticket in tickets:
        schedule.abandon(ticket, NOON, 0.0)
    assert schedule.is_stalled
    assert schedule.next_wakeup(NOON) is None
    assert schedule.next_request(NOON + DAY) is None
    schedule.finish(tickets[1])
    assert sent(schedule, NOON + 1000).paragraph in {A, C}, "B arrived late and is not sent again"


def test_daily_limit() -> None:
    schedule = Scheduler(replace(ESSAI, daily_limit=25), day=1_000, characters_sent=10)
    schedule.set_nearby([A, B])
    schedule.finish(sent(schedule))
    assert schedule.next_request(NOON) is None
    assert schedule.pause == Pause(ErrorKind.QUOTA, 1_001 * DAY, 0)
    assert sent(schedule, 1_001 * DAY).paragraph is B
    assert (schedule.day, schedule.characters_sent) == (1_001, 10)


def test_characters_not_counted_without_daily_limit() -> None:
    schedule = Scheduler(ESSAI, day=1_000, characters_sent=10)
    schedule.set_nearby([A])
    schedule.finish(sent(schedule))
    assert ESSAI.daily_limit is None
    assert schedule.characters_sent == 10


# -- state machine ----------------------------------------------------------------------------------

pieces = st.lists(st.builds(QueuedParagraph, st.sampled_from("abcdefgh"), st.just(7)), max_size=8)
declarations = st.builds(
    lambda in_flight, pace, daily: replace(ESSAI, max_in_flight=in_flight, min_interval=pace, daily_limit=daily),
    st.integers(1, 3),
    st.sampled_from([0.0, 0.5, 3.0]),
    st.sampled_from([None, 21, 70]),
)


class Sending(RuleBasedStateMachine):
    """The scheduler and a record of what was sent when."""

    @initialize(declaration=declarations)
    def begin(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.schedule = Scheduler(declaration)
        self.now = NOON
        self.under_way: list[InFlight] = []
        self.hanging: list[InFlight] = []
        self.wanted: set[str] = set()
        self.whole: set[str] = set()
        self.sent: list[tuple[float, int]] = []

    @rule(seconds=st.sampled_from([0.0, 0.3, 1.0, 5.0, 61.0, 301.0, 1000.0, DAY]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(wanted=pieces)
    def scroll(self, wanted: list[QueuedParagraph]) -> None:
        self.schedule.set_nearby(wanted)
        self.wanted = {piece.key for piece in wanted}

    @rule(wanted=pieces)
    def ask_whole(self, wanted: list[QueuedParagraph]) -> None:
        self.schedule.set_background(wanted)
        self.whole = {piece.key for piece in wanted}

    @rule()
    def leave(self) -> None:
        self.schedule.clear()
        self.wanted, self.whole = set(), set()

    @rule(key=st.sampled_from("abcdefgh"))
    def again(self, key: str) -> None:
        self.schedule.retry(QueuedParagraph(key, 7))
        self.wanted.add(key)

    @rule()
    def send(self) -> None:
        pause = self.schedule.pause
        busy = {ticket.paragraph.key for ticket in self.under_way}
        ticket = self.schedule.next_request(self.now)
        if ticket is None:
            return
        assert pause is None or pause.is_over(self.now)
        assert ticket.paragraph.key in self.wanted | self.whole
        assert ticket.paragraph.key not in busy
        assert len(self.hanging) < MAX_ABANDONED
        if self.sent:
            assert self.now - self.sent[-1][0] >= self.declaration.min_interval
        self.under_way.append(ticket)
        self.sent.append((self.now, ticket.paragraph.size))

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        ticket = data.draw(st.sampled_from(self.under_way))
        self.under_way.remove(ticket)
        assert self.schedule.finish(ticket) == (ticket.paragraph.key in self.wanted | self.whole)
        self.wanted.discard(ticket.paragraph.key)
        self.whole.discard(ticket.paragraph.key)

    @precondition(lambda self: self.under_way)
    @rule(data=st.data(), kind=st.sampled_from(ErrorKind), jitter=st.floats(0, 1), after=st.none() | st.floats(0, 500))
    def kind(self, data: st.DataObject, kind: ErrorKind, jitter: float, after: float | None) -> None:
        ticket = data.draw(st.sampled_from(self.under_way))
        self.under_way.remove(ticket)
        self.schedule.fail(ticket, kind, self.now, jitter, after)
        if kind in NEEDS_USER | PARAGRAPH_ERRORS:
            assert self.schedule.state(ticket.paragraph.key) is not RequestState.QUEUED

    @precondition(lambda self: self.under_way)
    @rule(data=st.data())
    def hang(self, data: st.DataObject) -> None:
        ticket = data.draw(st.sampled_from(self.under_way))
        self.under_way.remove(ticket)
        self.hanging.append(ticket)
        self.schedule.abandon(ticket, self.now, 0.5)

    @precondition(lambda self: self.hanging)
    @rule(data=st.data(), well=st.booleans())
    def come_late(self, data: st.DataObject, well: bool) -> None:
        ticket = data.draw(st.sampled_from(self.hanging))
        self.hanging.remove(ticket)
        if well:
            self.schedule.finish(ticket)
            self.wanted.discard(ticket.paragraph.key)
            self.whole.discard(ticket.paragraph.key)
        else:
            assert not self.schedule.fail(ticket, ErrorKind.SERVER_ERROR, self.now, 0.5)

    @precondition(lambda self: not self.under_way and len(self.hanging) < MAX_ABANDONED)
    @rule()
    def wait_as_told(self) -> None:
        """Everything queued is sent after the time that the scheduler announces, unless the user must act."""
        for _ in range(10):  # each piece larger than a day's budget, and each end of a day, is one turn
            wake = self.schedule.next_wakeup(self.now)
            if wake is None:
                halted = self.schedule.pause is not None and self.schedule.pause.until is None
                assert halted or self.schedule.pending_count == 0
                return
            self.now += wake + 1e-3
            before = len(self.under_way)
            self.send()
            if len(self.under_way) > before:
                return
        raise AssertionError("nothing is sent, however long one waits")

    @invariant()
    def no_more_than_allowed(self) -> None:
        if not hasattr(self, "schedule"):
            return
        assert self.schedule.in_flight_count == len(self.under_way) <= self.declaration.max_in_flight
        if self.declaration.daily_limit is not None:
            days: dict[int, int] = {}
            for at, size in self.sent:
                days[int(at // DAY)] = days.get(int(at // DAY), 0) + size
            assert all(count <= self.declaration.daily_limit for count in days.values())
        for key in "abcdefgh":
            if self.schedule.state(key) is RequestState.QUEUED:
                assert key in self.wanted | self.whole


TestSending = Sending.TestCase
