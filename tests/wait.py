"""Waiting for a condition, never for a number of seconds."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic


def wait_until(condition: Callable[[], bool], limit: float = 20.0) -> None:
    """Wait until the condition holds; AssertionError after ``limit`` seconds."""
    end, pause = monotonic() + limit, threading.Event()
    while not condition():
        assert monotonic() < end, "waited in vain"
        pause.wait(0.01)


def has_exited(pid: int) -> bool:
    """Tell whether a process has ended, reaped or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return stat.parent.parent.is_dir() and not stat.parent.exists()
