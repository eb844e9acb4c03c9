"""The editor goes, selects and deletes by whole graphemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App

from reader.text.graphemes import is_boundary
from reader.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from textual.app import ComposeResult

WORDS = "a👩‍👩‍👧b\ne\u0301t 日"
"""Of one letter, a family of three people and two joiners, and one letter; then of four, the first with its accent."""


class Page(App[None]):
    """An editor and nothing else."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.editor = TextEditor(words)

    def compose(self) -> ComposeResult:
        yield self.editor


async def test_arrows_go_over_a_whole_grapheme() -> None:
    page = Page(WORDS)
    async with page.run_test() as pilot:
        page.editor.focus()
        seen = [page.editor.cursor_location]
        for _ in range(8):
            await pilot.press("right")
            seen.append(page.editor.cursor_location)
        assert seen == [(0, 0), (0, 1), (0, 6), (0, 7), (1, 0), (1, 2), (1, 3), (1, 4), (1, 5)]
        for before in reversed(seen[:-1]):
            await pilot.press("left")
            assert page.editor.cursor_location == before


async def test_a_key_deletes_a_whole_grapheme() -> None:
    page = Page(WORDS)
    async with page.run_test() as pilot:
        page.editor.focus()
        await pilot.press("right", "delete")
        assert page.editor.text.splitlines()[0] == "ab"
        await pilot.press("down", "home", "right", "backspace")
        assert page.editor.text.splitlines()[1] == "t 日"


@pytest.mark.parametrize("key", ["up", "down"])
async def test_up_and_down_stop_at_a_grapheme(key: str) -> None:
    page = Page("abcdef\n👩‍👩‍👧👩‍👩‍👧\nabcdef")
    async with page.run_test() as pilot:
        page.editor.focus()
        for column in range(7):
            page.editor.move_cursor((0 if key == "down" else 2, column))
            await pilot.press(key)
            row, at = page.editor.cursor_location
            assert (row, is_boundary(page.editor.document.get_line(1), at)) == (1, True)


async def test_the_mouse_selects_whole_graphemes() -> None:
    page = Page("👩‍👩‍👧👩‍👩‍👧 abc")
    async with page.run_test() as pilot:
        for start, end in ((0, 1), (1, 0), (1, 3), (3, 1), (2, 5), (5, 1), (7, 3)):
            await pilot.mouse_down(page.editor, offset=(start + page.editor.gutter.left, page.editor.gutter.top))
            await pilot.hover(page.editor, offset=(end + page.editor.gutter.left, page.editor.gutter.top))
            await pilot.mouse_up(page.editor, offset=(end + page.editor.gutter.left, page.editor.gutter.top))
            line = page.editor.document.get_line(0)
            assert all(is_boundary(line, column) for _, column in page.editor.selection)
