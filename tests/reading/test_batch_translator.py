"""Whole articles through real threads: all of it once, and what came is kept whatever happens after."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from reader.reading.translating.backoff import Pause
from reader.reading.translating.batch_translator import Result, Whole
from reader.reading.translating.requests import request_of
from reader.text.model.article import Article
from reader.translation.engine import Declaration, EngineError, Request, Segment, Trouble
from tests.reading.fake_engines import LOCAL, Speaking
from tests.reading.fake_engines import request_of as plain
from tests.strategies import hostile_texts

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = [f"paragraphe {number}" for number in range(40)]

COUNTED = replace(LOCAL, daily=1_000_000)
"""An engine that takes so many characters a day, so that they are counted."""


class Kept:
    """A memory in dictionaries."""

    def __init__(self, pause: Pause | None = None, spent: tuple[int, int] = (0, 0)) -> None:
        self.english: dict[str, str] = {}
        self.paused = pause
        self.count = spent

    def keep(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.english[request.paragraph] = segments[0].text

    def pause(self, declaration: Declaration) -> Pause | None:
        return self.paused

    def keep_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        self.paused = pause

    def spent(self, declaration: Declaration) -> tuple[int, int]:
        return self.count

    def spend(self, declaration: Declaration, day: int, characters: int) -> None:
        self.count = (day, characters + (self.count[1] if day == self.count[0] else 0))


def run(speak: Callable[[Request], str], memory: Kept, declaration: Declaration = LOCAL) -> tuple[Result, Speaking]:
    engine = Speaking(speak, declaration)
    whole = Whole(engine, ((key, plain(key)) for key in KEYS), memory, lambda came, of: None, guard=0.5)
    return whole.run(), engine


@pytest.mark.parametrize("in_flight", [1, 3])
def test_every_paragraph_is_asked_once_and_kept(in_flight: int) -> None:
    memory = Kept()
    result, engine = run(lambda request: request.paragraph.upper(), memory, replace(COUNTED, in_flight=in_flight))
    assert result == Result(40, 40, ())
    assert memory.english == {key: key.upper() for key in KEYS}
    assert sorted(engine.asked) == sorted(KEYS)
    assert memory.count[1] == sum(map(len, KEYS))


def test_one_that_is_longer_than_a_day_allows_is_told_and_does_not_stop_the_others() -> None:
    memory, declaration = Kept(), replace(LOCAL, daily=50)
    keys = ["court", "x" * 51, "aussi court"]
    engine = Speaking(lambda request: request.paragraph.upper(), declaration)
    whole = Whole(engine, ((key, plain(key)) for key in keys), memory, lambda came, of: None)
    result = whole.run()
    assert (result.wanted, result.came) == (3, 2)
    assert memory.english.keys() == {"court", "aussi court"}
    (sentence,) = result.sentences
    assert sentence.startswith(f"{declaration.label} takes fewer characters a day than a paragraph has")


def test_one_that_cannot_be_translated_does_not_stop_the_others() -> None:
    def speak(request: Request) -> str:
        if request.paragraph == KEYS[3]:
            raise EngineError(Trouble.TOO_LONG, "Too long.")
        return "English."

    memory = Kept()
    assert run(speak, memory)[0] == Result(40, 39, ("Too long.",))
    assert set(memory.english) == set(KEYS) - {KEYS[3]}


@pytest.mark.parametrize(
    "trouble", [Trouble.REFUSED, Trouble.BLOCKED, Trouble.QUOTA, Trouble.NOT_THERE, Trouble.LANGUAGE]
)
def test_what_waiting_does_not_mend_ends_at_once_and_is_remembered(trouble: Trouble) -> None:
    def speak(request: Request) -> str:
        if request.paragraph == KEYS[2]:
            raise EngineError(trouble, "No more.")
        return "English."

    memory = Kept()
    result, engine = run(speak, memory)
    assert result == Result(40, 2, ("No more.",))
    assert len(engine.asked) == 3
    assert memory.paused is not None
    assert memory.paused.trouble is trouble
    if memory.paused.until is not None:
        assert memory.paused.until > time.time() + 60 or trouble is Trouble.QUOTA  # midnight may be near
        again, engine = run(speak, Kept(Pause(trouble, time.time() + 600, 1)))
        assert (again.came, engine.asked) == (0, []), "a restart does not hammer"


def test_an_interruption_keeps_what_came() -> None:
    def interrupt(came: int, of: int) -> None:
        if came == 5:
            raise KeyboardInterrupt

    memory = Kept()
    engine = Speaking(lambda request: "English.", COUNTED)
    whole = Whole(engine, ((key, plain(key)) for key in KEYS), memory, interrupt)
    with pytest.raises(KeyboardInterrupt):
        whole.run()
    assert set(memory.english) == set(KEYS[:5])
    assert memory.count[1] >= sum(map(len, KEYS[:5]))


def test_an_engine_that_hangs_ends_with_a_sentence() -> None:
    release = threading.Event()

    def hang(request: Request) -> str:
        release.wait(30)
        return "Late."

    memory = Kept()
    result, _ = run(hang, memory, replace(LOCAL, in_flight=3))
    release.set()
    assert result.came == 0
    assert memory.english == {}
    assert any("hang" in sentence for sentence in result.sentences)


@given(hostile_texts())
def test_a_request_holds_the_sentences_of_its_paragraph(text: str) -> None:
    from reader.text.cleaning import clean
    from reader.text.formats.manuscript import paragraphs_of

    paragraphs = paragraphs_of(clean(text))
    article = Article("a", "t", "\n\n".join(paragraphs))
    for index, paragraph in enumerate(paragraphs):
        request = request_of(article, index)
        assert request.paragraph == paragraph
        assert "".join("".join(request.sentences).split()) == "".join(paragraph.split())
        assert request.context == (paragraphs[index - 1][-1000:] if index else "")
