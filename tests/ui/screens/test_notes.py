"""Notes: written beside their passage, kept by Esc, never lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.geometry import Size
from textual.widgets import TextArea

from reader.config import Settings
from reader.text.model.highlights import Draft
from reader.ui.screens.reading.note_editor import NoteEditor
from reader.ui.spread.overlay_placement import INSET
from tests.reading.builders import FAILURE_MESSAGE, FailingStore
from tests.ui.harness import NOW, dead_owner, open_failing_store, open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


def note(r: Reader) -> str | None:
    """Return the only note on disk."""
    (highlight,) = r.highlights
    return None if highlight.note is None else highlight.note.body


def editor(r: Reader) -> TextArea:
    r.dialog(NoteEditor)
    return r.screen.query_one(TextArea)


async def test_a_writes_the_note_of_a_passage_and_esc_keeps_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("}", "V", "a")
        r.dialog(NoteEditor)
        assert r.screen.focused is editor(r)
        assert r.shows("Note")
        await r.write("Une note,\nen deux lignes. q?x1v")
        await r.press("escape")
        assert r.is_on_page()
        assert note(r) == "Une note,\nen deux lignes. q?x1v"
        assert r.message == "Kept. u undoes."
        row = r.view.row_cache.window_rows_of(r.open_article.highlights[0].anchor.span)
        assert row is not None
        assert "†" in r.view.render_line(row[0]).text
        await r.press("u")
        assert note(r) is None
        assert r.message == "Undone: the note."
        await r.press("u")
        assert r.highlights == ()


async def test_a_on_a_highlight_opens_its_note_again(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "1", "a")
        await r.write("Un")
        await r.press("ctrl+s")
        assert note(r) == "Un"
        await r.press("a")
        assert editor(r).text == "Un"
        await r.write(" deux")
        await r.press("escape", "enter")
        assert editor(r).text == "Un deux"
        await r.press("escape")
        assert r.message == "", "nothing changed, so nothing is said"
        await r.press("u")
        assert note(r) == "Un"


async def test_keys_typed_without_waiting_all_arrive(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.rush("V", "a", *"vite", "escape", "}", "V", "a", *"encore", "escape", "w")
        assert [h.note.body if h.note else None for h in r.highlights] == ["vite", "encore"]
        assert r.is_on_page()


async def test_a_resize_while_the_editor_closes_does_no_harm(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("V", "a")
        screen = r.dialog(NoteEditor)
        await r.press("escape")
        screen.on_resize(events.Resize(Size(60, 20), Size(60, 20)))
        await r.press("}")
        assert r.is_on_page()


async def test_spaces_that_do_not_break_and_joiners_are_typed_like_letters(tmp_path: Path) -> None:
    """French keyboards have the former; emoji are made of the latter. What could drive a terminal is not written."""
    words = "« Oui\u202f! »\u00a0: 👩\u200d👧"
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write(words + "\u202e")
        await r.press("escape")
        assert note(r) == words
        await r.press("/")
        await r.write("royaume\u202funi")
        assert r.reading_screen.search.input.value == "royaume\u202funi"


async def test_an_empty_note_leaves_only_the_highlight(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a", "space", "enter", "escape")
        assert note(r) is None
        await r.press("a")
        await r.write("x")
        await r.press("escape", "a", "backspace", "escape")
        assert note(r) is None
        await r.press("u")
        assert note(r) == "x"


async def test_a_note_of_100_kb(tmp_path: Path) -> None:
    body = "Une très longue note, « écrite » à la main. " * 2300
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        editor(r).text = body
        await r.press("escape")
        assert note(r) == body.strip()
        await r.press("A")
        assert r.shows("Une très longue note")
        await r.press("escape", "enter")
        assert editor(r).text == body.strip()
        await r.write("!")
        await r.press("escape")
        assert (note(r) or "").endswith("!")


async def test_a_pasted_text_cannot_drive_the_terminal(tmp_path: Path) -> None:
    from textual import events

    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        r.app.post_message(events.Paste("a\x1b]52;c;QUJD\x07b\u202ec"))
        await r.wait_until(lambda: editor(r).text)
        assert editor(r).text == "a\ufffd]52;c;QUJD\ufffdb\ufffdc"


# -- drafts -------------------------------------------------------------------------------------------


async def test_a_draft_is_on_disk_while_one_writes(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write("Une no")
        await r.wait_until(lambda: [draft.body for draft in r.store.note_drafts()] == ["Une no"])
        await r.write("te")
        await r.wait_until(lambda: [draft.body for draft in r.store.note_drafts()] == ["Une note"])
        await r.press("escape")
        assert r.store.note_drafts() == []


async def test_quitting_while_writing_keeps_the_words_as_a_draft(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write("jamais fini")
        await r.press("ctrl+q")
        await r.wait_until(lambda: r.app.return_value == 0)
        assert [draft.body for draft in r.store.note_drafts()] == ["jamais fini"]


async def test_the_draft_of_a_crash_is_offered_and_taken_up(tmp_path: Path) -> None:
    dead = dead_owner()
    async with open_reader(tmp_path, owner=dead) as r:
        await r.press("}", "V", "2", "a")
        await r.write("inachevé")
        r.dialog(NoteEditor)
        r.dialog(NoteEditor).flush()
        # The program ends here as a crash ends it: the note was never kept.
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == "A note you had not finished was kept. a opens it."
        await r.press("a")
        assert editor(r).text == "inachevé"
        assert r.shows("A note you had not finished")
        await r.write(" enfin")
        await r.press("escape")
        assert note(r) == "inachevé enfin"
        assert r.store.note_drafts() == []
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == ""


async def test_a_draft_in_another_article_is_taken_up_there(tmp_path: Path) -> None:
    dead = dead_owner()
    async with open_reader(tmp_path, owner=dead) as r:
        await r.press("J", "}", "V", "2")
        title, (highlight,) = r.title, r.highlights
        r.store.save_note_draft(Draft(highlight.id, highlight.article_id, "ici", dead, NOW))
        await r.press("K")
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.title != title
        await r.press("a")
        assert r.title == title
        assert editor(r).text == "ici"


async def test_a_draft_that_a_living_program_writes_is_left_to_it(tmp_path: Path) -> None:
    living = f"here:{os.getppid()}"
    async with open_reader(tmp_path, owner=living) as r:
        await r.press("v", "2")
        (highlight,) = r.highlights
        r.store.save_note_draft(Draft(highlight.id, highlight.article_id, "à lui", living, NOW))
    async with open_reader(tmp_path) as r:
        assert r.message == ""


async def test_a_note_that_cannot_be_kept_stays_in_the_editor(tmp_path: Path) -> None:
    async with open_reader(tmp_path, new_store=open_failing_store) as r:
        assert isinstance(r.store, FailingStore)
        await r.press("v", "a")
        await r.write("précieux")
        r.store.failing = True
        await r.press("escape")
        r.dialog(NoteEditor)
        assert editor(r).text == "précieux"
        await r.wait_until(lambda: r.shows(FAILURE_MESSAGE[:20]))
        r.store.failing = False
        await r.press("escape")
        assert r.is_on_page()
        assert note(r) == "précieux"


# -- the reader's own editor --------------------------------------------------------------------------


async def test_no_editor_is_a_sentence_and_nothing_is_lost(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write("avant")
        await r.press("ctrl+g")
        assert "No editor is set." in r.message
        await r.wait_until(lambda: r.shows("No editor is set."))
        assert editor(r).text == "avant"
        await r.write("!")
        assert editor(r).text == "avant!"


async def test_a_terminal_that_cannot_be_lent_is_told(tmp_path: Path) -> None:
    """Under a test the terminal is nobody's; a real one is tried on a pty."""
    async with open_reader(tmp_path, settings=Settings(editor="true", theme="papier")) as r:
        await r.press("v", "a")
        await r.write("avant")
        await r.press("ctrl+g")
        assert r.message == "This terminal cannot be lent to an editor."
        assert editor(r).text == "avant"


