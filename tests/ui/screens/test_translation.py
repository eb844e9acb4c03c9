"""Translation while reading, with the program's own engines on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings
from reader.text.model.translation_status import TranslationStatus
from reader.text.model.translations import Origin, Piece, Translation
from reader.translation.engines.mymemory import MyMemory
from reader.translation.options import EngineOptions
from reader.ui.screens.engines.compare_dialog import CompareDialog, Source
from reader.ui.screens.engines.consent_dialog import ConsentDialog
from reader.ui.screens.engines.engine_dialog import EngineDialog
from tests.translation import apertium_server
from tests.translation.fault_server import Fault, FaultServer, fake_translation
from tests.translation.installed_programs import apertium as needs_apertium
from tests.translation.installed_programs import apy as needs_apy
from tests.ui.engine_fixtures import FRENCH, UnthrottledEngine, engine_builder, translating
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.harness import Reader


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as one:
        yield one


def translated_paragraphs(r: Reader) -> list[int]:
    """Return the paragraphs of the open article that have a translation."""
    return [index for index, found in enumerate(r.open_article.translations) if found is not None]


def is_idle(r: Reader) -> bool:
    """Whether no engine is at work."""
    return not any(
        translator.in_flight_count or translator.pending_count
        for translator in r.reading_screen.translation.status.translators.values()
    )


async def test_only_visible_paragraphs_are_translated(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        assert not server.seen
        await r.press("t")
        await r.wait_until(lambda: translated_paragraphs(r) and is_idle(r))
        await r.wait_until_idle()
        seen = r.view.row_cache.visible_paragraphs()
        assert translated_paragraphs(r) == list(range(seen[1] + 1 + seen[1] - seen[0] + 1))
        assert r.shows(fake_translation(FRENCH[0])[:20])
        assert "Translation: libretranslate" in r.lines()[-1]
        await r.press("t", "t")
        assert len(server.seen) == len(translated_paragraphs(r)), "nothing is sent twice"
    async with translating(tmp_path, server) as r:
        requested = len(server.seen)
        assert len(translated_paragraphs(r)) == requested, "nor after another start"
        await r.wait_until_idle()
        assert len(server.seen) == requested


async def test_article_list_updates_on_first_translation(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        server.gate.clear()
        await r.press("t")
        await r.wait_until(lambda: len(server.seen) == 2)
        assert r.shows("no English")
        server.gate.set()
        await r.wait_until(lambda: translated_paragraphs(r) and is_idle(r))
        await r.wait_until_idle()
        assert not r.shows("no English")


async def test_invalid_answer_reported_once_at_caret(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        server.gate.clear()
        await r.press("t")
        await r.wait_until(lambda: len(server.seen) == 2)
        server.fault = Fault.EMPTY  # for the paragraph at the caret
        server.gate.set()
        await r.wait_until(lambda: "no valid translation" in r.message)
        assert r.message.endswith("R: retry · =: other engines")
        server.fault = Fault.NONE
        await r.press("j")
        assert r.message == ""
        await r.wait_until(lambda: is_idle(r))
        await r.press("k")
        assert r.message == "", "once is enough"


async def test_invalid_answer_elsewhere_only_shows_sign(tmp_path: Path, server: FaultServer) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, title="pluie", english=["", "", *("It rains." for _ in FRENCH[2:])])
    server.fault = Fault.EMPTY
    server.gate.clear()
    async with translating(tmp_path, server) as r:
        await r.press("t")
        await r.wait_until(lambda: len(server.seen) == 2)
        await r.press(*"}" * 3)
        server.gate.set()
        translator = r.reading_screen.translation.status.translators.get("libretranslate")
        assert translator is not None
        await r.wait_until(lambda: bool(translator.error_message(0) and translator.error_message(1)))
        await r.wait_until_idle()
        assert r.message == ""
        await r.press("g", "g", "p")
        assert "no valid translation" in r.message


async def test_paragraph_at_caret_is_requested_first(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        await r.press(*"}" * 30, "t")
        await r.wait_until(lambda: translated_paragraphs(r))
        # Two requests are in flight, in either order.
        await r.wait_until(lambda: len(server.seen) > 1)
        assert any("30 " in seen.body.decode() for seen in server.seen[:2])


async def test_french_does_not_move_when_translation_arrives(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        server.gate.clear()
        await r.press(*"}" * 30, "t", "w", "w")
        await r.wait_until(lambda: len(server.seen) == 2)
        await r.wait_until_idle()

        def french() -> list[str]:
            shape = r.viewport.spread.columns
            x = r.view.region.x
            return [
                line[x + shape.french_x : x + shape.french_x + shape.french_width].rstrip() for line in r.lines()[:-1]
            ]

        before = french()
        assert "translating with LibreTranslate" in r.lines()[-1]
        server.gate.set()
        await r.wait_until(lambda: len(translated_paragraphs(r)) > 5)
        await r.wait_until(lambda: is_idle(r))
        await r.wait_until_idle()
        assert french() == before


async def test_nothing_requested_while_translation_hidden(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        await r.press("j", "space", "G", "g", "g")
        assert not server.seen
        await r.press("T")
        await r.wait_until(lambda: translated_paragraphs(r) == [0] and is_idle(r))
        await r.wait_until_idle()
        assert r.shows(fake_translation(FRENCH[0])[:20])
        assert len(server.seen) == 1


async def test_page_hint_without_engine(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, engine=None) as r:
        await r.press("t")
        for words in ("has no translation", "R  Choose a translation engine", "pluie.en.txt"):
            assert r.shows(words)
        await r.press("R")
        sheet = r.dialog(EngineDialog)
        assert sheet.list.current_item is not None
        await r.press("escape")
        await r.press("t", *"}" * 40, "t")
        assert "Choose a translation engine" in r.message
        assert not server.seen


async def test_choose_engine_give_permission_and_restart(tmp_path: Path, server: FaultServer) -> None:
    host = "translate.example.org"
    async with translating(tmp_path, server, engine=None, host=host) as r:
        await r.press("t", "R", "/")
        await r.write("deepl")
        await r.press("enter")
        assert r.shows("needs a key"), "one that is not ready says what to do"
        assert r.shows("config key deepl")
        assert not r.is_on_page()
        await r.press("escape", "escape", "escape")
        for answer, requested in (("enter", False), ("yes", True)):
            r.reading_screen.engine_commands._on_engine_chosen("libretranslate")
            await r.wait_until_idle()
            r.dialog(ConsentDialog)
            for words in (host, "as a list of its sentences", "notes and highlights are never sent"):
                assert r.shows(words)
            assert not server.seen
            await r.press(*(["enter"] if answer == "enter" else ["j", "enter"]))
            assert r.is_on_page()
            if requested:
                await r.wait_until(lambda: translated_paragraphs(r) and is_idle(r))
            else:
                assert not server.seen
                assert r.session.engine == ""
                assert "Nothing was sent" in r.message
    async with translating(tmp_path, server, engine=None, host=host) as r:
        assert r.session.engine == "libretranslate"
        many = len(server.seen)
        await r.press("G")
        await r.wait_until(lambda: len(server.seen) > many)


async def test_engine_from_settings_needs_permission(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host="translate.example.org") as r:
        await r.press("t")
        await r.wait_until(lambda: r.shows("LibreTranslate is selected"))
        assert not server.seen
        await r.press("R", "j", "enter")
        await r.wait_until(lambda: len(translated_paragraphs(r)) > 3)


async def test_p_and_gutter_show_paragraph_state(tmp_path: Path, server: FaultServer) -> None:
    server.gate.clear()
    async with translating(tmp_path, server) as r:
        await r.press("p")
        assert "R" in r.message
        await r.press("t")
        await r.wait_until(lambda: len(server.seen) == 2)
        await r.press("p")
        assert "is translating this paragraph" in r.message
        assert any("numéro 3 " in line and line.rstrip().endswith("…") for line in r.lines())
        await r.press(*"}" * 4, "p")
        assert "waiting" in r.message


async def test_failed_paragraph_shows_error_and_r_retries(tmp_path: Path, server: FaultServer) -> None:
    server.fault = Fault.NULL
    async with translating(tmp_path, server, french=FRENCH[:1]) as r:
        await r.press("t")
        await r.wait_until(lambda: server.seen and is_idle(r))
        await r.wait_until_idle()
        assert r.lines()[4].endswith("!") or r.shows("! ")
        await r.press("p")
        assert "no valid translation" in r.message
        assert "R: retry" in r.message
        assert translated_paragraphs(r) == []
        server.fault = Fault.NONE
        await r.press("R")
        await r.wait_until(lambda: translated_paragraphs(r) == [0])
        await r.wait_until_idle()
        await r.press("p")
        assert "Machine translation" in r.message


async def test_late_answer_is_saved_but_not_shown_in_other_article(tmp_path: Path, server: FaultServer) -> None:
    with open_store(tmp_path) as store:
        first = add_article(store, "Un texte qui attend sa traduction.", title="un", rank=1)
        add_article(store, "Un autre texte, déjà traduit.", title="deux", english=["Another text."], rank=2)
    server.gate.clear()
    async with translating(tmp_path, server) as r:
        r.reading_screen.open(first)
        await r.wait_until_idle()
        await r.press("t")
        await r.wait_until(lambda: len(server.seen) == 1)
        await r.press("J")
        assert r.title == "deux"
        before = r.lines()[:-1]
        server.gate.set()
        translator = r.reading_screen.translation.status.translators["libretranslate"]
        await r.wait_until(lambda: not translator.in_flight_count)
        await r.wait_until_idle()
        assert r.lines()[:-1] == before
        await r.press("K", "t", "t")
        assert is_idle(r)


async def test_failures_do_not_carry_over_to_next_article(tmp_path: Path, server: FaultServer) -> None:
    """The next article is shorter: its statuses must not use old indexes."""
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH[:5], title="pluie", rank=0)
        add_article(store, "Un seul paragraphe.", title="court", rank=1)
    server.fault = Fault.FORBIDDEN
    async with translating(tmp_path, server) as r:
        await r.press("t", "G", "R")
        await r.wait_until(lambda: TranslationStatus.FAILED in r.reading_screen.translation.states())
        await r.press("J")
        assert r.title == "court"
        states = r.reading_screen.translation.states()
        assert len(states) == 1


async def test_translate_article_with_progress_and_stop(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        await r.press("t")
        server.gate.clear()
        r.reading_screen.perform("english.whole")
        await r.wait_until_idle()
        assert "paragraphs · Esc: stop" in r.lines()[-1]
        await r.press("escape")
        assert "Stopped" in r.message
        server.gate.set()
        r.reading_screen.perform("english.whole")
        await r.wait_until(lambda: len(translated_paragraphs(r)) == len(FRENCH))
        await r.wait_until_idle()
        assert "The article is translated" in r.message
        many = len(server.seen)
        r.reading_screen.perform("english.whole")
        assert "already" in r.message
        assert len(server.seen) == many


async def test_offline_shows_message(tmp_path: Path) -> None:
    async with open_reader(
        tmp_path, (130, 24), settings=Settings(theme="papier", engine="mymemory", offline=True)
    ) as r:
        async_id = add_article(r.store, *FRENCH, title="pluie")
        r.reading_screen.open(async_id)
        await r.wait_until_idle()
        await r.press("t")
        await r.wait_until(lambda: r.shows("would send text"))
        await r.press("R")
        assert "offline" in r.message


@needs_apertium
async def test_apertium_translation_is_labelled_rough(tmp_path: Path) -> None:
    """Real programs, offline."""
    settings = Settings(theme="papier", engine="apertium", offline=True)
    async with open_reader(tmp_path, (130, 24), settings=settings) as r:
        r.reading_screen.open(add_article(r.store, "Notre porte est toujours ouverte.", title="porte"))
        await r.wait_until_idle()
        await r.press("t")
        await r.wait_until(lambda: translated_paragraphs(r) == [0])
        await r.wait_until_idle()
        assert r.shows("~ Our door is always open.")
        await r.press("p")
        assert "rough translation" in r.message


@needs_apy
@pytest.mark.xdist_group("apy")
async def test_apertium_server_through_mymemory_client(tmp_path: Path) -> None:
    with apertium_server.apertium_server(tmp_path) as address:
        made = UnthrottledEngine(MyMemory(EngineOptions(timeout=14), address, apertium_server.CODES))
        async with open_reader(
            tmp_path, (130, 24), settings=Settings(engine="mymemory"), new_engine=lambda _: made
        ) as r:
            r.reading_screen.open(add_article(r.store, "Notre porte est toujours ouverte.", title="porte"))
            await r.wait_until_idle()
            await r.press("t")
            await r.wait_until(lambda: translated_paragraphs(r) == [0])
            await r.wait_until_idle()
            assert r.shows("° Our door is always open.")


def test_test_engines_are_real(server: FaultServer) -> None:
    assert type(engine_builder(server)("mymemory").engine).__module__ == "reader.translation.engines.mymemory"  # type: ignore[attr-defined]


async def test_compare_engines_and_choose_one(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server) as r:
        await r.press("t")
        await r.wait_until(lambda: translated_paragraphs(r) and is_idle(r))
        many = len(server.seen)
        await r.press("=")
        sheet = r.dialog(CompareDialog)
        assert r.shows("LibreTranslate")
        assert r.shows("shown")
        sources = [item.value for item in sheet.list.items]
        await r.press(*"j" * (sources.index(Source("google", available=False)) - sheet.list.current), "enter")
        await r.wait_until(lambda: any(item.value == Source("google") for item in sheet.list.items))
        await r.wait_until_idle()
        assert len(server.seen) == many + 1
        assert sheet.list.current_item is not None
        assert sheet.list.current_item.value == Source("google"), "the item one is on stays"
        found = r.open_article.translations[0]
        assert found is not None
        assert found.engine == "libretranslate", "asking is not choosing"
        await r.press("enter")
        assert r.is_on_page()
        assert "Translation: google" in r.lines()[-1]
        await r.press("p")
        assert "Machine translation: google" in r.message
    async with translating(tmp_path, server) as r:
        found = r.open_article.translations[0]
        assert found is not None
        assert found.engine == "google", "the choice is kept"


async def test_choose_engine_from_settings(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, engine=None) as r:
        await r.press(",", "/")
        await r.write("translation engine")
        await r.press("enter")
        r.dialog(EngineDialog)


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "arriving"])
async def test_engine_segments_align_sentences(tmp_path: Path, server: FaultServer, *, saved: bool) -> None:
    """Lengths alone do not align these sentences."""
    french = "Non. Il dort depuis mille ans. Quoi ?"
    pieces = [
        Piece("Not at all, never, and no.", (0,)),
        Piece("He sleeps. A long sleep.", (1,)),
        Piece("What is it?", (2,)),
    ]
    with open_store(tmp_path) as store:
        add_article(store, french, title="pluie")
        if saved:
            store.save_engine_translation(french, pieces, source="fr", target="en", engine="libretranslate", version="")
    server.gate.clear()
    async with translating(tmp_path, server) as r:
        await r.press("t")
        if not saved:
            text = " ".join(piece.text for piece in pieces)
            found = Translation(text, Origin.ENGINE, "libretranslate", pieces=tuple(pieces))
            r.reading_screen.translation.on_translation(french, found)
            r.reading_screen.translation.show_changes()
        await r.wait_until_idle()
        await r.press(")")
        english = r.viewport.spread.english
        assert english is not None
        assert r.viewport.cursors.counterpart().of(english.text) == "He sleeps. A long sleep."
        server.gate.set()
