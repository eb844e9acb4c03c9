"""One bounded request over HTTP: a deadline, a size, no other host, and errors that quote nothing.

The request runs on a daemon thread of its own and the caller waits for it: a name server that never answers cannot be
interrupted, so it is left behind; everything else ends at once when its sockets are shut. Nothing keeps the program
from quitting.
"""

from __future__ import annotations

import re
import threading
from dataclasses import field
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import reader
from reader.translation import troubles
from reader.translation.engine import Trouble
from reader.translation.troubles import trouble
from reader.values import valueclass

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    import requests
    from requests.adapters import HTTPAdapter

USER_AGENT: Final = f"Enregard/{reader.__version__}"
LARGEST_BODY: Final = 2 * 1024 * 1024
"""Bytes of an answer, unpacked; a paragraph's translation has some thousands."""
MOST_REDIRECTS: Final = 3
MOST_LEFT: Final = 3
"""Requests left behind that may still wait for the network; beyond it nothing new is begun."""

_CONNECT: Final = 5.0
"""Seconds to a connection."""
_LOOK: Final = 0.05
"""Seconds from one look at ``stop`` to the next."""
_CHUNK: Final = 65_536
_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@valueclass(frozen=True, slots=True)
class Call:
    """One request, and how long it may take."""

    label: str
    """The engine's name in sentences."""
    address: str
    stop: threading.Event
    until: float
    """The moment (``time.monotonic``) at which it is given up."""
    method: str = "GET"
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    plain: bool = False
    """Whether an address without encryption that is not this machine was confirmed."""


@valueclass(frozen=True, slots=True)
class Reply:
    """What came back, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def text(self) -> str:
        """The body in the encoding that its header names, else in UTF-8."""
        named = _CHARSET.search(self.headers.get("content-type", ""))
        try:
            return self.body.decode(named[1] if named else "utf-8", "replace")
        except (LookupError, ValueError):  # none, or one that is not for text
            return self.body.decode("utf-8", "replace")


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine."""
    try:
        return (urlsplit(address).hostname or "") in _LOOPBACK
    except ValueError:
        return False


