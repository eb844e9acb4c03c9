"""Every engine against every fault that it can meet, seen from the chair of the reader: a sentence, nothing wrong kept, keys that go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.reading.translating.article_translator import ArticleTranslator
from reader.translation.engine import ErrorKind
from tests.translation.fault_outcomes import (
    DEADLINE,
    LISTS,
    MAKERS,
    ONLY_LISTS,
    SENTENCES,
    no_such_name,
    resolver,
    silent_resolver,
)
from tests.translation.fault_server import Fault, FaultServer
from tests.translation.local_faults import LOCAL, OFFLINE, LocalFault
from tests.ui.engine_fixtures import UnthrottledEngine, translating

if TYPE_CHECKING:
    from pathlib import Path

    from reader.translation.engine import Engine
    from tests.ui.harness import Reader

FRENCH = (" ".join(SENTENCES), " ".join(reversed(SENTENCES)))
ENDLESS = {Fault.SILENT, Fault.TRICKLE, Fault.TRICKLED_HEADERS}
"""Faults that end with the engine's own deadline, short here."""
PAIRS = [
    (engine, fault)
    for engine in MAKERS
    for fault in Fault
    if fault not in {Fault.NONE, Fault.ELSEWHERE} and (fault not in ONLY_LISTS or engine in LISTS)
]


async def _told(r: Reader) -> None:
    """Wait for a sentence, and see that nothing was kept and keys go on."""
    asking = r.reading_screen.translation

    def over() -> bool:
        filling = asking.status.translators.get(r.session.engine)
        return isinstance(filling, ArticleTranslator) and bool(filling.error_message(0)) and not filling.in_flight_count

    await r.wait_until(over)
    await r.wait_until_idle()
    await r.press("g", "g", "p")
    sentence = r.message
    assert sentence.count(".") >= 2, "what happened, and what to do"
    assert "R asks again" in sentence
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


@pytest.mark.parametrize(("engine", "fault"), PAIRS, ids=[f"{engine}: {fault.value}" for engine, fault in PAIRS])
async def test_a_fault_is_a_sentence_on_the_screen(tmp_path: Path, engine: str, fault: Fault) -> None:
    deadline = DEADLINE if fault in ENDLESS else 9.0
    with FaultServer(fault) as server:
        async with translating(tmp_path, server, engine=engine, deadline=deadline, french=FRENCH) as r:
            await r.press("t")
            await _told(r)


@pytest.mark.parametrize("engine", MAKERS)
@pytest.mark.parametrize("way", ["broken TLS", "no such name", "a resolver that never answers"])
async def test_a_network_that_fails_is_a_sentence_too(tmp_path: Path, engine: str, way: str) -> None:
    def build(name: str) -> Engine:
        url = f"https://127.0.0.1:{server.port}" if way == "broken TLS" else "https://translate.invalid"
        made = MAKERS[name](url, 5.0 if way == "broken TLS" else DEADLINE)
        return UnthrottledEngine(made)

    with FaultServer() as server:
        if way == "broken TLS":
            async with translating(tmp_path, server, engine=engine, french=FRENCH, new_engine=build) as r:
                await r.press("t")
                await _told(r)
        else:
            with resolver(no_such_name) if way == "no such name" else silent_resolver():
                async with translating(tmp_path, server, engine=engine, french=FRENCH, new_engine=build) as r:
                    await r.press("t")
                    await _told(r)


SCREENED = [local for local in LOCAL if not local.cancelled]
"""What the reader stops himself is not told to him."""


@pytest.mark.parametrize("local", SCREENED, ids=[local.name for local in SCREENED])
async def test_a_fault_of_this_machine_is_a_sentence_too(tmp_path: Path, local: LocalFault) -> None:
    if local.needs_offline and not OFFLINE:
        pytest.skip("the extra “offline” is not installed (ctranslate2, sentencepiece)")
    (tmp_path / "broken").mkdir()
    engine = local.build(tmp_path / "broken", DEADLINE if local.trouble is ErrorKind.TIMED_OUT else 9.0)
    with FaultServer() as server, local.around():
        async with translating(tmp_path, server, engine=local.engine, french=FRENCH, new_engine=lambda _: engine) as r:
            await r.press("t")
            await _told(r)
    assert not server.seen, "an engine of this machine asks nobody"


async def test_a_pause_is_told_with_the_time_of_the_next_try(tmp_path: Path) -> None:
    with FaultServer(Fault.RETRY_AFTER) as server:
        async with translating(tmp_path, server, engine="deepl", french=FRENCH) as r:
            await r.press("t")
            await r.wait_until(lambda: "Next try at" in r.message)
            await r.press("j")
            assert "next try" in r.lines()[-1]
            asked = len(server.seen)
            await r.press(*"jkjk")
            assert len(server.seen) == asked, "a service that asked for a pause has it"


def test_the_engine_of_these_tests_is_the_real_one_but_for_its_pace() -> None:
    engine = MAKERS["google"]("http://127.0.0.1:1", 1.0)
    assert replace(engine.declaration, min_interval=0.0, host="") == UnthrottledEngine(engine).declaration
