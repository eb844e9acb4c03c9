"""Send one request with the ``requests`` library, on a thread that may be abandoned.

Other threads can shut down its sockets. The library's own error messages are dropped: they can
hold the text, the address or the key.
"""

from __future__ import annotations

import threading
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import reader
from reader.translation import error_messages
from reader.translation.engine import ErrorKind
from reader.translation.http_messages import HttpResponse, is_loopback

if TYPE_CHECKING:
    import socket

    import requests
    from requests.adapters import HTTPAdapter

    from reader.translation.http_messages import HttpRequest

USER_AGENT: Final = f"Enregard/{reader.__version__}"
MAX_BODY_BYTES: Final = 2 * 1024 * 1024
"""Bytes of a decoded body; the translation of a paragraph has some thousands."""
MAX_REDIRECTS: Final = 3
_CONNECT_TIMEOUT: Final = 5.0
"""Seconds."""
_CHUNK: Final = 65_536


class HttpFailure(Exception):
    """A failure on the request's thread, passed to the caller as a value."""

    def __init__(self, kind: ErrorKind, message: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.message = message


class Sockets:
    """The sockets of one request, so that another thread can shut them down."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._closed = False

    def add(self, connection: socket.socket | None) -> None:
        """Add a socket; shut it down at once if the request was abandoned."""
        with self._lock:
            if connection is not None:
                self._sockets.append(connection)
            shut = self._closed
        if shut:
            self.shutdown()

    def shutdown(self) -> None:
        """Make every read and write on the sockets end."""
        import socket

        with self._lock:
            self._closed = True
            sockets = tuple(self._sockets)
        for connection in sockets:
            try:
                # Not TLS shutdown: that would take the session from the reading thread.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
            except OSError:
                continue  # already closed


def fetch(request: HttpRequest, sockets: Sockets) -> HttpResponse | HttpFailure:
    """Return the response, or why there is none."""
    try:
        return _send(request, sockets)
    except HttpFailure as failed:
        return failed
    except ImportError:
        return HttpFailure(ErrorKind.NOT_AVAILABLE, error_messages.PACKAGE_MISSING)
    except Exception as error:  # noqa: BLE001 - library exceptions can hold the text and the key
        return _classify(error)


def _send(request: HttpRequest, sockets: Sockets) -> HttpResponse:
    import requests

    remaining = max(0.1, request.deadline - monotonic())
    with requests.Session() as session:
        adapter = _adapter(sockets)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        session.auth = _no_auth  # ignore .netrc
        session.trust_env = not is_loopback(request.url)  # proxies and certificates from the environment
        session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        address, parameters = request.url, dict(request.parameters)
        for _ in range(MAX_REDIRECTS + 1):
            with session.request(
                request.method,
                address,
                params=parameters or None,
                headers=dict(request.headers),
                json=request.json,
                stream=True,
                allow_redirects=False,
                timeout=(min(_CONNECT_TIMEOUT, remaining), remaining),
            ) as response:
                if not response.is_redirect:
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    return HttpResponse(response.status_code, headers, _read_body(response, request))
                address = _redirect_target(request, address, response)
                parameters = {}
        raise HttpFailure(ErrorKind.UNREACHABLE, error_messages.REDIRECT_LOOP)


def _redirect_target(request: HttpRequest, address: str, response: requests.Response) -> str:
    """Return the target of a redirect: the same host only, never less encrypted."""
    target = urljoin(address, response.headers["location"])
    was, is_ = urlsplit(address), urlsplit(target)
    same = (was.scheme, was.hostname, was.port) == (is_.scheme, is_.hostname, is_.port)
    safer = was.scheme == "http" and is_.scheme == "https" and was.hostname == is_.hostname
    # A POST redirected as GET would lose its text.
    if not (same or safer) or (request.method != "GET" and response.status_code not in {307, 308}):
        raise HttpFailure(ErrorKind.BLOCKED, error_messages.REDIRECTED)
    return target


def _read_body(response: requests.Response, request: HttpRequest) -> bytes:
    received = bytearray()
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        received += chunk
        if len(received) > MAX_BODY_BYTES:
            raise HttpFailure(ErrorKind.INVALID_ANSWER, error_messages.ANSWER_TOO_LARGE)
        if request.stop.is_set() or monotonic() >= request.deadline:
            # The caller may still be waiting: report the right one of the two.
            raise HttpFailure(ErrorKind.CANCELED if request.stop.is_set() else ErrorKind.TIMED_OUT)
    return bytes(received)


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _adapter(sockets: Sockets) -> HTTPAdapter:
    """Return an adapter that registers its sockets. Built here because ``requests`` loads late."""
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            sockets.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    pools = {"http": PlainPool, "https": EncryptedPool}

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - the library's signature
            super().init_poolmanager(*arguments, **named)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - the library's signature
            manager = super().proxy_manager_for(*arguments, **named)
            manager.pool_classes_by_scheme = pools
            return manager

    return Adapter()


def _classify(error: Exception) -> HttpFailure:
    """Classify an exception of the client library; its message is dropped."""
    from requests import exceptions as requests_errors
    from urllib3 import exceptions as urllib3_errors

    inner = _causes(error)
    if any(isinstance(cause, (requests_errors.SSLError, urllib3_errors.SSLError)) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE, error_messages.TLS_FAILED)
    if any(isinstance(cause, urllib3_errors.NameResolutionError) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE, error_messages.NAME_NOT_FOUND)
    # Before Timeout: NewConnectionError is a subclass.
    if any(isinstance(cause, urllib3_errors.NewConnectionError) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE)
    if any(isinstance(cause, (requests_errors.Timeout, urllib3_errors.TimeoutError)) for cause in inner):
        return HttpFailure(ErrorKind.TIMED_OUT)
    if any(
        isinstance(cause, (requests_errors.InvalidURL, requests_errors.InvalidSchema, requests_errors.MissingSchema))
        for cause in inner
    ):
        return HttpFailure(ErrorKind.NOT_AVAILABLE, error_messages.BAD_ADDRESS)
    if any(isinstance(cause, (urllib3_errors.ProtocolError, ConnectionError)) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE, error_messages.CONNECTION_LOST)
    return HttpFailure(ErrorKind.UNREACHABLE)


def _causes(error: BaseException) -> tuple[BaseException, ...]:
    """Return an exception with all its causes, which libraries hide in args, reason and context."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or one in found:
            continue
        found.append(one)
        waiting += [*one.args, one.__cause__, one.__context__, getattr(one, "reason", None)]
    return tuple(found)
