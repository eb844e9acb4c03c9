"""The footer of the page is updated once for each event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.commands.command import Hint
    from reader.ui.widgets.footer import FooterFacts

pytestmark = pytest.mark.smoke


@pytest.mark.parametrize(
    "keys", ["j", "w", "}", "space", "G", "v", "t", "T", "J", ">", "]", "x", "g g", "3 j", "m a", "g escape", "alt+w"]
)
async def test_a_key_updates_the_footer_once(tmp_path: Path, keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for the last key of a sequence: one update for the command and the pending keys."""
    async with open_reader(tmp_path, (120, 30)) as r:
        footer, times = r.reading_screen.footer, 0
        show = footer.set_content

        def counted(hints: tuple[Hint, ...], facts: FooterFacts, pending: str) -> None:
            nonlocal times
            times += 1
            show(hints, facts, pending)

        *before, key = keys.split()
        await r.press("j", *before)
        monkeypatch.setattr(footer, "set_content", counted)
        await r.press(key)
        await r.wait_until_idle()
        assert times == 1


async def test_the_footer_follows_clicks_and_resizes(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 20)) as r:
        assert " 0 %" in r.footer()
        await r.pilot.click(offset=(30, 17))
        await r.wait_until_idle()
        share = int(r.viewport.progress() * 100)
        assert share > 0
        assert f" {share} %" in r.footer()
        await r.press("v")
        assert "Highlight" in r.footer()
        await r.pilot.click(offset=(30, 14))
        await r.wait_until_idle()
        assert "Enter Highlight" not in r.footer(), "a click keeps the selection"
        await r.resize(60, 18)
        assert f" {int(r.viewport.progress() * 100)} %" in r.footer()
