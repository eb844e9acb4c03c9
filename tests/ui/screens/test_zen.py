"""Zen mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("leave", ["z", "escape"])
@pytest.mark.parametrize("size", [(120, 30), (60, 24), (40, 10)])
async def test_only_text_is_shown_and_the_line_stays(tmp_path: Path, size: tuple[int, int], leave: str) -> None:
    async with open_reader(tmp_path, size) as r:
        await r.press("G", *"{{{{", "ctrl+y", "w")
        before, (row, _) = r.lines(), r.cursor_line()
        await r.press("z")
        assert r.view.size == size, "the page does not fill the window"
        assert r.cursor_line()[0] == row
        assert not r.shows("Library")
        assert not r.shows("Help")
        await r.press(leave)
        assert r.lines() == before


async def test_a_message_is_shown_on_the_last_row(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 30)) as r:
        await r.press("z", "x")
        assert r.message.startswith("No highlight here.")
        assert "No highlight here." in r.lines()[-1]
        await r.press("/", *"prague")
        assert "prague" in r.lines()[-1].lower()
        await r.press("escape", "w")
        assert r.reading_screen.zen.on, "Esc closed the line to find in, and nothing else"
        assert r.lines()[-1].strip()


async def test_the_sidebar_opens_only_by_command(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 30)) as r:
        await r.press("z")
        await r.resize(80, 30)
        await r.resize(120, 30)
        assert not r.shows_sidebar()
        await r.press("tab")
        assert r.shows_sidebar()
        await r.press("escape", "z")
        assert r.shows_sidebar()


async def test_an_opened_sidebar_survives_a_narrow_window(tmp_path: Path) -> None:
    """Found by a random session."""
    async with open_reader(tmp_path, (122, 40)) as r:
        await r.press("z", "tab")
        assert r.shows_sidebar()
        await r.resize(14, 22)
        await r.resize(122, 40)
        assert r.shows_sidebar()


async def test_the_next_start_is_not_in_zen_mode(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 30)) as r:
        await r.press("z", "q")
    async with open_reader(tmp_path, (120, 30)) as r:
        assert r.shows_sidebar()
        assert "Help" in r.footer()