def host_of(address: str) -> str:
    """Return the host of an address, with its port where one is written."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return host if parts.port is None else f"{host}:{parts.port}"


class _Failed(Exception):
    """Trouble found on the request's own thread, where nothing is raised to anybody."""

    def __init__(self, kind: Trouble, sentence: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.sentence = sentence


class _Line:
    """The sockets of one request, so that another thread can shut them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._shut = False

    def took(self, connection: socket.socket | None) -> None:
        with self._lock:
            if connection is not None:
                self._sockets.append(connection)
            shut = self._shut
        if shut:
            self.shut()

    def shut(self) -> None:
        """Make every read and write on them end."""
        import socket

        with self._lock:
            self._shut = True
            sockets = tuple(self._sockets)
        for connection in sockets:
            try:
                # The plain one even under TLS, whose own would take the session from the thread that reads.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
            except OSError:
                continue  # closed already


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
        raise trouble(Trouble.UNREACHABLE, call.label, troubles.NETWORK_SILENT)
    _allow(call)
    line, done = _Line(), threading.Event()
    outcome: list[Reply | _Failed] = []

    def work() -> None:
        try:
            outcome.append(_fetch(call, line))
        except _Failed as failed:
            outcome.append(failed)
        except Exception as error:  # noqa: BLE001 - whatever a client library raises can hold the text and the key
            outcome.append(_named(error))
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
    result = outcome[0]
    if isinstance(result, _Failed):
        raise trouble(result.kind, call.label, result.sentence)
    return result


def _allow(call: Call) -> None:
    """Refuse an address that is none, or that would carry the text in the open."""
    try:
        parts = urlsplit(call.address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
        usable = usable and "@" not in parts.netloc
    except ValueError:
        usable = False
        parts = None
    if not usable or parts is None:
        raise trouble(Trouble.NOT_THERE, call.label, troubles.BAD_ADDRESS)
    if _here_only and not is_loopback(call.address):
        raise trouble(Trouble.NOT_THERE, call.label, troubles.OFFLINE)
    if parts.scheme == "http" and not call.plain and not is_loopback(call.address):
        raise trouble(Trouble.NOT_THERE, call.label, troubles.PLAIN_ADDRESS)


def _fetch(call: Call, line: _Line) -> Reply:
    import requests

    remaining = max(0.1, call.until - monotonic())
    with requests.Session() as session:
        adapter = _adapter(line)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        session.auth = _unchanged  # nothing from a .netrc
        session.trust_env = not is_loopback(call.address)  # proxies and certificates of the environment
        session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        address, parameters = call.address, dict(call.parameters)
        for _ in range(MOST_REDIRECTS + 1):
            with session.request(
                call.method,
                address,
                params=parameters or None,
                headers=dict(call.headers),
                json=call.json,
                stream=True,
                allow_redirects=False,
                timeout=(min(_CONNECT, remaining), remaining),
            ) as response:
                if not response.is_redirect:
                    headers = {name.lower(): value for name, value in response.headers.items()}
                    return Reply(response.status_code, headers, _body(response, call))
                address = _next(call, address, response)
                parameters = {}
        raise _Failed(Trouble.UNREACHABLE, troubles.ROUND_IN_CIRCLES)


def _next(call: Call, address: str, response: requests.Response) -> str:
    """Return where a redirect leads: only to the host that the reader agreed to, and never less encrypted."""
    after = urljoin(address, response.headers["location"])
    was, is_ = urlsplit(address), urlsplit(after)
    same = (was.scheme, was.hostname, was.port) == (is_.scheme, is_.hostname, is_.port)
    safer = was.scheme == "http" and is_.scheme == "https" and was.hostname == is_.hostname
    # A POST that is to become a GET would arrive without its text.
    if not (same or safer) or (call.method != "GET" and response.status_code not in {307, 308}):
        raise _Failed(Trouble.BLOCKED, troubles.SENT_ELSEWHERE)
    return after


def _body(response: requests.Response, call: Call) -> bytes:
    received = bytearray()
    while chunk := response.raw.read1(_CHUNK, decode_content=True):
        received += chunk
        if len(received) > LARGEST_BODY:
            raise _Failed(Trouble.NONSENSE, troubles.TOO_MUCH)
        if call.stop.is_set() or monotonic() >= call.until:
            # Where the caller has not gone already, it is told the right one of the two.
            raise _Failed(Trouble.STOPPED if call.stop.is_set() else Trouble.TIMED_OUT)
    return bytes(received)


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _adapter(line: _Line) -> HTTPAdapter:
    """Return an adapter whose connections tell their sockets; made here because the client is loaded late."""
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            line.took(self.sock)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            line.took(self.sock)

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


def _named(error: Exception) -> _Failed:
    """Return what an error of the client library means; its own words are dropped."""
    from requests import exceptions as client
    from urllib3 import exceptions as wire

    inner = _causes(error)
    if any(isinstance(cause, (client.SSLError, wire.SSLError)) for cause in inner):
        return _Failed(Trouble.UNREACHABLE, troubles.NO_TRUST)
    if any(isinstance(cause, wire.NameResolutionError) for cause in inner):
        return _Failed(Trouble.UNREACHABLE, troubles.NO_NAME)
    # Before the timeouts, because it is derived from one.
    if any(isinstance(cause, wire.NewConnectionError) for cause in inner):
        return _Failed(Trouble.UNREACHABLE)
    if any(isinstance(cause, (client.Timeout, wire.TimeoutError)) for cause in inner):
        return _Failed(Trouble.TIMED_OUT)
    if any(isinstance(cause, (client.InvalidURL, client.InvalidSchema, client.MissingSchema)) for cause in inner):
        return _Failed(Trouble.NOT_THERE, troubles.BAD_ADDRESS)
    if any(isinstance(cause, (wire.ProtocolError, ConnectionError)) for cause in inner):
        return _Failed(Trouble.UNREACHABLE, troubles.BROKEN_OFF)
    return _Failed(Trouble.UNREACHABLE)


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
