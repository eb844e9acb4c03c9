"""Reading speed: words a minute, learned while the user reads, to estimate the minutes left.

Pure: callers pass the time. The input is the position in words and a monotonic time. A sample
counts only if it is long enough, has no jump or long pause, and its speed is plausible.
"""

from __future__ import annotations

from math import ceil
from typing import Final

from reader.frozen import frozen_dataclass

DEFAULT_SPEED: Final = 200.0
"""Words a minute before anything is known: a calm speed for prose in a foreign language.

Native readers of French read about 195 aloud (Trauzettel-Klosinski & Dietz 2012).
"""
DEFAULT_WEIGHT: Final = 5.0
"""Minutes of reading that the default counts for, so that one fast page changes little."""
MAX_MINUTES: Final = 240.0
"""Minutes of reading that are remembered; older reading fades."""
SAMPLE_SECONDS: Final = 60.0
"""Seconds after which a sample is complete."""
MIN_SAMPLE_SECONDS: Final = 20.0
"""Seconds below which a sample is ignored."""
MAX_PAUSE: Final = 150.0
"""Seconds without a movement after which a sample ends; a full window takes about that long."""
MAX_STEP: Final = 400.0
"""Words in one movement above which it is a jump."""
MIN_SPEED, MAX_SPEED = 40.0, 700.0
"""Words a minute; a sample outside is ignored as skimming or looking up a word."""


@frozen_dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """What is known of the user's reading speed."""

    words: float = 0.0
    """Words read."""
    minutes: float = 0.0
    """Minutes they took."""

    @property
    def per_minute(self) -> float:
        """Words a minute, between the slowest and the fastest allowed."""
        return (DEFAULT_SPEED * DEFAULT_WEIGHT + self.words) / (DEFAULT_WEIGHT + self.minutes)

    def minutes_left(self, words: float) -> int:
        """Return the minutes needed for a number of words, at least 1."""
        return max(1, ceil(words / self.per_minute))

    def updated(self, words: float, minutes: float) -> ReadingSpeed:
        """Return the speed after another sample."""
        words, minutes = self.words + words, self.minutes + minutes
        share = min(1.0, MAX_MINUTES / minutes)
        return ReadingSpeed(words * share, minutes * share)

    def to_text(self) -> str:
        """Return the speed as text to store."""
        return f"{self.words:.0f}/{self.minutes:.2f}"

    @classmethod
    def from_text(cls, text: str) -> ReadingSpeed:
        """Parse stored text; anything invalid gives the default."""
        first, slash, second = text.partition("/")
        try:
            words, minutes = float(first), float(second)
        except ValueError:
            return cls()
        valid = slash and 0 < minutes <= MAX_MINUTES + 1 and MIN_SPEED <= words / minutes <= MAX_SPEED
        return cls(words, minutes) if valid else cls()


@frozen_dataclass(frozen=True, slots=True)
class Sample:
    """A sample in progress: its first and last position (words) and times (seconds)."""

    started: float
    first_word: float
    last_time: float
    last_word: float


def observe(speed: ReadingSpeed, sample: Sample | None, words: float, now: float) -> tuple[ReadingSpeed, Sample]:
    """Record a position; return the updated speed and sample.

    ``words`` is the number of words before the position, ``now`` a monotonic time in seconds.
    """
    if sample is None:
        return speed, Sample(now, words, now, words)
    if now - sample.last_time > MAX_PAUSE or abs(words - sample.last_word) > MAX_STEP:
        return _with_sample(speed, sample), Sample(now, words, now, words)
    sample = Sample(sample.started, sample.first_word, now, words)
    if now - sample.started < SAMPLE_SECONDS:
        return speed, sample
    return _with_sample(speed, sample), Sample(now, words, now, words)


def _with_sample(speed: ReadingSpeed, sample: Sample) -> ReadingSpeed:
    seconds, words = sample.last_time - sample.started, sample.last_word - sample.first_word
    if seconds < MIN_SAMPLE_SECONDS:
        return speed
    minutes = seconds / 60
    return speed.updated(words, minutes) if MIN_SPEED <= words / minutes <= MAX_SPEED else speed
