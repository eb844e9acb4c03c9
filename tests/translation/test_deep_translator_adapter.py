"""The contract with deep-translator: all its requests go through our replacement."""

from __future__ import annotations

import importlib
import socket
import threading
from importlib.metadata import version
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from reader.translation import deep_translator_adapter, language_codes
from reader.translation.engine import EngineError, ErrorKind
from reader.translation.engines.google import Google
from reader.translation.engines.mymemory import MyMemory
from reader.translation.http_messages import HttpRequest, HttpResponse
from tests.translation.fault_outcomes import REQUEST

if TYPE_CHECKING:
    from reader.translation.engine import Engine

ENGINES: dict[str, Engine] = {"google": Google(), "mymemory": MyMemory()}
CLASSES = {"google": "GoogleTranslator", "mymemory": "MyMemoryTranslator"}


def make_request() -> HttpRequest:
    return HttpRequest("Any", "https://translate.invalid", threading.Event(), monotonic() + 5)


def test_deep_translator_version() -> None:
    assert version("deep-translator").startswith("1.11.")


@pytest.mark.parametrize("name", ENGINES)
def test_modules_have_requests(name: str) -> None:
    module = importlib.import_module(f"deep_translator.{name}")
    assert hasattr(module, "requests")
    assert deep_translator_adapter.load_module(name, "Any").requests is deep_translator_adapter.REQUESTS


@pytest.mark.parametrize("name", ENGINES)
def test_module_without_requests_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = deep_translator_adapter.load_module(name, "Any")
    monkeypatch.delattr(module, "requests")
    with pytest.raises(EngineError) as caught:
        ENGINES[name].translate(REQUEST, threading.Event())
    assert caught.value.kind is ErrorKind.NOT_AVAILABLE


@pytest.mark.parametrize("name", ENGINES)
def test_request_goes_through_our_transport_only(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    requests_sent: list[HttpRequest] = []

    def send(request: HttpRequest) -> HttpResponse:
        requests_sent.append(request)
        return HttpResponse(500, {}, b"")

    def forbidden(*_: Any, **__: Any) -> Any:
        raise AssertionError("deep-translator went around our transport")

    monkeypatch.setattr(deep_translator_adapter, "send", send)
    for way in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, way, forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    with pytest.raises(EngineError) as caught:
        ENGINES[name].translate(REQUEST, threading.Event())
    assert caught.value.kind is ErrorKind.SERVER_ERROR
    (request,) = requests_sent
    assert request.url == ENGINES[name].address  # type: ignore[attr-defined]
    assert request.parameters["q"] == REQUEST.paragraph


@pytest.mark.parametrize("name", ENGINES)
def test_nothing_is_sent_outside_request_context(name: str) -> None:
    translator = getattr(deep_translator_adapter.load_module(name, "Any"), CLASSES[name])("french", "english")
    with pytest.raises(RuntimeError):
        translator.translate("Bonjour")


def test_requests_itself_is_unchanged() -> None:
    import requests

    deep_translator_adapter.load_module("google", "Any")
    assert importlib.import_module("deep_translator.libre").requests is requests


@pytest.mark.parametrize(
    "error", [StopIteration(), AttributeError("text"), KeyError("text"), RecursionError(), RuntimeError("text")]
)
def test_every_exception_becomes_engine_error(error: Exception) -> None:
    class Broken:
        def translate(self, text: str) -> object:
            raise error

    with pytest.raises(EngineError) as caught:
        deep_translator_adapter.translate(
            Broken(), "text", make_request(), lambda reply: None, {"KeyError": ErrorKind.BLOCKED}
        )
    assert caught.value.kind is (ErrorKind.BLOCKED if isinstance(error, KeyError) else ErrorKind.INVALID_ANSWER)
    assert caught.value.__context__ is None


def test_language_codes_are_known_to_services() -> None:
    google = importlib.import_module("deep_translator.constants").GOOGLE_LANGUAGES_TO_CODES.values()
    mymemory = importlib.import_module("deep_translator.constants").MY_MEMORY_LANGUAGES_TO_CODES.values()
    assert set(language_codes.GOOGLE_CODES.values()) <= set(google)
    assert set(language_codes.MYMEMORY_CODES.values()) <= set(mymemory)
    for code in ("fr", "en", "de", "es", "ru", "ja", "zh", "ca", "pl", "el", "tr"):
        assert language_codes.google_code(code, google, "Any").startswith(code)
        assert language_codes.mymemory_code(code, mymemory, "Any").startswith(f"{code}-")
    with pytest.raises(EngineError):
        language_codes.google_code("qq", google, "Any")
    with pytest.raises(EngineError):
        language_codes.mymemory_code("qq", mymemory, "Any")
