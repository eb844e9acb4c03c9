"""Reading speed: learned from reading; pauses, jumps and skimming are ignored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.reading_speed import (
    DEFAULT_SPEED,
    MAX_MINUTES,
    MAX_PAUSE,
    MAX_SPEED,
    MAX_STEP,
    MIN_SPEED,
    ReadingSpeed,
    Sample,
    observe,
)


def read(speed: ReadingSpeed, rate: float, minutes: float, *, step: float = 6.0) -> ReadingSpeed:
    """Read evenly, moving every ``step`` seconds."""
    sample: Sample | None = None
    for number in range(int(minutes * 60 / step) + 1):
        speed, sample = observe(speed, sample, rate * number * step / 60, number * step)
    return speed


def test_default_speed() -> None:
    assert ReadingSpeed().per_minute == DEFAULT_SPEED
    assert ReadingSpeed().minutes_left(1000) == 5
    assert ReadingSpeed().minutes_left(0) == 1
    assert ReadingSpeed().minutes_left(1001) == 6


@pytest.mark.parametrize("rate", [80, 150, 300])
def test_an_hour_of_even_reading(rate: float) -> None:
    assert read(ReadingSpeed(), rate, 60).per_minute == pytest.approx(rate, rel=0.15)


def test_one_fast_page_changes_little() -> None:
    assert DEFAULT_SPEED < read(ReadingSpeed(), 500, 1).per_minute < 260


@given(st.floats(MIN_SPEED + 1, MAX_SPEED - 1), st.floats(1, 100))
def test_paging_equals_scrolling(rate: float, step: float) -> None:
    lines, windows = read(ReadingSpeed(), rate, 30, step=2), read(ReadingSpeed(), rate, 30, step=step)
    if rate * step / 60 < MAX_STEP:
        assert windows.per_minute == pytest.approx(lines.per_minute, rel=0.1)


def test_bursts_of_keys_count_as_reading() -> None:
    """Twenty lines down at once, then a minute of reading, repeatedly."""
    speed, sample, now, words = ReadingSpeed(), None, 0.0, 0.0
    for _ in range(60):
        for _ in range(20):
            speed, sample = observe(speed, sample, words, now)
            words, now = words + 8, now + 0.05
        now += 59
    assert speed.per_minute == pytest.approx(160, rel=0.12)


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
    ids=["pauses", "jumps", "skimming", "backwards", "no movement", "too short", "nothing"],
)
def test_implausible_samples_are_ignored(steps: list[tuple[float, float]]) -> None:
    speed, sample = ReadingSpeed(300, 2.0), None
    for now, words in steps:
        speed, sample = observe(speed, sample, words, now)
    assert speed == ReadingSpeed(300, 2.0)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 3000)), max_size=40))
def test_speed_stays_in_bounds_and_round_trips(steps: list[tuple[float, float]]) -> None:
    speed, sample, now = ReadingSpeed(), None, 0.0
    for later, words in steps:
        now += later
        speed, sample = observe(speed, sample, words, now)
        assert MIN_SPEED <= speed.per_minute <= MAX_SPEED
        assert speed.minutes <= MAX_MINUTES
    restored = ReadingSpeed.from_text(speed.to_text())
    assert restored.per_minute == pytest.approx(speed.per_minute, rel=0.02)
    assert ReadingSpeed.from_text(restored.to_text()) == restored


@pytest.mark.parametrize(
    "text", ["", "x", "1", "1/", "/1", "nan/nan", "inf/1", "1/0", "-5/1", "1e9/1", "5/1e9", "100/-1"]
)
def test_invalid_text_gives_the_default(text: str) -> None:
    assert ReadingSpeed.from_text(text) == ReadingSpeed()
