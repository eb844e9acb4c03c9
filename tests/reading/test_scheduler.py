"""Which paragraph is asked next and when, against a plain model with a clock of its own."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.reading.translating.backoff import BLOCKED, DAY, HALTS, LONGEST, PERSONAL, PROBE, Pause, pause_after
from reader.reading.translating.scheduler import ABANDONED, Schedule, State, Ticket, Wanted, ranked
from reader.translation.engine import Declaration, Trouble

ESSAI = Declaration("essai", "Essai", "essai.example")
NOON = 1_000 * DAY + DAY / 2
A, B, C, D = (Wanted(letter, 10) for letter in "abcd")


def sent(schedule: Schedule, now: float = NOON) -> Ticket:
    ticket = schedule.next(now)
    assert ticket is not None
    return ticket


# -- pauses -----------------------------------------------------------------------------------


@given(st.sampled_from(Trouble), st.integers(1, 2000), st.floats(0, 1), st.none() | st.floats())
def test_a_pause_ends_within_a_day_unless_the_reader_has_to_act(
    trouble: Trouble, failures: int, jitter: float, retry_after: float | None
) -> None:
    pause = pause_after(trouble, failures, NOON, jitter, retry_after)
    if pause is not None and pause.until is not None:
        assert NOON < pause.until <= NOON + DAY
        assert not pause.over(NOON)
        assert pause.over(pause.until)
    else:
        assert (trouble in HALTS) == (pause is not None)


def test_back_off_doubles_up_to_five_minutes() -> None:
    waits = []
    for failures in range(1, 12):
        pause = pause_after(Trouble.SERVER, failures, 0.0, 0.0)
        assert pause is not None
        waits.append(pause.until)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, LONGEST, LONGEST, LONGEST]


@pytest.mark.parametrize(
    ("trouble", "retry_after", "seconds"),
    [
        (Trouble.RATE, 40.0, 40.0),
        (Trouble.RATE, 0.5, 2.0),
        (Trouble.RATE, math.nan, 2.0),
        (Trouble.RATE, -5.0, 2.0),
        (Trouble.RATE, 1e9, DAY),
        (Trouble.BLOCKED, None, BLOCKED),
        (Trouble.UNREACHABLE, None, PROBE),
        (Trouble.QUOTA, None, DAY / 2),
        (Trouble.QUOTA, 30.0, 30.0),
    ],
)
def test_how_long_each_trouble_pauses(trouble: Trouble, retry_after: float | None, seconds: float) -> None:
    pause = pause_after(trouble, 1, NOON, 0.0, retry_after)
    assert pause is not None
    assert pause.until == NOON + seconds


def test_a_clock_put_back_does_not_make_a_pause_of_years() -> None:
    assert Pause(Trouble.RATE, NOON, 1).over(NOON - 400 * DAY)


# -- order ------------------------------------------------------------------------------------


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 20), st.integers(0, 40))
def test_the_caret_is_first_then_the_window_then_the_next_screen(caret: int, first: int, rows: int, total: int) -> None:
    order = ranked(caret, first, first + rows, total)
    assert len(set(order)) == len(order)
    assert all(0 <= index < total for index in order)
    if caret < total:
        assert order[0] == caret
    rest = [index for index in order if index != caret]
    assert rest == sorted(rest)
    assert set(range(first, min(total, first + 2 * (rows + 1)))) <= set(order)


def test_scrolling_ranks_anew_and_forgets_what_was_not_sent() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A, B, C])
    assert sent(schedule).paragraph is A
    schedule.want([D, C])
    assert [schedule.state(key) for key in "abcd"] == [
        State.UNDER_WAY,
        State.NOT_ASKED,
        State.WAITING,
        State.WAITING,
    ]
    assert schedule.next(NOON) is None, "one in flight"
    assert not schedule.finish(Ticket(1, A, 0)), "the screen moved on"
    assert sent(schedule).paragraph is D


def test_the_whole_comes_after_what_is_near_and_each_once() -> None:
    schedule = Schedule(ESSAI)
    schedule.want_whole([A, B, C, D])
    schedule.want([C])
    order = []
    while (ticket := schedule.next(NOON)) is not None:
        order.append(ticket.paragraph.key)
        assert schedule.finish(ticket)
    assert order == ["c", "a", "b", "d"]
    assert schedule.left == 0


def test_what_was_dropped_is_not_sent_and_is_another_generation() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A, B])
    ticket = sent(schedule)
    schedule.drop()
    assert schedule.finish(ticket) is False
    assert schedule.next(NOON) is None
    assert ticket.generation != schedule.generation


# -- troubles ---------------------------------------------------------------------------------------


def test_a_refused_key_is_not_tried_again_until_the_reader_asks() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A, B])
    assert schedule.fail(sent(schedule), Trouble.REFUSED, NOON, 0.0)
    assert schedule.wake(NOON) is None
    assert schedule.next(NOON + 400 * DAY) is None
    schedule.again(B)
    assert sent(schedule).paragraph is B


def test_the_reader_cannot_shorten_what_the_service_asked_for() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A])
    schedule.fail(sent(schedule), Trouble.RATE, NOON, 0.0, 60.0)
    schedule.again(A)
    assert schedule.next(NOON + 59) is None
    assert sent(schedule, NOON + 60).paragraph is A


def test_offline_is_said_once_and_probed_once_a_minute() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A])
    told = []
    for minute in range(3):
        now = NOON + minute * PROBE
        told.append(schedule.fail(sent(schedule, now), Trouble.UNREACHABLE, now, 0.5))
        assert schedule.next(now + PROBE - 0.1) is None
        assert schedule.wake(now) == PROBE
    assert told == [True, False, False]
    assert schedule.state("a") is State.WAITING, "it is not the paragraph's fault"


def test_a_paragraph_that_breaks_the_service_gives_way_to_the_next() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A, B])
    now = NOON
    for _ in range(3):
        now += LONGEST
        schedule.fail(sent(schedule, now), Trouble.SERVER, now, 0.0)
    assert schedule.failed == {"a": Trouble.SERVER}
    assert sent(schedule, now + LONGEST).paragraph is B


def test_nonsense_is_not_asked_again_by_itself() -> None:
    schedule = Schedule(ESSAI)
    schedule.want([A, B])
    schedule.fail(sent(schedule), Trouble.NONSENSE, NOON, 0.0)
    schedule.want([A, B])
    assert sent(schedule).paragraph is B
    assert schedule.state("a") is State.FAILED


def test_a_shorter_pause_does_not_take_the_place_of_a_longer_one() -> None:
    schedule = Schedule(replace(ESSAI, in_flight=2))
    schedule.want([A, B])
    first, second = sent(schedule), sent(schedule)
    schedule.fail(first, Trouble.RATE, NOON, 0.0, 120.0)
    schedule.fail(second, Trouble.SERVER, NOON, 0.0)
    assert schedule.wake(NOON) == 120.0


def test_a_pause_of_the_run_before_is_kept_and_its_back_off_goes_on() -> None:
    schedule = Schedule(ESSAI, pause=Pause(Trouble.SERVER, NOON + 30, 5))
    schedule.want([A])
    assert schedule.next(NOON) is None
    assert schedule.wake(NOON) == 30
    schedule.fail(sent(schedule, NOON + 30), Trouble.SERVER, NOON + 30, 0.0)
    assert schedule.wake(NOON + 30) == 64


def test_three_that_hang_are_enough() -> None:
    schedule = Schedule(replace(ESSAI, in_flight=4))
    schedule.want([A, B, C, D])
    tickets = [sent(schedule) for _ in range(3)]
    for ticket in tickets:
        schedule.abandon(ticket, NOON, 0.0)
    assert schedule.stuck
    assert schedule.wake(NOON) is None
    assert schedule.next(NOON + DAY) is None
    schedule.finish(tickets[1])
    assert sent(schedule, NOON + 1000).paragraph in {A, C}, "B came late and is not asked again"


def test_the_day_has_its_budget() -> None:
    schedule = Schedule(replace(ESSAI, daily=25), day=1_000, spent=10)
    schedule.want([A, B])
    schedule.finish(sent(schedule))
    assert schedule.next(NOON) is None
    assert schedule.pause == Pause(Trouble.QUOTA, 1_001 * DAY, 0)
    assert sent(schedule, 1_001 * DAY).paragraph is B
    assert (schedule.day, schedule.spent) == (1_001, 10)


def test_where_there_is_no_budget_nothing_is_counted() -> None:
    schedule = Schedule(ESSAI, day=1_000, spent=10)
    schedule.want([A])
    schedule.finish(sent(schedule))
    assert ESSAI.daily is None
    assert schedule.spent == 10


# -- whatever happens -------------------------------------------------------------------------------

pieces = st.lists(st.builds(Wanted, st.sampled_from("abcdefgh"), st.just(7)), max_size=8)
declarations = st.builds(
    lambda in_flight, pace, daily: replace(ESSAI, in_flight=in_flight, pace=pace, daily=daily),
    st.integers(1, 3),
    st.sampled_from([0.0, 0.5, 3.0]),
    st.sampled_from([None, 21, 70]),
)


class Sending(RuleBasedStateMachine):
    """The schedule beside what was sent when."""

    @initialize(declaration=declarations)
    def begin(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.schedule = Schedule(declaration)
        self.now = NOON
        self.under_way: list[Ticket] = []
        self.hanging: list[Ticket] = []
        self.wanted: set[str] = set()
        self.whole: set[str] = set()
        self.sent: list[tuple[float, int]] = []

    @rule(seconds=st.sampled_from([0.0, 0.3, 1.0, 5.0, 61.0, 301.0, 1000.0, DAY]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule(wanted=pieces)
    def scroll(self, wanted: list[Wanted]) -> None:
        self.schedule.want(wanted)
        self.wanted = {piece.key for piece in wanted}

    @rule(wanted=pieces)
    def ask_whole(self, wanted: list[Wanted]) -> None:
        self.schedule.want_whole(wanted)
        self.whole = {piece.key for piece in wanted}

    @rule()
    def leave(self) -> None:
        self.schedule.drop()
        self.wanted, self.whole = set(), set()

    @rule(key=st.sampled_from("abcdefgh"))
    def again(self, key: str) -> None:
        self.schedule.again(Wanted(key, 7))
        self.wanted.add(key)

    @rule()
    def send(self) -> None:
        pause = self.schedule.pause
        busy = {ticket.paragraph.key for ticket in self.under_way}
        ticket = self.schedule.next(self.now)
        if ticket is None:
            return
        assert pause is None or pause.over(self.now)
        assert ticket.paragraph.key in self.wanted | self.whole
        assert ticket.paragraph.key not in busy
        assert len(self.hanging) < ABANDONED
        if self.sent:
            assert self.now - self.sent[-1][0] >= self.declaration.pace
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
    @rule(data=st.data(), trouble=st.sampled_from(Trouble), jitter=st.floats(0, 1), after=st.none() | st.floats(0, 500))
    def trouble(self, data: st.DataObject, trouble: Trouble, jitter: float, after: float | None) -> None:
        ticket = data.draw(st.sampled_from(self.under_way))
        self.under_way.remove(ticket)
        self.schedule.fail(ticket, trouble, self.now, jitter, after)
        if trouble in HALTS | PERSONAL:
            assert self.schedule.state(ticket.paragraph.key) is not State.WAITING

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
            assert not self.schedule.fail(ticket, Trouble.SERVER, self.now, 0.5)

    @precondition(lambda self: not self.under_way and len(self.hanging) < ABANDONED)
    @rule()
    def wait_as_told(self) -> None:
        """What is wanted is sent after the time that the schedule names, unless the reader has to do something."""
        for _ in range(10):  # each piece larger than a day's budget, and each end of a day, is one turn
            wake = self.schedule.wake(self.now)
            if wake is None:
                halted = self.schedule.pause is not None and self.schedule.pause.until is None
                assert halted or self.schedule.left == 0
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
        assert self.schedule.sending == len(self.under_way) <= self.declaration.in_flight
        if self.declaration.daily is not None:
            days: dict[int, int] = {}
            for at, size in self.sent:
                days[int(at // DAY)] = days.get(int(at // DAY), 0) + size
            assert all(count <= self.declaration.daily for count in days.values())
        for key in "abcdefgh":
            if self.schedule.state(key) is State.WAITING:
                assert key in self.wanted | self.whole


TestSending = Sending.TestCase
