"""The highlights of the article or the library: filter, go to, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color, Highlight
from reader.text.model.selectors import Selector
from reader.ui.screens import messages
from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.reading.note_editor import NoteEditor
from tests.ui.harness import NOW, add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of two short articles, the first with an orphan."""
    with open_store(tmp_path) as store:
        first = add_article(store, "Un été à Nîmes. Il fait chaud.", "Deux sœurs se taisent.", title="Premier", rank=0)
        add_article(store, "Un hiver à Brest. Il pleut.", title="Second", rank=1)
        lost = Selector("des mots perdus", "avec ", " ici", 4)
        store.save_highlight(Highlight("lost", first, lost, Color.PINK, NOW, NOW))
    return tmp_path


HIGHLIGHT_KEYS = ("w", "v", "1", "a", *"chaleur", "escape", "}", "V", "4", "J", "w", "v", "2", "K", "g", "g")
"""Keys that add two highlights to the first article and one to the second."""


def listed(r: Reader) -> list[str]:
    r.dialog(MarksDialog)
    return [item.highlight.selector.exact for item in r.dialog(MarksDialog).list.items]


async def test_highlights_with_text_note_color_and_date(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A")
        assert listed(r) == ["des mots perdus", "été", "Deux sœurs se taisent."]
        assert r.shows("Highlights in this article")
        assert r.shows("† chaleur")
        assert r.shows("pink · 23 November 2026 · text no longer in the article")
        assert any("yellow · 23 November 2026" in line and "%" in line for line in r.lines())


async def test_a_switches_between_the_article_and_the_library(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "A")
        assert r.shows("Highlights in the library")
        assert set(listed(r)) == {"des mots perdus", "été", "Deux sœurs se taisent.", "hiver"}
        assert any("green" in line and "Second" in line for line in r.lines())
        await r.press("A")
        assert len(listed(r)) == 3


async def test_enter_goes_to_a_highlight_also_in_another_article(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "G", "enter")
        assert r.is_on_page()
        assert (r.title, r.word) == ("Premier", "Deux")
        await r.press("A", "A", "G", "enter")
        assert (r.title, r.word) == ("Second", "hiver")


async def test_an_orphan_is_listed_and_its_missing_text_reported(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "A", "enter")
        assert r.message == messages.HIGHLIGHT_TEXT_GONE
        assert r.word == "été"


async def test_a_click_goes_to_the_highlight(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A")
        y, x = next(
            (y, line.index("Deux sœurs"))
            for y, line in enumerate(r.lines())
            if "Deux sœurs se t" in line and "┃" in line
        )
        await r.pilot.click(offset=(x + 2, y))
        await r.wait_until_idle()
        assert r.is_on_page()
        assert r.word == "Deux"


async def test_the_filter_searches_text_note_and_color(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A")
        for typed, found in (
            ("ete", ["été"]),
            ("CHALEUR", ["été"]),
            ("soeurs", ["Deux sœurs se taisent."]),
            ("pink", ["des mots perdus", "Deux sœurs se taisent."]),
            ("taisent deux", ["Deux sœurs se taisent."]),
            ("zzz", []),
        ):
            await r.press("/")
            await r.write(typed)
            assert listed(r) == found, typed
            await r.press("escape", "escape")
            assert len(listed(r)) == 3
        await r.press("escape")
        assert r.is_on_page()


async def test_highlights_are_changed_in_the_list(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "j", "c", "6")
        assert r.highlights[0].color is Color.PURPLE or r.highlights[1].color is Color.PURPLE
        assert r.shows("purple · 23 November 2026")
        await r.press("a")
        r.dialog(NoteEditor)
        await r.write(" d’été")
        await r.press("escape")
        r.dialog(MarksDialog)
        assert r.shows("† chaleur d’été")
        await r.press("x")
        assert listed(r) == ["des mots perdus", "Deux sœurs se taisent."]
        assert r.shows("Removed with its note. u: undo")
        await r.press("u")
        assert listed(r) == ["des mots perdus", "été", "Deux sœurs se taisent."]
        await r.press("u", "u")
        assert r.shows("yellow · 23 November 2026")
        await r.press("ctrl+r")
        assert r.shows("† chaleur d’été") or r.shows("purple")
        await r.press("q")
        assert r.is_on_page()


async def test_an_orphan_can_be_removed_and_restored(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("A", "x")
        assert listed(r) == []
        assert r.shows("No highlights.")
        await r.press("u")
        assert listed(r) == ["des mots perdus"]


async def test_the_current_highlight_stays_current_after_undo_elsewhere(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "G", "x")
        r.dialog(MarksDialog)
        assert r.dialog(MarksDialog).list.current_item is not None
        await r.press("x", "x", "x", "a", "c", "1", "y", "enter")
        assert listed(r) == []
        await r.press("u", "u", "u")
        assert len(listed(r)) == 3


async def test_y_copies_the_highlighted_text(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "j", "y")
        assert r.app.clipboard == "été"
        await r.wait_until(lambda: r.shows("Copied the highlighted text to the terminal"))


async def test_the_list_of_highlights_here_can_show_all(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("V", "1", "g", "g", "w", "v", "2", "enter")
        assert r.shows("Highlights here")
        assert len(listed(r)) == 2
        await r.press("A")
        assert len(listed(r)) == 3


async def test_changes_in_the_list_are_shown_on_the_page(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "j", "x", "q")
        assert [m.highlight.selector.exact for m in r.view.row_cache.decorations.highlights.highlights] == [
            "Deux sœurs se taisent."
        ]
        await r.press("A", "A", "G", "x", "q")
        assert len(r.store.all_highlights()) == 2


@pytest.mark.parametrize("keys", [("x",), ("c", "3"), ("a", "b", "escape"), ("x", "u"), ("c", "3", "u", "ctrl+r")])
async def test_the_page_beside_the_list_updates_at_once(home: Path, keys: tuple[str, ...]) -> None:
    async with open_reader(home) as r:
        await r.press(*HIGHLIGHT_KEYS, "A", "j")
        await r.press(*keys)
        assert r.view.row_cache.decorations.highlights.highlights == r.open_article.highlights
