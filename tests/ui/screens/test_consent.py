"""Consent to an engine, taken back: where it is chosen, and from another window."""

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


def came(r: Reader) -> int:
    return sum(found is not None for found in r.open_article.translations)


def quiet(r: Reader) -> bool:
    return not any(
        filling.in_flight_count or filling.pending_count
        for filling in r.reading_screen.translation.status.translators.values()
    )


async def agree(r: Reader) -> None:
    """Show the English, and agree that the engine of the settings is asked for it."""
    await r.press("t", "R", "j", "enter")
    await r.wait_until(lambda: came(r) > 0 and quiet(r))
    await r.wait_until_idle()


async def to_the_engine(r: Reader) -> None:
    """Open the list of engines, on the one in use."""
    await r.press(":")
    await r.write("translation engine")
    await r.press("enter")
    await r.wait_until_idle()
    sheet = r.dialog(EngineDialog)
    assert sheet.list.current_item is not None
    assert sheet.list.current_item.value == "libretranslate"


async def test_revoke_permission_in_engine_list(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host=HOST) as r:
        await agree(r)
        asked, had = len(server.seen), came(r)
        agreed = f"You allowed sending text to {HOST} ({display_day(r.session.now())}). X: revoke"
        await to_the_engine(r)
        assert agreed in " ".join(" ".join(r.lines()).replace("┃", "").split())
        await r.press("X")
        assert "Permission revoked" in r.message
        assert "You allowed" not in " ".join(r.lines())
        await r.press("X")
        assert "You haven’t given" in r.message, "twice says why nothing happens"
        await r.press("escape", "G", "p")
        await r.wait_until_idle()
        assert "needs your permission" in r.message
        assert (len(server.seen), came(r)) == (asked, had), "nothing is sent, and what came is kept"
    async with translating(tmp_path, server, host=HOST) as r:
        if not r.view.content.shows_english:
            await r.press("t")
        await r.press("G")
        await r.wait_until_idle()
        assert len(server.seen) == asked, "nor after another start"
        await r.press("R", "j", "enter")
        await r.wait_until(lambda: len(server.seen) > asked)


async def test_permission_revoked_in_other_window_applies_at_once(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host=HOST) as r:
        await agree(r)
        server.gate.clear()
        under_way = len(server.seen) + 2
        await r.press(":")
        await r.write("translate article")
        await r.press("enter")
        await r.wait_until(lambda: len(server.seen) == under_way)
        with open_store(tmp_path) as other:
            assert other.engine_state.revoke_consent("libretranslate")
        had = came(r)
        server.gate.set()
        await r.wait_until(lambda: came(r) == had + 2)  # these were sent before
        await r.press("G")
        await r.wait_until_idle()
        assert len(server.seen) == under_way
        assert not r.reading_screen.translation.status.translators


async def test_revoke_without_permission(tmp_path: Path, server: FaultServer) -> None:
    async with translating(tmp_path, server, host=HOST) as r:
        await to_the_engine(r)
        await r.press("X")
        assert "You haven’t given" in r.message
        await r.press("g", "g", "X")
        assert "No engine. Nothing is sent" in r.message
        await r.press("/")
        await r.write("apertium")
        await r.press("down", "X")
        assert "You haven’t given Apertium permission" in r.message
