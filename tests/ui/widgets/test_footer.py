"""The footer: as many hints as fit, Help and Quit kept longest, and clicks run commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.spread.columns import ColumnMode
from reader.ui.widgets.footer import Footer
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path


async def test_help_and_quit_are_dropped_last(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (160, 20)) as r:
        shown = []
        for width in range(160, 9, -13):
            await r.resize(width, 20)
            footer = r.footer()
            keys = [
                key for key in ("English", "Select", "Find", "Highlights", "Articles", "Help", "Quit") if key in footer
            ]
            shown.append(len(keys))
            if len(keys) >= 2:
                assert keys[-2:] == ["Help", "Quit"]
            assert all(line.rstrip() == line for line in [footer])
        assert shown == sorted(shown, reverse=True)
        assert shown[0] == 7


async def test_a_click_on_a_hint_runs_its_command(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        x = r.reading_screen.query_one(Footer).render_line(0).text.index("English")
        await r.pilot.click(Footer, offset=(x, 0))
        await r.wait_until_idle()
        assert r.mode() is ColumnMode.FACING


async def test_hints_depend_on_the_context(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (160, 30)) as r:
        assert r.footer().split("   ")[0] == "t English"
        await r.press("v")
        assert r.footer().split("   ")[:3] == ["1–6 Color", "Enter Highlight", "a Note"]
        await r.press("escape", "tab")
        assert r.footer().split("   ")[:3] == ["Enter Open", "/ Filter", "Tab Text"]
        await r.press("/")
        assert r.footer().split("   ")[0] == "Enter Open"
        await r.press("escape", "escape", "g")
        assert "g" in r.footer().split()


@pytest.mark.parametrize("width", [120, 100, 60])
async def test_the_footer_aligns_with_what_is_above(tmp_path: Path, width: int) -> None:
    async with open_reader(tmp_path, (width, 24)) as r:
        column = r.lines()[-1].index("t English")
        above = "Library" if r.shows_sidebar() else "Le chef"
        assert column == next(line.index(above) for line in r.lines() if above in line)
        await r.press("/", *"zzz")
        line = r.lines()[-2]
        assert line.index("zzz") == column == r.lines()[-1].index("Enter")


async def test_minutes_left_take_precedence_over_the_translation_source(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 24)) as r:
        await r.press("t")
        assert "min left" in r.footer()
        assert "English: with" not in r.footer()
        await r.resize(160, 24)
        assert "min left" in r.footer()
        assert "Article’s translation" in r.footer()
