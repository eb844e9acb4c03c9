"""Whole articles through real threads; received answers are always saved."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from reader.reading.translating.backoff import Pause
from reader.reading.translating.batch_translator import BatchResult, BatchTranslator
from reader.reading.translating.request_builder import build_request
from reader.text.model.article import Article
from reader.translation.engine import Declaration, EngineError, ErrorKind, Request, Segment
from tests.reading.fake_engines import LOCAL, FakeEngine
from tests.reading.fake_engines import make_request as plain
from tests.strategies import hostile_texts

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = [f"paragraphe {number}" for number in range(40)]

COUNTED = replace(LOCAL, daily_limit=1_000_000)
"""An engine with a daily limit, so that characters are counted."""


class MemoryStore:
    """An EngineStore in memory."""

    def __init__(self, pause: Pause | None = None, spent: tuple[int, int] = (0, 0)) -> None:
        self.translations: dict[str, str] = {}
        self.paused = pause
        self.count = spent

    def save_translation(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.translations[request.paragraph] = segments[0].text

    def saved_pause(self, declaration: Declaration) -> Pause | None:
        return self.paused

    def save_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        self.paused = pause

    def characters_sent(self, declaration: Declaration) -> tuple[int, int]:
        return self.count

    def add_characters_sent(self, declaration: Declaration, day: int, characters: int) -> None:
        self.count = (day, characters + (self.count[1] if day == self.count[0] else 0))


def run(
    respond: Callable[[Request], str], memory: MemoryStore, declaration: Declaration = LOCAL
) -> tuple[BatchResult, FakeEngine]:
    engine = FakeEngine(respond, declaration)
    translator = BatchTranslator(
        engine, ((key, plain(key)) for key in KEYS), memory, lambda came, of: None, timeout=0.5
    )
    return translator.run(), engine


@pytest.mark.parametrize("in_flight", [1, 3])
def test_every_paragraph_requested_once_and_saved(in_flight: int) -> None:
    memory = MemoryStore()
    result, engine = run(lambda request: request.paragraph.upper(), memory, replace(COUNTED, max_in_flight=in_flight))
    assert result == BatchResult(40, 40, ())
    assert memory.translations == {key: key.upper() for key in KEYS}
    assert sorted(engine.requests) == sorted(KEYS)
    assert memory.count[1] == sum(map(len, KEYS))


def test_paragraph_over_daily_limit_does_not_stop_others() -> None:
    memory, declaration = MemoryStore(), replace(LOCAL, daily_limit=50)
    keys = ["court", "x" * 51, "aussi court"]
    engine = FakeEngine(lambda request: request.paragraph.upper(), declaration)
    translator = BatchTranslator(engine, ((key, plain(key)) for key in keys), memory, lambda came, of: None)
    result = translator.run()
    assert (result.requested, result.translated) == (3, 2)
    assert memory.translations.keys() == {"court", "aussi court"}
    (sentence,) = result.errors
    assert sentence.startswith(f"This paragraph exceeds the daily limit of {declaration.label}")


def test_failed_paragraph_does_not_stop_others() -> None:
    def respond(request: Request) -> str:
        if request.paragraph == KEYS[3]:
            raise EngineError(ErrorKind.TOO_LONG, "Too long.")
        return "English."

    memory = MemoryStore()
    assert run(respond, memory)[0] == BatchResult(40, 39, ("Too long.",))
    assert set(memory.translations) == set(KEYS) - {KEYS[3]}


@pytest.mark.parametrize(
    "kind",
    [
        ErrorKind.UNAUTHORIZED,
        ErrorKind.BLOCKED,
        ErrorKind.QUOTA,
        ErrorKind.NOT_AVAILABLE,
        ErrorKind.UNSUPPORTED_LANGUAGE,
    ],
)
def test_permanent_error_ends_run(kind: ErrorKind) -> None:
    def respond(request: Request) -> str:
        if request.paragraph == KEYS[2]:
            raise EngineError(kind, "No more.")
        return "English."

    memory = MemoryStore()
    result, engine = run(respond, memory)
    assert result == BatchResult(40, 2, ("No more.",))
    assert len(engine.requests) == 3
    assert memory.paused is not None
    assert memory.paused.error_kind is kind
    if memory.paused.until is not None:
        assert memory.paused.until > time.time() + 60 or kind is ErrorKind.QUOTA  # midnight may be near
        again, engine = run(respond, MemoryStore(Pause(kind, time.time() + 600, 1)))
        assert (again.translated, engine.requests) == (0, []), "a restart does not hammer"


def test_interruption_saves_received_answers() -> None:
    def interrupt(came: int, of: int) -> None:
        if came == 5:
            raise KeyboardInterrupt

    memory = MemoryStore()
    engine = FakeEngine(lambda request: "English.", COUNTED)
    translator = BatchTranslator(engine, ((key, plain(key)) for key in KEYS), memory, interrupt)
    with pytest.raises(KeyboardInterrupt):
        translator.run()
    assert set(memory.translations) == set(KEYS[:5])
    assert memory.count[1] >= sum(map(len, KEYS[:5]))


def test_hanging_engine_ends_run_with_message() -> None:
    release = threading.Event()

    def hang(request: Request) -> str:
        release.wait(30)
        return "Late."

    memory = MemoryStore()
    result, _ = run(hang, memory, replace(LOCAL, max_in_flight=3))
    release.set()
    assert result.translated == 0
    assert memory.translations == {}
    assert any("are waiting" in sentence for sentence in result.errors)


@given(hostile_texts())
def test_request_has_sentences_of_paragraph(text: str) -> None:
    from reader.text.cleaning import clean
    from reader.text.formats.manuscript import split_paragraphs

    paragraphs = split_paragraphs(clean(text))
    article = Article("a", "t", "\n\n".join(paragraphs))
    for index, paragraph in enumerate(paragraphs):
        request = build_request(article, index)
        assert request.paragraph == paragraph
        assert "".join("".join(request.sentences).split()) == "".join(paragraph.split())
        assert request.context == (paragraphs[index - 1][-1000:] if index else "")
