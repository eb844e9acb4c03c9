"""If the clock is set back, highlights still work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.highlights import Color
from tests.ui import harness
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def test_a_clock_set_back_loses_no_highlight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        add_article(store, "Un matin, la pluie.", "Deux sœurs se taisent.", title="Pluie")
    async with open_reader(tmp_path) as r:
        for year, keys in ((2026, "v1"), (2020, "}v2"), (1970, "c3"), (2026, "u"), (1999, "a")):
            monkeypatch.setattr(harness, "NOW", f"{year}-01-01T00:00:00Z")
            await r.press(*keys)
        await r.write("tard")
        await r.press("escape", "A")
        assert r.shows("† tard")
        await r.press("escape", "U", "u")
        before = r.highlights
        assert [mark.color for mark in before] == [Color.YELLOW, Color.GREEN]
        caret = r.viewport.cursors.french
        await r.tap("ctrl+q")
    async with open_reader(tmp_path) as r:
        assert r.highlights == before
        assert tuple(mark.highlight for mark in r.open_article.highlights) == before
        assert r.viewport.cursors.french == caret
