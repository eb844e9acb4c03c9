"""What the library remembers of an engine itself, as values: what the reader agreed to, and why it is not asked for a while."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class Consent:
    """What the reader agreed to: that an engine sends certain things to a host."""

    engine: str
    host: str
    sends: tuple[str, ...]
    """What is sent, each a few words, as it was said then."""
    given: str
    """ISO 8601, UTC, to the second."""


@frozen_dataclass(frozen=True, slots=True)
class SavedPause:
    """An engine that is not asked for a while: kept, so that starting again does not hammer it."""

    engine: str
    host: str
    error: str
    """Why: the value of a ``Trouble``."""
    until: str
    """ISO 8601, UTC, to the second."""
    failures: int
    """How many times in a row it has failed, from 1."""
