"""One bounded request over HTTP: a deadline, a size, no other host, and errors that quote nothing.

The request runs on a daemon thread of its own (`wire`) and the caller waits for it: a name server that never answers cannot be
interrupted, so it is left behind; everything else ends at once when its sockets are shut. Nothing keeps the program
from quitting.
"""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reader.translation import error_messages
from reader.translation.engine import Trouble
from reader.translation.error_messages import trouble
from reader.translation.http_client import Failed, Line, attempt
from reader.translation.http_messages import is_address, is_loopback

if TYPE_CHECKING:
    from reader.translation.http_messages import Call, Reply

MOST_LEFT: Final = 3
"""Requests left behind that may still wait for the network; beyond it nothing new is begun."""
_LOOK: Final = 0.05
"""Seconds from one look at ``stop`` to the next."""

_left: list[threading.Thread] = []
_left_lock = threading.Lock()


def left_behind() -> int:
    """Return how many requests that were given up still wait for the network."""
    with _left_lock:
        _left[:] = [thread for thread in _left if thread.is_alive()]
        return len(_left)


_here_only = False
"""Whether only this machine may be asked, for the rest of this run."""


def stay_here(*, only: bool = True) -> None:
    """Let nothing leave this machine from now on, whichever engine asks: the last lock behind the reader's ``--offline``."""
    global _here_only  # noqa: PLW0603 -- one process, one reader; a value handed down could be left out by an engine
    _here_only = only


def exchange(call: Call) -> Reply:
    """Return the reply; EngineError when there is none by the call's deadline, or as soon as its ``stop`` is set."""
    if call.stop.is_set():
        raise trouble(Trouble.STOPPED, call.label)
    if left_behind() >= MOST_LEFT:
        raise trouble(Trouble.UNREACHABLE, call.label, error_messages.NETWORK_SILENT)
    _allow(call)
    line, done = Line(), threading.Event()
    outcome: list[Reply | Failed] = []

    def work() -> None:
        try:
            outcome.append(attempt(call, line))
        finally:
            done.set()

    thread = threading.Thread(target=work, name="enregard-request", daemon=True)
    thread.start()
    while not done.wait(max(0.0, min(_LOOK, call.until - monotonic()))):
        if call.stop.is_set() or monotonic() >= call.until:
            line.shut()
            with _left_lock:
                _left.append(thread)
            raise trouble(Trouble.STOPPED if call.stop.is_set() else Trouble.TIMED_OUT, call.label)
    result = outcome[0] if outcome else Failed(Trouble.UNREACHABLE)
    if isinstance(result, Failed):
        raise trouble(result.kind, call.label, result.sentence)
    return result


def _allow(call: Call) -> None:
    """Refuse an address that is none, or that would carry the text in the open."""
    if not is_address(call.address):
        raise trouble(Trouble.NOT_THERE, call.label, error_messages.BAD_ADDRESS)
    if is_loopback(call.address):
        return
    if _here_only:
        raise trouble(Trouble.NOT_THERE, call.label, error_messages.OFFLINE)
    if urlsplit(call.address).scheme == "http" and not call.plain:
        raise trouble(Trouble.NOT_THERE, call.label, error_messages.PLAIN_ADDRESS)
