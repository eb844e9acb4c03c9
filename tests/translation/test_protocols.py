"""Requests of our own clients as received, and how they read responses."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.translation import http_responses
from reader.translation.engine import EngineError, ErrorKind, Request
from reader.translation.engines.deepl import DeepL
from reader.translation.engines.libretranslate import LibreTranslate
from reader.translation.engines.mymemory import MyMemory
from reader.translation.http_messages import HttpRequest, HttpResponse
from reader.translation.options import EngineOptions
from tests.translation.fault_outcomes import KEY, MAKERS, REQUEST, SENTENCES, translate
from tests.translation.fault_server import FaultServer, fake_translation

if TYPE_CHECKING:
    from collections.abc import Callable


def give_response(monkeypatch: pytest.MonkeyPatch, module: str, make_response: HttpResponse) -> list[HttpRequest]:
    """Give an engine's module this response to every request; return the list of requests."""
    requests_sent: list[HttpRequest] = []

    def send(request: HttpRequest) -> HttpResponse:
        requests_sent.append(request)
        return make_response

    monkeypatch.setattr(f"reader.translation.{module}.send", send)
    return requests_sent


def make_response(body: object, status: int = 200, **headers: str) -> HttpResponse:
    return HttpResponse(
        status, {name.replace("_", "-"): value for name, value in headers.items()}, json.dumps(body).encode()
    )


def error_kind(outcome: object) -> ErrorKind:
    error = getattr(outcome, "error", None)
    assert isinstance(error, EngineError), outcome
    return error.kind


def test_deepl_request() -> None:
    context = "Ce qui précède. " * 100
    with FaultServer() as server:
        outcome = translate(MAKERS["deepl"](server.url, 15.0), replace(REQUEST, context=context))
    assert outcome.error is None
    (seen,) = server.seen
    assert (seen.method, seen.path, seen.query) == ("POST", "/v2/translate", {})
    assert seen.headers["authorization"] == f"DeepL-Auth-Key {KEY}"
    assert seen.headers["content-type"] == "application/json"
    assert json.loads(seen.body) == {
        "text": list(SENTENCES),
        "source_lang": "FR",
        "target_lang": "EN-GB",
        "split_sentences": "0",
        "preserve_formatting": True,
        "context": context[-1000:],
    }
    assert KEY.encode() not in seen.body


def test_deepl_batch_size() -> None:
    sentences = tuple(f"La phrase numéro {number} est courte." for number in range(100, 220))
    with FaultServer() as server:
        outcome = translate(MAKERS["deepl"](server.url, 15.0), Request(sentences, " ".join(sentences)))
    assert [len(json.loads(seen.body)["text"]) for seen in server.seen] == [50, 50, 20]
    assert [segment.text for segment in outcome.segments] == [fake_translation(sentence) for sentence in sentences]
    assert [segment.sentences for segment in outcome.segments] == [(index,) for index in range(120)]


def test_deepl_batch_bytes() -> None:
    sentence = "é" * 30_000 + "."
    request = Request((sentence, sentence), f"{sentence} {sentence}")
    with FaultServer() as server:
        assert translate(MAKERS["deepl"](server.url, 15.0), request).error is None
        assert len(server.seen) == 2
        sentence = "é" * 60_000 + "."
        assert (
            error_kind(translate(MAKERS["deepl"](server.url, 15.0), Request((sentence,), sentence)))
            is ErrorKind.TOO_LONG
        )
        assert len(server.seen) == 2


@pytest.mark.parametrize("key", ["", "  ", "a\nX-Other: b", "clé", "two words"])
def test_deepl_invalid_key_is_not_sent(key: str) -> None:
    with FaultServer() as server:
        outcome = translate(DeepL(EngineOptions(key=key), address=server.url))
    assert error_kind(outcome) is ErrorKind.UNAUTHORIZED
    assert not server.seen


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (make_response({"message": "Quota exceeded"}, 456), ErrorKind.QUOTA),
        (make_response({"message": "Value for 'target_lang' not supported."}, 400), ErrorKind.UNSUPPORTED_LANGUAGE),
        (make_response({"message": "Value for 'source_lang' not supported."}, 400), ErrorKind.UNSUPPORTED_LANGUAGE),
        (make_response({"message": "Bad request"}, 400), ErrorKind.INVALID_ANSWER),
        (make_response({}, 413), ErrorKind.TOO_LONG),
        (make_response({}, 529), ErrorKind.SERVER_ERROR),
        (make_response({}, 404), ErrorKind.NOT_AVAILABLE),
        (make_response({}), ErrorKind.INVALID_ANSWER),
        (make_response([]), ErrorKind.INVALID_ANSWER),
        (make_response({"translations": [1, 2, 3]}), ErrorKind.INVALID_ANSWER),
        (make_response({"translations": {"text": "a"}}), ErrorKind.INVALID_ANSWER),
        (HttpResponse(204, {}, b""), ErrorKind.INVALID_ANSWER),
        (HttpResponse(200, {}, b"[" * 100_000), ErrorKind.INVALID_ANSWER),
    ],
)
def test_deepl_errors(given: HttpResponse, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch) -> None:
    give_response(monkeypatch, "engines.deepl", given)
    assert error_kind(translate(DeepL(EngineOptions(key="k")))) is kind


