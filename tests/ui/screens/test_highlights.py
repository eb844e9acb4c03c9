"""Selecting and highlighting by keys: what is painted is on disk, and everything can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.marks import Color
from reader.text.words import word_spans
from reader.ui.screens import sentences as say
from reader.ui.screens.marks import MarksSheet
from reader.ui.screens.note import NoteScreen
from reader.ui.themes import PAPIER
from tests.reading.making import REFUSAL, Refusing
from tests.ui.driving import NOW, counter, keep, open_store, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Reader

UN = "Un matin, la Loire monte. Personne ne dort."
DEUX = "Deux jours après, elle descend."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of two short articles."""
    with open_store(tmp_path) as store:
        keep(store, UN, DEUX, "Trois barques restent.", title="Premier", english=("One.", "Two.", "Three."), rank=0)
        keep(store, "Un autre texte.", "Et sa fin.", title="Second", rank=1)
    return tmp_path


def marked(r: Reader) -> list[tuple[str, str]]:
    """Return color and words of each highlight on disk."""
    return [(h.color.value, h.selector.exact) for h in r.highlights]


def tinted(r: Reader, color: Color = Color.YELLOW) -> str:
    """Return the words that are painted on the tint of a color, the word under the caret aside."""
    tint = PAPIER.tint(color)
    found = [
        segment.text
        for _, segment, style in r.looks()
        if style.bgcolor is not None and style.bgcolor.triplet is not None and style.bgcolor.triplet.hex == tint
    ]
    return " ".join(" ".join(found).split())


# -- selecting ----------------------------------------------------------------------------------------


async def test_v_selects_whole_words_and_motions_extend(home: Path) -> None:
    async with reading(home) as r:
        await r.press("v")
        assert r.passage == "Un"
        assert r.footer().startswith("1–6 Color")
        await r.press("w")
        assert r.passage == "Un matin"
        await r.press("w", "w", "b")
        assert r.passage == "Un matin, la"
        await r.press("$")
        assert r.passage == UN
        await r.press("v")
        assert not r.passage
        assert r.footer().startswith("t English")


async def test_selecting_backwards_and_swapping_ends(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "w", "w", "v", "b", "b")
        assert r.passage == "matin, la Loire"
        await r.press("o")
        assert r.passage == "matin, la Loire"
        assert r.word == "Loire"
        await r.press("w")
        assert r.passage == "matin, la Loire monte"
        await r.press("o")
        assert r.word == "matin"
        await r.press("b")
        assert r.passage == "Un matin, la Loire monte"


async def test_capital_v_takes_the_sentence_then_the_paragraph(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "V")
        assert r.passage == "Un matin, la Loire monte."
        await r.press(")")
        assert r.passage == UN
        await r.press("(")
        assert r.passage == "Un matin, la Loire monte."
        await r.press("escape", "g", "g", "V", "V")
        assert r.passage == UN
        await r.press("}")
        assert r.passage == f"{UN}\n\n{DEUX}"


async def test_v_then_capital_v_widens_what_is_selected(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "v", "w", "V")
        assert r.passage == "Un matin, la Loire monte."


@pytest.mark.parametrize("key", ["v", "escape"])
async def test_cancelling_marks_nothing(home: Path, key: str) -> None:
    async with reading(home) as r:
        await r.press("v", "w", "w")
        caret = r.page.caret
        await r.press(key)
        assert not r.passage
        assert r.page.caret == caret
        assert marked(r) == []


async def test_shift_and_arrows_select_character_by_character(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "shift+right", "shift+right")
        assert r.passage == "mat"
        await r.press("shift+left", "shift+left", "shift+left")
        assert r.passage == " m"
        await r.press("shift+down")
        assert r.passage is not None
        assert "\n\n" in r.passage


