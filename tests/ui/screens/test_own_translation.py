"""The reader's own English: written over its place, kept by Esc, pinned and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from reader.text.model.translations import Piece
from reader.ui.screens.english.history_dialog import HistoryDialog
from reader.ui.screens.english.translation_editor import MAX_CHARACTERS, TranslationEditor
from reader.ui.spread.spread import Side
from tests.ui.harness import open_reader, open_store
from tests.ui.screens.own_translations import FRENCH, editor, store_article, stored_translation

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_list_tells_that_an_article_has_the_reader_s_english(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        assert r.shows("no English")
        await r.press("i", *"Mine.", "escape")
        assert not r.shows("no English")
        await r.press("u")
        assert r.shows("no English")


async def test_undo_goes_across_wordings_and_shows_the_paragraph(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        article = r.open_article.article
        theirs = r.store.translation_texts(article)[1]
        await r.press("t")
        r.session.set_own_translation(article, 1, "My own words.")
        r.session.set_own_translation(article, 1, "")
        await r.press("u")
        assert r.message == "Undone: going back from your wording."
        assert r.viewport.french_cursor == article.paragraphs[1].start
        assert r.shows("My own words.")
        await r.press("u")
        assert r.message == "Undone: your wording."
        assert r.store.translation_texts(article)[1] == theirs
        assert not r.shows("My own words.")
        await r.press("ctrl+r")
        assert r.message == "Done again: your wording."
        assert r.shows("My own words.")


@pytest.mark.parametrize("size", [(120, 24), (80, 24), (40, 10)])
async def test_i_writes_the_english_of_an_article_that_has_none(tmp_path: Path, size: tuple[int, int]) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path, size) as r:
        if r.shows_sidebar():
            await r.press("s")
        await r.press("}", "i")
        assert r.screen.focused is editor(r)
        assert editor(r).text == ""
        assert r.shows("Il rêve de l’été."), "the French stays in sight"
        await r.write("It dreams of summer. q?x1v")
        await r.press("escape")
        assert r.is_on_page()
        assert r.message == "Kept. t shows the English; u undoes."
        assert stored_translation(r, 1) == "It dreams of summer. q?x1v"
        await r.press("t")
        assert r.shows("It dreams of summer.")
        assert r.shows("* It dreams"), "the gutter says whose it is"
        await r.press("p")
        assert "your own" in r.message
        await r.press("u")
        assert stored_translation(r, 1) is None
        assert r.open_article.english is None
        assert not r.shows("It dreams of summer.")
        await r.press("U")
        assert r.shows("It dreams of summer.")


async def test_the_english_there_is_comes_first_and_stays_anothers_when_left_alone(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.", "It dreams of summer.")
    async with open_reader(tmp_path) as r:
        await r.press("t", "i")
        assert editor(r).text == "A black cat sleeps."
        await r.press("escape")
        assert (stored_translation(r, 0), r.message) == (None, "")
        await r.press("i")
        await r.write(" Soundly.")
        await r.press("ctrl+s")
        assert r.message == "Kept. u undoes."
        assert stored_translation(r, 0) == "A black cat sleeps. Soundly."
        assert r.shows("A black cat sleeps. Soundly.")
        await r.press("i")
        assert editor(r).text == "A black cat sleeps. Soundly."
        editor(r).text = " \n "
        await r.press("escape")
        assert "what was there before stands again" in r.message
        assert stored_translation(r, 0) is None
        assert r.shows("A black cat sleeps.")
        await r.press("u")
        assert stored_translation(r, 0) == "A black cat sleeps. Soundly."


async def test_it_is_pinned_before_what_an_engine_says(tmp_path: Path) -> None:
    article_id = store_article(tmp_path)
    with open_store(tmp_path) as store:
        store.save_engine_translation(
            FRENCH[0], [Piece("A cat.", (0,))], source="fr", target="en", engine="deepl", version="2"
        )
    async with open_reader(tmp_path, open_article=article_id) as r:
        await r.press("t", "i")
        assert editor(r).text == "A cat."
        await r.write(" Mine.")
        await r.press("escape")
        r.store.save_engine_translation(
            FRENCH[0], [Piece("Another cat.", (0,))], source="fr", target="en", engine="deepl", version="3"
        )
        r.reading_screen.open(article_id)
        await r.wait_until_idle()
        assert r.shows("A cat. Mine.")


async def test_one_key_goes_on_to_the_next_paragraph_and_back(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("t", "i")
        await r.write("A black cat sleeps.")
        await r.press("ctrl+n")
        assert editor(r).text == ""
        await r.write("It dreams.")
        await r.press("ctrl+down", "ctrl+up")
        assert editor(r).text == "It dreams."
        await r.press("ctrl+n", "ctrl+n")
        assert r.is_on_page()
        assert r.message == "This is the last paragraph."
        assert [stored_translation(r, index) for index in range(3)] == ["A black cat sleeps.", "It dreams.", None]
        assert r.viewport.french_cursor == r.open_article.article.paragraphs[2].start


async def test_keys_typed_without_waiting_all_arrive(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.rush("i", *"one", "ctrl+n", *"two", "escape", "}", "i", *"three", "escape", "w")
        assert [stored_translation(r, index) for index in range(3)] == ["one", "two", "three"]
        assert r.is_on_page()


async def test_what_was_found_in_other_english_is_forgotten(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.", "It dreams of summer.", "Morning comes.")
    async with open_reader(tmp_path) as r:
        await r.press("t", "o", "/")
        await r.write("comes")
        await r.press("enter", "}", "{", "{", "i")
        editor(r).text = "A much longer sentence than before."
        await r.press("escape", "n")
        assert r.viewport.side is Side.ENGLISH
        assert r.view.row_cache.decorations.hits == ()


async def test_reading_stays_where_it_was(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 16)) as r:
        await r.press("t", "}", "}", "j", "j", "j")
        before, caret = r.cursor_line(), r.viewport.french_cursor
        await r.press("i", "escape")
        assert (r.cursor_line(), r.viewport.french_cursor) == (before, caret)
        await r.press("i")
        await r.write(" Mine.")
        await r.press("escape")
        assert r.viewport.french_cursor == caret
        assert r.cursor_line() == before


@pytest.mark.parametrize("size", [(40, 10), (60, 24), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("keys", [(), ("t",)])
async def test_the_sheet_leaves_the_french_in_sight(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with open_reader(tmp_path, size) as r:
        if r.shows_sidebar() and size[0] < 100:
            await r.press("s")
        for place in (("g", "g"), ("}", "}"), ("G",), ("{", "ctrl+e")):
            await r.press(*place, *keys, "i")
            sheet = r.dialog(TranslationEditor).query_one("#text-dialog").region
            assert sheet.x >= 0
            assert sheet.y >= 0
            assert sheet.right <= size[0]
            assert sheet.bottom < size[1], "the sheet covers the footer of the page"
            assert editor(r).size.height >= 2
            first = r.open_article.article.paragraphs[r.open_article.article.paragraph_at(r.viewport.french_cursor)]
            rows = r.view.row_cache.window_rows_of(first)
            assert rows is not None
            shape = r.viewport.spread.columns
            beside = sheet.x >= r.view.region.x + shape.french_x + shape.french_width
            free = [row for row in range(rows[0], rows[1] + 1) if not sheet.y <= row < sheet.bottom]
            assert beside or len(free) >= (min(3, rows[1] - rows[0] + 1) if size[1] > 10 else 1), (
                "the French is covered"
            )
            await r.press("escape", *keys)


async def test_the_words_lie_where_the_english_stands(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.", "It dreams of summer.", "Morning comes.")
    async with open_reader(tmp_path) as r:
        await r.press("t", "}")
        before = [(y, line.index("It dreams")) for y, line in enumerate(r.lines()) if "It dreams" in line]
        await r.press("i")
        assert [(y, line.index("It dreams")) for y, line in enumerate(r.lines()) if "It dreams" in line] == before


async def test_a_paragraph_at_the_edge_of_the_window_is_moved_into_sight_and_back(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t", "}", "}", "}")
        before = r.cursor_line()
        await r.press("i")
        span = r.open_article.article.paragraphs[3]
        rows = r.view.row_cache.window_rows_of(span)
        assert rows is not None
        assert rows[1] - rows[0] + 1 == len(r.viewport.spread.layout_at(span.start, Side.FRENCH).lines), (
            "all of the French is in sight"
        )
        await r.press("escape")
        assert r.cursor_line() == before


async def test_a_resize_while_writing_loses_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (200, 50)) as r:
        await r.press("t", "}", "i")
        editor(r).text = "words"
        for size in ((60, 24), (20, 6), (1, 1), (40, 10), (120, 40)):
            await r.resize(*size)
            assert editor(r).text == "words"
        await r.press("escape")
        assert stored_translation(r, 1) == "words"


# -- what was written before --------------------------------------------------------------------------


async def test_earlier_words_and_anothers_are_brought_back(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.")
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t", "I")
        assert r.message == "You have not written this paragraph’s English yet. i does."
        for words in ("First.", "Second.", "First."):
            await r.press("i")
            editor(r).text = words
            await r.press("escape")
        await r.press("p")
        assert "I lists what you wrote before." in r.message
        await r.press("I")
        sheet = r.dialog(HistoryDialog)
        said = [(item.label, item.detail) for item in sheet.list.items]
        assert said == [
            ("", FRENCH[0]),
            ("Yours", "First."),
            ("Yours", "Second."),
            ("English: with the article", "A black cat sleeps."),
        ]
        assert sheet.list.current == 1
        await r.press("j", "enter")
        assert r.is_on_page()
        assert (stored_translation(r, 0), r.message) == ("Second.", "Kept. u undoes.")
        assert r.shows("* Second.")
        await r.press("I", "G", "enter")
        assert stored_translation(r, 0) is None
        assert "what was there before stands again" in r.message
        assert r.shows("A black cat sleeps.")
        await r.press("I", "escape")
        assert stored_translation(r, 0) is None
        await r.press("u", "u")
        assert stored_translation(r, 0) == "First."
        await r.press("U", "U")
        assert stored_translation(r, 0) is None


async def test_where_there_is_nothing_else_ones_own_can_be_taken_away(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i", *"mine", "escape", "I", "G", "enter")
        assert stored_translation(r, 0) is None
        await r.press("I", "j", "enter")
        assert stored_translation(r, 0) == "mine"


# -- what comes in ------------------------------------------------------------------------------------


async def test_a_pasted_text_cannot_drive_the_terminal_and_is_one_paragraph(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        r.app.post_message(events.Paste("a\x1b]52;c;QUJD\x07b\u202ec\n\nd"))
        await r.wait_until(lambda: editor(r).text)
        await r.press("escape")
        assert stored_translation(r, 0) == "a\ufffd]52;c;QUJD\ufffdb\ufffdc d"


async def test_a_megabyte_is_refused_and_what_stood_there_stays(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        await r.write("mine ")
        r.app.post_message(events.Paste("word " * 200_000))
        await r.wait_until(lambda: r.message)
        assert r.message == f"Too long: at most {MAX_CHARACTERS:,} characters are taken here. Nothing was changed."
        assert editor(r).text == "mine "
        await r.press("x", "escape")
        assert stored_translation(r, 0) == "mine x"


async def test_a_long_paragraph_scrolls_in_the_editor(tmp_path: Path) -> None:
    store_article(tmp_path, "Many words of English. " * 200)
    async with open_reader(tmp_path, (60, 20)) as r:
        await r.press("t", "i")
        await r.write(" END")
        assert r.shows("END")
        await r.press("escape")
        assert (stored_translation(r, 0) or "").endswith("END")
