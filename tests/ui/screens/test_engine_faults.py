"""Faults of engines on the screen: a message, nothing wrong saved, keys still work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.reading.translating.article_translator import ArticleTranslator
from reader.translation.engine import ErrorKind
from tests.translation.fault_outcomes import (
    DEADLINE,
    MAKERS,
    SENTENCES,
    no_such_name,
    resolver,
)
from tests.translation.fault_server import Fault, FaultServer
from tests.translation.local_faults import LOCAL
from tests.ui.engine_fixtures import UnthrottledEngine, translating

if TYPE_CHECKING:
    from pathlib import Path

    from reader.translation.engine import Engine
    from tests.ui.harness import Reader

FRENCH = (" ".join(SENTENCES), " ".join(reversed(SENTENCES)))
SEEN = (Fault.SERVER, Fault.FORBIDDEN, Fault.SILENT, Fault.ENDLESS)
"""One fault of each kind; the others are tested without a screen."""


async def check_error(r: Reader) -> None:
    """Wait for the message; check that nothing was saved and that keys work."""
    asking = r.reading_screen.translation

    def failed() -> bool:
        translator = asking.status.translators.get(r.session.engine)
        return (
            isinstance(translator, ArticleTranslator)
            and bool(translator.error_message(0))
            and not translator.in_flight_count
        )

    await r.wait_until(failed)
    await r.wait_until_idle()
    await r.press("g", "g", "p")
    sentence = r.message
    assert sentence.count(".") >= 2, "what happened, and what to do"
    assert "R: retry" in sentence
    for secret in ("127.0.0.1", "http", "5ecre7", "chef du service", "Traceback"):
        assert secret not in sentence
    assert r.shows(sentence[:20])
    assert all(found is None for found in r.open_article.translations)
    assert not any(r.store.alternatives(r.open_article.article, index) for index in range(len(FRENCH)))
    word = r.word
    await r.press("w")
    assert r.word != word, "keys go on"
    await r.press("t", "t")
    assert r.message == ""


@pytest.mark.parametrize("fault", SEEN, ids=lambda fault: fault.value)
async def test_fault_shows_message(tmp_path: Path, fault: Fault) -> None:
    deadline = DEADLINE if fault is Fault.SILENT else 9.0
    with FaultServer(fault) as server:
        async with translating(tmp_path, server, engine="libretranslate", deadline=deadline, french=FRENCH) as r:
            await r.press("t")
            await check_error(r)


async def test_network_failure_shows_message(tmp_path: Path) -> None:
    def build(name: str) -> Engine:
        return UnthrottledEngine(MAKERS[name]("https://translate.invalid", DEADLINE))

    with FaultServer() as server, resolver(no_such_name):
        async with translating(tmp_path, server, engine="google", french=FRENCH, new_engine=build) as r:
            await r.press("t")
            await check_error(r)


async def test_local_engine_fault_shows_message(tmp_path: Path) -> None:
    local = next(local for local in LOCAL if local.engine == "apertium" and not local.cancelled)
    (tmp_path / "broken").mkdir()
    engine = local.build(tmp_path / "broken", DEADLINE if local.trouble is ErrorKind.TIMED_OUT else 9.0)
    with FaultServer() as server, local.around():
        async with translating(tmp_path, server, engine=local.engine, french=FRENCH, new_engine=lambda _: engine) as r:
            await r.press("t")
            await check_error(r)
    assert not server.seen, "an engine of this machine asks nobody"


async def test_pause_shows_time_of_next_try(tmp_path: Path) -> None:
    with FaultServer(Fault.RETRY_AFTER) as server:
        async with translating(tmp_path, server, engine="deepl", french=FRENCH) as r:
            await r.press("t")
            await r.wait_until(lambda: "Next try at" in r.message)
            await r.press("j")
            assert "retry at" in r.lines()[-1]
            requested = len(server.seen)
            await r.press(*"jkjk")
            assert len(server.seen) == requested, "a service that asked for a pause has it"


def test_unthrottled_engine_differs_only_in_interval() -> None:
    engine = MAKERS["google"]("http://127.0.0.1:1", 1.0)
    assert replace(engine.declaration, min_interval=0.0, host="") == UnthrottledEngine(engine).declaration
