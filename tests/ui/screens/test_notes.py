"""Notes: edited beside their highlight, saved by Esc, never lost."""

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
    """Return the only stored note."""
    (highlight,) = r.highlights
    return None if highlight.note is None else highlight.note.body


def editor(r: Reader) -> TextArea:
    r.dialog(NoteEditor)
    return r.screen.query_one(TextArea)


async def test_a_writes_a_note_on_the_selection_and_esc_saves_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("}", "V", "a")
        r.dialog(NoteEditor)
        assert r.screen.focused is editor(r)
        assert r.shows("Note")
        await r.write("Une note,\nen deux lignes. q?x1v")
        await r.press("escape")
        assert r.is_on_page()
        assert note(r) == "Une note,\nen deux lignes. q?x1v"
        assert r.message == "Saved. u: undo"
        row = r.view.row_cache.window_rows_of(r.open_article.highlights[0].anchor.span)
        assert row is not None
        assert "†" in r.view.render_line(row[0]).text
        await r.press("u")
        assert note(r) is None
        assert r.message == "Undid: note."
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
        assert r.message == "", "a message is shown though nothing changed"
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


async def test_no_break_spaces_and_joiners_can_be_typed(tmp_path: Path) -> None:
    """French keyboards type the former; emoji need the latter. Control characters are dropped."""
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


# -- drafts ----------------------------------------------------------------------------------------


async def test_a_draft_is_saved_while_writing(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write("Une no")
        await r.wait_until(lambda: [draft.body for draft in r.store.note_drafts()] == ["Une no"])
        await r.write("te")
        await r.wait_until(lambda: [draft.body for draft in r.store.note_drafts()] == ["Une note"])
        await r.press("escape")
        assert r.store.note_drafts() == []


async def test_quitting_while_writing_saves_a_draft(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write("jamais fini")
        await r.press("ctrl+q")
        await r.wait_until(lambda: r.app.return_value == 0)
        assert [draft.body for draft in r.store.note_drafts()] == ["jamais fini"]


async def test_a_draft_left_by_a_crash_is_offered_and_opened(tmp_path: Path) -> None:
    dead = dead_owner()
    async with open_reader(tmp_path, owner=dead) as r:
        await r.press("}", "V", "2", "a")
        await r.write("inachevé")
        r.dialog(NoteEditor)
        r.dialog(NoteEditor).flush()
        # The program ends as in a crash: the note was not saved.
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == "Unfinished note restored. Press a to open it."
        await r.press("a")
        assert editor(r).text == "inachevé"
        assert r.shows("Unfinished note")
        await r.write(" enfin")
        await r.press("escape")
        assert note(r) == "inachevé enfin"
        assert r.store.note_drafts() == []
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == ""


async def test_a_draft_in_another_article_is_opened_there(tmp_path: Path) -> None:
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


async def test_a_draft_of_a_running_process_is_not_offered(tmp_path: Path) -> None:
    living = f"here:{os.getppid()}"
    async with open_reader(tmp_path, owner=living) as r:
        await r.press("v", "2")
        (highlight,) = r.highlights
        r.store.save_note_draft(Draft(highlight.id, highlight.article_id, "à lui", living, NOW))
    async with open_reader(tmp_path) as r:
        assert r.message == ""


async def test_a_note_that_cannot_be_saved_stays_in_the_editor(tmp_path: Path) -> None:
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


# -- the external editor ---------------------------------------------------------------------------


async def test_a_missing_editor_is_reported_and_nothing_is_lost(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "a")
        await r.write("avant")
        await r.press("ctrl+g")
        assert "No editor is set." in r.message
        await r.wait_until(lambda: r.shows("No editor is set."))
        assert editor(r).text == "avant"
        await r.write("!")
        assert editor(r).text == "avant!"


async def test_a_terminal_that_cannot_be_suspended_is_reported(tmp_path: Path) -> None:
    """A test has no terminal to suspend; end-to-end tests have one."""
    async with open_reader(tmp_path, settings=Settings(editor="true", theme="papier")) as r:
        await r.press("v", "a")
        await r.write("avant")
        await r.press("ctrl+g")
        assert r.message == "This terminal cannot run an external editor."
        assert editor(r).text == "avant"


# -- placement of the editor -----------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60, 24), (100, 30), (120, 40), (200, 50)])
@pytest.mark.parametrize("english", [False, True])
async def test_the_editor_leaves_the_highlight_visible(tmp_path: Path, size: tuple[int, int], english: bool) -> None:
    async with open_reader(tmp_path, size) as r:
        if english:
            await r.press("t")
        for place in (("g", "g"), ("}", "}"), ("G",), ("{",), ("{", "ctrl+e", "ctrl+e")):
            await r.press(*place, "v", "w", "w", "a")
            r.dialog(NoteEditor)
            rows = r.dialog(NoteEditor)._rows
            highlight_rows = rows() if rows is not None else None
            assert highlight_rows is not None
            editor_region = r.screen.query_one("#text-dialog").region
            assert editor_region.width >= 34
            assert editor_region.height >= 6
            assert editor_region.x >= 0
            assert editor_region.right <= size[0]
            assert editor_region.y >= 0
            assert editor_region.bottom < size[1], "the editor covers the footer of the page"
            covered = set(range(editor_region.y, editor_region.bottom)) & set(
                range(highlight_rows[0], highlight_rows[1] + 1)
            )
            if covered:
                shape = r.viewport.spread.columns
                columns = (
                    shape.english_x + shape.english_width
                    if english and size[0] > 100
                    else shape.french_x + shape.french_width
                )
                assert editor_region.x >= r.view.region.x + columns, "the editor covers its highlight"
            first = r.open_article.highlight(r.highlights[-1].id)
            assert first is not None
            await r.press("escape", "x")


async def test_a_resize_while_writing_keeps_text_and_highlight(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (200, 50)) as r:
        await r.press("}", "}", "V", "a")
        await r.write("mots")
        for size in ((60, 24), (20, 6), (1, 1), (120, 40), (60, 24)):
            await r.resize(*size)
            assert editor(r).text == "mots"
        r.dialog(NoteEditor)
        editor_region = r.screen.query_one("#text-dialog").region
        rows = r.view.row_cache.window_rows_of(r.open_article.highlights[0].anchor.span)
        assert rows is not None
        assert not set(range(editor_region.y, editor_region.bottom)) & set(range(rows[0], rows[1] + 1)), (
            "the editor covers its highlight"
        )
        await r.press("escape")
        assert note(r) == "mots"


@pytest.mark.parametrize("other", [(60, 20), (80, 24), (100, 30)])
async def test_the_editor_follows_a_resize(tmp_path: Path, other: tuple[int, int]) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("t", "v", "w", "a")
        await r.resize(*other)
        editor_region = r.screen.query_one("#text-dialog").region
        rows, edges = r.view.row_cache.window_rows_of(r.open_article.highlights[0].anchor.span), r.app.text_edges
        assert rows is not None
        assert (editor_region.x + INSET, editor_region.right) == (edges.text, edges.column + 2), (
            "it is not as wide as the French"
        )
        assert editor_region.y == rows[1] + 1
