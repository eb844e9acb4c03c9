"""The next page is painted before it is asked for, and nothing of this one moves for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.widgets.row_renderer import Painter
from tests.ui.driving import keep, open_store, reading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.strip import Strip

    from reader.ui.spread.spread import Row
    from reader.ui.widgets.decorations import Look


async def test_a_page_turned_after_a_rest_paints_only_what_looks_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path) as store:
        keep(store, *(f"Paragraphe {number}. " + "Encore une phrase. " * 20 for number in range(60)), title="Long")
    async with reading(tmp_path, (120, 40)) as r:
        view = r.view
        await r.press("j")
        lines, top = r.lines(), r.page.top
        await r.until(lambda: all(view.picture.is_painted(spot) for spot, _ in r.page.next_rows()))
        assert (r.lines(), r.page.top) == (lines, top)

        painted: list[Row] = []
        strip = Painter.strip

        def counted(self: Painter, row: Row, look: Look) -> Strip:
            painted.append(row)
            return strip(self, row, look)

        monkeypatch.setattr(Painter, "strip", counted)
        await r.press("pagedown")
        # The rows of the sentence that the caret came to, and those it left that are still seen.
        assert 0 < len(painted) < 12


async def test_another_layout_is_not_shown_what_was_prepared_for_the_one_before(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, *(f"Paragraphe {number}. " + "Encore une phrase. " * 20 for number in range(60)), title="Long")
    async with reading(tmp_path, (120, 40)) as r:
        await r.until(lambda: all(r.view.picture.is_painted(spot) for spot, _ in r.page.next_rows()))
        await r.resize(70, 30)
        await r.press("pagedown")
        shown = r.lines()
        r.view.picture.touch(None)
        r.view.refresh()
        await r.settled()
        assert r.lines() == shown
