"""Keys typed ahead have the same effect as keys typed slowly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.settings import SettingsDialog
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

SEQUENCES = {
    "find": ("/", *"moore", "enter", "n"),
    "find and leave": ("/", *"moore", "escape", "w"),
    "find nothing": ("/", *"zanzibar", "enter", "w"),
    "filter and open": ("tab", "/", *"loire", "enter", "}"),
    "filter and leave": ("tab", "/", *"loire", "escape", "escape", "escape", "w"),
    "open from the list": ("tab", "j", "j", "enter", "}", "v", "1"),
    "archive and go on": ("tab", "j", "x", "u", "tab", "w"),
    "go to a mark": ("}", "v", "1", "g", "g", "A", "enter", "w", "v", "2"),
    "filter the marks": ("v", "1", "}", "V", "2", "g", "g", "A", "/", *"russes", "enter", "w"),
    "marks of the library": ("J", "v", "1", "K", "A", "A", "enter", "}"),
    "help": ("?", "/", *"paragraph only", "enter", "}"),
    "palette": ("ctrl+p", *"english", "enter", "}"),
    "palette in the palette's way": (":", *"select the", "enter", "3", "}"),
    "note": ("V", "a", *"vite", "escape", "}", "V", "a", *"encore", "escape", "w"),
    "settings": (",", "j", "enter", "escape", "w"),
    "one thing after another": ("t", "T", "s", "J", "K", "v", "w", "3", "u", "ctrl+r", "c", "4", "x", "D"),
    "sheets over sheets": ("v", "1", "A", "?", "escape", "ctrl+p", "escape", "q", "w"),
}


def state(r: Reader) -> object:
    focused = r.screen.focused
    return (
        [type(screen).__name__ for screen in r.app.screen_stack],
        focused.id if focused is not None else None,
        r.title,
        r.viewport.cursors.french,
        r.viewport.top,
        r.selected_text,
        r.mode(),
        r.reading_screen.english_visibility.revealed_paragraph,
        r.app.theme,
        [(h.selector.exact, h.color, h.note.body if h.note else None) for h in r.store.all_highlights()],
        [entry.title for entry in r.reading_screen.sidebar.articles.items],
        r.message,
    )


@pytest.mark.parametrize("name", SEQUENCES)
async def test_typing_ahead_changes_nothing(tmp_path: Path, name: str) -> None:
    keys = tuple("space" if key == " " else key for key in SEQUENCES[name])
    states = []
    for way in ("slowly", "at once"):
        home = tmp_path / way
        home.mkdir()
        async with open_reader(home, (120, 24)) as r:
            await (r.press(*keys) if way == "slowly" else r.rush(*keys))
            states.append(state(r))
    assert states[0] == states[1]


async def test_a_dialog_opened_while_another_closes_releases_the_keys(tmp_path: Path) -> None:
    """Found by a random session: all keys stayed held after the second dialog closed."""
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("A")
        first = r.dialog(MarksDialog)

        def open_another() -> None:
            first.finish()
            r.app.push_dialog(SettingsDialog())

        first.call_next(open_another)
        await r.wait_until_idle()
        r.dialog(SettingsDialog)
        await r.press("escape")
        caret = r.viewport.cursors.french
        await r.press("w")
        assert r.viewport.cursors.french != caret
