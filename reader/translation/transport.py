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
from reader.translation.engine import ErrorKind
from reader.translation.error_messages import engine_error
from reader.translation.http_client import HttpFailure, Sockets, fetch
from reader.translation.http_messages import is_loopback, is_valid_url

if TYPE_CHECKING:
    from reader.translation.http_messages import HttpRequest, HttpResponse

MAX_ABANDONED: Final = 3
"""Requests left behind that may still wait for the network; beyond it nothing new is begun."""
_POLL_INTERVAL: Final = 0.05
"""Seconds from one look at ``stop`` to the next."""

_abandoned: list[threading.Thread] = []
_abandoned_lock = threading.Lock()


def abandoned_count() -> int:
    """Return how many requests that were given up still wait for the network."""
    with _abandoned_lock:
        _abandoned[:] = [thread for thread in _abandoned if thread.is_alive()]
        return len(_abandoned)


_loopback_only = False
"""Whether only this machine may be asked, for the rest of this run."""


def set_loopback_only(*, enabled: bool = True) -> None:
    """Let nothing leave this machine from now on, whichever engine asks: the last lock behind the reader's ``--offline``."""
    global _loopback_only  # noqa: PLW0603 -- one process, one reader; a value handed down could be left out by an engine
    _loopback_only = enabled


def send(request: HttpRequest) -> HttpResponse:
    """Return the reply; EngineError when there is none by the call's deadline, or as soon as its ``stop`` is set."""
    if request.stop.is_set():
        raise engine_error(ErrorKind.CANCELED, request.label)
    if abandoned_count() >= MAX_ABANDONED:
        raise engine_error(ErrorKind.UNREACHABLE, request.label, error_messages.NETWORK_STALLED)
    _check_address(request)
    line, done = Sockets(), threading.Event()
    outcome: list[HttpResponse | HttpFailure] = []

    def work() -> None:
        try:
            outcome.append(fetch(request, line))
        finally:
            done.set()

    thread = threading.Thread(target=work, name="enregard-request", daemon=True)
    thread.start()
    while not done.wait(max(0.0, min(_POLL_INTERVAL, request.deadline - monotonic()))):
        if request.stop.is_set() or monotonic() >= request.deadline:
            line.shutdown()
            with _abandoned_lock:
                _abandoned.append(thread)
            raise engine_error(ErrorKind.CANCELED if request.stop.is_set() else ErrorKind.TIMED_OUT, request.label)
    result = outcome[0] if outcome else HttpFailure(ErrorKind.UNREACHABLE)
    if isinstance(result, HttpFailure):
        raise engine_error(result.kind, request.label, result.message)
    return result


def _check_address(request: HttpRequest) -> None:
    """Refuse an address that is none, or that would carry the text in the open."""
    if not is_valid_url(request.url):
        raise engine_error(ErrorKind.NOT_AVAILABLE, request.label, error_messages.BAD_ADDRESS)
    if is_loopback(request.url):
        return
    if _loopback_only:
        raise engine_error(ErrorKind.NOT_AVAILABLE, request.label, error_messages.OFFLINE)
    if urlsplit(request.url).scheme == "http" and not request.allow_unencrypted:
        raise engine_error(ErrorKind.NOT_AVAILABLE, request.label, error_messages.UNENCRYPTED_ADDRESS)