def test_libretranslate_request() -> None:
    with FaultServer() as server:
        for url in (server.url, f"{server.url}/", f"{server.url}/translate"):
            assert translate(LibreTranslate(EngineOptions(url=url))).error is None
        assert translate(LibreTranslate(EngineOptions(url=server.url, key=KEY))).error is None
    bodies = [json.loads(seen.body) for seen in server.seen]
    wanted = {"q": list(SENTENCES), "source": "fr", "target": "en", "format": "text"}
    assert bodies == [wanted, wanted, wanted, wanted | {"api_key": KEY}]
    assert {(seen.method, seen.path, tuple(seen.query)) for seen in server.seen} == {("POST", "/translate", ())}


def test_libretranslate_batch_size() -> None:
    sentences = tuple(f"La phrase numéro {number} est courte." for number in range(100, 170))
    with FaultServer() as server:
        outcome = translate(MAKERS["libretranslate"](server.url, 15.0), Request(sentences, " ".join(sentences)))
    assert [len(json.loads(seen.body)["q"]) for seen in server.seen] == [30, 30, 10]
    assert [segment.text for segment in outcome.segments] == [fake_translation(sentence) for sentence in sentences]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (make_response({"error": "xx is not supported"}, 400), ErrorKind.UNSUPPORTED_LANGUAGE),
        (
            make_response({"error": "Invalid request: request (6000) exceeds text limit (5000)"}, 400),
            ErrorKind.TOO_LONG,
        ),
        (make_response({"error": "Visit https://portal.example.org to get an API key"}, 400), ErrorKind.UNAUTHORIZED),
        (make_response({"error": "Invalid API key"}, 403), ErrorKind.UNAUTHORIZED),
        (make_response({"error": "Slowdown: 30 per 1 minute"}, 429), ErrorKind.RATE_LIMIT),
        (make_response({"error": "Cannot translate text"}, 500), ErrorKind.SERVER_ERROR),
        (make_response({"translatedText": "all in one"}), ErrorKind.INVALID_ANSWER),
        (make_response({"translatedText": None}), ErrorKind.INVALID_ANSWER),
    ],
)
def test_libretranslate_errors(given: HttpResponse, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch) -> None:
    give_response(monkeypatch, "engines.libretranslate", given)
    assert error_kind(translate(LibreTranslate(EngineOptions(url="https://t.example.org")))) is kind


@pytest.mark.parametrize(
    "url", ["", " ", "ftp://a", "translate.example.org", "http://", "https://a:99999", "https://u:p@a", "https://a?b=c"]
)
def test_libretranslate_needs_an_address(url: str) -> None:
    with pytest.raises(EngineError) as caught:
        LibreTranslate(EngineOptions(url=url))
    assert caught.value.kind is ErrorKind.NOT_AVAILABLE


