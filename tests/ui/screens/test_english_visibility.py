"""The translation is shown, hidden and revealed; the current line stays in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens import messages
from reader.ui.spread.columns import ColumnMode
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


async def _into_the_text(r: Reader) -> None:
    """Move to the middle of the text, away from the edges of the window."""
    await r.press("G", *"{{{{{", "ctrl+y", "ctrl+y", "ctrl+y", "w", "w")
    assert r.viewport.spread.first < r.viewport.top < r.viewport.spread.last_top(r.viewport.height)


@pytest.mark.parametrize(
    ("width", "mode"),
    [(200, ColumnMode.FACING), (120, ColumnMode.FACING), (100, ColumnMode.INTERLEAVED), (80, ColumnMode.INTERLEAVED)],
)
async def test_t_shows_and_hides_the_english(tmp_path: Path, width: int, mode: ColumnMode) -> None:
    async with open_reader(tmp_path, (width, 30)) as r:
        before = r.lines()
        await r.press("t")
        assert r.mode() is mode
        english = r.open_article.english
        assert english is not None
        first = english.text[:20]
        rows = r.lines()
        start = next(i for i, line in enumerate(rows) if first in line)
        french = next(i for i, line in enumerate(rows) if "Le chef du Secret Intelligence" in line and i > 2)
        assert (start == french) is (mode is ColumnMode.FACING), "facing paragraphs begin on the same row"
        await r.press("t")
        assert r.mode() is ColumnMode.FRENCH
        assert r.lines() == before


async def test_facing_needs_room_beside_what_else_is_shown(tmp_path: Path) -> None:
    """At 100 columns the sidebar leaves too little for two columns; without it there is enough."""
    async with open_reader(tmp_path, (100, 30)) as r:
        await r.press("t")
        assert r.mode() is ColumnMode.INTERLEAVED
        await r.press("s")
        assert r.mode() is ColumnMode.FACING
        assert r.viewport.spread.columns.french_width >= 36
        assert r.viewport.spread.columns.english_width >= 36


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (60, 24), (40, 12)])
async def test_the_current_line_stays_on_its_row(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_reader(tmp_path, size) as r:
        for start in ((), ("(", "ctrl+e"), ("{", "w")):
            await _into_the_text(r)
            await r.press(*start)
            cursor, (row, _) = r.viewport.cursors.french, r.cursor_line()
            for key in (*"ttTTt<t<>>>tss", "t", "s", "t", "s"):
                await r.press(key)
                after, words = r.cursor_line()
                assert r.viewport.cursors.french == cursor
                at_end = r.viewport.top == r.viewport.spread.last_top(r.viewport.height)
                assert after == row or at_end, f"{key} moved the line being read from row {row} to {after}"
                assert r.word in words
                if key == "s" and size[0] < 100 and r.shows_sidebar():
                    await r.press("escape")


async def test_the_current_line_stays_through_every_size(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t")
        await _into_the_text(r)
        row, before, top = r.cursor_line()[0], r.lines(), r.viewport.top
        for width, height in ((60, 40), (100, 40), (200, 40), (41, 40), (120, 8), (120, 60), (30, 5), (99, 39)):
            await r.resize(width, height)
            edges = {r.viewport.spread.first, r.viewport.spread.last_top(r.viewport.height)}
            assert r.cursor_line()[0] == min(row, r.view.size.height - 1) or r.viewport.top in edges
        await r.resize(120, 40)
        assert r.viewport.top == top
        assert r.lines() == before


async def test_one_paragraph_is_revealed_and_hidden(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 40)) as r:
        await r.press("}")
        english = r.open_article.english
        assert english is not None
        second, third = english.paragraph(1)[:24], english.paragraph(2)[:24]
        for hide in ("T", "escape"):
            await r.press("T")
            assert r.shows(second)
            assert not r.shows(third)
            assert r.mode() is ColumnMode.FRENCH
            await r.press(hide)
            assert not r.shows(second)


@pytest.mark.parametrize("key", ["t", "T"])
async def test_a_message_points_to_english_below_the_window(tmp_path: Path, key: str) -> None:
    with open_store(tmp_path) as store:
        add_article(
            store,
            "Il pleut sur la ville. " * 20,
            "Fin.",
            title="pluie",
            english=["It rains on the town. " * 20, "End."],
        )
    async with open_reader(tmp_path, (40, 10)) as r:
        await r.press(key)
        assert r.message == messages.TRANSLATION_BELOW
        await r.press(key)
        assert r.message == ""
    async with open_reader(tmp_path, (70, 30)) as r:
        await r.press(key)
        assert r.shows("It rains")
        assert r.message == ""


async def test_revealing_another_paragraph_hides_the_first(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 40)) as r:
        english = r.open_article.english
        assert english is not None
        await r.press("T", "}", "T")
        assert r.shows(english.paragraph(1)[:24])
        assert not r.shows(english.paragraph(0)[:24])


async def test_the_toggle_overrides_a_revealed_paragraph(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 40)) as r:
        await r.press("T", "t", "T")
        assert r.message == "The translation is already shown. Press t to hide it."
        await r.press("t")
        assert r.reading_screen.english_visibility.revealed_paragraph is None
        assert r.mode() is ColumnMode.FRENCH


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_an_untranslated_article_shows_how_to_add_a_translation(tmp_path: Path, size: tuple[int, int]) -> None:
    with open_store(tmp_path) as store:
        add_article(store, "Un mot. Deux mots.", "Encore un paragraphe.", title="essai")
    async with open_reader(tmp_path, size) as r:
        assert "no translation" in r.footer() or size[0] < 100
        await r.press("t")
        assert r.shows("This article has no translation")
        assert r.shows("essai.en.txt")
        await r.press("t")
        assert not r.shows("This article has no translation")
        await r.press("T")
        assert r.message.startswith("This article has no translation")
        assert r.reading_screen.english_visibility.revealed_paragraph is None


async def test_an_untranslated_paragraph_leaves_a_gap(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, "Un.", "Deux.", "Trois.", english=("One.", "", "Three."))
    async with open_reader(tmp_path) as r:
        await r.press("t")
        rows = [line[28:].split() for line in r.lines()]
        assert ["Un.", "One."] in rows
        assert ["Deux."] in rows
        assert ["Trois.", "Three."] in rows
        await r.press("t", "}", "T")
        assert r.message, "an untranslated paragraph must be reported"


# -- the measure --------------------------------------------------------------------------------------


async def test_the_measure_goes_from_40_to_90_by_2_and_is_remembered(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (140, 30)) as r:
        assert r.viewport.spread.columns.french_width == 66
        await r.press("<")
        assert r.viewport.spread.columns.french_width == 64
        assert r.message == "Line width: 64"
        await r.press(*"<" * 30)
        assert r.viewport.spread.columns.french_width == 40
        await r.press(*">" * 60)
        assert r.viewport.spread.columns.french_width == 90
        await r.press("3", "<")
        assert r.viewport.spread.columns.french_width == 84
    async with open_reader(tmp_path, (140, 30)) as r:
        assert r.viewport.spread.columns.french_width == 84
