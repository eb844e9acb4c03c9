"""The current item of a list is always visible, and row queries agree with what is shown."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("height", [40, 12, 6, 3])
async def test_the_current_item_is_visible_after_random_motions(tmp_path: Path, height: int) -> None:
    dice = random.Random(height)
    with open_store(tmp_path) as store:
        for rank in range(40):
            add_article(
                store, f"Texte {rank}.", title=f"Article {rank} " + "au titre long " * dice.randrange(4), rank=rank
            )
    async with open_reader(tmp_path, (120, height)) as r:
        articles = r.reading_screen.sidebar.articles
        await r.press("tab")
        for _ in range(60):
            await r.tap(dice.choice(("j", "k", "space", "backspace", "g", "G", "home", "end", "down", "up")))
            seen = [index for index, _ in articles._visible_rows()][: articles.size.height]
            assert articles.current in seen
            assert seen == sorted(seen)
            title = articles.items[articles.current].title.split()[1]
            y = seen.index(articles.current)
            assert title in articles.render_line(y).text or len(seen) < 2
            assert [articles.item_at(y) for y in range(len(seen))] == seen
            assert articles.render_line(y).text == articles._visible_rows()[y][1].text


async def test_paging_shows_every_article(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for rank in range(40):
            add_article(store, f"Texte {rank}.", title=f"Article {rank}", rank=rank)
    async with open_reader(tmp_path, (120, 20)) as r:
        articles = r.reading_screen.sidebar.articles
        await r.press("tab")
        shown = {index for index, _ in articles._visible_rows()}
        while articles.current < 39:
            before = articles.current
            await r.tap("space")
            assert articles.current > before
            shown |= {index for index, _ in articles._visible_rows()}
        assert shown == set(range(40))
        while articles.current > 0:
            await r.tap("backspace")


async def test_the_wheel_scrolls_without_moving_the_current_item(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        for rank in range(40):
            add_article(store, f"Texte {rank}.", title=f"Article {rank}", rank=rank)
    async with open_reader(tmp_path, (120, 20)) as r:
        articles = r.reading_screen.sidebar.articles
        for rows in (3, 3, 500, -3, -500):
            articles.scroll_rows(rows)
            assert len(articles._visible_rows()) >= articles.size.height
            assert articles.current == 0
        assert articles._top == (0, 0)
