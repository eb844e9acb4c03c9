"""deep-translator on our own transport: what its modules call ``requests`` is replaced, in those modules only.

It sets no time limit, follows redirects to any host and puts the text into its exceptions; so it is let near neither the
network nor the reader. An instance keeps its last text, so each call makes a fresh one.
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
    """The few things of a response that deep-translator looks at."""

    reply: HttpResponse
    label: str

    @property
    def status_code(self) -> int:
        return self.reply.status

    @property
    def text(self) -> str:
        return self.reply.text

    def json(self) -> object:
        return parse_json(self.reply, self.label)

    def close(self) -> None:
        """Nothing is open any more."""


_current: ContextVar[tuple[HttpRequest, Callable[[HttpResponse], None]] | None] = ContextVar(
    "enregard_call", default=None
)


class RequestsReplacement:
    """What stands in the place of the name ``requests``: one GET through our transport, within a call of ours."""

    @staticmethod
    def get(address: str, *, params: Mapping[str, str], proxies: object = None) -> _Response:
        """Fetch for the call that this thread is in; the reply is judged before deep-translator sees it."""
        current = _current.get()
        if current is None or proxies is not None:
            raise RuntimeError("deep-translator is only used within a call of ours")
        call, judge = current
        reply = send(replace(call, url=address, parameters=dict(params)))
        judge(reply)
        return _Response(reply, call.label)


REQUESTS = RequestsReplacement()


class _Translator(Protocol):
    def translate(self, text: str) -> object:
        """Return what it makes of a text: mostly a text."""


def load_module(name: str, label: str) -> ModuleType:
    """Return a module of deep-translator with our transport in it; EngineError when it is not the one we know."""
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
    """Let deep-translator fetch, for this call, in this thread."""
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
    """Return what a translator answers, whatever it is; EngineError for everything that it raises.

    ``failures`` names what its exceptions mean, by the name of their class; nothing of their words is kept.
    """
    kind = ErrorKind.INVALID_ANSWER
    try:
        with request_context(request, check):
            return translator.translate(text)
    except EngineError:
        raise
    except Exception as error:  # noqa: BLE001 - StopIteration, AttributeError, its own: all of them come out of it
        kind = error_kinds.get(type(error).__name__, ErrorKind.INVALID_ANSWER)
    # Raised here and not above, so that the error holds no other that quotes the text.
    raise engine_error(kind, request.label)