async def test_what_is_selected_is_painted_and_nothing_more(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "v", "w", "w")
        painted = [
            segment.text
            for _, segment, style in r.looks()
            if style.bgcolor is not None
            and style.bgcolor.triplet is not None
            and style.bgcolor.triplet.hex == PAPIER.selected
        ]
        assert "".join(painted) + r.word == r.passage == "matin, la Loire"


# -- highlighting -------------------------------------------------------------------------------------


async def test_each_digit_is_its_color(home: Path) -> None:
    async with reading(home) as r:
        for digit in "123456":
            await r.press("v", digit, "w")
        assert marked(r) == [
            (color.value, words)
            for color, words in zip(Color, UN.replace(",", "").replace(".", "").split(), strict=False)
        ]
        for color, words in zip(Color, ("Un", "matin", "la", "Loire", "monte", "Personne"), strict=True):
            assert words in tinted(r, color)
        assert not r.passage


async def test_enter_uses_the_last_color_which_the_next_start_remembers(home: Path) -> None:
    async with reading(home) as r:
        await r.press("v", "enter", "w", "v", "6", "w", "v", "enter")
        assert [color for color, _ in marked(r)] == ["yellow", "purple", "purple"]
    async with reading(home) as r:
        await r.press("w", "w", "w", "v", "enter")
        assert marked(r)[-1][0] == "purple"


async def test_digits_are_counts_on_the_page_and_colors_while_selecting(home: Path) -> None:
    async with reading(home) as r:
        await r.press("3")
        assert r.reading.pending.shown == "3"
        assert "3" in r.footer()
        await r.press("w")
        assert r.word == "Loire"
        await r.press("2", "b", "v", "2")
        assert marked(r) == [("green", "matin")]


async def test_a_highlight_over_two_paragraphs(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "v", "}")
        assert r.passage == UN.removeprefix("Un ")
        await r.press("}", "4")
        assert marked(r) == [("pink", f"{UN.removeprefix('Un ')}\n\n{DEUX}")]
        assert DEUX.removesuffix(" descend.") in tinted(r, Color.PINK)


async def test_the_marks_are_there_at_the_next_start(home: Path) -> None:
    async with reading(home) as r:
        await r.press("V", "3", "}")
        before = tinted(r, Color.BLUE)
    async with reading(home) as r:
        await r.press("}")
        assert tinted(r, Color.BLUE) == before == "Un matin, la Loire monte."


async def test_highlights_on_the_english_are_refused_and_it_can_be_copied(home: Path) -> None:
    async with reading(home) as r:
        await r.press("t")
        x, y = next((line.index("Two."), y) for y, line in enumerate(r.lines()) if "Two." in line)
        await r.pilot.click(offset=(x, y), times=2)
        await r.settled()
        assert r.passage == "Two"
        for key in ("1", "enter", "a"):
            await r.press(key)
            assert r.message == say.MARKS_ON_FRENCH
            assert marked(r) == []
            assert r.passage == "Two"
        await r.press("y")
        assert r.app.clipboard == "Two"


# -- the highlight under the caret --------------------------------------------------------------------


async def test_c_and_a_digit_change_the_color_and_x_removes(home: Path) -> None:
    async with reading(home) as r:
        await r.press("v", "1")
        for digit, color in zip("234561", ("green", "blue", "pink", "orange", "purple", "yellow"), strict=True):
            await r.press("c")
            assert "c" in r.reading.pending.shown
            await r.press(digit)
            assert marked(r) == [(color, "Un")]
        await r.press("x")
        assert marked(r) == []
        assert r.message == "Removed. u brings it back."
        await r.press("u", "delete")
        assert marked(r) == []


async def test_where_there_is_no_highlight_it_is_said(home: Path) -> None:
    async with reading(home) as r:
        for keys in (("x",), ("c", "2"), ("delete",)):
            await r.press(*keys)
            assert r.message == say.NO_HIGHLIGHT_HERE
        await r.press("a")
        assert r.message == say.NOTHING_TO_NOTE
        await r.press("]")
        assert r.message == say.NO_MARKS


