"""Stored state of a translation engine: the user's consent, and pauses."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class Consent:
    """The user's permission for an engine to send certain data to a host."""

    engine: str
    host: str
    sends: tuple[str, ...]
    """What is sent, each a few words, as shown when permission was given."""
    given: str
    """ISO 8601, UTC, to the second."""


@frozen_dataclass(frozen=True, slots=True)
class SavedPause:
    """A pause in requests to an engine, stored so that a restart does not end it."""

    engine: str
    host: str
    error: str
    """The reason: the value of an ``ErrorKind``."""
    until: str
    """ISO 8601, UTC, to the second."""
    failures: int
    """Consecutive failures, from 1."""
