"""Pace: how many words a minute this reader reads, learned from reading and told as the minutes that are left.

Pure: whoever calls says what time it is. What is observed is where the reader is in the text, in words, and when. A stretch of reading
counts if it is one: long enough, without a jump or a long pause in it, and neither slower than anybody reads nor faster.
"""

from __future__ import annotations

from math import ceil
from typing import Final

from reader.frozen import valueclass

STANDARD: Final = 200.0
"""Words a minute of a reader who is not known yet: a calm pace for prose in a foreign language (native readers of French have
about 195 when they read aloud, Trauzettel-Klosinski & Dietz 2012)."""
TRUST: Final = 5.0
"""Minutes of reading that the standard counts for: one page read quickly does not turn everything."""
MEMORY: Final = 240.0
"""Minutes of reading that are remembered: older reading fades as newer comes."""
STRETCH: Final = 60.0
"""Seconds after which a stretch is looked at."""
SHORTEST: Final = 20.0
"""Seconds below which a stretch says nothing."""
PAUSE: Final = 150.0
"""Seconds without a movement after which the reader was somewhere else: a full window takes about so long."""
JUMP: Final = 400.0
"""Words beyond which a movement is a jump: nobody reads past them between two keys."""
SLOWEST, FASTEST = 40.0, 700.0
"""Words a minute outside which a stretch was no reading: looking a word up for long, or leafing through."""


@valueclass(frozen=True, slots=True)
class Pace:
    """What is known of a reader's pace."""

    words: float = 0.0
    """Words read."""
    minutes: float = 0.0
    """Minutes they took."""

    @property
    def per_minute(self) -> float:
        """Words a minute, between the slowest and the fastest there is."""
        return (STANDARD * TRUST + self.words) / (TRUST + self.minutes)

    def left(self, words: float) -> int:
        """Return how many minutes so many words take, at least one."""
        return max(1, ceil(words / self.per_minute))

    def learned(self, words: float, minutes: float) -> Pace:
        """Return what is known after another stretch of reading."""
        words, minutes = self.words + words, self.minutes + minutes
        kept = min(1.0, MEMORY / minutes)
        return Pace(words * kept, minutes * kept)

    def kept(self) -> str:
        """Return it as words to keep."""
        return f"{self.words:.0f}/{self.minutes:.2f}"

    @classmethod
    def read(cls, kept: str) -> Pace:
        """Return what was kept; what is odd means that nothing is known."""
        first, slash, second = kept.partition("/")
        try:
            words, minutes = float(first), float(second)
        except ValueError:
            return cls()
        sound = slash and 0 < minutes <= MEMORY + 1 and SLOWEST <= words / minutes <= FASTEST
        return cls(words, minutes) if sound else cls()


@valueclass(frozen=True, slots=True)
class Stretch:
    """Reading that goes on: where and when it began, and where and when the reader was seen last. Words and seconds."""

    began: float
    at: float
    seen: float
    now_at: float


def observe(pace: Pace, stretch: Stretch | None, words: float, now: float) -> tuple[Pace, Stretch]:
    """Take note of where the reader is, and return the pace and the stretch from now on.

    ``words`` is how many words of the text lie before the reader, ``now`` seconds of a clock that only goes forward.
    """
    if stretch is None:
        return pace, Stretch(now, words, now, words)
    if now - stretch.seen > PAUSE or abs(words - stretch.now_at) > JUMP:
        return _looked_at(pace, stretch), Stretch(now, words, now, words)
    stretch = Stretch(stretch.began, stretch.at, now, words)
    if now - stretch.began < STRETCH:
        return pace, stretch
    return _looked_at(pace, stretch), Stretch(now, words, now, words)


def _looked_at(pace: Pace, stretch: Stretch) -> Pace:
    seconds, words = stretch.seen - stretch.began, stretch.now_at - stretch.at
    if seconds < SHORTEST:
        return pace
    minutes = seconds / 60
    return pace.learned(words, minutes) if SLOWEST <= words / minutes <= FASTEST else pace
