"""Highlighting by keys: colors, the highlight under the caret, moving between highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.model.highlights import Color
from reader.text.segmentation.words import word_spans
from reader.ui.screens import messages
from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.reading.note_editor import NoteEditor
from tests.reading.builders import numbered_ids
from tests.ui.harness import NOW, open_reader, open_store
from tests.ui.screens.two_articles import DEUX, UN, install_two_articles, stored_highlights, tinted_text

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.smoke


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return install_two_articles(tmp_path)


async def test_each_digit_gives_its_color(home: Path) -> None:
    async with open_reader(home) as r:
        for digit in "123456":
            await r.press("v", digit, "w")
        assert stored_highlights(r) == [
            (color.value, words)
            for color, words in zip(Color, UN.replace(",", "").replace(".", "").split(), strict=False)
        ]
        for color, words in zip(Color, ("Un", "matin", "la", "Loire", "monte", "Personne"), strict=True):
            assert words in tinted_text(r, color)
        assert not r.selected_text


async def test_enter_uses_the_last_color_also_after_a_restart(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("v", "enter", "w", "v", "6", "w", "v", "enter")
        assert [color for color, _ in stored_highlights(r)] == ["yellow", "purple", "purple"]
    async with open_reader(home) as r:
        await r.press("w", "w", "w", "v", "enter")
        assert stored_highlights(r)[-1][0] == "purple"


async def test_digits_are_counts_on_the_page_and_colors_while_selecting(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("3")
        assert r.reading_screen.pending.shown == "3"
        assert "3" in r.footer()
        await r.press("w")
        assert r.word == "Loire"
        await r.press("2", "b", "v", "2")
        assert stored_highlights(r) == [("green", "matin")]


async def test_a_highlight_over_two_paragraphs(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "v", "}")
        assert r.selected_text == UN.removeprefix("Un ")
        await r.press("}", "4")
        assert stored_highlights(r) == [("pink", f"{UN.removeprefix('Un ')}\n\n{DEUX}")]
        assert DEUX.removesuffix(" descend.") in tinted_text(r, Color.PINK)


async def test_highlights_survive_a_restart(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("V", "3", "}")
        before = tinted_text(r, Color.BLUE)
    async with open_reader(home) as r:
        await r.press("}")
        assert tinted_text(r, Color.BLUE) == before == "Un matin, la Loire monte."


async def test_the_english_cannot_be_highlighted_but_copied(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("t")
        x, y = next((line.index("Two."), y) for y, line in enumerate(r.lines()) if "Two." in line)
        await r.pilot.click(offset=(x, y), times=2)
        await r.wait_until_idle()
        assert r.selected_text == "Two"
        for key in ("1", "enter", "a"):
            await r.press(key)
            assert r.message == messages.HIGHLIGHTS_ON_FRENCH_ONLY
            assert stored_highlights(r) == []
            assert r.selected_text == "Two"
        await r.press("y")
        assert r.app.clipboard == "Two"


# -- the highlight under the caret -----------------------------------------------------------------


async def test_c_and_a_digit_change_the_color_and_x_removes(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("v", "1")
        for digit, color in zip("234561", ("green", "blue", "pink", "orange", "purple", "yellow"), strict=True):
            await r.press("c")
            assert "c" in r.reading_screen.pending.shown
            await r.press(digit)
            assert stored_highlights(r) == [(color, "Un")]
        await r.press("x")
        assert stored_highlights(r) == []
        assert r.message == "Removed. u: undo"
        await r.press("u", "delete")
        assert stored_highlights(r) == []


async def test_a_missing_highlight_is_reported(home: Path) -> None:
    async with open_reader(home) as r:
        for keys in (("x",), ("c", "2"), ("delete",), ("enter",)):
            await r.press(*keys)
            assert r.message == messages.NO_HIGHLIGHT_HERE
        await r.press("a")
        assert r.message == messages.NOTHING_TO_NOTE
        await r.press("]")
        assert r.message == messages.NO_HIGHLIGHTS


async def test_commands_act_on_the_shortest_overlapping_highlight(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("V", "V", "1", "g", "g", "V", "2", "g", "g", "w", "v", "3")
        assert r.word == "matin"
        await r.press("c", "4")
        assert ("pink", "matin") in stored_highlights(r)
        await r.press("x")
        assert stored_highlights(r) == [("green", "Un matin, la Loire monte."), ("yellow", UN)]
        await r.press("x", "x")
        assert stored_highlights(r) == []


async def test_enter_on_one_highlight_opens_it_and_on_several_lists_them(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("enter")
        assert r.is_on_page()
        await r.press("V", "1", "g", "g", "enter")
        r.dialog(NoteEditor)
        await r.press("escape", "w", "v", "3", "enter")
        r.dialog(MarksDialog)
        assert r.shows("Highlights here")
        assert [item.highlight.selector.exact for item in r.dialog(MarksDialog).list.items] == [
            "Un matin, la Loire monte.",
            "matin",
        ]
        await r.press("j", "enter")
        assert r.is_on_page()
        assert r.word == "matin"


async def test_brackets_go_between_highlights(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "v", "1", "}", "v", "2", "}", "v", "3", "g", "g")
        words = []
        for _ in range(3):
            await r.press("]")
            words.append(r.word)
        assert words == ["matin", "Deux", "Trois"]
        await r.press("]")
        assert (r.word, r.message) == ("Trois", "No highlight after this one. Press [ to go back.")
        await r.press("[", "[")
        assert r.word == "matin"
        await r.press("[")
        assert r.message == "No highlight before this one. Press ] to go on."
        await r.press("2", "]")
        assert r.word == "Trois"


async def test_highlights_of_another_process_appear_on_reopening(home: Path) -> None:
    async with open_reader(home) as r:
        with open_store(home, "o") as other:
            article_id = r.open_article.article.id
            article = other.article(article_id)
            from reader.reading.session import Session

            session = Session(other, now=lambda: NOW, new_id=numbered_ids("other"), owner="other:1")
            span = next(iter(word_spans(article.text)))
            session.add_highlight(article, span, Color.ORANGE)
        await r.press("J", "K")
        assert "Un" in [h.selector.exact for h in r.highlights]
        assert len(r.open_article.highlights) == 1
