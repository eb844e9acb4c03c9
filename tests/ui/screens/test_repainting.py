"""Only changed rows are repainted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_highlight_repaints_only_the_rows_it_touches(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("}", "v", "w")
        rows = range(r.view.size.height)
        before = [r.view.render_line(y) for y in rows]
        await r.press("1")
        after = [r.view.render_line(y) for y in rows]
        sentence = r.view.row_cache.window_rows_of(r.viewport.cursors.sentence())
        assert sentence is not None
        changed = {y for y in rows if before[y] is not after[y]}
        assert r.viewport.cursor_row() in changed
        assert changed <= set(range(sentence[0], sentence[1] + 1)), "unchanged rows were repainted"


@pytest.mark.parametrize("keys", [("v",), ("v", "w"), ("v", "escape"), ("v", "1", "x")])
async def test_selecting_and_removing_repaint_only_the_rows_they_touch(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("}", "w", *keys[:-1])
        rows = range(r.view.size.height)
        before = [r.view.render_line(y) for y in rows]
        await r.press(keys[-1])
        after = [r.view.render_line(y) for y in rows]
        changed = [y for y in rows if before[y] is not after[y]]
        assert changed == [r.viewport.cursor_row()]


async def test_moving_a_word_repaints_at_most_the_rows_of_two_words(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("}", "w")
        rows = range(r.view.size.height)
        before = [r.view.render_line(y) for y in rows]
        row = r.viewport.cursor_row()
        await r.press("w")
        after = [r.view.render_line(y) for y in rows]
        assert {y for y in rows if before[y] is not after[y]} <= {row, r.viewport.cursor_row()}
