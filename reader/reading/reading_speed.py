"""Pace: how many words a minute this reader reads, learned from reading and told as the minutes that are left.

Pure: whoever calls says what time it is. What is observed is where the reader is in the text, in words, and when. A stretch of reading
counts if it is one: long enough, without a jump or a long pause in it, and neither slower than anybody reads nor faster.
"""

from __future__ import annotations

from math import ceil
from typing import Final

from reader.frozen import frozen_dataclass

DEFAULT_SPEED: Final = 200.0
"""Words a minute of a reader who is not known yet: a calm pace for prose in a foreign language (native readers of French have
about 195 when they read aloud, Trauzettel-Klosinski & Dietz 2012)."""
DEFAULT_WEIGHT: Final = 5.0
"""Minutes of reading that the standard counts for: one page read quickly does not turn everything."""
MAX_MINUTES: Final = 240.0
"""Minutes of reading that are remembered: older reading fades as newer comes."""
SAMPLE_SECONDS: Final = 60.0
"""Seconds after which a stretch is looked at."""
MIN_SAMPLE_SECONDS: Final = 20.0
"""Seconds below which a stretch says nothing."""
MAX_PAUSE: Final = 150.0
"""Seconds without a movement after which the reader was somewhere else: a full window takes about so long."""
MAX_STEP: Final = 400.0
"""Words beyond which a movement is a jump: nobody reads past them between two keys."""
SLOWEST, FASTEST = 40.0, 700.0
"""Words a minute outside which a stretch was no reading: looking a word up for long, or leafing through."""


@frozen_dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """What is known of a reader's pace."""

    words: float = 0.0
    """Words read."""
    minutes: float = 0.0
    """Minutes they took."""

    @property
    def per_minute(self) -> float:
        """Words a minute, between the slowest and the fastest there is."""
        return (DEFAULT_SPEED * DEFAULT_WEIGHT + self.words) / (DEFAULT_WEIGHT + self.minutes)

    def minutes_left(self, words: float) -> int:
        """Return how many minutes so many words take, at least one."""
        return max(1, ceil(words / self.per_minute))

    def updated(self, words: float, minutes: float) -> ReadingSpeed:
        """Return what is known after another stretch of reading."""
        words, minutes = self.words + words, self.minutes + minutes
        kept = min(1.0, MAX_MINUTES / minutes)
        return ReadingSpeed(words * kept, minutes * kept)

    def to_text(self) -> str:
        """Return it as words to keep."""
        return f"{self.words:.0f}/{self.minutes:.2f}"

    @classmethod
    def from_text(cls, text: str) -> ReadingSpeed:
        """Return what was kept; what is odd means that nothing is known."""
        first, slash, second = text.partition("/")
        try:
            words, minutes = float(first), float(second)
        except ValueError:
            return cls()
        sound = slash and 0 < minutes <= MAX_MINUTES + 1 and SLOWEST <= words / minutes <= FASTEST
        return cls(words, minutes) if sound else cls()


@frozen_dataclass(frozen=True, slots=True)
class Sample:
    """Reading that goes on: where and when it began, and where and when the reader was seen last. Words and seconds."""

    started: float
    first_word: float
    last_time: float
    last_word: float


def observe(speed: ReadingSpeed, sample: Sample | None, words: float, now: float) -> tuple[ReadingSpeed, Sample]:
    """Take note of where the reader is, and return the pace and the stretch from now on.

    ``words`` is how many words of the text lie before the reader, ``now`` seconds of a clock that only goes forward.
    """
    if sample is None:
        return speed, Sample(now, words, now, words)
    if now - sample.last_time > MAX_PAUSE or abs(words - sample.last_word) > MAX_STEP:
        return _looked_at(speed, sample), Sample(now, words, now, words)
    sample = Sample(sample.started, sample.first_word, now, words)
    if now - sample.started < SAMPLE_SECONDS:
        return speed, sample
    return _looked_at(speed, sample), Sample(now, words, now, words)


def _looked_at(pace: ReadingSpeed, stretch: Sample) -> ReadingSpeed:
    seconds, words = stretch.last_time - stretch.started, stretch.last_word - stretch.first_word
    if seconds < MIN_SAMPLE_SECONDS:
        return pace
    minutes = seconds / 60
    return pace.updated(words, minutes) if SLOWEST <= words / minutes <= FASTEST else pace
