"""Headings in a list are skipped and never current."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from reader.ui.screens.help_and_palette import HelpDialog
from reader.ui.screens.settings import SettingsDialog
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.screens.list_dialog import ListDialog

DIALOGS = [(",", SettingsDialog), ("?", HelpDialog)]


@pytest.mark.parametrize(("key", "kind"), DIALOGS)
async def test_moving_skips_headings(tmp_path: Path, key: str, kind: type[ListDialog[Any]]) -> None:
    async with open_reader(tmp_path, (100, 24)) as r:
        await r.press(key)
        items = r.dialog(kind).list
        headings = [index for index, item in enumerate(items.items) if not items.is_selectable(item)]
        assert headings[0] == 0
        await r.tap("home")
        assert items.current == 1
        assert not items._top[0]  # the first heading is visible
        walked = []
        for _ in range(len(items.items)):
            walked.append(items.current)
            await r.tap("down")
        assert sorted({*walked, *headings}) == list(range(len(items.items)))
        assert not {*walked} & {*headings}
        for press in ("pageup", "pagedown", "up", "home", "up"):
            await r.tap(press)
            assert items.is_selectable(items.items[items.current])
        assert items.current == 1


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (40, 12), (40, 8)])
@pytest.mark.parametrize(("key", "kind"), DIALOGS)
async def test_the_current_item_is_always_visible(
    tmp_path: Path, size: tuple[int, int], key: str, kind: type[ListDialog[Any]]
) -> None:
    dice = random.Random(1)
    async with open_reader(tmp_path, size) as r:
        await r.press(key)
        items = r.dialog(kind).list
        for _ in range(40):
            await r.tap(dice.choice(("j", "k", "space", "backspace", "home", "end")))
            assert items.is_selectable(items.items[items.current])
            assert "┃" in "".join(items.render_line(y).text for y in range(items.size.height))


async def test_nothing_is_current_if_only_a_heading_matches(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (100, 30)) as r:
        await r.press(",", "/")
        await r.write("other")
        await r.press("enter", "down")
        items = r.dialog(SettingsDialog).list
        assert len(items.items) == 1
        assert items.current_item is None
