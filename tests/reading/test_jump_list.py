"""The trail behind and ahead of the reader, as a browser keeps it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.reading.jump_list import LONGEST, Stop, Trail

STOPS = st.builds(Stop, st.sampled_from(["un", "deux"]), st.integers(0, 5), st.integers(0, 2))


def travel(stops: list[Stop]) -> tuple[Trail, Stop]:
    """Jump from each place to the next; return the trail, and the last place."""
    trail = Trail()
    for stop in stops[:-1]:
        trail = trail.leave(stop)
    return trail, stops[-1]


def path(stops: list[Stop]) -> list[Stop]:
    """Return the places without those that are where one was already; the row of the first time one is back there."""
    kept: list[Stop] = []
    for stop in stops:
        if kept and kept[-1].is_at(stop):
            kept.pop()
        kept.append(stop)
    return kept


@given(st.lists(STOPS, min_size=1, max_size=12))
def test_back_goes_through_every_place_and_forward_through_them_again(stops: list[Stop]) -> None:
    trail, here = travel(stops)
    seen = [here]
    while True:
        trail, stop = trail.back(here)
        if stop is None:
            break
        assert not stop.is_at(here)
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
def test_many_steps_are_as_many_times_one_step(stops: list[Stop], steps: int) -> None:
    trail, here = travel(stops)
    far, landed = trail.back(here, steps)
    near, last, at = trail, None, here
    for _ in range(steps):
        near, stop = near.back(at)
        if stop is None:
            break
        last = at = stop
    assert landed == last
    assert far.behind == near.behind or landed is None
    assert far.ahead == near.ahead


@given(st.lists(STOPS, min_size=2, max_size=8), STOPS)
def test_a_jump_forgets_what_lay_ahead(stops: list[Stop], elsewhere: Stop) -> None:
    trail, here = travel(stops)
    trail, stop = trail.back(here)
    trail = trail.leave(stop or here)
    assert trail.forward(elsewhere) == (trail, None)


@given(st.lists(STOPS, min_size=1, max_size=8))
def test_the_last_place_is_the_one_that_back_leads_to(stops: list[Stop]) -> None:
    trail, here = travel(stops)
    assert trail.last(here) == trail.back(here)[1]


def test_what_is_remembered_has_an_end() -> None:
    trail, _ = travel([Stop("un", caret, 0) for caret in range(LONGEST + 50)])
    assert [stop.caret for stop in trail.behind] == list(range(49, LONGEST + 49))


def test_an_empty_trail_leads_nowhere() -> None:
    here = Stop("un", 0, 0)
    assert Trail().back(here) == (Trail(), None)
    assert Trail().forward(here) == (Trail(), None)
    assert Trail().last(here) is None
