"""Undo and redo by keys; changes that cannot be saved are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.text.model.highlights import Color
from tests.reading.builders import FAILURE_MESSAGE, FailingStore
from tests.ui.harness import open_failing_store, open_reader
from tests.ui.screens.two_articles import install_two_articles, stored_highlights, tinted_text

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.smoke


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return install_two_articles(tmp_path)


async def test_undo_and_redo_of_every_kind_of_change(home: Path) -> None:
    async with open_reader(home) as r:

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
                assert r.message.startswith("Undid: ")
            await r.press(back)
            assert r.message == "Nothing to undo."
            for expected in states[1:]:
                await r.press(again)
                assert state() == expected
                assert r.message.startswith("Redid: ")
            await r.press(again)
            assert r.message == "Nothing to redo."


async def test_undo_names_and_shows_the_change(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("}", "v", "1", "c", "2", "a", *"mot", "escape", "x", "g", "g")
        shown = []
        for _ in range(4):
            await r.press("u")
            shown.append(r.message)
        assert shown == [
            "Undid: removing highlight.",
            "Undid: note.",
            "Undid: highlight color.",
            "Undid: highlight.",
        ]
        await r.press("g", "g", "ctrl+r")
        assert r.word == "Deux"
        assert r.message == "Redid: highlight."


async def test_undo_opens_the_article_it_belongs_to(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("}", "v", "1", "J", "u")
        assert r.title == "Premier"
        assert stored_highlights(r) == []
        await r.press("J", "ctrl+r")
        assert r.title == "Premier"
        assert stored_highlights(r) == [("yellow", "Deux")]


# -- storage errors --------------------------------------------------------------------------------


async def test_unsaved_changes_are_not_shown_and_reported(home: Path) -> None:
    async with open_reader(home, new_store=open_failing_store) as r:
        assert isinstance(r.store, FailingStore)
        await r.press("w")
        before = r.lines()
        r.store.failing = True
        await r.press("v", "w", "1")
        assert r.message == FAILURE_MESSAGE
        assert r.shows("the disk is full")
        assert tinted_text(r) == ""
        assert r.open_article.highlights == ()
        assert r.selected_text == "matin, la", "the selection is gone"
        r.store.failing = False
        await r.press("1")
        assert stored_highlights(r) == [("yellow", "matin, la")]
        assert tinted_text(r).startswith("matin,")
        r.store.failing = True
        for keys in (("x",), ("c", "2"), ("u",)):
            await r.press(*keys)
            assert r.message == FAILURE_MESSAGE
            assert stored_highlights(r) == [("yellow", "matin, la")]
            assert tinted_text(r).startswith("matin,")
        await r.press("escape")
        assert before[:3] == r.lines()[:3]


async def test_an_article_that_cannot_be_archived_stays(home: Path) -> None:
    async with open_reader(home, new_store=open_failing_store) as r:
        assert isinstance(r.store, FailingStore)
        r.store.failing = True
        await r.press("tab", "x")
        assert r.message == FAILURE_MESSAGE
        assert len(r.reading_screen.sidebar.articles.items) == 2
        assert r.title == "Premier"


async def test_a_saved_highlight_is_shown_though_its_color_cannot_be_saved(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(home) as r:

        def refuse(name: str, value: str) -> None:
            raise StorageError(FAILURE_MESSAGE)

        monkeypatch.setattr(r.store, "set_preference", refuse)
        await r.press("w", "v", "w", "3")
        assert r.message == FAILURE_MESSAGE
        assert stored_highlights(r) == [("blue", "matin, la")]
        assert tinted_text(r, Color.BLUE).startswith("matin,")
        assert r.selected_text is None