def test_unencrypted_address_needs_confirmation(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = LibreTranslate(EngineOptions(url="http://t.example.org", allow_unencrypted=True))
    assert any("not encrypted" in remark for remark in engine.declaration.remarks)
    requests_sent = give_response(monkeypatch, "engines.libretranslate", make_response({}))
    translate(engine)
    assert [request.allow_unencrypted for request in requests_sent] == [True]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"responseData": {"translatedText": "x"}, "responseStatus": 429}, ErrorKind.QUOTA),
        ({"responseData": {"translatedText": "x"}, "responseStatus": "403"}, ErrorKind.INVALID_ANSWER),
        (
            {
                "responseData": {"translatedText": "'XX' IS AN INVALID TARGET LANGUAGE"},
                "responseDetails": "'XX' IS AN INVALID TARGET LANGUAGE",
                "responseStatus": "403",
            },
            ErrorKind.UNSUPPORTED_LANGUAGE,
        ),
        ({"responseData": {"translatedText": None}, "matches": [{"translation": "other"}]}, ErrorKind.INVALID_ANSWER),
        ({"responseData": None}, ErrorKind.INVALID_ANSWER),
        ({"responseData": {}, "responseStatus": []}, ErrorKind.INVALID_ANSWER),
        ({}, ErrorKind.INVALID_ANSWER),
        ([], ErrorKind.INVALID_ANSWER),
    ],
)
def test_mymemory_errors(body: object, kind: ErrorKind, monkeypatch: pytest.MonkeyPatch) -> None:
    give_response(monkeypatch, "deep_translator_adapter", make_response(body))
    assert error_kind(translate(MyMemory())) is kind


def test_html_entities_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    give_response(
        monkeypatch,
        "deep_translator_adapter",
        make_response({"responseData": {"translatedText": "&quot;It&#39;s open&quot; " * 4}}),
    )
    assert translate(MyMemory()).segments[0].text.startswith('"It\'s open"')


@pytest.mark.parametrize("name", ["google", "mymemory"])
def test_long_paragraph_is_split(name: str) -> None:
    sentences = tuple(f"La phrase numéro {number} dit à peu près la même chose que les autres." for number in range(90))
    with FaultServer() as server:
        outcome = translate(MAKERS[name](server.url, 30.0), Request(sentences, " ".join(sentences)))
    assert outcome.error is None
    assert [index for segment in outcome.segments for index in segment.sentences] == list(range(90))
    assert len(outcome.segments) == len(server.seen) > 1
    for segment, seen in zip(outcome.segments, server.seen, strict=True):
        assert seen.query["q"] == [" ".join(sentences[index] for index in segment.sentences)]
        assert segment.text == fake_translation(seen.query["q"][0])


@pytest.mark.parametrize("name", ["google", "mymemory"])
def test_too_long_sentence_is_not_sent(name: str) -> None:
    sentence = "é" * 5_000
    with FaultServer() as server:
        outcome = translate(MAKERS[name](server.url, 15.0), Request((sentence,), sentence))
    assert error_kind(outcome) is ErrorKind.TOO_LONG
    assert not server.seen


@pytest.mark.parametrize("name", ["google", "mymemory"])
def test_text_without_letters_is_not_sent(name: str) -> None:
    with FaultServer() as server:
        outcome = translate(MAKERS[name](server.url, 15.0), Request(("« … »",), "« … »"))
    assert [segment.text for segment in outcome.segments] == ["« … »"]
    assert not server.seen


def test_compatible_server_gets_own_codes() -> None:
    with FaultServer() as server:
        engine = MyMemory(address=f"{server.url}/get", codes=("fra", "eng"))
        assert engine.translate(REQUEST, threading.Event())
        assert translate(MAKERS["mymemory"](server.url, 15.0)).error is None
    assert [seen.query["langpair"] for seen in server.seen] == [["fra|eng"], ["fr-FR|en-GB"]]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("999999999999", http_responses.MAX_RETRY_AFTER),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0.0),
        ("Fri, 31 Dec 2999 23:59:59 GMT", http_responses.MAX_RETRY_AFTER),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("", None),
    ],
)
def test_retry_after(written: str, seconds: float | None) -> None:
    assert http_responses.retry_after(make_response({}, 429, retry_after=written)) == seconds


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/html; charset=ISO-8859-1", "cœur".replace("œ", "é")),
        ('application/json; charset="utf-8"', "cœur"),
        ("text/html; charset=none-such", "cœur"),
        ("text/html; charset=idna", "cœur"),
        ("text/html; charset=base64", "cœur"),
        ("", "cœur"),
    ],
)
def test_response_encoding(kind: str, text: str) -> None:
    encoding = "latin-1" if "8859" in kind else "utf-8"
    assert HttpResponse(200, {"content-type": kind}, text.encode(encoding)).text == text


@pytest.mark.parametrize(
    "make",
    [
        lambda: DeepL(EngineOptions(key=KEY)),
        lambda: EngineOptions(key=KEY),
        lambda: HttpRequest("Any", "https://a", threading.Event(), 0.0, headers={"a": KEY}, json={"a": KEY}),
    ],
)
def test_repr_hides_key_and_text(make: Callable[[], object]) -> None:
    assert KEY not in repr(make())
