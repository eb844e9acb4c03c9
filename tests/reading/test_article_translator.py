"""Filling: what is told of a paragraph that does not come, by whom and to whom."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.reading.translating.article_translator import ArticleTranslator
from reader.reading.translating.engine_store import LibraryEngineStore
from reader.text.model.article import Article
from reader.text.model.translation_status import TranslationStatus
from tests.reading.fake_engines import LOCAL, FakeEngine

if TYPE_CHECKING:
    from reader.reading.translating.worker import RequestResult
    from reader.text.model.translations import Translation
    from reader.translation.engine import Declaration
    from tests.reading.builders import FailingStore


@dataclass
class RecordingListener:
    """Who listens, and remembers it."""

    english: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    lacks: dict[str, str] = field(default_factory=dict)

    def on_translation(self, paragraph: str, found: Translation) -> None:
        self.english[paragraph] = found.text

    def on_failure(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def on_paragraph_failure(self, paragraph: str, sentence: str) -> None:
        self.lacks[paragraph] = sentence


class TranslatorFixture:
    """A filling and all it is handed."""

    def __init__(self, store: FailingStore, declaration: Declaration) -> None:
        self.told = RecordingListener()
        self.posted: queue.SimpleQueue[RequestResult] = queue.SimpleQueue()
        self.engine = FakeEngine(lambda request: request.paragraph.upper(), declaration)
        memory = LibraryEngineStore(store)
        self.filling = ArticleTranslator(
            self.engine, memory, self.posted.put, self.told, target="en", created=lambda: "2026-01-01T00:00:00Z"
        )

    def work(self) -> None:
        """Let the engine work until it has nothing to do."""
        while self.filling.step() is not None:
            if self.filling.in_flight_count:
                self.filling.handle_result(self.posted.get(timeout=60))


def test_paragraph_over_daily_limit_reported_at_caret(store: FailingStore) -> None:
    room, long = TranslatorFixture(store, replace(LOCAL, daily_limit=50)), "x" * 51
    article = Article("a1", "", f"court\n\n{long}\n\nfin")
    room.filling.set_article(article, lambda: "fr")
    room.filling.request([1, 0, 2])
    room.work()
    assert room.told.english == {"court": "COURT", "fin": "FIN"}
    assert room.engine.requests == ["court", "fin"]
    sentence = room.filling.error_message(1)
    assert "exceeds the daily limit" in sentence
    assert room.told.lacks == {long: sentence}
    assert not room.told.sentences, "shown only where it is being read"
    assert room.filling.pending() == {1: TranslationStatus.FAILED}
    room.filling.retry(1)
    room.work()
    assert room.told.sentences == [sentence], "retried by the user"