async def test_of_overlapping_highlights_the_shortest_is_acted_on(home: Path) -> None:
    async with reading(home) as r:
        await r.press("V", "V", "1", "g", "g", "V", "2", "g", "g", "w", "v", "3")
        assert r.word == "matin"
        await r.press("c", "4")
        assert ("pink", "matin") in marked(r)
        await r.press("x")
        assert marked(r) == [("green", "Un matin, la Loire monte."), ("yellow", UN)]
        await r.press("x", "x")
        assert marked(r) == []


async def test_enter_on_one_highlight_opens_it_and_on_several_lists_them(home: Path) -> None:
    async with reading(home) as r:
        await r.press("enter")
        assert r.on_page()
        await r.press("V", "1", "g", "g", "enter")
        r.sheet(NoteScreen)
        await r.press("escape", "w", "v", "3", "enter")
        r.sheet(MarksSheet)
        assert r.shows("The highlights here")
        assert [item.highlight.selector.exact for item in r.sheet(MarksSheet).list.items] == [
            "Un matin, la Loire monte.",
            "matin",
        ]
        await r.press("j", "enter")
        assert r.on_page()
        assert r.word == "matin"


async def test_brackets_go_from_mark_to_mark(home: Path) -> None:
    async with reading(home) as r:
        await r.press("w", "v", "1", "}", "v", "2", "}", "v", "3", "g", "g")
        words = []
        for _ in range(3):
            await r.press("]")
            words.append(r.word)
        assert words == ["matin", "Deux", "Trois"]
        await r.press("]")
        assert (r.word, r.message) == ("Trois", "No mark after this one. [ goes back.")
        await r.press("[", "[")
        assert r.word == "matin"
        await r.press("[")
        assert r.message == "No mark before this one. ] goes on."
        await r.press("2", "]")
        assert r.word == "Trois"


# -- undo ---------------------------------------------------------------------------------------------


async def test_undo_and_redo_go_through_every_kind_of_act(home: Path) -> None:
    async with reading(home) as r:

        def state() -> object:
            entries = [entry.id for entry in r.store.entries()]
            return [h for entry in entries for h in r.store.highlights(entry)], entries

        states = [state()]
        for keys in (
            ("v", "w", "1"),
            ("g", "g", "c", "5"),
            ("a", *"note", "escape"),
            ("}", "V", "2"),
            ("x",),
            ("J", "V", "3"),
            ("tab", "x"),
        ):
            await r.press(*keys)
            states.append(state())
            assert states[-1] != states[-2], keys
        await r.press("escape")
        for back, again in (("u", "ctrl+r"), ("ctrl+z", "U")):
            for expected in reversed(states[:-1]):
                await r.press(back)
                assert state() == expected
                assert r.message.startswith("Undone: ")
            await r.press(back)
            assert r.message == "Nothing to undo."
            for expected in states[1:]:
                await r.press(again)
                assert state() == expected
                assert r.message.startswith("Done again: ")
            await r.press(again)
            assert r.message == "Nothing to redo."


async def test_undo_says_what_and_shows_where(home: Path) -> None:
    async with reading(home) as r:
        await r.press("}", "v", "1", "c", "2", "a", *"mot", "escape", "x", "g", "g")
        said = []
        for _ in range(4):
            await r.press("u")
            said.append(r.message)
        assert said == [
            "Undone: removing the highlight.",
            "Undone: the note.",
            "Undone: the color.",
            "Undone: the highlight.",
        ]
        await r.press("g", "g", "ctrl+r")
        assert r.word == "Deux"
        assert r.message == "Done again: the highlight."


async def test_undo_opens_the_article_it_belongs_to(home: Path) -> None:
    async with reading(home) as r:
        await r.press("}", "v", "1", "J", "u")
        assert r.title == "Premier"
        assert marked(r) == []
        await r.press("J", "ctrl+r")
        assert r.title == "Premier"
        assert marked(r) == [("yellow", "Deux")]


