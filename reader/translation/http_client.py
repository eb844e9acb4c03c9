"""One request by the client library, on a thread that may be left behind: sockets that others can shut, and errors of ours alone.

What the library says in its own errors is dropped here; it can hold the text, the address or the key.
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
"""Bytes of an answer, unpacked; a paragraph's translation has some thousands."""
MAX_REDIRECTS: Final = 3
_CONNECT_TIMEOUT: Final = 5.0
"""Seconds to a connection."""
_CHUNK: Final = 65_536


class HttpFailure(Exception):
    """Trouble found on the request's own thread, where nothing is raised to anybody."""

    def __init__(self, kind: ErrorKind, message: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.message = message


class Sockets:
    """The sockets of one request, so that another thread can shut them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._closed = False

    def add(self, connection: socket.socket | None) -> None:
        """Take note of a socket, and shut it at once where the request was given up already."""
        with self._lock:
            if connection is not None:
                self._sockets.append(connection)
            shut = self._closed
        if shut:
            self.shutdown()

    def shutdown(self) -> None:
        """Make every read and write on them end."""
        import socket

        with self._lock:
            self._closed = True
            sockets = tuple(self._sockets)
        for connection in sockets:
            try:
                # The plain one even under TLS, whose own would take the session from the thread that reads.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
            except OSError:
                continue  # closed already


def fetch(request: HttpRequest, sockets: Sockets) -> HttpResponse | HttpFailure:
    """Return the reply, or why there is none."""
    try:
        return _send(request, sockets)
    except HttpFailure as failed:
        return failed
    except ImportError:
        return HttpFailure(ErrorKind.NOT_AVAILABLE, error_messages.PACKAGE_MISSING)
    except Exception as error:  # noqa: BLE001 - whatever a client library raises can hold the text and the key
        return _classify(error)


def _send(call: HttpRequest, line: Sockets) -> HttpResponse:
    import requests

    remaining = max(0.1, call.deadline - monotonic())
    with requests.Session() as session:
        adapter = _adapter(line)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        session.auth = _no_auth  # nothing from a .netrc
        session.trust_env = not is_loopback(call.url)  # proxies and certificates of the environment
        session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        address, parameters = call.url, dict(call.parameters)
        for _ in range(MAX_REDIRECTS + 1):
            with session.request(
                call.method,
                address,
                params=parameters or None,
                headers=dict(call.headers),
                json=call.json,
                stream=True,
                allow_redirects=False,
                timeout=(min(_CONNECT_TIMEOUT, remaining), remaining),
            ) as response:
                if not response.is_redirect:
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    return HttpResponse(response.status_code, headers, _read_body(response, call))
                address = _redirect_target(call, address, response)
                parameters = {}
        raise HttpFailure(ErrorKind.UNREACHABLE, error_messages.REDIRECT_LOOP)


def _redirect_target(call: HttpRequest, address: str, response: requests.Response) -> str:
    """Return where a redirect leads: only to the host that the reader agreed to, and never less encrypted."""
    after = urljoin(address, response.headers["location"])
    was, is_ = urlsplit(address), urlsplit(after)
    same = (was.scheme, was.hostname, was.port) == (is_.scheme, is_.hostname, is_.port)
    safer = was.scheme == "http" and is_.scheme == "https" and was.hostname == is_.hostname
    # A POST that is to become a GET would arrive without its text.
    if not (same or safer) or (call.method != "GET" and response.status_code not in {307, 308}):
        raise HttpFailure(ErrorKind.BLOCKED, error_messages.REDIRECTED)
    return after


def _read_body(response: requests.Response, call: HttpRequest) -> bytes:
    received = bytearray()
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        received += chunk
        if len(received) > MAX_BODY_BYTES:
            raise HttpFailure(ErrorKind.INVALID_ANSWER, error_messages.ANSWER_TOO_LARGE)
        if call.stop.is_set() or monotonic() >= call.deadline:
            # Where the caller has not gone already, it is told the right one of the two.
            raise HttpFailure(ErrorKind.CANCELED if call.stop.is_set() else ErrorKind.TIMED_OUT)
    return bytes(received)


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _adapter(line: Sockets) -> HTTPAdapter:
    """Return an adapter whose connections tell their sockets; made here because the client is loaded late."""
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            line.add(self.sock)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            line.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    pools = {"http": PlainPool, "https": EncryptedPool}

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - the client's own signature
            super().init_poolmanager(*arguments, **named)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - the client's own signature
            manager = super().proxy_manager_for(*arguments, **named)
            manager.pool_classes_by_scheme = pools
            return manager

    return Adapter()


def _classify(error: Exception) -> HttpFailure:
    """Return what an error of the client library means; its own words are dropped."""
    from requests import exceptions as client
    from urllib3 import exceptions as wire

    inner = _causes(error)
    if any(isinstance(cause, (client.SSLError, wire.SSLError)) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE, error_messages.TLS_FAILED)
    if any(isinstance(cause, wire.NameResolutionError) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE, error_messages.NAME_NOT_FOUND)
    # Before the timeouts, because it is derived from one.
    if any(isinstance(cause, wire.NewConnectionError) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE)
    if any(isinstance(cause, (client.Timeout, wire.TimeoutError)) for cause in inner):
        return HttpFailure(ErrorKind.TIMED_OUT)
    if any(isinstance(cause, (client.InvalidURL, client.InvalidSchema, client.MissingSchema)) for cause in inner):
        return HttpFailure(ErrorKind.NOT_AVAILABLE, error_messages.BAD_ADDRESS)
    if any(isinstance(cause, (wire.ProtocolError, ConnectionError)) for cause in inner):
        return HttpFailure(ErrorKind.UNREACHABLE, error_messages.CONNECTION_LOST)
    return HttpFailure(ErrorKind.UNREACHABLE)


def _causes(error: BaseException) -> tuple[BaseException, ...]:
    """Return an error with everything that it stands for: libraries hide the cause in arguments, reasons and contexts."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or one in found:
            continue
        found.append(one)
        waiting += [*one.args, one.__cause__, one.__context__, getattr(one, "reason", None)]
    return tuple(found)
