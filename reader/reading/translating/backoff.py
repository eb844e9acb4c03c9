"""How long an engine is left alone after a trouble. Pure: the time and the jitter are given."""

from __future__ import annotations

import math
from typing import Final

from reader.frozen import valueclass
from reader.translation.engine import Trouble

DAY: Final = 86_400.0
"""Seconds; days begin at midnight UTC, for our own count as for a service's."""
LONGEST: Final = 300.0
"""Seconds of the longest back-off; only a service that names a time itself makes it longer."""
BLOCKED: Final = 900.0
"""Seconds after a page for humans came instead of an answer."""
PROBE: Final = 60.0
"""Seconds between quiet tries while nothing can be reached."""
PATIENCE: Final = 3
"""Troubles of one paragraph in a row (a fault, no answer in time, nonsense) after which the next one has its turn."""

HALTS: Final = frozenset({Trouble.REFUSED, Trouble.LANGUAGE, Trouble.NOT_THERE})
"""What no waiting mends: the reader has to do something."""
PERSONAL: Final = frozenset({Trouble.NONSENSE, Trouble.TOO_LONG})
"""What is the matter with a paragraph rather than with its engine: it is not asked again by itself."""


@valueclass(frozen=True, slots=True)
class Pause:
    """An engine that is not asked, and why."""

    trouble: Trouble
    until: float | None
    """When it is tried again, in seconds since the epoch; None: once the reader asks."""
    failures: int
    """Troubles in a row that led to it."""

    def over(self, now: float) -> bool:
        """Tell whether it may be tried again. No pause is longer than a day: one that seems so has seen the clock put back."""
        return self.until is not None and not now < self.until <= now + DAY


def pause_after(
    trouble: Trouble, failures: int, now: float, jitter: float, retry_after: float | None = None
) -> Pause | None:
    """Return the pause that the last of so many troubles in a row makes; None: there is no need of one.

    ``jitter`` is between 0 and 1 and shortens a back-off by up to a quarter. ``retry_after``: seconds the service asked for.
    """
    if trouble in HALTS:
        return Pause(trouble, None, failures)
    if trouble in {Trouble.STOPPED, Trouble.TOO_LONG} or (trouble is Trouble.NONSENSE and failures < PATIENCE):
        return None
    if trouble is Trouble.UNREACHABLE:
        seconds = PROBE
    elif trouble is Trouble.BLOCKED:
        seconds = BLOCKED
    elif trouble is Trouble.QUOTA:
        seconds = DAY - now % DAY
    else:
        seconds = min(LONGEST, 2.0 ** min(max(failures, 1), 10)) * (1 - jitter / 4)
    if retry_after is not None and math.isfinite(retry_after):
        # A service that names a time knows better, but not for longer than a day.
        seconds = (
            max(seconds, min(retry_after, DAY)) if trouble is not Trouble.QUOTA else max(1.0, min(retry_after, DAY))
        )
    return Pause(trouble, now + seconds, failures)
