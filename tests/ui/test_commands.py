"""Every command works wherever it is available: no dead key, no failing palette entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.commands.command import Context
from reader.ui.commands.keymap import Keymap
from reader.ui.commands.listing import palette_entries
from reader.ui.commands.registry import COMMANDS
from reader.ui.screens.engines.compare_dialog import CompareDialog
from reader.ui.screens.engines.engine_dialog import EngineDialog
from reader.ui.screens.english.mode_dialog import EnglishModeDialog
from reader.ui.screens.english.translation_editor import TranslationEditor
from reader.ui.screens.help_and_palette import HelpDialog, PaletteDialog
from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.reading.motions import MOTIONS
from reader.ui.screens.settings import SettingsDialog
from reader.ui.screens.text_dialog import TextDialog
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.screens.command_screen import CommandScreen
    from tests.ui.harness import Reader

pytestmark = pytest.mark.slow

QUIT_COMMANDS = {"app.quit", "app.quit_now"}
"""Commands that end the program."""
SCREENS: dict[Context, tuple[tuple[str, ...], ...]] = {
    Context.PAGE: ((),),
    Context.SELECTING: (("v",),),
    Context.SIDEBAR: (("tab",),),
    Context.LIST: (("A",), ("?",), (",",)),
    Context.DIALOG: (("/",), ("tab", "/"), ("A", "/"), (":",)),
    Context.EDITOR: (("v", "a"), ("i",)),
}
"""For each context, the keys that lead to each of its screens."""
ONLY_OF_HIGHLIGHTS = {"mark.note", "mark.recolor", "mark.remove", "marks.list", "copy.french", "copy.both"}
"""Available only in a list of highlights."""

ONLY_OF_ENGINES = {"english.withdraw"}
"""Available only in a list of engines."""
ONLY_OF_TRANSLATIONS = {"editor.next", "editor.previous", "editor.earlier"}
"""Available only in the editor of a translation."""


@pytest.mark.parametrize("context", Context)
async def test_every_command_has_a_handler_in_each_screen_of_its_context(tmp_path: Path, context: Context) -> None:
    for keys in SCREENS[context]:
        async with open_reader(tmp_path) as r:
            await r.press(*keys)
            screen = _screen(r)
            assert screen.context is context
            dead = {
                command.id
                for command in Keymap.default().commands_in(context)
                if screen.handler(command.id) is None and not (screen is r.reading_screen and command.id in MOTIONS)
            }
        if context is Context.LIST and not isinstance(screen, MarksDialog):
            dead -= ONLY_OF_HIGHLIGHTS | {"app.undo", "app.redo"}
        if context is Context.LIST and not isinstance(screen, EngineDialog):
            dead -= ONLY_OF_ENGINES
        if context is Context.EDITOR and not isinstance(screen, TranslationEditor):
            dead -= ONLY_OF_TRANSLATIONS
        assert not dead, f"no one does {sorted(dead)} in {type(screen).__name__}"


def _screen(r: Reader) -> CommandScreen:
    assert isinstance(
        r.screen,
        (
            type(r.reading_screen),
            CompareDialog,
            EngineDialog,
            MarksDialog,
            HelpDialog,
            PaletteDialog,
            SettingsDialog,
            EnglishModeDialog,
            TextDialog,
        ),
    )
    return r.screen


def _calls(context: Context) -> list[tuple[str, str | None]]:
    return [
        (entry.command.id, entry.argument)
        for entry in palette_entries(Keymap.default(), context)
        if entry.command.id not in QUIT_COMMANDS
    ]


def _create_two_articles(home: Path) -> None:
    """Create a library of two articles, one with translation and one without."""
    with open_store(home) as store:
        add_article(store, "Un mot. Deux mots.", "Encore un paragraphe.", title="Deux", rank=1)
        add_article(store, "Premier. Second.", "Suite et fin.", title="Un", english=("First.", "End."))


def _create_empty_library(home: Path) -> None:
    with open_store(home):
        pass


@pytest.mark.parametrize(
    ("context", "library"),
    [
        (Context.PAGE, "with English"),
        (Context.PAGE, "without English"),
        (Context.PAGE, "empty"),
        (Context.SELECTING, "with English"),
        (Context.SIDEBAR, "with English"),
        (Context.SIDEBAR, "empty"),
    ],
)
async def test_every_entry_of_the_palette_can_be_called(tmp_path: Path, library: str, context: Context) -> None:
    """One after another in one program, on the page with and without a highlight at the cursor."""
    (_create_empty_library if library == "empty" else _create_two_articles)(tmp_path)
    async with open_reader(tmp_path) as r:
        if library == "without English":
            await r.press("J")
            assert r.open_article.english is None
        for command_id, letter in _calls(context):
            await _back(r, context)
            if library == "with English" and context is Context.PAGE:
                await r.tap("V", "2")
            _screen(r).perform(command_id, letter)
        await r.wait_until_idle()
        await _back(r, context)
        assert r.app.return_value is None


async def _back(r: Reader, context: Context) -> None:
    while len(r.app.screen_stack) > 2 or r.reading_screen.context not in {Context.PAGE, Context.SIDEBAR}:
        await r.tap("escape")
    if (r.reading_screen.context is Context.SIDEBAR) is not (context is Context.SIDEBAR):
        await r.tap("tab")
    if context is Context.SELECTING and r.session.current is not None:
        await r.tap("v")


async def test_every_key_of_the_page_can_be_pressed(tmp_path: Path) -> None:
    keymap = Keymap.default()
    async with open_reader(tmp_path) as r:
        for command in COMMANDS:
            if command.id in QUIT_COMMANDS or Context.PAGE not in command.contexts:
                continue
            for keys in keymap.keys_for(command.id, Context.PAGE):
                await _back(r, Context.PAGE)
                await r.tap(*keys.split())
                assert not r.reading_screen.pending
        assert r.app.return_value is None


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_quits_at_once(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path) as r:
        await r.press(key)
        await r.wait_until(lambda: r.app.return_value == 0)
