"""The setting of the text, tried live: words divided, both edges even; the line being read stays on its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens.settings import SettingsSheet
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.hit_test import place_at
from reader.ui.spread.selection import Unit
from reader.ui.spread.spread import Side
from reader.ui.spread.typesetting import Setting
from tests.ui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Reader

DIVIDE, EVEN = "Divide words at the end of a line", "Make both edges even"
"""What the choices are called."""


async def _choose(r: Reader, key: str) -> str:
    """Choose in the sheet of settings, which stays open; return what now stands beside the choice."""
    if not isinstance(r.screen, SettingsSheet):
        await r.press(",")
    sheet = r.screen
    assert isinstance(sheet, SettingsSheet)
    wanted = next(index for index, item in enumerate(sheet.list.items) if item.label == key)
    while sheet.list.current != wanted:
        await r.press("j" if sheet.list.current < wanted else "k")
    await r.press("enter")
    assert r.screen is sheet
    assert sheet.list.current == wanted
    return str(sheet.list.items[wanted].fact)


def _painted(r: Reader) -> list[str]:
    """Return the French of every row of the window as it is painted."""
    shape = r.page.spread.geometry
    rows = [r.view.render_line(y).text for y in range(r.view.size.height)]
    return [row[shape.french_x : shape.french_x + shape.french].rstrip() for row in rows]


async def test_both_are_off_until_chosen(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        assert r.page.spread.setting == Setting()
        await r.press(",")
        facts = {item.label: item.fact for item in r.screen.list.items}  # type: ignore[attr-defined]  # the sheet's
        assert (facts[DIVIDE], facts[EVEN]) == ("off", "off")


@pytest.mark.parametrize(("size", "english"), [((120, 40), True), ((80, 24), False), ((46, 20), True)])
async def test_trying_them_moves_nothing_but_the_words(tmp_path: Path, size: tuple[int, int], english: bool) -> None:
    async with reading(tmp_path, size) as r:
        await r.press(*("t" if english else ""), *"}}}}", "w", "w")
        caret, row, before = r.page.caret, r.page.caret_row(), _painted(r)
        for key, setting in (
            (EVEN, Setting(justified=True)),
            (DIVIDE, Setting(hyphenated=True, justified=True)),
            (EVEN, Setting(hyphenated=True)),
        ):
            assert await _choose(r, key) == ("on" if setting != Setting(hyphenated=True) else "off")
            assert r.page.spread.setting == setting
            assert (r.page.caret, r.page.caret_row()) == (caret, row)
            assert not setting.justified or _painted(r) != before
        assert await _choose(r, DIVIDE) == "off"
        assert _painted(r) == before
        await r.press("escape")
        assert (r.page.caret, r.page.caret_row()) == (caret, row)


async def test_an_even_page_fills_its_column(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await _choose(r, EVEN)
        await r.press("escape", "t")
        spread = r.page.spread
        for side, width in ((Side.FRENCH, spread.geometry.french), (Side.ENGLISH, spread.geometry.english)):
            rows = [row for _, row in r.page.rows() if row.line(side)]
            filled = [row for row in rows if row.finish(side).wide]
            assert len(filled) > len(rows) / 2
            x = spread.geometry.french_x if side is Side.FRENCH else spread.geometry.english_x
            for y, (_, row) in enumerate(r.page.rows()):
                if row in filled:
                    painted = r.view.render_line(y).text[x : x + width]
                    assert cells(painted.rstrip()) == width


async def test_they_are_remembered(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await _choose(r, EVEN)
        await _choose(r, DIVIDE)
    async with reading(tmp_path) as r:
        assert r.page.spread.setting == Setting(hyphenated=True, justified=True)
        await _choose(r, EVEN)
    async with reading(tmp_path) as r:
        assert r.page.spread.setting == Setting(hyphenated=True)


async def test_a_choice_is_made_once(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        before = r.desk.preferences.measure
        await _choose(r, "Longer lines")
        assert r.desk.preferences.measure == before + 2
        await _choose(r, "Shorter lines")
        assert r.desk.preferences.measure == before


async def test_a_passage_over_widened_gaps_is_the_text_as_it_is_stored(tmp_path: Path) -> None:
    """Dragged from one cell of a line to another; what is taken has one space where three are painted."""
    async with reading(tmp_path) as r:
        await _choose(r, EVEN)
        await _choose(r, DIVIDE)
        await r.press("escape")
        x = r.page.spread.geometry.french_x
        y, row = next((y, row) for y, (_, row) in enumerate(r.page.rows()) if row.french_finish.wide)
        assert row.french is not None
        line = row.french.of(r.text)
        last = r.page.spread.geometry.french - 1
        for cell in range(last + 1):
            found = place_at(r.page.spread, r.page.rows(), x + cell, y)
            assert found is not None
            assert r.view.render_line(y).text[x + cell] == r.text[found[1]]
            r.page.drag(Side.FRENCH, row.french.start, found[1], Unit.CHARACTER)
        r.view.update()
        await r.settled()
        assert r.passage == line
        assert "  " not in line
        assert "  " in r.view.render_line(y).text.strip()
