"""The footer: as many keys as fit, help and quit to the last, and a click does what its key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.spread.columns import ColumnMode
from reader.ui.widgets.footer import Footer
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path


async def test_what_does_not_fit_goes_from_before_help_and_quit(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (160, 20)) as r:
        kept = []
        for width in range(160, 9, -13):
            await r.resize(width, 20)
            footer = r.footer()
            keys = [key for key in ("English", "Select", "Find", "Marks", "Articles", "Help", "Quit") if key in footer]
            kept.append(len(keys))
            if len(keys) >= 2:
                assert keys[-2:] == ["Help", "Quit"]
            assert all(line.rstrip() == line for line in [footer])
        assert kept == sorted(kept, reverse=True)
        assert kept[0] == 7


async def test_a_click_on_a_key_is_that_key(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        x = r.reading_screen.query_one(Footer).render_line(0).text.index("English")
        await r.pilot.click(Footer, offset=(x, 0))
        await r.wait_until_idle()
        assert r.mode() is ColumnMode.FACING


async def test_it_changes_with_what_can_be_done(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (160, 30)) as r:
        assert r.footer().split("   ")[0] == "t English"
        await r.press("v")
        assert r.footer().split("   ")[:3] == ["1–6 Color", "Enter Highlight", "a Note"]
        await r.press("escape", "tab")
        assert r.footer().split("   ")[:3] == ["Enter Open", "/ Filter", "Tab Text"]
        await r.press("/")
        assert r.footer().split("   ")[0] == "Enter Accept"
        await r.press("escape", "escape", "g")
        assert "g" in r.footer().split()


@pytest.mark.parametrize("width", [120, 100, 60])
async def test_the_footer_stands_under_what_is_above_it(tmp_path: Path, width: int) -> None:
    async with open_reader(tmp_path, (width, 24)) as r:
        column = r.lines()[-1].index("t English")
        above = "Library" if r.shows_sidebar() else "Le chef"
        assert column == next(line.index(above) for line in r.lines() if above in line)
        await r.press("/", *"zzz")
        line = r.lines()[-2]
        assert line.index("zzz") == column == r.lines()[-1].index("Enter")


async def test_the_minutes_left_outlast_english_that_came_with_the_article(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 24)) as r:
        await r.press("t")
        assert "min left" in r.footer()
        assert "English: with" not in r.footer()
        await r.resize(160, 24)
        assert "min left" in r.footer()
        assert "English: with the article" in r.footer()
