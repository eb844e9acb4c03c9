"""Check whether the process that wrote a draft is still running."""

from __future__ import annotations

import os


def is_running(owner: str) -> bool:
    """Return whether the process that wrote a draft is running on this machine."""
    _, _, pid = owner.rpartition(":")
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
