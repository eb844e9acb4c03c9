"""The translation layout: chosen, announced, stored by article; the current line stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens import messages
from reader.ui.screens.english.mode_dialog import MODE_LABELS, EnglishModeDialog
from reader.ui.spread.columns import ColumnMode, EnglishMode
from reader.ui.spread.spread import Side
from tests.ui.harness import add_article, open_reader, open_store
from tests.ui.screens.test_switch_side import ENGLISH, FRENCH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, english=ENGLISH)
    return tmp_path


async def _choose(r: Reader, mode: EnglishMode) -> None:
    """Choose a mode from the list."""
    await r.press("M")
    dialog = r.dialog(EnglishModeDialog)
    await r.press("g", "g", *"j" * list(MODE_LABELS).index(mode), "enter")
    assert r.screen is not dialog


def _mode(r: Reader) -> EnglishMode:
    return r.reading_screen.english_visibility.mode


@pytest.mark.parametrize("width", [130, 60])
async def test_the_current_line_stays_through_every_mode(tmp_path: Path, width: int) -> None:
    """Away from the edges of the text; back in the first mode, the cursor is on the same word."""
    async with open_reader(tmp_path, (width, 20)) as r:
        await r.press("t", "G", *"{{{{{{", "ctrl+y", "ctrl+y", "w", "w", "w")
        row, word, cursor = r.cursor_line()[0], r.word, r.viewport.cursors.french
        for mode in (
            EnglishMode.ENGLISH,
            EnglishMode.INTERLEAVED,
            EnglishMode.REVEAL,
            EnglishMode.ENGLISH,
            EnglishMode.AUTOMATIC,
        ):
            await _choose(r, mode)
            assert r.viewport.spread.first < r.viewport.top < r.viewport.spread.last_top(r.viewport.height)
            assert r.cursor_line()[0] == row
        assert (r.viewport.cursors.side, r.word, r.viewport.cursors.french) == (Side.FRENCH, word, cursor)


@pytest.mark.parametrize(
    ("width", "mode", "columns"),
    [
        (130, EnglishMode.AUTOMATIC, ColumnMode.FACING),
        (130, EnglishMode.FACING, ColumnMode.FACING),
        (130, EnglishMode.INTERLEAVED, ColumnMode.INTERLEAVED),
        (130, EnglishMode.ENGLISH, ColumnMode.ENGLISH),
        (130, EnglishMode.REVEAL, ColumnMode.FRENCH),
        (70, EnglishMode.AUTOMATIC, ColumnMode.INTERLEAVED),
        (70, EnglishMode.FACING, ColumnMode.INTERLEAVED),
        (70, EnglishMode.ENGLISH, ColumnMode.ENGLISH),
    ],
)
async def test_a_mode_is_chosen_shown_and_stored(
    home: Path, width: int, mode: EnglishMode, columns: ColumnMode
) -> None:
    async with open_reader(home, (width, 30)) as r:
        await _choose(r, mode)
        assert r.mode() is columns
        assert r.message == messages.english_mode(mode, columns)
        await r.press("t")
        assert r.mode() is ColumnMode.FRENCH
        await r.press("t")
        assert r.mode() is columns
        await r.press("q")
    async with open_reader(home, (width, 30)) as r:
        assert r.mode() is columns
        assert r.reading_screen.english_visibility.mode is mode


async def test_the_list_begins_at_the_current_mode(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await _choose(r, EnglishMode.INTERLEAVED)
        await r.press("M")
        assert any("Under each paragraph" in line and "current" in line for line in r.lines())
        await r.press("enter")
        assert r.reading_screen.english_visibility.mode is EnglishMode.INTERLEAVED
        await r.press("M", "escape")
        assert r.is_on_page()
        assert r.mode() is ColumnMode.INTERLEAVED


async def test_facing_needs_a_wide_window(home: Path) -> None:
    async with open_reader(home, (70, 30)) as r:
        await _choose(r, EnglishMode.FACING)
        assert r.message.startswith("Window too narrow for two columns")
        await r.resize(130, 30)
        assert r.mode() is ColumnMode.FACING


async def test_the_mode_belongs_to_one_article(tmp_path: Path) -> None:
    async with open_reader(tmp_path, (130, 30)) as r:
        await _choose(r, EnglishMode.ENGLISH)
        await r.press("J")
        assert _mode(r) is EnglishMode.AUTOMATIC
        await r.press("K")
        assert _mode(r) is EnglishMode.ENGLISH


async def test_english_only_mode(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await r.press(")")
        await _choose(r, EnglishMode.ENGLISH)
        assert (r.viewport.cursors.side, r.word) == (Side.ENGLISH, "The")
        assert not r.shows("Le maire")
        assert r.shows("Sans anglais."), "an untranslated paragraph is shown in French"
        await r.press("w", "w", "w")
        assert r.word == "Dupont"
        await r.press("o")
        assert r.message == messages.FRENCH_HIDDEN
        await r.press("G")
        assert r.text[r.viewport.cursors.french :].startswith("Elle finit")
        await _choose(r, EnglishMode.AUTOMATIC)
        await r.press("o")
        assert (r.viewport.cursors.side, r.word) == (Side.FRENCH, "Elle")


async def test_reveal_mode_reveals_paragraphs_one_by_one(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await _choose(r, EnglishMode.REVEAL)
        assert not r.shows("Paris has")
        await r.press("T")
        assert r.shows("Paris has")
        await r.press("}", "T")
        assert r.shows("Paris has")
        assert r.shows("One single")
        await r.press("escape")
        assert r.shows("One single"), "Esc does not hide revealed paragraphs"
        await r.press("T")
        assert not r.shows("One single")
        assert r.shows("Paris has")
        await r.press("t")
        assert not r.shows("Paris has")
        await r.press("t")
        assert r.shows("Paris has")


async def test_an_untranslated_article_explains_how_to_add_one(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH)
    async with open_reader(tmp_path, (130, 30)) as r:
        await _choose(r, EnglishMode.REVEAL)
        assert r.message.startswith("This article has no translation.")
