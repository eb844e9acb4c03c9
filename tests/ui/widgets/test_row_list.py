"""The list: its current item is always in sight, and what is asked of a row is answered by what is painted there."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("height", [40, 12, 6, 3])
async def test_the_current_item_is_in_sight_after_any_walk(tmp_path: Path, height: int) -> None:
    dice = random.Random(height)
    with open_store(tmp_path) as store:
        for rank in range(40):
            add_article(
                store, f"Texte {rank}.", title=f"Article {rank} " + "au titre long " * dice.randrange(4), rank=rank
            )
    async with open_reader(tmp_path, (120, height)) as r:
        shelf = r.reading_screen.sidebar.articles
        await r.press("tab")
        for _ in range(60):
            await r.tap(dice.choice(("j", "k", "space", "backspace", "g", "G", "home", "end", "down", "up")))
            seen = [index for index, _ in shelf._visible_rows()][: shelf.size.height]
            assert shelf.current in seen
            assert seen == sorted(seen)
            title = shelf.items[shelf.current].title.split()[1]
            y = seen.index(shelf.current)
            assert title in shelf.render_line(y).text or len(seen) < 2
            assert [shelf.item_at(y) for y in range(len(seen))] == seen
            assert shelf.render_line(y).text == shelf._visible_rows()[y][1].text


async def test_pages_go_through_every_article(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for rank in range(40):
            add_article(store, f"Texte {rank}.", title=f"Article {rank}", rank=rank)
    async with open_reader(tmp_path, (120, 20)) as r:
        shelf = r.reading_screen.sidebar.articles
        await r.press("tab")
        shown = {index for index, _ in shelf._visible_rows()}
        while shelf.current < 39:
            before = shelf.current
            await r.tap("space")
            assert shelf.current > before
            shown |= {index for index, _ in shelf._visible_rows()}
        assert shown == set(range(40))
        while shelf.current > 0:
            await r.tap("backspace")


async def test_the_wheel_moves_the_window_and_not_the_current_item(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for rank in range(40):
            add_article(store, f"Texte {rank}.", title=f"Article {rank}", rank=rank)
    async with open_reader(tmp_path, (120, 20)) as r:
        shelf = r.reading_screen.sidebar.articles
        for rows in (3, 3, 500, -3, -500):
            shelf.scroll_rows(rows)
            assert len(shelf._visible_rows()) >= shelf.size.height
            assert shelf.current == 0
        assert shelf._top == (0, 0)
