"""Owners: whether the run of the program that wrote a draft still goes on."""

from __future__ import annotations

import os


def is_running(owner: str) -> bool:
    """Tell whether the program that wrote a draft still runs on this machine."""
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