# -- the store says no --------------------------------------------------------------------------------


def refusing(home: Path) -> Refusing:
    return Refusing.open(home / "library.db", now=lambda: NOW, new_id=counter("t"))


async def test_what_is_not_on_disk_is_not_painted_and_the_reader_is_told(home: Path) -> None:
    async with reading(home, new_store=refusing) as r:
        assert isinstance(r.store, Refusing)
        await r.press("w")
        before = r.lines()
        r.store.refuses = True
        await r.press("v", "w", "1")
        assert r.message == REFUSAL
        assert r.shows("the disk is full")
        assert tinted(r) == ""
        assert r.sitting.marks == ()
        assert r.passage == "matin, la", "the passage stays, to try again"
        r.store.refuses = False
        await r.press("1")
        assert marked(r) == [("yellow", "matin, la")]
        assert tinted(r).startswith("matin,")
        r.store.refuses = True
        for keys in (("x",), ("c", "2"), ("u",)):
            await r.press(*keys)
            assert r.message == REFUSAL
            assert marked(r) == [("yellow", "matin, la")]
            assert tinted(r).startswith("matin,")
        await r.press("escape")
        assert before[:3] == r.lines()[:3]


async def test_an_article_that_cannot_be_archived_stays(home: Path) -> None:
    async with reading(home, new_store=refusing) as r:
        assert isinstance(r.store, Refusing)
        r.store.refuses = True
        await r.press("tab", "x")
        assert r.message == REFUSAL
        assert len(r.reading.shelf.articles.items) == 2
        assert r.title == "Premier"


# -- only what changed is painted ---------------------------------------------------------------------


async def test_a_highlight_repaints_only_the_rows_it_touches(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("}", "v", "w")
        rows = range(r.view.size.height)
        before = [r.view.render_line(y) for y in rows]
        await r.press("1")
        after = [r.view.render_line(y) for y in rows]
        sentence = r.view.rows_of(r.view.sentence())
        assert sentence is not None
        changed = {y for y in rows if before[y] is not after[y]}
        assert r.page.caret_row() in changed
        assert changed <= set(range(sentence[0], sentence[1] + 1)), "rows were painted again that had not changed"


@pytest.mark.parametrize("keys", [("v",), ("v", "w"), ("v", "escape"), ("v", "1", "x")])
async def test_selecting_and_removing_repaint_only_the_rows_they_touch(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with reading(tmp_path) as r:
        await r.press("}", "w", *keys[:-1])
        rows = range(r.view.size.height)
        before = [r.view.render_line(y) for y in rows]
        await r.press(keys[-1])
        after = [r.view.render_line(y) for y in rows]
        changed = [y for y in rows if before[y] is not after[y]]
        assert changed == [r.page.caret_row()]


async def test_a_word_on_repaints_the_rows_of_two_words_at_most(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("}", "w")
        rows = range(r.view.size.height)
        before = [r.view.render_line(y) for y in rows]
        row = r.page.caret_row()
        await r.press("w")
        after = [r.view.render_line(y) for y in rows]
        assert {y for y in rows if before[y] is not after[y]} <= {row, r.page.caret_row()}


async def test_the_same_words_marked_by_another_program_are_seen_on_opening_again(home: Path) -> None:
    async with reading(home) as r:
        with open_store(home, "o") as other:
            article_id = r.sitting.article.id
            article = other.article(article_id)
            from reader.reading.desk import Desk

            desk = Desk(other, now=lambda: NOW, new_id=counter("other"), owner="other:1")
            span = next(iter(word_spans(article.text)))
            desk.highlight(article, span, Color.ORANGE)
        await r.press("J", "K")
        assert "Un" in [h.selector.exact for h in r.highlights]
        assert len(r.sitting.marks) == 1
