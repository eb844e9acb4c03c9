"""Esc closes one layer at a time and never quits; digits are counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.commands.command import Context
from reader.ui.screens.reading.marks_dialog import MarksDialog
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

pytestmark = pytest.mark.smoke


def layers(r: Reader) -> list[str]:
    """Return the open layers, in the order in which Esc closes them."""
    sidebar, finding = r.reading_screen.sidebar, r.reading_screen.search
    page = r.reading_screen.viewport
    return [
        name
        for name, there in (
            ("pending", bool(r.reading_screen.pending)),
            ("sheet", not r.is_on_page()),
            ("line", r.reading_screen.context is Context.DIALOG),
            ("selection", page is not None and page.selection is not None),
            ("revealed", r.reading_screen.english_visibility.revealed_paragraph is not None),
            ("hits", bool(finding._query)),
            ("filter", len(sidebar.articles.items) != len(sidebar.entries)),
            ("sidebar", r.focus() == "articles"),
        )
        if there
    ]


async def test_esc_closes_one_layer_at_a_time_in_order(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("tab", "/", *"nuit", "down", "tab")
        await r.press("/", *"mi6", "enter", "T", "v", "g")
        assert layers(r) == ["pending", "selection", "revealed", "hits", "filter"]
        for left in range(4, -1, -1):
            await r.press("escape")
            assert layers(r) == ["pending", "selection", "revealed", "hits", "filter"][5 - left :]
        for _ in range(5):
            await r.press("escape")
        assert layers(r) == []
        assert r.app.return_value is None


async def test_esc_cancels_pending_keys_before_closing_a_dialog(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "1", "A", "c")
        assert "c" in r.footer().split()
        await r.press("escape")
        assert not r.is_on_page()
        assert not r.dialog(MarksDialog).pending
        await r.press("escape")
        assert r.is_on_page()


async def test_esc_leaves_the_sidebar_last(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("tab", "/", *"nuit", "down")
        assert layers(r) == ["filter", "sidebar"]
        await r.press("escape")
        assert layers(r) == ["sidebar"]
        await r.press("escape")
        assert layers(r) == []
        assert r.shows_sidebar(), "the sidebar beside the page is closed"


async def test_esc_closes_a_sidebar_over_the_page(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 24)) as r:
        await r.press("s", "escape")
        assert not r.shows_sidebar()
        assert r.focus() == "page"


async def test_esc_in_a_filter_closes_the_input_then_the_filter(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("tab", "/", *"boulangerie", "escape")
        assert layers(r) == ["filter", "sidebar"]
        await r.press("escape", "escape")
        assert layers(r) == []


async def test_alt_and_letter_are_esc_and_the_letter(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "w", "alt+w")
        assert not r.selected_text
        assert r.viewport.cursors.french > 3


async def test_digits_are_counts_on_the_page(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        starts = [span.start for span in r.open_article.article.paragraphs]
        await r.press("3", "}")
        assert r.viewport.cursors.french == starts[3]
        await r.press("2", "{")
        assert r.viewport.cursors.french == starts[1]
        await r.press("1", "0")
        assert "10" in r.footer().split()
        await r.press("escape")
        assert not r.reading_screen.pending
        assert "10" not in r.footer().split()
        await r.press("}")
        assert r.viewport.cursors.french == starts[2]
        await r.press("9", "9", "9", "9", "9", "9", "w")
        assert r.viewport.cursors.french >= starts[-1]


async def test_zero_alone_is_the_start_of_the_line(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("w", "w", "0")
        assert r.viewport.cursors.french == 0


async def test_an_unbound_sequence_is_cancelled(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("w", "g", "x")
        assert not r.reading_screen.pending
        assert r.message == ""
        await r.press("g", "g")
        assert r.viewport.cursors.french == 0
