"""The list of marks: of the article and of the library, filtered, gone to, and acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color, Highlight
from reader.text.model.selectors import Selector
from reader.ui.screens import messages as say
from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.reading.note_editor import NoteEditor
from tests.ui.harness import NOW, add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of two short articles, the first with a mark that is lost."""
    with open_store(tmp_path) as store:
        first = add_article(store, "Un été à Nîmes. Il fait chaud.", "Deux sœurs se taisent.", title="Premier", rank=0)
        add_article(store, "Un hiver à Brest. Il pleut.", title="Second", rank=1)
        lost = Selector("des mots perdus", "avec ", " ici", 4)
        store.save_highlight(Highlight("lost", first, lost, Color.PINK, NOW, NOW))
    return tmp_path


MARKS = ("w", "v", "1", "a", *"chaleur", "escape", "}", "V", "4", "J", "w", "v", "2", "K", "g", "g")
"""Keys that leave two marks in the first article and one in the second."""


def listed(r: Reader) -> list[str]:
    r.dialog(MarksDialog)
    return [item.highlight.selector.exact for item in r.dialog(MarksDialog).list.items]


async def test_the_marks_of_the_article_with_quotation_note_color_and_date(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A")
        assert listed(r) == ["des mots perdus", "été", "Deux sœurs se taisent."]
        assert r.shows("Marks in this article")
        assert r.shows("† chaleur")
        assert r.shows("pink · 23 November 2026 · its passage is no longer in the text")
        assert any("yellow · 23 November 2026" in line and "%" in line for line in r.lines())


async def test_a_changes_between_the_article_and_the_library(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "A")
        assert r.shows("Marks in the library")
        assert set(listed(r)) == {"des mots perdus", "été", "Deux sœurs se taisent.", "hiver"}
        assert any("green" in line and "Second" in line for line in r.lines())
        await r.press("A")
        assert len(listed(r)) == 3


async def test_enter_goes_there_also_in_another_article(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "G", "enter")
        assert r.is_on_page()
        assert (r.title, r.word) == ("Premier", "Deux")
        await r.press("A", "A", "G", "enter")
        assert (r.title, r.word) == ("Second", "hiver")


async def test_an_orphan_is_listed_and_its_passage_is_told_to_be_gone(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "A", "enter")
        assert r.message == say.HIGHLIGHT_TEXT_GONE
        assert r.word == "été"


async def test_a_click_goes_there(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A")
        y, x = next(
            (y, line.index("Deux sœurs"))
            for y, line in enumerate(r.lines())
            if "Deux sœurs se t" in line and "┃" in line
        )
        await r.pilot.click(offset=(x + 2, y))
        await r.wait_until_idle()
        assert r.is_on_page()
        assert r.word == "Deux"


async def test_the_filter_looks_at_quotation_note_and_color(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A")
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


async def test_marks_are_changed_in_the_list(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "j", "c", "6")
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
        assert r.shows("Removed, with its note. u brings both back.")
        await r.press("u")
        assert listed(r) == ["des mots perdus", "été", "Deux sœurs se taisent."]
        await r.press("u", "u")
        assert r.shows("yellow · 23 November 2026")
        await r.press("ctrl+r")
        assert r.shows("† chaleur d’été") or r.shows("purple")
        await r.press("q")
        assert r.is_on_page()


async def test_an_orphan_can_be_removed_and_brought_back(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("A", "x")
        assert listed(r) == []
        assert r.shows("No marks here yet.")
        await r.press("u")
        assert listed(r) == ["des mots perdus"]


async def test_the_current_mark_stays_current_after_undo_elsewhere(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "G", "x")
        r.dialog(MarksDialog)
        assert r.dialog(MarksDialog).list.current_item is not None
        await r.press("x", "x", "x", "a", "c", "1", "y", "enter")
        assert listed(r) == []
        await r.press("u", "u", "u")
        assert len(listed(r)) == 3


async def test_y_copies_the_quotation(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "j", "y")
        assert r.app.clipboard == "été"
        await r.wait_until(lambda: r.shows("Sent the quotation to the terminal"))


async def test_a_list_of_what_lies_here_becomes_the_list_of_all(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("V", "1", "g", "g", "w", "v", "2", "enter")
        assert r.shows("The highlights here")
        assert len(listed(r)) == 2
        await r.press("A")
        assert len(listed(r)) == 3


async def test_what_was_changed_in_the_list_is_painted_on_the_page(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "j", "x", "q")
        assert [m.highlight.selector.exact for m in r.view.row_cache.decorations.highlights.highlights] == [
            "Deux sœurs se taisent."
        ]
        await r.press("A", "A", "G", "x", "q")
        assert len(r.store.all_highlights()) == 2


@pytest.mark.parametrize("keys", [("x",), ("c", "3"), ("a", "b", "escape"), ("x", "u"), ("c", "3", "u", "ctrl+r")])
async def test_the_page_beside_shows_at_once_what_is_changed_in_the_list(home: Path, keys: tuple[str, ...]) -> None:
    async with open_reader(home) as r:
        await r.press(*MARKS, "A", "j")
        await r.press(*keys)
        assert r.view.row_cache.decorations.highlights.highlights == r.open_article.highlights
