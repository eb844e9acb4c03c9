"""Your own translation: edited in place, saved by Esc, takes priority, can be undone."""

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


async def test_the_list_marks_articles_with_your_translation(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        assert r.shows("no English")
        await r.press("i", *"Mine.", "escape")
        assert not r.shows("no English")
        await r.press("u")
        assert r.shows("no English")


async def test_undo_shows_the_changed_paragraph(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        article = r.open_article.article
        theirs = r.store.translation_texts(article)[1]
        await r.press("t")
        r.session.set_own_translation(article, 1, "My own words.")
        r.session.set_own_translation(article, 1, "")
        await r.press("u")
        assert r.message == "Undid: removing your translation."
        assert r.viewport.cursors.french == article.paragraphs[1].start
        assert r.shows("My own words.")
        await r.press("u")
        assert r.message == "Undid: your translation."
        assert r.store.translation_texts(article)[1] == theirs
        assert not r.shows("My own words.")
        await r.press("ctrl+r")
        assert r.message == "Redid: your translation."
        assert r.shows("My own words.")


@pytest.mark.parametrize("size", [(120, 24), (80, 24), (40, 10)])
async def test_i_translates_an_article_without_english(tmp_path: Path, size: tuple[int, int]) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path, size) as r:
        if r.shows_sidebar():
            await r.press("s")
        await r.press("}", "i")
        assert r.screen.focused is editor(r)
        assert editor(r).text == ""
        assert r.shows("Il rêve de l’été."), "the French stays visible"
        await r.write("It dreams of summer. q?x1v")
        await r.press("escape")
        assert r.is_on_page()
        assert r.message == "Saved. t: show translation, u: undo"
        assert stored_translation(r, 1) == "It dreams of summer. q?x1v"
        await r.press("t")
        assert r.shows("It dreams of summer.")
        assert r.shows("* It dreams"), "the gutter marks your translation"
        await r.press("p")
        assert "Your translation" in r.message
        await r.press("u")
        assert stored_translation(r, 1) is None
        assert r.open_article.english is None
        assert not r.shows("It dreams of summer.")
        await r.press("U")
        assert r.shows("It dreams of summer.")


async def test_unedited_prefilled_text_keeps_its_origin(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.", "It dreams of summer.")
    async with open_reader(tmp_path) as r:
        await r.press("t", "i")
        assert editor(r).text == "A black cat sleeps."
        await r.press("escape")
        assert (stored_translation(r, 0), r.message) == (None, "")
        await r.press("i")
        await r.write(" Soundly.")
        await r.press("ctrl+s")
        assert r.message == "Saved. u: undo"
        assert stored_translation(r, 0) == "A black cat sleeps. Soundly."
        assert r.shows("A black cat sleeps. Soundly.")
        await r.press("i")
        assert editor(r).text == "A black cat sleeps. Soundly."
        editor(r).text = " \n "
        await r.press("escape")
        assert "Your translation was removed" in r.message
        assert stored_translation(r, 0) is None
        assert r.shows("A black cat sleeps.")
        await r.press("u")
        assert stored_translation(r, 0) == "A black cat sleeps. Soundly."


async def test_your_translation_overrides_an_engine(tmp_path: Path) -> None:
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


async def test_keys_continue_with_the_next_and_previous_paragraph(tmp_path: Path) -> None:
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
        assert r.viewport.cursors.french == r.open_article.article.paragraphs[2].start


async def test_keys_typed_without_waiting_all_arrive(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.rush("i", *"one", "ctrl+n", *"two", "escape", "}", "i", *"three", "escape", "w")
        assert [stored_translation(r, index) for index in range(3)] == ["one", "two", "three"]
        assert r.is_on_page()


async def test_search_results_in_replaced_english_are_dropped(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.", "It dreams of summer.", "Morning comes.")
    async with open_reader(tmp_path) as r:
        await r.press("t", "o", "/")
        await r.write("comes")
        await r.press("enter", "}", "{", "{", "i")
        editor(r).text = "A much longer sentence than before."
        await r.press("escape", "n")
        assert r.viewport.cursors.side is Side.ENGLISH
        assert r.view.row_cache.decorations.hits == ()


async def test_closing_the_editor_restores_the_viewport(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (80, 16)) as r:
        await r.press("t", "}", "}", "j", "j", "j")
        before, cursor = r.cursor_line(), r.viewport.cursors.french
        await r.press("i", "escape")
        assert (r.cursor_line(), r.viewport.cursors.french) == (before, cursor)
        await r.press("i")
        await r.write(" Mine.")
        await r.press("escape")
        assert r.viewport.cursors.french == cursor
        assert r.cursor_line() == before


@pytest.mark.parametrize("size", [(40, 10), (60, 24), (80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("keys", [(), ("t",)])
async def test_the_editor_leaves_the_french_visible(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with open_reader(tmp_path, size) as r:
        if r.shows_sidebar() and size[0] < 100:
            await r.press("s")
        for placement in (("g", "g"), ("}", "}"), ("G",), ("{", "ctrl+e")):
            await r.press(*placement, *keys, "i")
            dialog = r.dialog(TranslationEditor).query_one("#text-dialog").region
            assert dialog.x >= 0
            assert dialog.y >= 0
            assert dialog.right <= size[0]
            assert dialog.bottom < size[1], "the dialog covers the footer of the page"
            assert editor(r).size.height >= 2
            first = r.open_article.article.paragraphs[r.open_article.article.paragraph_at(r.viewport.cursors.french)]
            rows = r.view.row_cache.window_rows_of(first)
            assert rows is not None
            columns = r.viewport.spread.columns
            beside = dialog.x >= r.view.region.x + columns.french_x + columns.french_width
            free = [row for row in range(rows[0], rows[1] + 1) if not dialog.y <= row < dialog.bottom]
            assert beside or len(free) >= (min(3, rows[1] - rows[0] + 1) if size[1] > 10 else 1), (
                "the French is covered"
            )
            await r.press("escape", *keys)


async def test_the_edited_text_is_aligned_with_the_translation(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.", "It dreams of summer.", "Morning comes.")
    async with open_reader(tmp_path) as r:
        await r.press("t", "}")
        before = [(y, line.index("It dreams")) for y, line in enumerate(r.lines()) if "It dreams" in line]
        await r.press("i")
        assert [(y, line.index("It dreams")) for y, line in enumerate(r.lines()) if "It dreams" in line] == before


async def test_a_paragraph_at_the_window_edge_is_scrolled_into_view_and_back(tmp_path: Path) -> None:
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


async def test_a_resize_while_editing_loses_nothing(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (200, 50)) as r:
        await r.press("t", "}", "i")
        editor(r).text = "words"
        for size in ((60, 24), (20, 6), (1, 1), (40, 10), (120, 40)):
            await r.resize(*size)
            assert editor(r).text == "words"
        await r.press("escape")
        assert stored_translation(r, 1) == "words"


# -- earlier versions --------------------------------------------------------------------------


async def test_earlier_versions_and_the_original_are_restored(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.")
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t", "I")
        assert r.message == "You have not translated this paragraph yet. Press i to start."
        for text in ("First.", "Second.", "First."):
            await r.press("i")
            editor(r).text = text
            await r.press("escape")
        await r.press("p")
        assert "Press I for earlier versions." in r.message
        await r.press("I")
        dialog = r.dialog(HistoryDialog)
        rows = [(item.label, item.detail) for item in dialog.list.items]
        assert rows == [
            ("", FRENCH[0]),
            ("Yours", "First."),
            ("Yours", "Second."),
            ("Article’s translation", "A black cat sleeps."),
        ]
        assert dialog.list.current == 1
        await r.press("j", "enter")
        assert r.is_on_page()
        assert (stored_translation(r, 0), r.message) == ("Second.", "Saved. u: undo")
        assert r.shows("* Second.")
        await r.press("I", "G", "enter")
        assert stored_translation(r, 0) is None
        assert "Your translation was removed" in r.message
        assert r.shows("A black cat sleeps.")
        await r.press("I", "escape")
        assert stored_translation(r, 0) is None
        await r.press("u", "u")
        assert stored_translation(r, 0) == "First."
        await r.press("U", "U")
        assert stored_translation(r, 0) is None


async def test_the_only_translation_can_be_removed(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i", *"mine", "escape", "I", "G", "enter")
        assert stored_translation(r, 0) is None
        await r.press("I", "j", "enter")
        assert stored_translation(r, 0) == "mine"


# -- input ------------------------------------------------------------------------------------


async def test_pasted_text_is_cleaned_into_one_paragraph(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        r.app.post_message(events.Paste("a\x1b]52;c;QUJD\x07b\u202ec\n\nd"))
        await r.wait_until(lambda: editor(r).text)
        await r.press("escape")
        assert stored_translation(r, 0) == "a\ufffd]52;c;QUJD\ufffdb\ufffdc d"


async def test_a_megabyte_is_refused_and_the_text_is_unchanged(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        await r.write("mine ")
        r.app.post_message(events.Paste("word " * 200_000))
        await r.wait_until(lambda: r.message)
        assert r.message == f"Too long (limit: {MAX_CHARACTERS:,} characters). Nothing was changed."
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
