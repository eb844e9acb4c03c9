"""Revoking permission, in the list of engines and in another window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.dates import display_day
from reader.ui.screens.engines.engine_dialog import EngineDialog
from tests.translation.fault_server import FaultServer
from tests.ui.engine_fixtures import translating
from tests.ui.harness import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.ui.harness import Reader

HOST = "translate.example.org"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as one:
        yield one


def translated_paragraphs(r: Reader) -> int:
    return sum(found is not None for found in r.open_article.translations)


def is_idle(r: Reader) -> bool:
    return not any(
        translator.in_flight_count or translator.pending_count
        for translator in r.reading_screen.translation.status.translators.values()
    )


async def give_permission(r: Reader) -> None:
    """Show the translation, and give the engine of the settings permission."""
    await r.press("t", "R", "j", "enter")
    await r.wait_until(lambda: translated_paragraphs(r) > 0 and is_idle(r))
    await r.wait_until_idle()


async def open_engine_list(r: Reader) -> None:
    """Open the list of engines, on the current one."""
    await r.press(":")
    await r.write("translation engine")
    await r.press("enter")
    await r.wait_until_idle()
    sheet = r.dialog(EngineDialog)
    assert sheet.list.current_item is not None
    assert sheet.list.current_item.value == "libretranslate"


async def test_revoke_permission_in_engine_list(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host=HOST) as r:
        await give_permission(r)
        requested, had = len(server.seen), translated_paragraphs(r)
        permission = f"You allowed sending text to {HOST} ({display_day(r.session.now())}). X: revoke"
        await open_engine_list(r)
        assert permission in " ".join(" ".join(r.lines()).replace("┃", "").split())
        await r.press("X")
        assert "Permission revoked" in r.message
        assert "You allowed" not in " ".join(r.lines())
        await r.press("X")
        assert "You haven’t given" in r.message, "twice says why nothing happens"
        await r.press("escape", "G", "p")
        await r.wait_until_idle()
        assert "needs your permission" in r.message
        assert (len(server.seen), translated_paragraphs(r)) == (requested, had), (
            "nothing is sent, and what came is kept"
        )
    async with translating(tmp_path, server, host=HOST) as r:
        if not r.view.content.shows_english:
            await r.press("t")
        await r.press("G")
        await r.wait_until_idle()
        assert len(server.seen) == requested, "nor after another start"
        await r.press("R", "j", "enter")
        await r.wait_until(lambda: len(server.seen) > requested)


async def test_permission_revoked_in_other_window_applies_at_once(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host=HOST) as r:
        await give_permission(r)
        server.gate.clear()
        under_way = len(server.seen) + 2
        await r.press(":")
        await r.write("translate article")
        await r.press("enter")
        await r.wait_until(lambda: len(server.seen) == under_way)
        with open_store(tmp_path) as other:
            assert other.engine_state.revoke_consent("libretranslate")
        had = translated_paragraphs(r)
        server.gate.set()
        await r.wait_until(lambda: translated_paragraphs(r) == had + 2)  # these were sent before
        await r.press("G")
        await r.wait_until_idle()
        assert len(server.seen) == under_way
        assert not r.reading_screen.translation.status.translators


async def test_revoke_without_permission(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host=HOST) as r:
        await open_engine_list(r)
        await r.press("X")
        assert "You haven’t given" in r.message
        await r.press("g", "g", "X")
        assert "No engine. Nothing is sent" in r.message
        await r.press("/")
        await r.write("apertium")
        await r.press("down", "X")
        assert "You haven’t given Apertium permission" in r.message
