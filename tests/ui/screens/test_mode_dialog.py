"""How the English shows: chosen from a list, told in a sentence, kept for each article; the line being read stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens import messages as say
from reader.ui.screens.english.mode_dialog import LABELS, MannersSheet
from reader.ui.spread.columns import Manner, Mode
from reader.ui.spread.spread import Side
from tests.ui.driving import keep, open_store, reading
from tests.ui.screens.test_other_side import ENGLISH, FRENCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Reader


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        keep(store, *FRENCH, english=ENGLISH)
    return tmp_path


async def _choose(r: Reader, manner: Manner) -> None:
    """Choose a manner from the list."""
    await r.press("M")
    sheet = r.sheet(MannersSheet)
    await r.press("g", "g", *"j" * list(LABELS).index(manner), "enter")
    assert r.screen is not sheet


def _manner(r: Reader) -> Manner:
    return r.reading.facing.manner


@pytest.mark.parametrize("width", [130, 60])
async def test_the_line_being_read_stays_through_every_manner(tmp_path: Path, width: int) -> None:
    """Off the edges of the text; and back in the first manner one is on the same word."""
    async with reading(tmp_path, (width, 20)) as r:
        await r.press("t", "G", *"{{{{{{", "ctrl+y", "ctrl+y", "w", "w", "w")
        row, word, caret = r.caret_line()[0], r.word, r.page.caret
        for manner in (Manner.ENGLISH, Manner.INTERLEAVED, Manner.REVEAL, Manner.ENGLISH, Manner.AUTOMATIC):
            await _choose(r, manner)
            assert r.page.spread.first < r.page.top < r.page.spread.last_top(r.page.height)
            assert r.caret_line()[0] == row
        assert (r.page.side, r.word, r.page.caret) == (Side.FRENCH, word, caret)


@pytest.mark.parametrize(
    ("width", "manner", "mode"),
    [
        (130, Manner.AUTOMATIC, Mode.FACING),
        (130, Manner.FACING, Mode.FACING),
        (130, Manner.INTERLEAVED, Mode.INTERLEAVED),
        (130, Manner.ENGLISH, Mode.ENGLISH),
        (130, Manner.REVEAL, Mode.FRENCH),
        (70, Manner.AUTOMATIC, Mode.INTERLEAVED),
        (70, Manner.FACING, Mode.INTERLEAVED),
        (70, Manner.ENGLISH, Mode.ENGLISH),
    ],
)
async def test_a_manner_is_chosen_told_and_kept(home: Path, width: int, manner: Manner, mode: Mode) -> None:
    async with reading(home, (width, 30)) as r:
        await _choose(r, manner)
        assert r.mode() is mode
        assert r.message == say.manner(manner, mode)
        await r.press("t")
        assert r.mode() is Mode.FRENCH
        await r.press("t")
        assert r.mode() is mode
        await r.press("q")
    async with reading(home, (width, 30)) as r:
        assert r.mode() is mode
        assert r.reading.facing.manner is manner


async def test_the_list_begins_at_the_manner_of_now_and_can_be_left(home: Path) -> None:
    async with reading(home, (130, 30)) as r:
        await _choose(r, Manner.INTERLEAVED)
        await r.press("M")
        assert any("Under each paragraph" in line and "now" in line for line in r.lines())
        await r.press("enter")
        assert r.reading.facing.manner is Manner.INTERLEAVED
        await r.press("M", "escape")
        assert r.on_page()
        assert r.mode() is Mode.INTERLEAVED


async def test_facing_waits_for_a_wide_window(home: Path) -> None:
    async with reading(home, (70, 30)) as r:
        await _choose(r, Manner.FACING)
        assert r.message.startswith("Too narrow for two columns")
        await r.resize(130, 30)
        assert r.mode() is Mode.FACING


async def test_a_manner_belongs_to_one_article(tmp_path: Path) -> None:
    async with reading(tmp_path, (130, 30)) as r:
        await _choose(r, Manner.ENGLISH)
        await r.press("J")
        assert _manner(r) is Manner.AUTOMATIC
        await r.press("K")
        assert _manner(r) is Manner.ENGLISH


async def test_english_alone_is_read_like_a_text_of_its_own(home: Path) -> None:
    async with reading(home, (130, 30)) as r:
        await r.press(")")
        await _choose(r, Manner.ENGLISH)
        assert (r.page.side, r.word) == (Side.ENGLISH, "The")
        assert not r.shows("Le maire")
        assert r.shows("Sans anglais."), "a paragraph without English is shown in French"
        await r.press("w", "w", "w")
        assert r.word == "Dupont"
        await r.press("o")
        assert r.message == say.FRENCH_HIDDEN
        await r.press("G")
        assert r.text[r.page.caret :].startswith("Elle finit")
        await _choose(r, Manner.AUTOMATIC)
        await r.press("o")
        assert (r.page.side, r.word) == (Side.FRENCH, "Elle")


async def test_paragraphs_are_revealed_one_by_one_and_stay(home: Path) -> None:
    async with reading(home, (130, 30)) as r:
        await _choose(r, Manner.REVEAL)
        assert not r.shows("Paris has")
        await r.press("T")
        assert r.shows("Paris has")
        await r.press("}", "T")
        assert r.shows("Paris has")
        assert r.shows("One single")
        await r.press("escape")
        assert r.shows("One single"), "Esc closes layers; what was asked for in this manner is none"
        await r.press("T")
        assert not r.shows("One single")
        assert r.shows("Paris has")
        await r.press("t")
        assert not r.shows("Paris has")
        await r.press("t")
        assert r.shows("Paris has")


async def test_an_article_without_english_says_how_to_give_it_one(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        keep(store, *FRENCH)
    async with reading(tmp_path, (130, 30)) as r:
        await _choose(r, Manner.REVEAL)
        assert r.message.startswith("This article has no English yet.")
