"""Esc closes one layer at a time, in the order of the key map, and never quits; digits count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.command import Context
from reader.ui.screens.reading.marks_dialog import MarksSheet
from tests.ui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Reader


def layers(r: Reader) -> list[str]:
    """Return what is open, the layer that Esc closes first at the front."""
    shelf, finding = r.reading.shelf, r.reading.finding
    page = r.reading.page
    return [
        name
        for name, there in (
            ("pending", bool(r.reading.pending)),
            ("sheet", not r.on_page()),
            ("line", r.reading.context is Context.DIALOG),
            ("passage", page is not None and page.passage is not None),
            ("revealed", r.reading.facing.revealed is not None),
            ("hits", bool(finding._words)),
            ("filter", len(shelf.articles.items) != len(shelf.entries)),
            ("sidebar", r.focus() == "articles"),
        )
        if there
    ]


async def test_esc_closes_one_layer_at_a_time_in_order(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("tab", "/", *"nuit", "down", "tab")
        await r.press("/", *"mi6", "enter", "T", "v", "g")
        assert layers(r) == ["pending", "passage", "revealed", "hits", "filter"]
        for left in range(4, -1, -1):
            await r.press("escape")
            assert layers(r) == ["pending", "passage", "revealed", "hits", "filter"][5 - left :]
        for _ in range(5):
            await r.press("escape")
        assert layers(r) == []
        assert r.app.return_value is None


async def test_esc_drops_pending_keys_before_it_closes_a_sheet(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("v", "1", "A", "c")
        assert "c" in r.footer().split()
        await r.press("escape")
        assert not r.on_page()
        assert not r.sheet(MarksSheet).pending
        await r.press("escape")
        assert r.on_page()


async def test_esc_leaves_the_sidebar_last(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("tab", "/", *"nuit", "down")
        assert layers(r) == ["filter", "sidebar"]
        await r.press("escape")
        assert layers(r) == ["sidebar"]
        await r.press("escape")
        assert layers(r) == []
        assert r.sidebar(), "beside the page the articles stay"


async def test_esc_closes_a_sidebar_over_the_page(tmp_path: Path) -> None:
    async with reading(tmp_path, (80, 24)) as r:
        await r.press("s", "escape")
        assert not r.sidebar()
        assert r.focus() == "page"


async def test_esc_in_a_filter_line_closes_the_line_then_the_filter(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("tab", "/", *"boulangerie", "escape")
        assert layers(r) == ["filter", "sidebar"]
        await r.press("escape", "escape")
        assert layers(r) == []


async def test_alt_and_a_letter_are_esc_and_the_letter(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("v", "w", "alt+w")
        assert not r.passage
        assert r.page.caret > 3


async def test_digits_are_counts_on_the_page(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        starts = [span.start for span in r.sitting.article.paragraphs]
        await r.press("3", "}")
        assert r.page.caret == starts[3]
        await r.press("2", "{")
        assert r.page.caret == starts[1]
        await r.press("1", "0")
        assert "10" in r.footer().split()
        await r.press("escape")
        assert not r.reading.pending
        assert "10" not in r.footer().split()
        await r.press("}")
        assert r.page.caret == starts[2]
        await r.press("9", "9", "9", "9", "9", "9", "w")
        assert r.page.caret >= starts[-1]


async def test_zero_alone_is_the_start_of_the_line(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("w", "w", "0")
        assert r.page.caret == 0


async def test_a_sequence_that_means_nothing_is_dropped(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("w", "g", "x")
        assert not r.reading.pending
        assert r.message == ""
        await r.press("g", "g")
        assert r.page.caret == 0
