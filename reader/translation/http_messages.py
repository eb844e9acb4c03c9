"""A request over HTTP and its reply, as values; and whose machine an address is of."""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping

_CHARSET: Final = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@frozen_dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request, and how long it may take."""

    label: str
    """The engine's name in sentences."""
    url: str
    stop: threading.Event
    deadline: float
    """The moment (``time.monotonic``) at which it is given up."""
    method: str = "GET"
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    allow_unencrypted: bool = False
    """Whether an address without encryption that is not this machine was confirmed."""


@frozen_dataclass(frozen=True, slots=True)
class HttpResponse:
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


def is_valid_url(url: str) -> bool:
    """Tell whether an address can be asked: by HTTP, with a host, and without a name or a password that would be sent with it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and port != 0


def is_loopback(url: str) -> bool:
    """Tell whether an address is this machine."""
    try:
        return (urlsplit(url).hostname or "") in _LOOPBACK
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Return the host of an address, with its port where one is written."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return host if parts.port is None else f"{host}:{parts.port}"
