"""Windows of every size with random keys: no failure, and the text keeps its place."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from reader.ui.commands.registry import COMMANDS
from reader.ui.screens.list_dialog import ListDialog
from tests.budget import times
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

pytestmark = pytest.mark.slow

SIZES = ((1, 1), (2, 2), (10, 3), (20, 5), (40, 10), (400, 100))
TOUR = (
    "t",
    "}",
    "v",
    "w",
    "2",
    "T",
    "s",
    "s",
    "A",
    "escape",
    "?",
    "escape",
    ":",
    "x",
    "escape",
    "/",
    "l",
    "enter",
    "n",
    "a",
    "b",
    "escape",
    "u",
    "<",
    ">",
    ",",
    "escape",
    "y",
    "G",
    "g",
    "g",
    "tab",
    "/",
    "z",
    "escape",
    "escape",
    "escape",
    "D",
)
"""Keys that open everything once."""


@pytest.mark.parametrize("size", SIZES)
async def test_everything_opens_in_every_window(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, size) as r:
        for index, key in enumerate(TOUR):
            await r.tap(key)
            if index % 4 == 0:
                await r.wait_until_idle()
                strips = r.strips()
                assert len(strips) == size[1]
                assert all(strip.cell_length <= size[0] for strip in strips)
        assert r.is_on_page()
        await r.resize(120, 40)
        assert r.shows("Le chef du Secret Intelligence Service")


async def test_40_by_10_is_usable(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (40, 10)) as r:
        await r.press("}")
        _, words = r.cursor_line()
        assert len(words) > 20
        await r.press("t")
        assert r.cursor_line()[1] == words


async def test_resizing_and_back_shows_the_same_screen(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t", *"}}}", "v", "w", "1")
        before = r.lines()
        for size in (*SIZES, (99, 40), (100, 40), (35, 60)):
            await r.resize(*size)
        await r.resize(120, 40)
        assert r.lines() == before


async def test_a_dialog_works_at_every_size(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("v", "1")
        for keys in (("A",), ("?",), (":",), (",",), ("a",)):
            await r.press(*keys)
            dialog, before = r.screen, r.lines()
            for size in ((1, 1), (20, 5), (120, 40)):
                await r.resize(*size)
            assert r.screen is dialog
            if isinstance(dialog, ListDialog):
                assert any(index == dialog.list.current for index, _ in dialog.list._visible_rows()), (
                    "the current item is gone"
                )
            else:
                assert r.lines() == before
            await r.press("escape")


async def test_stacked_dialogs(tmp_path: Path) -> None:
    """Help and palette on top of each other: each is painted, and Esc closes them in order."""
    async with open_reader(tmp_path, (100, 30)) as r:
        await r.press("v", "1", "A")
        for _ in range(5):
            await r.press("?", "ctrl+p", "tab")
            r.lines()
            await r.resize(99, 30)
            await r.resize(100, 30)
        for _ in range(30):
            await r.tap("escape")
        await r.wait_until_idle()
        assert r.is_on_page()


HOSTILE = (
    "e\u0301te\u0301 👩‍👩‍👧 日本語 " * 8,
    "x" * 3000,
    "a\u200b\u2060\u00ad\u00ad b \u200b\u200b c",
    "[b]gras[/b] [link=http://e]x[/link] ]]",
    "« Oui ? » — 10 000 € " * 30,
)
KEYS = sorted(
    {
        key
        for command in COMMANDS
        if not command.id.startswith("app.quit")
        for keys in command.keys
        for key in keys.split()
    }
    - {"q", "ctrl+q", "ctrl+g"}
    | set("0123456789aezl ")
    | {"alt+w", "alt+x", "ctrl+k", "f5", "é", "日"}
)


def _hostile(home: Path) -> None:
    with open_store(home) as store:
        english = ("Summer 👩‍👩‍👧 " * 30, "", "y" * 2000, "[/]", "Yes.")
        add_article(store, *HOSTILE, title="[red]日本語" + " long" * 30, english=english, rank=0)
        add_article(store, "a", title="a", rank=1)
        add_article(store, *["Une phrase. Une autre."] * 60, title="Long", rank=2)


@pytest.mark.parametrize("seed", range(times(3, 40)))
async def test_random_keys_and_sizes(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    _hostile(tmp_path)
    size = dice.choice([(120, 40), (80, 24), (60, 24), (40, 10)])
    done: list[object] = []
    async with open_reader(tmp_path, size) as r:
        for _ in range(times(80, 400)):
            roll = dice.random()
            if roll < 0.06:
                size = (dice.randint(1, 200), dice.randint(1, 60))
                done.append(size)
                await r.resize(*size)
            elif roll < 0.12:
                keys = dice.choices(KEYS, k=6)
                done.append(keys)
                await r.rush(*("space" if key == " " else key for key in keys))
            else:
                key = dice.choice(KEYS)
                done.append(key)
                await r.tap("space" if key == " " else key)
            if r.app.return_value is not None:
                return  # Quit was chosen in the help or the palette
            _check(r, done)
        for _ in range(30):
            await r.tap("escape")
        await r.wait_until_idle()
        assert r.is_on_page(), done


def _check(r: Reader, done: list[object]) -> None:
    """Check the invariants."""
    page = r.reading_screen.viewport
    if page is None:
        return
    text = r.text
    assert 0 <= page.cursors.french <= len(text), done
    span = page.selection_span()
    if page.selection is not None:
        side = page.spread.text_of(page.selection.side)
        assert span is not None, done
        assert side is not None, done
        assert 0 <= span.start < span.end <= len(side.text), done
    on_disk = [(h.id, h.color, h.note) for h in r.highlights]
    known = [m.highlight for m in r.open_article.highlights] + [orphan.highlight for orphan in r.open_article.orphans]
    shown = [(h.id, h.color, h.note) for h in known]
    assert sorted(map(str, on_disk)) == sorted(map(str, shown)), done
