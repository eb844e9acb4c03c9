"""One HTTP request with a deadline, a size limit, one host, and errors that quote nothing.

Each request runs on a daemon thread (`http_client`). DNS lookups cannot be interrupted: a stuck
thread is abandoned. Everything else ends when its sockets are shut down. Nothing delays quitting.
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
"""Abandoned requests that may still wait for the network; with more, no new one starts."""
_POLL_INTERVAL: Final = 0.05
"""Seconds between checks of ``stop``."""

_abandoned: list[threading.Thread] = []
_abandoned_lock = threading.Lock()


def abandoned_count() -> int:
    """Return how many abandoned requests still wait for the network."""
    with _abandoned_lock:
        _abandoned[:] = [thread for thread in _abandoned if thread.is_alive()]
        return len(_abandoned)


_loopback_only = False
"""Whether only loopback addresses are allowed."""


def set_loopback_only(*, enabled: bool = True) -> None:
    """Allow or forbid requests to other machines, for all engines: the last guard of ``--offline``."""
    global _loopback_only  # noqa: PLW0603 -- process-wide; an engine could forget to pass a parameter on
    _loopback_only = enabled


def send(request: HttpRequest) -> HttpResponse:
    """Return the response; EngineError if there is none by the deadline, or once ``stop`` is set."""
    if request.stop.is_set():
        raise engine_error(ErrorKind.CANCELED, request.label)
    if abandoned_count() >= MAX_ABANDONED:
        raise engine_error(ErrorKind.UNREACHABLE, request.label, error_messages.NETWORK_STALLED)
    _check_address(request)
    sockets, done = Sockets(), threading.Event()
    results: list[HttpResponse | HttpFailure] = []

    def work() -> None:
        try:
            results.append(fetch(request, sockets))
        finally:
            done.set()

    thread = threading.Thread(target=work, name="enregard-request", daemon=True)
    thread.start()
    while not done.wait(max(0.0, min(_POLL_INTERVAL, request.deadline - monotonic()))):
        if request.stop.is_set() or monotonic() >= request.deadline:
            sockets.shutdown()
            with _abandoned_lock:
                _abandoned.append(thread)
            raise engine_error(ErrorKind.CANCELED if request.stop.is_set() else ErrorKind.TIMED_OUT, request.label)
    result = results[0] if results else HttpFailure(ErrorKind.UNREACHABLE)
    if isinstance(result, HttpFailure):
        raise engine_error(result.kind, request.label, result.message)
    return result


def _check_address(request: HttpRequest) -> None:
    """Raise EngineError for an address that is invalid, forbidden or unencrypted."""
    if not is_valid_url(request.url):
        raise engine_error(ErrorKind.NOT_AVAILABLE, request.label, error_messages.BAD_ADDRESS)
    if is_loopback(request.url):
        return
    if _loopback_only:
        raise engine_error(ErrorKind.NOT_AVAILABLE, request.label, error_messages.OFFLINE)
    if urlsplit(request.url).scheme == "http" and not request.allow_unencrypted:
        raise engine_error(ErrorKind.NOT_AVAILABLE, request.label, error_messages.UNENCRYPTED_ADDRESS)
