"""Help, palette and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings
from reader.text.folding import fold_string
from reader.ui.commands.registry import COMMANDS
from reader.ui.screens import list_dialog
from reader.ui.screens.help_and_palette import CommandsDialog, HelpDialog, PaletteDialog
from reader.ui.screens.reading.marks_dialog import MarksDialog
from reader.ui.screens.settings import SettingsDialog
from reader.ui.spread.columns import ColumnMode
from reader.ui.theme.themes import THEME_NAMES, roles_of
from tests.reading.builders import FAILURE_MESSAGE, FailingStore
from tests.ui.harness import open_failing_store, open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


def labels(r: Reader) -> list[str]:
    return [item.label for item in r.dialog(CommandsDialog).list.items]


@pytest.mark.parametrize("key", ["?", "f1"])
async def test_help_lists_every_command_with_its_keys(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path) as r:
        await r.press(key)
        r.dialog(HelpDialog)
        assert {command.label for command in COMMANDS} <= set(labels(r))
        assert any(line.split()[:2] == ["┃", "j"] or "j  Down" in line for line in r.lines())
        await r.press("escape")
        assert r.is_on_page()


async def test_a_command_found_in_the_help_is_run(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("?", "/")
        await r.write("peek at")
        assert labels(r) == ["Peek at translation"]
        await r.press("enter")
        assert r.is_on_page()
        assert r.reading_screen.english_visibility.revealed_paragraph == 0


async def test_help_filter_finds_keys_too(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("?", "/")
        await r.write("ctrl e")
        assert "Scroll down" in labels(r)


async def test_the_help_never_selects_a_heading(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("?")
        r.dialog(HelpDialog)
        assert getattr(r.dialog(HelpDialog).list.current_item, "entry", None)
        await r.press("g", "g")
        assert getattr(r.dialog(HelpDialog).list.current_item, "entry", None)
        await r.press("q")
        assert r.is_on_page()


@pytest.mark.parametrize("key", ["ctrl+p", ":"])
async def test_the_palette_filters_while_typing_and_runs_the_choice(tmp_path: Path, key: str) -> None:
    async with open_reader(tmp_path) as r:
        await r.press(key)
        r.dialog(PaletteDialog)
        await r.write("translation")
        assert "Show translation" in labels(r)
        await r.press("enter")
        assert r.is_on_page()
        assert r.mode() is ColumnMode.FACING


async def test_arrows_move_in_the_palette(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("ctrl+p")
        await r.write("mark")
        expected = labels(r)[1]
        await r.press("down")
        r.dialog(PaletteDialog)
        assert getattr(r.dialog(PaletteDialog).list.current_item, "label", "") == expected
        await r.press("up")
        assert r.dialog(PaletteDialog).list.current == 0


async def test_the_palette_while_selecting_has_the_six_colors(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "w", "ctrl+p")
        await r.write("color blue")
        await r.press("enter")
        assert [h.color.value for h in r.highlights] == ["blue"]


async def test_the_palette_in_a_list_and_in_an_editor(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("v", "1", "A", "ctrl+p")
        await r.write("remove")
        await r.press("enter")
        r.dialog(MarksDialog)
        assert not r.highlights
        await r.press("u", "escape", "a")
        await r.write("mots")
        await r.press("ctrl+p")
        await r.write("keep and close")
        await r.press("enter")
        assert r.is_on_page()
        assert [h.note.body for h in r.highlights if h.note] == ["mots"]


async def test_one_dialog_of_a_kind_at_a_time(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("?", "?", "ctrl+p", "ctrl+p")
        assert len(r.app.screen_stack) <= 4
        await r.press("escape", "escape", "escape")
        assert r.is_on_page()


async def test_keys_typed_before_the_palette_opens_go_into_it(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.rush("ctrl+p", *"english", "enter", "}")
        assert r.mode() is ColumnMode.FACING
        assert r.viewport.cursors.french == r.open_article.article.paragraphs[1].start


# -- settings --------------------------------------------------------------------------------------


async def test_a_theme_applies_at_once_and_is_saved(tmp_path: Path) -> None:
    async with open_reader(tmp_path, theme=None) as r:
        await r.press(",")
        r.dialog(SettingsDialog)
        before = {style.bgcolor for _, _, style in r.styled_segments()}
        await r.press("j", "enter")
        r.dialog(SettingsDialog)
        assert r.app.theme == "encre"
        grounds = {
            style.bgcolor.triplet.hex for _, _, style in r.styled_segments() if style.bgcolor and style.bgcolor.triplet
        }
        assert roles_of(r.app.current_theme).panel in grounds
        assert before != {style.bgcolor for _, _, style in r.styled_segments()}
        for name in ("dracula", "solarized-light"):
            await r.press("/")
            await r.write(name)
            await r.press("enter")
            assert r.app.theme == name
            await r.press("escape", "escape")
            if r.is_on_page():
                await r.press(",")
    async with open_reader(tmp_path, theme=None) as r:
        assert r.app.theme == "solarized-light"


@pytest.mark.parametrize("way", ["key", "mouse"])
async def test_a_theme_that_cannot_be_saved_is_reported_and_stays(tmp_path: Path, way: str) -> None:
    async with open_reader(tmp_path, theme=None, new_store=open_failing_store) as r:
        assert isinstance(r.store, FailingStore)
        await r.press(",", "j")
        r.store.failing = True
        if way == "key":
            await r.press("enter")
        else:
            y, line = next((y, line) for y, line in enumerate(r.lines()) if "encre" in line)
            await r.pilot.click(offset=(line.index("encre") + 2, y))
            await r.wait_until_idle()
        assert r.shows("the disk is full")
        assert r.app.theme == "encre"
        assert "current" in next(line for line in r.lines() if "encre" in line)


async def test_the_settings_open_with_all_headings_visible(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press(",")
        for words in ("Text layout", "Hyphenate", "Other", "Translation engine", "Theme", "papier", "encre"):
            assert r.shows(words)


async def test_every_theme_can_be_chosen(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (60, 24)) as r:
        for name in THEME_NAMES:
            r.app.use_theme(name)
            await r.wait_until_idle()
            r.lines()
            assert r.store.preference("theme") == name


async def test_the_line_width_applies_at_once(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press(",", "/")
        await r.write("wider")
        await r.press("enter", "enter")
        assert r.view.content.measure == 70
        assert r.store.preference("measure") == "70"


@pytest.mark.parametrize(
    ("settings", "themes"),
    [
        (Settings(theme="papier"), ["encre", "papier"]),
        (Settings(theme="nord", light="papier", dark="nord"), ["papier", "nord"]),
        (Settings(theme="textual-dark"), ["textual-light", "textual-dark"]),
        (Settings(theme="dracula"), ["papier", "encre"]),
    ],
)
async def test_capital_d_switches_between_light_and_dark(tmp_path: Path, settings: Settings, themes: list[str]) -> None:
    async with open_reader(tmp_path, settings=settings) as r:
        for theme in themes:
            await r.press("D")
            assert r.app.theme == theme
            assert r.store.preference("theme") == theme


@pytest.mark.parametrize(("theme", "rows"), [("papier", 34), ("ansi-light", 40), ("ansi-dark", 40)])
async def test_a_list_without_a_background_takes_all_rows(tmp_path: Path, theme: str, rows: int) -> None:
    async with open_reader(tmp_path, (120, 40), theme=theme) as r:
        await r.press("t", "?")
        assert r.screen.query_one("#dialog").region.height == rows


async def test_a_short_list_leaves_the_page_visible_and_does_not_shrink_while_filtered(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("v", "w", "1", "}", "V", "2", "A")
        list_dialog = r.screen.query_one("#dialog")
        tall = list_dialog.region.height
        assert tall < 20
        assert sum("Moore" in line for line in r.lines()) > 1, "the page is not visible under the list"
        await r.press("/")
        await r.write("nombreux")
        assert list_dialog.region.height == tall
        await r.resize(100, 20)
        assert list_dialog.region.bottom < 20
    async with open_reader(tmp_path, (120, 40)) as r:
        await r.press("?")
        assert r.screen.query_one("#dialog").region.height == 34


async def test_items_are_folded_once_when_filtering_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folding the 20,000 headings of a book takes 0.2 s, too long before its contents open."""
    seen: list[str] = []

    def noted(text: str) -> str:
        seen.append(text)
        return fold_string(text)

    async with open_reader(tmp_path) as r:
        monkeypatch.setattr(list_dialog, "fold_string", noted)
        await r.press("?")
        assert not any(seen)
        await r.press("/")
        await r.write("ma")
        items = {words for words in seen if words not in ("", "m", "ma")}
        assert len(items) > 50
        assert all(seen.count(words) == 1 for words in items)


async def test_a_choice_that_cannot_be_saved_is_reported_after_the_list_closes(tmp_path: Path) -> None:
    """The choice is handled after the list is closed, outside the command that opened it."""
    async with open_reader(tmp_path, new_store=open_failing_store) as r:
        assert isinstance(r.store, FailingStore)
        r.app.use_engine("apertium")
        r.app.choose_engine()
        await r.wait_until_idle()
        await r.press("g", "g")
        r.store.failing = True
        await r.press("enter")
        assert r.is_on_page()
        assert r.message == FAILURE_MESSAGE
        r.store.failing = False
        await r.press("w")
        assert r.word == "chef", "the page does not have the keys"
