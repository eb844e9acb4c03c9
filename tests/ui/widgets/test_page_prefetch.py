"""The next page is painted before it is asked for, and nothing of this one moves for it."""

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


async def test_a_page_turned_after_a_rest_paints_only_what_looks_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path) as store:
        add_article(
            store, *(f"Paragraphe {number}. " + "Encore une phrase. " * 20 for number in range(60)), title="Long"
        )
    async with open_reader(tmp_path, (120, 40)) as r:
        view = r.view
        await r.press("j")
        lines, top = r.lines(), r.viewport.top
        await r.wait_until(lambda: all(view.row_cache.is_cached(spot) for spot, _ in r.viewport.next_page_rows()))
        assert (r.lines(), r.viewport.top) == (lines, top)

        painted: list[Row] = []
        strip = RowRenderer.render

        def counted(self: RowRenderer, row: Row, look: Decorations) -> Strip:
            painted.append(row)
            return strip(self, row, look)

        monkeypatch.setattr(RowRenderer, "render", counted)
        await r.press("pagedown")
        # The rows of the sentence that the caret came to, and those it left that are still seen.
        assert 0 < len(painted) < 12


async def test_another_layout_is_not_shown_what_was_prepared_for_the_one_before(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(
            store, *(f"Paragraphe {number}. " + "Encore une phrase. " * 20 for number in range(60)), title="Long"
        )
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.wait_until(lambda: all(r.view.row_cache.is_cached(spot) for spot, _ in r.viewport.next_page_rows()))
        await r.resize(70, 30)
        await r.press("pagedown")
        shown = r.lines()
        r.view.row_cache.invalidate(None)
        r.view.refresh()
        await r.wait_until_idle()
        assert r.lines() == shown
