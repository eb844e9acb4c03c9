"""Hyphenation, justification and line width: applied at once, the current line stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens.settings import SettingsDialog
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.hit_test import hit_test
from reader.ui.spread.selection import SelectionUnit
from reader.ui.spread.spread import Side
from reader.ui.spread.typesetting import Typesetting
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

HYPHENATE, JUSTIFY = "Hyphenate", "Justify"
"""Labels of the settings."""


async def _choose(r: Reader, key: str) -> str:
    """Choose in the settings, which stay open; return the value shown beside the choice."""
    if not isinstance(r.screen, SettingsDialog):
        await r.press(",")
    dialog = r.screen
    assert isinstance(dialog, SettingsDialog)
    choice = next(index for index, item in enumerate(dialog.list.items) if item.label == key)
    while dialog.list.current != choice:
        await r.press("j" if dialog.list.current < choice else "k")
    await r.press("enter")
    assert r.screen is dialog
    assert dialog.list.current == choice
    return str(dialog.list.items[choice].fact)


def _painted(r: Reader) -> list[str]:
    """Return the French of every painted row."""
    shape = r.viewport.spread.columns
    rows = [r.view.render_line(y).text for y in range(r.view.size.height)]
    return [row[shape.french_x : shape.french_x + shape.french_width].rstrip() for row in rows]


async def test_both_are_off_until_chosen(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        assert r.viewport.spread.typesetting == Typesetting()
        await r.press(",")
        facts = {item.label: item.fact for item in r.screen.list.items}  # type: ignore[attr-defined]  # a ListDialog
        assert (facts[HYPHENATE], facts[JUSTIFY]) == ("off", "off")


@pytest.mark.parametrize(("size", "english"), [((120, 40), True), ((80, 24), False), ((46, 20), True)])
async def test_changing_them_keeps_the_current_line(tmp_path: Path, size: tuple[int, int], english: bool) -> None:
    async with open_reader(tmp_path, size) as r:
        await r.press(*("t" if english else ""), *"}}}}", "w", "w")
        caret, row, before = r.viewport.cursors.french, r.viewport.cursor_row(), _painted(r)
        for key, setting in (
            (JUSTIFY, Typesetting(justified=True)),
            (HYPHENATE, Typesetting(hyphenated=True, justified=True)),
            (JUSTIFY, Typesetting(hyphenated=True)),
        ):
            assert await _choose(r, key) == ("on" if setting != Typesetting(hyphenated=True) else "off")
            assert r.viewport.spread.typesetting == setting
            assert (r.viewport.cursors.french, r.viewport.cursor_row()) == (caret, row)
            assert not setting.justified or _painted(r) != before
        assert await _choose(r, HYPHENATE) == "off"
        assert _painted(r) == before
        await r.press("escape")
        assert (r.viewport.cursors.french, r.viewport.cursor_row()) == (caret, row)


async def test_a_justified_page_fills_its_column(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await _choose(r, JUSTIFY)
        await r.press("escape", "t")
        spread = r.viewport.spread
        for side, width in ((Side.FRENCH, spread.columns.french_width), (Side.ENGLISH, spread.columns.english_width)):
            rows = [row for _, row in r.viewport.rows() if row.line(side)]
            filled = [row for row in rows if row.adjustment(side).widened_spaces]
            assert len(filled) > len(rows) / 2
            x = spread.columns.french_x if side is Side.FRENCH else spread.columns.english_x
            for y, (_, row) in enumerate(r.viewport.rows()):
                if row in filled:
                    painted = r.view.render_line(y).text[x : x + width]
                    assert cells(painted.rstrip()) == width


async def test_they_are_saved(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await _choose(r, JUSTIFY)
        await _choose(r, HYPHENATE)
    async with open_reader(tmp_path) as r:
        assert r.viewport.spread.typesetting == Typesetting(hyphenated=True, justified=True)
        await _choose(r, JUSTIFY)
    async with open_reader(tmp_path) as r:
        assert r.viewport.spread.typesetting == Typesetting(hyphenated=True)


async def test_a_choice_is_made_once(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        before = r.session.preferences.measure
        await _choose(r, "Wider lines")
        assert r.session.preferences.measure == before + 2
        await _choose(r, "Narrower lines")
        assert r.session.preferences.measure == before


async def test_a_selection_over_widened_gaps_is_the_stored_text(tmp_path: Path) -> None:
    """A dragged selection has one space where three are painted."""
    async with open_reader(tmp_path) as r:
        await _choose(r, JUSTIFY)
        await _choose(r, HYPHENATE)
        await r.press("escape")
        x = r.viewport.spread.columns.french_x
        y, row = next((y, row) for y, (_, row) in enumerate(r.viewport.rows()) if row.french_adjustment.widened_spaces)
        assert row.french is not None
        line = row.french.of(r.text)
        last = r.viewport.spread.columns.french_width - 1
        for cell in range(last + 1):
            found = hit_test(r.viewport.spread, r.viewport.rows(), x + cell, y)
            assert found is not None
            assert r.view.render_line(y).text[x + cell] == r.text[found[1]]
            r.viewport.select_range(Side.FRENCH, row.french.start, found[1], SelectionUnit.CHARACTER)
        r.view.update()
        await r.wait_until_idle()
        assert r.selected_text == line
        assert "  " not in line
        assert "  " in r.view.render_line(y).text.strip()
