"""The reader's own pace: reading teaches it; pauses, jumps and leafing do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.reading_speed import (
    DEFAULT_SPEED,
    FASTEST,
    MAX_MINUTES,
    MAX_PAUSE,
    MAX_STEP,
    SLOWEST,
    ReadingSpeed,
    Sample,
    observe,
)


def read(pace: ReadingSpeed, rate: float, minutes: float, *, step: float = 6.0) -> ReadingSpeed:
    """Read evenly, moving every so many seconds."""
    stretch: Sample | None = None
    for number in range(int(minutes * 60 / step) + 1):
        pace, stretch = observe(pace, stretch, rate * number * step / 60, number * step)
    return pace


def test_who_is_not_known_has_the_standard_pace() -> None:
    assert ReadingSpeed().per_minute == DEFAULT_SPEED
    assert ReadingSpeed().minutes_left(1000) == 5
    assert ReadingSpeed().minutes_left(0) == 1
    assert ReadingSpeed().minutes_left(1001) == 6


@pytest.mark.parametrize("rate", [80, 150, 300])
def test_an_hour_of_even_reading_is_that_pace(rate: float) -> None:
    assert read(ReadingSpeed(), rate, 60).per_minute == pytest.approx(rate, rel=0.15)


def test_one_page_does_not_turn_everything() -> None:
    assert DEFAULT_SPEED < read(ReadingSpeed(), 500, 1).per_minute < 260


@given(st.floats(SLOWEST + 1, FASTEST - 1), st.floats(1, 100))
def test_a_window_at_a_time_teaches_the_same_as_a_line_at_a_time(rate: float, step: float) -> None:
    lines, windows = read(ReadingSpeed(), rate, 30, step=2), read(ReadingSpeed(), rate, 30, step=step)
    if rate * step / 60 < MAX_STEP:
        assert windows.per_minute == pytest.approx(lines.per_minute, rel=0.1)


def test_bursts_of_keys_and_rests_are_reading() -> None:
    """Twenty lines down at once, then a minute of reading, again and again."""
    pace, stretch, now, words = ReadingSpeed(), None, 0.0, 0.0
    for _ in range(60):
        for _ in range(20):
            pace, stretch = observe(pace, stretch, words, now)
            words, now = words + 8, now + 0.05
        now += 59
    assert pace.per_minute == pytest.approx(160, rel=0.12)


@pytest.mark.parametrize(
    "steps",
    [
        [(0, 0), (MAX_PAUSE + 1, 100), (2 * MAX_PAUSE + 2, 200)],
        [(0, 0), (30, MAX_STEP + 1), (61, 2 * MAX_STEP + 2)],
        [(0, 0), (30, 390), (61, 780), (61.5, 1100)],
        [(0, 500), (40, 300), (70, 100)],
        [(0, 0), (30, 5), (61, 9)],
        [(0, 0), (5, 30), (6, 1000)],
        [(0, 0)] * 50,
    ],
    ids=["pauses", "jumps", "leafing", "backwards", "standing", "too short", "nothing"],
)
def test_what_is_no_reading_teaches_nothing(steps: list[tuple[float, float]]) -> None:
    pace, stretch = ReadingSpeed(300, 2.0), None
    for now, words in steps:
        pace, stretch = observe(pace, stretch, words, now)
    assert pace == ReadingSpeed(300, 2.0)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 3000)), max_size=40))
def test_it_is_always_a_pace_and_comes_back_as_it_was_kept(steps: list[tuple[float, float]]) -> None:
    pace, stretch, now = ReadingSpeed(), None, 0.0
    for later, words in steps:
        now += later
        pace, stretch = observe(pace, stretch, words, now)
        assert SLOWEST <= pace.per_minute <= FASTEST
        assert pace.minutes <= MAX_MINUTES
    again = ReadingSpeed.from_text(pace.to_text())
    assert again.per_minute == pytest.approx(pace.per_minute, rel=0.02)
    assert ReadingSpeed.from_text(again.to_text()) == again


@pytest.mark.parametrize(
    "kept", ["", "x", "1", "1/", "/1", "nan/nan", "inf/1", "1/0", "-5/1", "1e9/1", "5/1e9", "100/-1"]
)
def test_what_is_odd_means_that_nothing_is_known(kept: str) -> None:
    assert ReadingSpeed.from_text(kept) == ReadingSpeed()
