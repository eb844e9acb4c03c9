"""The reader's own English is never lost: drafts, a crash, a library that refuses, quitting while one writes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reader.ui.screens.wording_screen import WordingScreen
from tests.reading.making import REFUSAL, Refusing
from tests.ui.driving import dead_owner, keep, open_store, reading, refusing
from tests.ui.screens.own_words import FRENCH, editor, own, plain

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_draft_is_on_disk_while_one_writes(tmp_path: Path) -> None:
    plain(tmp_path)
    async with reading(tmp_path) as r:
        await r.press("i")
        await r.write("A bla")
        await r.until(lambda: [one.body for one in r.store.wording_drafts(r.sitting.article)] == ["A bla"])
        await r.press("escape")
        assert r.store.wording_drafts(r.sitting.article) == ()


async def test_the_draft_of_a_crash_is_offered_and_taken_up_where_it_belongs(tmp_path: Path) -> None:
    dead = dead_owner()
    with open_store(tmp_path) as store:
        keep(store, *FRENCH, title="Le chat")
        keep(store, "Autre chose.", title="Autre", rank=1)
    async with reading(tmp_path, owner=dead) as r:
        await r.press("}", "i")
        await r.write("It dre")
        r.sheet(WordingScreen).keep_now()
        # The program ends here as a crash ends it.
    async with reading(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == "English of yours that you had not finished was kept. i opens it."
        await r.press("J", "i")
        assert r.title == "Le chat"
        assert r.shows("Your own English, not finished yet")
        assert editor(r).text == "It dre"
        await r.write("ams.")
        await r.press("escape")
        assert own(r, 1) == "It dreams."
    async with reading(tmp_path, owner=f"here:{os.getpid()}") as r:
        assert r.message == ""


async def test_a_draft_that_a_living_program_writes_is_left_to_it(tmp_path: Path) -> None:
    plain(tmp_path)
    async with reading(tmp_path, owner=f"here:{os.getppid()}") as r:
        r.desk.draft_wording(r.sitting.article, 0, "theirs")
    async with reading(tmp_path) as r:
        assert r.message == ""
        await r.press("i")
        assert editor(r).text == ""


async def test_what_cannot_be_kept_stays_in_the_editor(tmp_path: Path) -> None:
    plain(tmp_path)

    async with reading(tmp_path, new_store=refusing) as r:
        assert isinstance(r.store, Refusing)
        await r.press("i")
        await r.write("precious")
        r.store.refuses = True
        await r.press("escape")
        assert editor(r).text == "precious"
        await r.until(lambda: r.shows(REFUSAL[:20]))
        r.store.refuses = False
        await r.press("escape")
        assert own(r, 0) == "precious"


async def test_quitting_while_writing_keeps_the_words_as_a_draft(tmp_path: Path) -> None:
    plain(tmp_path)
    async with reading(tmp_path) as r:
        await r.press("i")
        await r.write("never done")
        article = r.sitting.article
        await r.press("ctrl+q")
        await r.until(lambda: r.app.return_value == 0)
        assert [one.body for one in r.store.wording_drafts(article)] == ["never done"]
