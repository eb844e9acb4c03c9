"""Wait for conditions instead of fixed times."""

import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic


def wait_until(condition: Callable[[], bool], limit: float = 60.0) -> None:
    """Wait until the condition holds; AssertionError after ``limit`` seconds."""
    end, pause = monotonic() + limit, threading.Event()
    while not condition():
        assert monotonic() < end, "timed out"
        pause.wait(0.01)


def has_exited(pid: int) -> bool:
    """Return whether a process has ended, even if it is a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return _state(pid) in {"", "Z"}


def is_stopped(pid: int) -> bool:
    """Return whether a process is stopped by a signal."""
    return _state(pid) == "T"


def _state(pid: int) -> str:
    """Return the state letter of a process; empty if it does not exist."""
    if Path("/proc/self/stat").exists():
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return ""
    found = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip()[:1]
