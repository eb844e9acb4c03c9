"""Selecting by keys, and how it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.theme.themes import PAPIER
from tests.ui.harness import open_reader
from tests.ui.screens.two_articles import DEUX, UN, install_two_articles, stored_highlights

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.smoke


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return install_two_articles(tmp_path)


async def test_v_selects_whole_words_and_motions_extend(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("v")
        assert r.selected_text == "Un"
        assert r.footer().startswith("1–6 Color")
        await r.press("w")
        assert r.selected_text == "Un matin"
        await r.press("w", "w", "b")
        assert r.selected_text == "Un matin, la"
        await r.press("$")
        assert r.selected_text == UN
        await r.press("v")
        assert not r.selected_text
        assert r.footer().startswith("t English")


async def test_selecting_backwards_and_swapping_ends(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "w", "w", "v", "b", "b")
        assert r.selected_text == "matin, la Loire"
        await r.press("o")
        assert r.selected_text == "matin, la Loire"
        assert r.word == "Loire"
        await r.press("w")
        assert r.selected_text == "matin, la Loire monte"
        await r.press("o")
        assert r.word == "matin"
        await r.press("b")
        assert r.selected_text == "Un matin, la Loire monte"


async def test_capital_v_selects_the_sentence_then_the_paragraph(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "V")
        assert r.selected_text == "Un matin, la Loire monte."
        await r.press(")")
        assert r.selected_text == UN
        await r.press("(")
        assert r.selected_text == "Un matin, la Loire monte."
        await r.press("escape", "g", "g", "V", "V")
        assert r.selected_text == UN
        await r.press("}")
        assert r.selected_text == f"{UN}\n\n{DEUX}"


async def test_v_then_capital_v_widens_the_selection(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "v", "w", "V")
        assert r.selected_text == "Un matin, la Loire monte."


@pytest.mark.parametrize("key", ["v", "escape"])
async def test_cancelling_highlights_nothing(home: Path, key: str) -> None:
    async with open_reader(home) as r:
        await r.press("v", "w", "w")
        caret = r.viewport.cursors.french
        await r.press(key)
        assert not r.selected_text
        assert r.viewport.cursors.french == caret
        assert stored_highlights(r) == []


async def test_shift_and_arrows_select_character_by_character(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "shift+right", "shift+right")
        assert r.selected_text == "mat"
        await r.press("shift+left", "shift+left", "shift+left")
        assert r.selected_text == " m"
        await r.press("shift+down")
        assert r.selected_text is not None
        assert "\n\n" in r.selected_text


async def test_only_the_selection_is_painted(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "v", "w", "w")
        painted = [
            segment.text
            for _, segment, style in r.styled_segments()
            if style.bgcolor is not None
            and style.bgcolor.triplet is not None
            and style.bgcolor.triplet.hex == PAPIER.selection
        ]
        assert "".join(painted) + r.word == r.selected_text == "matin, la Loire"
