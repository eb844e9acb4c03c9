"""The jump list: back and forward as in a browser."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.reading.jump_list import MAX_JUMPS, JumpList, JumpLocation

LOCATIONS = st.builds(JumpLocation, st.sampled_from(["un", "deux"]), st.integers(0, 5), st.integers(0, 2))


def travel(locations: list[JumpLocation]) -> tuple[JumpList, JumpLocation]:
    """Jump from each location to the next; return the list and the last location."""
    jumps = JumpList()
    for location in locations[:-1]:
        jumps = jumps.push(location)
    return jumps, locations[-1]


def path(locations: list[JumpLocation]) -> list[JumpLocation]:
    """Return the locations without immediate repetitions, with the row of the last one."""
    result: list[JumpLocation] = []
    for location in locations:
        if result and result[-1].is_same_position(location):
            result.pop()
        result.append(location)
    return result


@given(st.lists(LOCATIONS, min_size=1, max_size=12))
def test_back_and_forward_visit_every_position(locations: list[JumpLocation]) -> None:
    jumps, current = travel(locations)
    seen = [current]
    while True:
        jumps, location = jumps.back(current)
        if location is None:
            break
        assert not location.is_same_position(current)
        seen.append(location)
        current = location
    assert seen == path(locations)[::-1]
    again = [current]
    while True:
        jumps, location = jumps.forward(current)
        if location is None:
            break
        again.append(location)
        current = location
    assert again == seen[::-1]


@given(st.lists(LOCATIONS, min_size=1, max_size=8), st.integers(1, 10))
def test_many_steps_equal_single_steps(locations: list[JumpLocation], steps: int) -> None:
    jumps, current = travel(locations)
    far, landed = jumps.back(current, steps)
    near, last, position = jumps, None, current
    for _ in range(steps):
        near, location = near.back(position)
        if location is None:
            break
        last = position = location
    assert landed == last
    assert far.older == near.older or landed is None
    assert far.newer == near.newer


@given(st.lists(LOCATIONS, min_size=2, max_size=8), LOCATIONS)
def test_jump_drops_newer_positions(locations: list[JumpLocation], elsewhere: JumpLocation) -> None:
    jumps, current = travel(locations)
    jumps, location = jumps.back(current)
    jumps = jumps.push(location or current)
    assert jumps.forward(elsewhere) == (jumps, None)


@given(st.lists(LOCATIONS, min_size=1, max_size=8))
def test_latest_is_where_back_leads(locations: list[JumpLocation]) -> None:
    jumps, current = travel(locations)
    assert jumps.latest(current) == jumps.back(current)[1]


def test_length_is_limited() -> None:
    jumps, _ = travel([JumpLocation("un", caret, 0) for caret in range(MAX_JUMPS + 50)])
    assert [location.caret for location in jumps.older] == list(range(49, MAX_JUMPS + 49))


def test_empty_list() -> None:
    current = JumpLocation("un", 0, 0)
    assert JumpList().back(current) == (JumpList(), None)
    assert JumpList().forward(current) == (JumpList(), None)
    assert JumpList().latest(current) is None
