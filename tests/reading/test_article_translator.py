"""Filling: what is told of a paragraph that does not come, by whom and to whom."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reader.reading.translating.article_translator import Filling
from reader.reading.translating.engine_store import LibraryMemory
from reader.text.model.article import Article
from reader.text.model.translation_status import EnglishState
from tests.reading.fake_engines import LOCAL, Speaking

if TYPE_CHECKING:
    from reader.reading.translating.worker import Outcome
    from reader.text.model.translations import Translation
    from reader.translation.engine import Declaration
    from tests.reading.builders import Refusing


@dataclass
class Told:
    """Who listens, and remembers it."""

    english: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    lacks: dict[str, str] = field(default_factory=dict)

    def came(self, paragraph: str, found: Translation) -> None:
        self.english[paragraph] = found.text

    def failed(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def lacking(self, paragraph: str, sentence: str) -> None:
        self.lacks[paragraph] = sentence


class Room:
    """A filling and all it is handed."""

    def __init__(self, store: Refusing, declaration: Declaration) -> None:
        self.told = Told()
        self.posted: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
        self.engine = Speaking(lambda request: request.paragraph.upper(), declaration)
        memory = LibraryMemory(store)
        self.filling = Filling(
            self.engine, memory, self.posted.put, self.told, target="en", created=lambda: "2026-01-01T00:00:00Z"
        )

    def work(self) -> None:
        """Let the engine work until it has nothing to do."""
        while self.filling.step() is not None:
            if self.filling.sending:
                self.filling.arrive(self.posted.get(timeout=10))


def test_a_paragraph_longer_than_a_day_allows_is_told_where_it_is_read(shelf: Refusing) -> None:
    room, long = Room(shelf, replace(LOCAL, daily=50)), "x" * 51
    article = Article("a1", "", f"court\n\n{long}\n\nfin")
    room.filling.attend(article, lambda: "fr")
    room.filling.want([1, 0, 2])
    room.work()
    assert room.told.english == {"court": "COURT", "fin": "FIN"}
    assert room.engine.asked == ["court", "fin"]
    sentence = room.filling.reason(1)
    assert "fewer characters a day" in sentence
    assert room.told.lacks == {long: sentence}
    assert not room.told.sentences, "worth a word only where it is being read"
    assert room.filling.to_come() == {1: EnglishState.FAILED}
    room.filling.again(1)
    room.work()
    assert room.told.sentences == [sentence], "asked for by the reader himself"
