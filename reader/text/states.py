"""States: where the English of one paragraph comes from, or why there is none yet."""

from __future__ import annotations

from enum import Enum


class EnglishState(Enum):
    """What is known of the English of one paragraph."""

    FILE = "file"
    """It came with the article."""
    OWN = "own"
    """The reader wrote it."""
    ENGINE = "engine"
    """An engine gave it."""
    ROUGH = "rough"
    """An engine gave it, and it does not look right."""
    WAITING = "waiting"
    """It was asked for."""
    FAILED = "failed"
    """It was asked for in vain."""
    NOT_ASKED = "not asked"
    NONE = "none"
    """There is nothing to translate."""
