"""How long requests to an engine pause after an error. Pure: time and jitter are parameters."""

from __future__ import annotations

import math
from typing import Final

from reader.frozen import frozen_dataclass
from reader.translation.engine import ErrorKind

DAY: Final = 86_400.0
"""Seconds. Days begin at midnight UTC, for our count and for the services'."""
MAX_BACKOFF: Final = 300.0
"""Seconds of the longest backoff; only Retry-After can make it longer."""
BLOCKED_PAUSE: Final = 900.0
"""Seconds after a web page came instead of an answer."""
UNREACHABLE_PAUSE: Final = 60.0
"""Seconds between tries while the service is unreachable."""
MAX_FAILURES: Final = 3
"""Errors of one paragraph in a row after which the next one is tried."""

NEEDS_USER: Final = frozenset({ErrorKind.UNAUTHORIZED, ErrorKind.UNSUPPORTED_LANGUAGE, ErrorKind.NOT_AVAILABLE})
"""Errors that waiting does not fix: the user has to act."""
PARAGRAPH_ERRORS: Final = frozenset({ErrorKind.INVALID_ANSWER, ErrorKind.TOO_LONG})
"""Errors of a paragraph rather than of its engine: not retried automatically."""


@frozen_dataclass(frozen=True, slots=True)
class Pause:
    """A pause in requests to an engine, and its reason."""

    error_kind: ErrorKind
    until: float | None
    """Time of the next try, in seconds since the epoch; None: when the user retries."""
    failures: int
    """Errors in a row that led to it."""

    def is_over(self, now: float) -> bool:
        """Whether requests can be sent again.

        No pause exceeds a day: a longer one means that the clock was set back.
        """
        return self.until is not None and not now < self.until <= now + DAY


def pause_after(
    kind: ErrorKind, failures: int, now: float, jitter: float, retry_after: float | None = None
) -> Pause | None:
    """Return the pause after so many errors in a row; None: no pause.

    ``jitter``, from 0 to 1, shortens the backoff by up to a quarter. ``retry_after`` in seconds.
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
        # Retry-After takes precedence, up to a day.
        seconds = (
            max(seconds, min(retry_after, DAY)) if kind is not ErrorKind.QUOTA else max(1.0, min(retry_after, DAY))
        )
    return Pause(kind, now + seconds, failures)
