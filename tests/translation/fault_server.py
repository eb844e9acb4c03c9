"""A translation service on loopback, compatible with the four remote ones, with simulated faults."""

from __future__ import annotations

import html
import json
import threading
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from types import TracebackType


class Fault(Enum):
    """The simulated fault; the value is its name in a table."""

    NONE = "none"
    RATE_LIMIT = "429"
    RETRY_AFTER = "429, Retry-After"
    SERVER = "500"
    FORBIDDEN = "403"
    CAPTCHA = "captcha page"
    QUOTA = "quota notice"
    NULL = "null"
    EMPTY = "empty"
    COUNT = "wrong list length"
    ORDER = "another order"
    TRUNCATED = "truncated"
    TRICKLE = "a byte a second"
    TRICKLED_HEADERS = "headers, a byte a second"
    SILENT = "silent after accept"
    ENDLESS = "endless body"
    REDIRECTS = "redirects in a circle"
    ELSEWHERE = "redirect to another host"


NOTICE = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 03 HOURS"
RETRY_AFTER = 7


def fake_translation(text: str) -> str:
    """Return a unique fake translation of similar length."""
    return f"English of {text.swapcase()}"


@dataclass(frozen=True)
class ReceivedRequest:
    """One request as received."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes


@dataclass
class FaultServer:
    """The server as a context manager; ``fault`` can change at any time."""

    fault: Fault = Fault.NONE
    elsewhere: str = ""
    """Redirect target of ``ELSEWHERE``."""
    seen: list[ReceivedRequest] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)
    """While it is not set, requests are received but not answered."""

    def __enter__(self) -> Self:
        self.gate.set()
        handler = type("Handler", (_Handler,), {"faults": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.closing.set()
        self.gate.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore that the client disconnected, which many faults provoke."""


class _Handler(BaseHTTPRequestHandler):
    faults: FaultServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Log nothing."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        seen = ReceivedRequest(
            self.command,
            parts.path,
            parse_qs(parts.query),
            {name.lower(): value for name, value in self.headers.items()},
            body,
        )
        self.faults.seen.append(seen)
        self.faults.gate.wait(30)
        fault = self.faults.fault
        match fault:
            case Fault.RATE_LIMIT | Fault.RETRY_AFTER | Fault.SERVER | Fault.FORBIDDEN:
                status = {Fault.SERVER: 500, Fault.FORBIDDEN: 403}.get(fault, 429)
                more = {"Retry-After": str(RETRY_AFTER)} if fault is Fault.RETRY_AFTER else {}
                # Real services quote the key and the text in errors.
                self._send(json.dumps({"message": seen.headers.get("authorization"), "error": self.path}), status, more)
            case Fault.CAPTCHA:
                self._send("<!DOCTYPE html><html><body>Are you a person?</body></html>")
            case Fault.SILENT:
                self.faults.closing.wait()
            case Fault.TRUNCATED:
                answer = _answer(seen, Fault.NONE).encode()
                self._head({"Content-Length": str(len(answer) + 100)})
                self.wfile.write(answer)
            case Fault.TRICKLE:
                self._head({"Content-Length": "100000"})
                self._drip(b" " * 30)
            case Fault.TRICKLED_HEADERS:
                self._drip(b"HTTP/1.0 200 OK\r\nX-Slow: yes, very")
            case Fault.ENDLESS:
                self._head({})
                while not self.faults.closing.is_set():
                    self.wfile.write(b" " * 65_536)
            case Fault.REDIRECTS:
                self._head({"Location": self.path}, 307)
            case Fault.ELSEWHERE:
                self._head({"Location": f"{self.faults.elsewhere}{self.path}"}, 307)
            case _:
                self._send(_answer(seen, fault))

    def _drip(self, data: bytes) -> None:
        for byte in data:
            self.wfile.write(bytes([byte]))
            if self.faults.closing.wait(1.0):
                return

    def _head(self, headers: dict[str, str], status: int = 200) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _send(self, body: str, status: int = 200, headers: dict[str, str] | None = None) -> None:
        raw = body.encode()
        self._head({"Content-Length": str(len(raw)), **(headers or {})}, status)
        self.wfile.write(raw)


def _answer(seen: ReceivedRequest, fault: Fault) -> str:
    """Return the body of the service with the requested path."""
    if seen.path == "/m":
        return _page(_one(seen.query["q"][0], fault))
    if seen.path == "/get":
        text = _one(seen.query["q"][0], fault)
        return json.dumps({"responseData": {"translatedText": text}, "responseStatus": 200, "matches": []})
    body = json.loads(seen.body)
    texts: list[str | None] = [_one(text, fault) for text in body["text" if seen.path.startswith("/v2") else "q"]]
    if fault is Fault.COUNT:
        texts = texts[:-1]
    if fault is Fault.ORDER:
        texts.reverse()
    if seen.path == "/v2/translate":
        return json.dumps({"translations": [{"detected_source_language": "FR", "text": text} for text in texts]})
    return json.dumps({"translatedText": texts})


def _one(text: str, fault: Fault) -> str | None:
    match fault:
        case Fault.QUOTA:
            return NOTICE
        case Fault.NULL:
            return None
        case Fault.EMPTY:
            return ""
        case _:
            return fake_translation(text)


def _page(text: str | None) -> str:
    result = "" if text is None else f'<div class="result-container">{html.escape(text)}</div>'
    return f"<!DOCTYPE html><html><body>{result}</body></html>"
