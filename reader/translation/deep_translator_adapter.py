"""Run deep-translator on our own transport by replacing ``requests`` in its modules.

By itself it has no timeout, follows redirects to any host and puts the text into exceptions.
Translator objects keep their last text, so each call creates a new one.
"""

from __future__ import annotations

import importlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from reader.frozen import frozen_dataclass
from reader.translation import error_messages
from reader.translation.engine import EngineError, ErrorKind
from reader.translation.error_messages import engine_error
from reader.translation.http_responses import parse_json
from reader.translation.transport import send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

    from reader.translation.http_messages import HttpRequest, HttpResponse


@frozen_dataclass(frozen=True, slots=True)
class _Response:
    """The part of a ``requests`` response that deep-translator uses."""

    response: HttpResponse
    label: str

    @property
    def status_code(self) -> int:
        return self.response.status

    @property
    def text(self) -> str:
        return self.response.text

    def json(self) -> object:
        return parse_json(self.response, self.label)

    def close(self) -> None:
        """Do nothing: the response is already closed."""


_current: ContextVar[tuple[HttpRequest, Callable[[HttpResponse], None]] | None] = ContextVar(
    "enregard_request", default=None
)


class RequestsReplacement:
    """Replacement for the ``requests`` module: one GET through our transport."""

    @staticmethod
    def get(address: str, *, params: Mapping[str, str], proxies: object = None) -> _Response:
        """Send the current thread's request; the response is checked before deep-translator sees it."""
        current = _current.get()
        if current is None or proxies is not None:
            raise RuntimeError("deep-translator is only used within translate()")
        request, check = current
        response = send(replace(request, url=address, parameters=dict(params)))
        check(response)
        return _Response(response, request.label)


REQUESTS = RequestsReplacement()


class _Translator(Protocol):
    def translate(self, text: str) -> object:
        """Return its answer, usually a text."""


def load_module(name: str, label: str) -> ModuleType:
    """Import a module of deep-translator with our transport; EngineError if it is missing or different."""
    try:
        found = importlib.import_module(f"deep_translator.{name}")
    except ImportError:
        found = None
    if found is None or not hasattr(found, "requests"):
        raise engine_error(ErrorKind.NOT_AVAILABLE, label, error_messages.PACKAGE_MISSING)
    found.requests = REQUESTS  # type: ignore[attr-defined]
    return found


@contextmanager
def request_context(request: HttpRequest, check: Callable[[HttpResponse], None]) -> Iterator[None]:
    """Let deep-translator send in this thread, for this request."""
    token = _current.set((request, check))
    try:
        yield
    finally:
        _current.reset(token)


def translate(
    translator: _Translator,
    text: str,
    request: HttpRequest,
    check: Callable[[HttpResponse], None],
    error_kinds: Mapping[str, ErrorKind],
) -> object:
    """Return a translator's answer; EngineError for every exception it raises.

    ``error_kinds`` maps class names of its exceptions; their messages are dropped.
    """
    kind = ErrorKind.INVALID_ANSWER
    try:
        with request_context(request, check):
            return translator.translate(text)
    except EngineError:
        raise
    except Exception as error:  # noqa: BLE001 - it raises StopIteration, AttributeError and its own
        kind = error_kinds.get(type(error).__name__, ErrorKind.INVALID_ANSWER)
    # Raised outside except: the original exception quotes the text.
    raise engine_error(kind, request.label)
