"""Your own translation is never lost: drafts, crashes, storage errors, quitting."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from reader.ui.screens.english.history_dialog import HistoryDialog
from reader.ui.screens.english.translation_editor import TranslationEditor
from tests.reading.builders import FAILURE_MESSAGE, FailingStore
from tests.ui.harness import add_article, dead_owner, open_failing_store, open_reader, open_store
from tests.ui.screens.own_translations import FRENCH, editor, store_article, stored_translation

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_draft_is_stored_while_editing(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        await r.write("A bla")
        await r.wait_until(
            lambda: [one.body for one in r.store.own_translation_drafts(r.open_article.article)] == ["A bla"]
        )
        await r.press("escape")
        assert r.store.own_translation_drafts(r.open_article.article) == ()


async def leave_unfinished(home: Path, *keys: str) -> None:
    """Edit a paragraph and end the program as a crash does."""
    async with open_reader(home, owner=dead_owner()) as r:
        await r.press(*keys, "i")
        await r.write("It dre")
        r.dialog(TranslationEditor).flush()


def two(home: Path) -> None:
    with open_store(home) as store:
        add_article(store, *FRENCH, title="Le chat")
        add_article(store, "Autre chose.", title="Autre", rank=1)


async def test_a_draft_left_by_a_crash_is_restored_in_its_paragraph(tmp_path: Path) -> None:
    two(tmp_path)
    await leave_unfinished(tmp_path)
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == "Unfinished translation restored. Press i to open it."
        await r.press("i")
        assert r.shows("Your translation (unfinished)")
        assert editor(r).text == "It dre"
        await r.write("ams.")
        await r.press("escape")
        assert stored_translation(r, 0) == "It dreams."
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == ""


@pytest.mark.parametrize("elsewhere", ["g", "J"])
async def test_editing_mentions_a_draft_in_another_paragraph(tmp_path: Path, elsewhere: str) -> None:
    two(tmp_path)
    await leave_unfinished(tmp_path, "}")
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        await r.press(*("gg" if elsewhere == "g" else "J"), "i")
        assert editor(r).text == ""
        assert r.shows("unfinished translation in another paragraph")
        await r.press("escape", "i")
        assert not r.shows("unfinished translation in another paragraph"), "shown only once"
        await r.press("escape", "I")
        dialog = r.dialog(HistoryDialog)
        where = "paragraph 2" if elsewhere == "g" else "Le chat, paragraph 2"
        assert [(item.label, item.fact, item.detail) for item in dialog.list.items[1:]] == [
            ("Unfinished", where, "It dre")
        ]
        await r.press("G", "enter")
        assert r.title == "Le chat"
        assert editor(r).text == "It dre"
        await r.write("ams.")
        await r.press("escape")
        assert stored_translation(r, 1) == "It dreams."
        await r.press("g", "g", "I")
        assert r.message == "You have not translated this paragraph yet. Press i to start."


async def test_a_draft_elsewhere_is_announced_at_startup(tmp_path: Path) -> None:
    two(tmp_path)
    await leave_unfinished(tmp_path, "}")
    async with open_reader(tmp_path) as r:
        await r.press("J")
    async with open_reader(tmp_path) as r:
        assert r.message == "Unfinished translation restored. Press I to find it in the list."


async def test_an_earlier_version_is_inserted_into_the_editor(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.")
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("i", "ctrl+r")
        assert r.shows("No earlier versions of this paragraph.")
        for text in ("First.", "Second."):
            editor(r).text = text
            await r.press("escape", "i")
        await r.write(" And more")
        await r.press("ctrl+r")
        assert [item.detail for item in r.dialog(HistoryDialog).list.items] == [FRENCH[0], "Second.", "First."]
        assert [one.body for one in r.store.own_translation_drafts(r.open_article.article)] == ["Second. And more"]
        await r.press("escape")
        assert editor(r).text == "Second. And more"
        await r.press("ctrl+r", "G", "enter")
        assert editor(r).text == "First."
        await r.press("ctrl+z")
        assert editor(r).text == "Second. And more", "undo restores the text"
        await r.press("ctrl+y", "escape")
        assert stored_translation(r, 0) == "First."


async def test_a_draft_of_a_running_program_is_not_taken_over(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path, owner=f"here:{os.getppid()}") as r:
        r.session.save_own_translation_draft(r.open_article.article, 0, "theirs")
    async with open_reader(tmp_path) as r:
        assert r.message == ""
        await r.press("i")
        assert editor(r).text == ""


async def test_unsaved_text_stays_in_the_editor_after_an_error(tmp_path: Path) -> None:
    store_article(tmp_path)

    async with open_reader(tmp_path, new_store=open_failing_store) as r:
        assert isinstance(r.store, FailingStore)
        await r.press("i")
        await r.write("precious")
        r.store.failing = True
        await r.press("escape")
        assert editor(r).text == "precious"
        await r.wait_until(lambda: r.shows(FAILURE_MESSAGE[:20]))
        r.store.failing = False
        await r.press("escape")
        assert stored_translation(r, 0) == "precious"


async def test_quitting_while_editing_keeps_a_draft(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        await r.write("never done")
        article = r.open_article.article
        await r.press("ctrl+q")
        await r.wait_until(lambda: r.app.return_value == 0)
        assert [one.body for one in r.store.own_translation_drafts(article)] == ["never done"]
