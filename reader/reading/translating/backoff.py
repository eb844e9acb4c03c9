"""How long an engine is left alone after a trouble. Pure: the time and the jitter are given."""

from __future__ import annotations

import math
from typing import Final

from reader.frozen import frozen_dataclass
from reader.translation.engine import ErrorKind

DAY: Final = 86_400.0
"""Seconds; days begin at midnight UTC, for our own count as for a service's."""
MAX_BACKOFF: Final = 300.0
"""Seconds of the longest back-off; only a service that names a time itself makes it longer."""
BLOCKED_PAUSE: Final = 900.0
"""Seconds after a page for humans came instead of an answer."""
UNREACHABLE_PAUSE: Final = 60.0
"""Seconds between quiet tries while nothing can be reached."""
MAX_FAILURES: Final = 3
"""Troubles of one paragraph in a row (a fault, no answer in time, nonsense) after which the next one has its turn."""

NEEDS_USER: Final = frozenset({ErrorKind.UNAUTHORIZED, ErrorKind.UNSUPPORTED_LANGUAGE, ErrorKind.NOT_AVAILABLE})
"""What no waiting mends: the reader has to do something."""
PARAGRAPH_ERRORS: Final = frozenset({ErrorKind.INVALID_ANSWER, ErrorKind.TOO_LONG})
"""What is the matter with a paragraph rather than with its engine: it is not asked again by itself."""


@frozen_dataclass(frozen=True, slots=True)
class Pause:
    """An engine that is not asked, and why."""

    error_kind: ErrorKind
    until: float | None
    """When it is tried again, in seconds since the epoch; None: once the reader asks."""
    failures: int
    """Troubles in a row that led to it."""

    def is_over(self, now: float) -> bool:
        """Tell whether it may be tried again. No pause is longer than a day: one that seems so has seen the clock put back."""
        return self.until is not None and not now < self.until <= now + DAY


def pause_after(
    kind: ErrorKind, failures: int, now: float, jitter: float, retry_after: float | None = None
) -> Pause | None:
    """Return the pause that the last of so many troubles in a row makes; None: there is no need of one.

    ``jitter`` is between 0 and 1 and shortens a back-off by up to a quarter. ``retry_after``: seconds the service asked for.
    """
    if kind in NEEDS_USER:
        return Pause(kind, None, failures)
    if kind in {ErrorKind.CANCELED, ErrorKind.TOO_LONG} or (
        kind is ErrorKind.INVALID_ANSWER and failures < MAX_FAILURES
    ):
        return None
    if kind is ErrorKind.UNREACHABLE:
        seconds = UNREACHABLE_PAUSE
    elif kind is ErrorKind.BLOCKED:
        seconds = BLOCKED_PAUSE
    elif kind is ErrorKind.QUOTA:
        seconds = DAY - now % DAY
    else:
        seconds = min(MAX_BACKOFF, 2.0 ** min(max(failures, 1), 10)) * (1 - jitter / 4)
    if retry_after is not None and math.isfinite(retry_after):
        # A service that names a time knows better, but not for longer than a day.
        seconds = (
            max(seconds, min(retry_after, DAY)) if kind is not ErrorKind.QUOTA else max(1.0, min(retry_after, DAY))
        )
    return Pause(kind, now + seconds, failures)
