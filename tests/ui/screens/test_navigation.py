"""Bookmarks, the jump list and percentages by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.commands.command import Context
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

LONG = "Une phrase assez longue pour que la ligne se coupe quelque part avant sa fin, et que rien ne soit facile."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of two articles of many paragraphs."""
    with open_store(tmp_path) as store:
        add_article(store, *(f"Second {number}. {LONG}" for number in range(40)), title="Second", rank=1)
        add_article(store, *(f"Premier {number}. {LONG}" for number in range(40)), title="Premier")
    return tmp_path


def at(r: Reader) -> tuple[str, int]:
    """Return the article and the position."""
    return r.title, r.viewport.cursors.french


def seen(r: Reader) -> tuple[str, int, int]:
    """Return the article, the position and its row."""
    return r.title, r.viewport.cursors.french, r.viewport.row


# -- bookmarks -------------------------------------------------------------------------------------


async def test_a_bookmark_is_set_and_reached(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press(*"5}", "w")
        there = at(r)
        await r.press("m", "a")
        assert r.message == "Bookmark a set. Press ' a to return."
        await r.press("G", "'", "a")
        assert at(r) == there
        await r.press("g", "g", "`", "a")
        assert at(r) == there
        assert r.message == ""


async def test_bookmarks_belong_to_an_article_and_survive_a_restart(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press(*"7}", "m", "é")
        there = at(r)
        await r.press("J", "'", "é")
        assert at(r) == ("Second", 0)
        assert r.message == "No bookmark é in this article. Press m é to set it here."
        await r.press("}", "m", "b", "'", "é")
        assert r.message == "No bookmark é in this article. Bookmarks: b."
    async with open_reader(home, (60, 20)) as r:
        await r.press("K", "g", "g", "'", "é")
        assert at(r) == there


async def test_only_letters_name_bookmarks(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("m", "!")
        assert "with a letter or digit" in r.message
        assert r.open_article.bookmarks() == ()
        await r.press("m", "escape", "}")
        assert r.open_article.bookmarks() == ()
        assert r.viewport.cursors.french > 0


async def test_the_key_twice_returns_from_the_last_jump(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("'", "'")
        assert "No earlier jump" in r.message
        await r.press(*"3}")
        here = seen(r)
        await r.press("G")
        there = at(r)
        for _ in range(2):
            await r.press("`", "`")
            assert seen(r) == here
            await r.press("'", "'")
            assert at(r) == there


# -- back and forward ------------------------------------------------------------------------------


async def test_going_back_from_a_jump_restores_the_row(home: Path) -> None:
    jumps = (("G",), ("5", "0", "%"), ("/", *"premier 30", "enter"), ("]",), ("n",), ("'", "a"), ("J",))
    ways = (("H", "L"), ("ctrl+o", "alt+right"), ("alt+left", "L"))
    async with open_reader(home, (100, 20)) as r:
        await r.press(*"9}", "V", "1", *"3}", "m", "a", "g", "g", *"4}", "ctrl+e", "w")
        here = seen(r)
        for number, jump in enumerate(jumps):
            back, forward = ways[number % len(ways)]
            await r.press(*jump)
            there = at(r)
            assert there != here[:2], jump
            await r.press(back)
            assert seen(r) == here, jump
            await r.press(forward)
            assert at(r) == there, jump
            await r.press(back)
            assert seen(r) == here, jump


async def test_the_highlights_list_records_one_jump_across_articles(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("J", *"9}", "V", "1", "K", *"2}")
        here = seen(r)
        await r.press("A", "A", "enter")
        there = at(r)
        assert there[0] == "Second"
        await r.press("H")
        assert seen(r) == here
        await r.press("L")
        assert at(r) == there


async def test_steps_take_counts_and_motions_are_not_jumps(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press(*"jjw)}", "space")
        await r.press("H")
        assert r.message == "No earlier jump to go back to."
        await r.press("g", "g", *"}", "2", "0", "%", *"}", "6", "0", "%", *"}", "G", "H", "H", "H")
        first = at(r)
        await r.press("3", "L")
        assert r.viewport.at_end()
        await r.press("L")
        assert r.message == "No later jump to go forward to."
        await r.press("3", "H")
        assert at(r) == first


async def test_a_cancelled_search_records_no_jump(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("/", *"premier 30", "escape", "H")
        assert "No earlier jump" in r.message


# -- a percentage ----------------------------------------------------------------------------------


async def test_a_count_goes_to_the_percentage(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        for percent in (1, 10, 50, 99):
            await r.press(*str(percent), "%")
            share = r.viewport.cursors.french / len(r.text)
            assert 0 <= share * 100 - percent < 0.1
        await r.press(*"250", "%")
        assert r.viewport.progress() == 1.0


async def test_without_a_count_a_prompt_opens(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        before = at(r)
        await r.press("%")
        assert r.focus() == "percent"
        assert "Results" not in r.footer(), "a percentage has no results"
        await r.press("escape", "/")
        assert "Results" in r.footer()
        await r.press("escape")
        assert (at(r), r.reading_screen.context) == (before, Context.PAGE)
        await r.rush("%", *"40 %", "enter")
        assert r.reading_screen.context is Context.PAGE
        assert 0 <= r.viewport.cursors.french / len(r.text) - 0.4 < 0.001
        await r.press("%", *"demi", "enter")
        assert r.message == "Not a percentage. Type a number from 0 to 100."
        await r.press("%", "0", "down", "enter")
        assert r.viewport.cursors.french == 0


async def test_a_selection_extends_to_the_percentage(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("v", "%", *"30", "enter")
        assert r.reading_screen.context is Context.SELECTING
        passage = r.selected_text
        assert passage is not None
        assert len(passage) > len(r.text) // 4


async def test_navigation_in_an_empty_library(tmp_path: Path) -> None:
    with open_store(tmp_path):
        pass
    async with open_reader(tmp_path, (100, 20)) as r:
        await r.press("H", "L", "m", "a", "'", "a", "'", "'", "%", "5", "%")
        assert r.app.return_value is None


async def test_another_article_closes_the_prompt(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 30)) as r:
        await r.press("%")
        assert r.reading_screen.navigation.input.wraps(r.reading_screen.focused)
        r.reading_screen.open(r.reading_screen.sidebar.entries[2].id)
        await r.wait_until_idle()
        assert not r.reading_screen.navigation.input.visible
        assert r.reading_screen.focused is r.view
        await r.press("j")
        assert not r.reading_screen.navigation.input.value
