"""Mouse input on the page, in text offsets: wheel, clicks, drags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from reader.ui.spread.spread import Side
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

LINES = ("Un matin, la Loire monte. Personne ne dort.", "Deux jours après, elle descend.", *["Encore."] * 40)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        add_article(store, *LINES, title="Eaux", english=("One morning the Loire rises.", "Two days later it falls."))
    return tmp_path


def at(r: Reader, words: str) -> tuple[int, int]:
    """Return the screen cell where a text begins."""
    return next((line.index(words), y) for y, line in enumerate(r.lines()) if words in line and y > 2)


async def test_a_click_moves_the_cursor(home: Path) -> None:
    async with open_reader(home) as r:
        await r.pilot.click(offset=at(r, "Loire"))
        await r.wait_until_idle()
        assert r.word == "Loire"
        await r.pilot.click(offset=at(r, "jours"))
        await r.wait_until_idle()
        assert r.word == "jours"
        row = r.viewport.row
        assert row == r.viewport.cursor_row()


async def test_a_click_beside_the_text_selects_the_nearest_letter(home: Path) -> None:
    async with open_reader(home) as r:
        _, y = at(r, "Deux jours")
        await r.pilot.click(offset=(110, y))
        await r.wait_until_idle()
        assert r.word == "descend"
        await r.pilot.click(offset=(30, y))
        await r.wait_until_idle()
        assert r.word == "Deux"


@pytest.mark.parametrize(
    ("times", "selected"),
    [(2, "Loire"), (3, "Un matin, la Loire monte."), (4, "Un matin, la Loire monte. Personne ne dort.")],
)
async def test_multiple_clicks_select_word_sentence_and_paragraph(home: Path, times: int, selected: str) -> None:
    async with open_reader(home) as r:
        await r.pilot.click(offset=at(r, "Loire"), times=times)
        await r.wait_until_idle()
        assert r.selected_text == selected
        await r.press("2")
        assert [h.selector.exact for h in r.highlights] == [selected]


async def _drag(r: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    await r.pilot.mouse_down(offset=start)
    r.view.on_mouse_move(_moved(r, start))
    for x in range(start[0], end[0], 1 if end[0] > start[0] else -1):
        r.view.on_mouse_move(_moved(r, (x, start[1])))
    r.view.on_mouse_move(_moved(r, end))
    await r.pilot.mouse_up(offset=end)
    await r.wait_until_idle()


def _moved(r: Reader, at: tuple[int, int]) -> events.MouseMove:
    x, y = at[0] - r.view.region.x, at[1] - r.view.region.y
    return events.MouseMove(r.view, x, y, 0, 0, 1, False, False, False, at[0], at[1])


async def test_a_drag_selects_letters_in_both_directions(home: Path) -> None:
    async with open_reader(home) as r:
        (x, y) = at(r, "Loire")
        await _drag(r, (x, y), (x + 4, y))
        assert r.selected_text == "Loire"
        await _drag(r, (x + 2, y), (x, y))
        assert r.selected_text == "Loi"
        end = at(r, "jours")
        await _drag(r, (x, y), (end[0] + 4, end[1]))
        assert r.selected_text == "Loire monte. Personne ne dort.\n\nDeux jours"


async def test_a_drag_stays_in_its_column(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("t")
        start, end = at(r, "Loire monte"), at(r, "Two days")
        await _drag(r, start, (end[0] + 7, end[1]))
        assert _side(r) is Side.FRENCH
        await _drag(r, end, (start[0], start[1] + 1))
        assert _side(r) is Side.ENGLISH
        assert (r.selected_text or "").startswith(("One", "Two", "mor", "T", "O"))
        assert not set("éèà") & set(r.selected_text or "")


def _side(r: Reader) -> Side | None:
    return r.viewport.selection.side if r.viewport.selection is not None else None


async def test_a_click_ends_a_selection(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("v", "w")
        await r.pilot.click(offset=at(r, "jours"))
        await r.wait_until_idle()
        assert not r.selected_text
        assert r.word == "jours"


async def test_the_wheel_scrolls_and_the_cursor_stays_while_visible(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:

        def wheel(*, down: bool) -> None:
            kind = events.MouseScrollDown if down else events.MouseScrollUp
            r.view.post_message(kind(r.view, 5, 5, 0, 0, 0, False, False, False, 5, 5))

        await r.press("}", "}", "}")
        caret, top = r.viewport.cursors.french, r.viewport.top
        wheel(down=True)
        await r.wait_until_idle()
        assert r.viewport.cursors.french == caret
        assert r.viewport.top == r.viewport.spread.move(top, 3)
        for _ in range(4):
            wheel(down=True)
        await r.wait_until_idle()
        assert r.viewport.cursors.french > caret
        assert r.viewport.cursor_row() <= 1, "the first line in sight, under a blank row perhaps"
        for _ in range(20):
            wheel(down=False)
        await r.wait_until_idle()
        assert r.viewport.top == r.viewport.spread.first


async def test_a_click_on_the_title_or_a_blank_row_does_not_fail(home: Path) -> None:
    async with open_reader(home) as r:
        for y in (0, 1, 2, 3, 5, r.view.size.height - 1):
            await r.pilot.click(offset=(60, y))
        await r.wait_until_idle()
        assert r.viewport.cursors.french <= len(r.text)


async def test_a_click_outside_a_dialog_closes_it(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("A")
        await r.pilot.click(offset=(1, 1))
        await r.wait_until_idle()
        assert r.is_on_page()
