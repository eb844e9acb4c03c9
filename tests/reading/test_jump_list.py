"""The trail behind and ahead of the reader, as a browser keeps it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.reading.jump_list import MAX_JUMPS, JumpList, JumpLocation

STOPS = st.builds(JumpLocation, st.sampled_from(["un", "deux"]), st.integers(0, 5), st.integers(0, 2))


def travel(stops: list[JumpLocation]) -> tuple[JumpList, JumpLocation]:
    """Jump from each place to the next; return the trail, and the last place."""
    trail = JumpList()
    for stop in stops[:-1]:
        trail = trail.push(stop)
    return trail, stops[-1]


def path(stops: list[JumpLocation]) -> list[JumpLocation]:
    """Return the places without those that are where one was already; the row of the first time one is back there."""
    kept: list[JumpLocation] = []
    for stop in stops:
        if kept and kept[-1].is_same_position(stop):
            kept.pop()
        kept.append(stop)
    return kept


@given(st.lists(STOPS, min_size=1, max_size=12))
def test_back_goes_through_every_place_and_forward_through_them_again(stops: list[JumpLocation]) -> None:
    trail, here = travel(stops)
    seen = [here]
    while True:
        trail, stop = trail.back(here)
        if stop is None:
            break
        assert not stop.is_same_position(here)
        seen.append(stop)
        here = stop
    assert seen == path(stops)[::-1]
    again = [here]
    while True:
        trail, stop = trail.forward(here)
        if stop is None:
            break
        again.append(stop)
        here = stop
    assert again == seen[::-1]


@given(st.lists(STOPS, min_size=1, max_size=8), st.integers(1, 10))
def test_many_steps_are_as_many_times_one_step(stops: list[JumpLocation], steps: int) -> None:
    trail, here = travel(stops)
    far, landed = trail.back(here, steps)
    near, last, at = trail, None, here
    for _ in range(steps):
        near, stop = near.back(at)
        if stop is None:
            break
        last = at = stop
    assert landed == last
    assert far.older == near.older or landed is None
    assert far.newer == near.newer


@given(st.lists(STOPS, min_size=2, max_size=8), STOPS)
def test_a_jump_forgets_what_lay_ahead(stops: list[JumpLocation], elsewhere: JumpLocation) -> None:
    trail, here = travel(stops)
    trail, stop = trail.back(here)
    trail = trail.push(stop or here)
    assert trail.forward(elsewhere) == (trail, None)


@given(st.lists(STOPS, min_size=1, max_size=8))
def test_the_last_place_is_the_one_that_back_leads_to(stops: list[JumpLocation]) -> None:
    trail, here = travel(stops)
    assert trail.latest(here) == trail.back(here)[1]


def test_what_is_remembered_has_an_end() -> None:
    trail, _ = travel([JumpLocation("un", caret, 0) for caret in range(MAX_JUMPS + 50)])
    assert [stop.caret for stop in trail.older] == list(range(49, MAX_JUMPS + 49))


def test_an_empty_trail_leads_nowhere() -> None:
    here = JumpLocation("un", 0, 0)
    assert JumpList().back(here) == (JumpList(), None)
    assert JumpList().forward(here) == (JumpList(), None)
    assert JumpList().latest(here) is None
