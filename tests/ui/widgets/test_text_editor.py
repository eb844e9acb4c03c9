"""The editor moves, selects and deletes by grapheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.app import App

from reader.text.graphemes import is_boundary
from reader.ui.widgets.text_editor import TextEditor

if TYPE_CHECKING:
    from textual.app import ComposeResult

TEXT = "a👩‍👩‍👧b\ne\u0301t 日"
"""A letter, a family emoji with two joiners, a letter; then four letters, the first accented."""


class EditorApp(App[None]):
    """An application with only an editor."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.editor = TextEditor(text)

    def compose(self) -> ComposeResult:
        yield self.editor


async def test_arrows_move_by_grapheme() -> None:
    app = EditorApp(TEXT)
    async with app.run_test() as pilot:
        app.editor.focus()
        seen = [app.editor.cursor_location]
        for _ in range(8):
            await pilot.press("right")
            seen.append(app.editor.cursor_location)
        assert seen == [(0, 0), (0, 1), (0, 6), (0, 7), (1, 0), (1, 2), (1, 3), (1, 4), (1, 5)]
        for before in reversed(seen[:-1]):
            await pilot.press("left")
            assert app.editor.cursor_location == before


async def test_delete_and_backspace_remove_a_grapheme() -> None:
    app = EditorApp(TEXT)
    async with app.run_test() as pilot:
        app.editor.focus()
        await pilot.press("right", "delete")
        assert app.editor.text.splitlines()[0] == "ab"
        await pilot.press("down", "home", "right", "backspace")
        assert app.editor.text.splitlines()[1] == "t 日"


@pytest.mark.parametrize("key", ["up", "down"])
async def test_up_and_down_stop_at_grapheme_boundaries(key: str) -> None:
    app = EditorApp("abcdef\n👩‍👩‍👧👩‍👩‍👧\nabcdef")
    async with app.run_test() as pilot:
        app.editor.focus()
        for column in range(7):
            app.editor.move_cursor((0 if key == "down" else 2, column))
            await pilot.press(key)
            row, at = app.editor.cursor_location
            assert (row, is_boundary(app.editor.document.get_line(1), at)) == (1, True)


async def test_the_mouse_selects_by_grapheme() -> None:
    app = EditorApp("👩‍👩‍👧👩‍👩‍👧 abc")
    async with app.run_test() as pilot:
        for start, end in ((0, 1), (1, 0), (1, 3), (3, 1), (2, 5), (5, 1), (7, 3)):
            await pilot.mouse_down(app.editor, offset=(start + app.editor.gutter.left, app.editor.gutter.top))
            await pilot.hover(app.editor, offset=(end + app.editor.gutter.left, app.editor.gutter.top))
            await pilot.mouse_up(app.editor, offset=(end + app.editor.gutter.left, app.editor.gutter.top))
            line = app.editor.document.get_line(0)
            assert all(is_boundary(line, column) for _, column in app.editor.selection)
