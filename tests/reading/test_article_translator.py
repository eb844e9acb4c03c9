"""ArticleTranslator: which failures are reported, and when."""

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
    """Records all calls."""

    english: dict[str, str] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    paragraph_messages: dict[str, str] = field(default_factory=dict)

    def on_translation(self, paragraph: str, found: Translation) -> None:
        self.english[paragraph] = found.text

    def on_failure(self, sentence: str) -> None:
        self.messages.append(sentence)

    def on_paragraph_failure(self, paragraph: str, sentence: str) -> None:
        self.paragraph_messages[paragraph] = sentence


class TranslatorFixture:
    """An ArticleTranslator with its dependencies."""

    def __init__(self, store: FailingStore, declaration: Declaration) -> None:
        self.listener = RecordingListener()
        self.posted: queue.SimpleQueue[RequestResult] = queue.SimpleQueue()
        self.engine = FakeEngine(lambda request: request.paragraph.upper(), declaration)
        memory = LibraryEngineStore(store)
        self.translator = ArticleTranslator(
            self.engine, memory, self.posted.put, self.listener, target="en", created=lambda: "2026-01-01T00:00:00Z"
        )

    def work(self) -> None:
        """Run until nothing is left to do."""
        while self.translator.step() is not None:
            if self.translator.in_flight_count:
                self.translator.handle_result(self.posted.get(timeout=60))


def test_paragraph_over_daily_limit_reported_at_caret(store: FailingStore) -> None:
    fixture, long = TranslatorFixture(store, replace(LOCAL, daily_limit=50)), "x" * 51
    article = Article("a1", "", f"court\n\n{long}\n\nfin")
    fixture.translator.set_article(article, lambda: "fr")
    fixture.translator.request([1, 0, 2])
    fixture.work()
    assert fixture.listener.english == {"court": "COURT", "fin": "FIN"}
    assert fixture.engine.requests == ["court", "fin"]
    sentence = fixture.translator.error_message(1)
    assert "exceeds the daily limit" in sentence
    assert fixture.listener.paragraph_messages == {long: sentence}
    assert not fixture.listener.messages, "shown only where it is being read"
    assert fixture.translator.pending() == {1: TranslationStatus.FAILED}
    fixture.translator.retry(1)
    fixture.work()
    assert fixture.listener.messages == [sentence], "retried by the user"
