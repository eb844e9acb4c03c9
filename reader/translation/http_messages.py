"""HTTP requests and responses as values, and helpers for addresses."""

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
    """One request and its deadline."""

    label: str
    """The engine's name in messages."""
    url: str
    stop: threading.Event
    deadline: float
    """Time (``time.monotonic``) at which it is abandoned."""
    method: str = "GET"
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: Mapping[str, Any] | None = field(default=None, repr=False)
    allow_unencrypted: bool = False
    """Whether the user confirmed an address without encryption."""


@frozen_dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response of any status."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def text(self) -> str:
        """The body in the declared encoding, else UTF-8."""
        named = _CHARSET.search(self.headers.get("content-type", ""))
        try:
            return self.body.decode(named[1] if named else "utf-8", "replace")
        except (LookupError, ValueError):  # unknown, or not a text encoding
            return self.body.decode("utf-8", "replace")


def is_valid_url(url: str) -> bool:
    """Whether an address is HTTP(S) with a host and without a user name or password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc and port != 0


def is_loopback(url: str) -> bool:
    """Whether an address is this machine."""
    try:
        return (urlsplit(url).hostname or "") in _LOOPBACK
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Return the host of an address, with its port if given."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return host if parts.port is None else f"{host}:{parts.port}"
