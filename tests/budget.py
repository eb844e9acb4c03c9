"""How much of a costly test is done: a little in every run, all of it under ``make torture``."""

from __future__ import annotations

import os

TORTURE = os.environ.get("ENREGARD_TORTURE", "") not in {"", "0"}


def times(normal: int, torture: int) -> int:
    """Return how often to do something."""
    return torture if TORTURE else normal