# -- where the sheet lies -----------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 24), (100, 30), (120, 40), (200, 50)])
@pytest.mark.parametrize("english", [False, True])
async def test_the_sheet_leaves_the_passage_in_sight(tmp_path: Path, size: tuple[int, int], english: bool) -> None:
    async with open_reader(tmp_path, size) as r:
        if english:
            await r.press("t")
        for place in (("g", "g"), ("}", "}"), ("G",), ("{",), ("{", "ctrl+e", "ctrl+e")):
            await r.press(*place, "v", "w", "w", "a")
            r.dialog(NoteEditor)
            rows = r.dialog(NoteEditor)._rows
            mark = rows() if rows is not None else None
            assert mark is not None
            sheet = r.screen.query_one("#text-dialog").region
            assert sheet.width >= 34
            assert sheet.height >= 6
            assert sheet.x >= 0
            assert sheet.right <= size[0]
            assert sheet.y >= 0
            assert sheet.bottom < size[1], "the sheet covers the footer of the page"
            covered = set(range(sheet.y, sheet.bottom)) & set(range(mark[0], mark[1] + 1))
            if covered:
                shape = r.viewport.spread.columns
                columns = (
                    shape.english_x + shape.english_width
                    if english and size[0] > 100
                    else shape.french_x + shape.french_width
                )
                assert sheet.x >= r.view.region.x + columns, "the sheet covers the passage it speaks of"
            first = r.open_article.highlight(r.highlights[-1].id)
            assert first is not None
            await r.press("escape", "x")


async def test_a_resize_while_writing_keeps_words_and_passage(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (200, 50)) as r:
        await r.press("}", "}", "V", "a")
        await r.write("mots")
        for size in ((60, 24), (20, 6), (1, 1), (120, 40), (60, 24)):
            await r.resize(*size)
            assert editor(r).text == "mots"
        r.dialog(NoteEditor)
        sheet = r.screen.query_one("#text-dialog").region
        rows = r.view.row_cache.window_rows_of(r.open_article.highlights[0].anchor.span)
        assert rows is not None
        assert not set(range(sheet.y, sheet.bottom)) & set(range(rows[0], rows[1] + 1)), "the sheet covers its passage"
        await r.press("escape")
        assert note(r) == "mots"


@pytest.mark.parametrize("other", [(60, 20), (80, 24), (100, 30)])
async def test_the_sheet_goes_along_when_the_window_changes(tmp_path: Path, other: tuple[int, int]) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t", "v", "w", "a")
        await r.resize(*other)
        sheet = r.screen.query_one("#text-dialog").region
        rows, edges = r.view.row_cache.window_rows_of(r.open_article.highlights[0].anchor.span), r.app.text_edges
        assert rows is not None
        assert (sheet.x + INSET, sheet.right) == (edges.text, edges.column + 2), "it does not lie as wide as the French"
        assert sheet.y == rows[1] + 1
