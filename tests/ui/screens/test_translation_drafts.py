"""The reader's own English is never lost: drafts, a crash, a library that refuses, quitting while one writes."""

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


async def test_a_draft_is_on_disk_while_one_writes(tmp_path: Path) -> None:
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
    """Write a little in a paragraph and end as a crash ends the program."""
    async with open_reader(home, owner=dead_owner()) as r:
        await r.press(*keys, "i")
        await r.write("It dre")
        r.dialog(TranslationEditor).flush()


def two(home: Path) -> None:
    with open_store(home) as store:
        add_article(store, *FRENCH, title="Le chat")
        add_article(store, "Autre chose.", title="Autre", rank=1)


async def test_the_draft_of_a_crash_is_offered_and_taken_up_where_it_belongs(tmp_path: Path) -> None:
    two(tmp_path)
    await leave_unfinished(tmp_path)
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == "English of yours that you had not finished was kept. i opens it."
        await r.press("i")
        assert r.shows("Your own English, not finished yet")
        assert editor(r).text == "It dre"
        await r.write("ams.")
        await r.press("escape")
        assert stored_translation(r, 0) == "It dreams."
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == ""


@pytest.mark.parametrize("elsewhere", ["g", "J"])
async def test_one_writes_where_the_caret_is_and_hears_of_what_was_left_elsewhere(
    tmp_path: Path, elsewhere: str
) -> None:
    two(tmp_path)
    await leave_unfinished(tmp_path, "}")
    async with open_reader(tmp_path, owner=f"here:{os.getpid()}") as r:
        await r.press(*("gg" if elsewhere == "g" else "J"), "i")
        assert editor(r).text == ""
        assert r.shows("is kept for another paragraph")
        await r.press("escape", "i")
        assert not r.shows("is kept for another paragraph"), "it is said once"
        await r.press("escape", "I")
        sheet = r.dialog(HistoryDialog)
        where = "paragraph 2" if elsewhere == "g" else "Le chat, paragraph 2"
        assert [(item.label, item.fact, item.detail) for item in sheet.list.items[1:]] == [
            ("Not finished", where, "It dre")
        ]
        await r.press("G", "enter")
        assert r.title == "Le chat"
        assert editor(r).text == "It dre"
        await r.write("ams.")
        await r.press("escape")
        assert stored_translation(r, 1) == "It dreams."
        await r.press("g", "g", "I")
        assert r.message == "You have not written this paragraph’s English yet. i does."


async def test_a_draft_elsewhere_is_told_at_the_start(tmp_path: Path) -> None:
    two(tmp_path)
    await leave_unfinished(tmp_path, "}")
    async with open_reader(tmp_path) as r:
        await r.press("J")
    async with open_reader(tmp_path) as r:
        assert r.message == "English of yours that you had not finished was kept. I lists it."


async def test_earlier_words_are_taken_into_the_editor(tmp_path: Path) -> None:
    store_article(tmp_path, "A black cat sleeps.")
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("i", "ctrl+r")
        assert r.shows("You have not written this paragraph’s English before.")
        for words in ("First.", "Second."):
            editor(r).text = words
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
        assert editor(r).text == "Second. And more", "undo brings back what was written"
        await r.press("ctrl+y", "escape")
        assert stored_translation(r, 0) == "First."


async def test_a_draft_that_a_living_program_writes_is_left_to_it(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path, owner=f"here:{os.getppid()}") as r:
        r.session.save_own_translation_draft(r.open_article.article, 0, "theirs")
    async with open_reader(tmp_path) as r:
        assert r.message == ""
        await r.press("i")
        assert editor(r).text == ""


async def test_what_cannot_be_kept_stays_in_the_editor(tmp_path: Path) -> None:
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


async def test_quitting_while_writing_keeps_the_words_as_a_draft(tmp_path: Path) -> None:
    store_article(tmp_path)
    async with open_reader(tmp_path) as r:
        await r.press("i")
        await r.write("never done")
        article = r.open_article.article
        await r.press("ctrl+q")
        await r.wait_until(lambda: r.app.return_value == 0)
        assert [one.body for one in r.store.own_translation_drafts(article)] == ["never done"]
