"""The next page is rendered in advance, without moving the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.widgets.row_renderer import RowRenderer
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.strip import Strip

    from reader.ui.spread.spread import Row
    from reader.ui.widgets.decorations import Decorations


async def test_a_prefetched_page_renders_only_changed_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path) as store:
        add_article(
            store, *(f"Paragraphe {number}. " + "Encore une phrase. " * 20 for number in range(60)), title="Long"
        )
    async with open_reader(tmp_path, (120, 40)) as r:
        view = r.view
        await r.press("j")
        lines, top = r.lines(), r.viewport.top
        await r.wait_until(
            lambda: all(view.row_cache.is_cached(position) for position, _ in r.viewport.next_page_rows())
        )
        assert (r.lines(), r.viewport.top) == (lines, top)

        rendered: list[Row] = []
        strip = RowRenderer.render

        def counted(self: RowRenderer, row: Row, decorations: Decorations) -> Strip:
            rendered.append(row)
            return strip(self, row, decorations)

        monkeypatch.setattr(RowRenderer, "render", counted)
        await r.press("pagedown")
        # The rows of the new current sentence, and visible rows of the old one.
        assert 0 < len(rendered) < 12


async def test_a_new_layout_discards_prefetched_rows(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(
            store, *(f"Paragraphe {number}. " + "Encore une phrase. " * 20 for number in range(60)), title="Long"
        )
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.wait_until(
            lambda: all(r.view.row_cache.is_cached(position) for position, _ in r.viewport.next_page_rows())
        )
        await r.resize(70, 30)
        await r.press("pagedown")
        shown = r.lines()
        r.view.row_cache.invalidate(None)
        r.view.refresh()
        await r.wait_until_idle()
        assert r.lines() == shown
