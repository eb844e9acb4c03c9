"""Translating an article yourself: the other translation is hidden until yours is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens.english.mode_dialog import MODE_LABELS, EnglishModeDialog
from reader.ui.screens.english.translation_editor import TranslationEditor
from reader.ui.spread.columns import EnglishMode
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

FRENCH = ("Un chat noir dort.", "Il rêve de l’été.", "Le matin vient.")
ENGLISH = ("A black cat sleeps.", "It dreams of summer.", "")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, title="Le chat", english=ENGLISH)
    return tmp_path


async def begin(r: Reader) -> None:
    """Choose the mode, without the sidebar."""
    if r.shows_sidebar():
        await r.press("s")
    await r.press("M")
    r.dialog(EnglishModeDialog)
    await r.press("g", "g", *"j" * list(MODE_LABELS).index(EnglishMode.YOURSELF), "enter")


@pytest.mark.parametrize("size", [(140, 24), (60, 24), (44, 16)])
async def test_the_other_translation_is_shown_once_yours_is_written(home: Path, size: tuple[int, int]) -> None:
    async with open_reader(home, size) as r:
        await begin(r)
        assert "Press i to translate a paragraph" in r.message
        assert not r.shows("A black cat")
        assert sum(line.rstrip().endswith("Press i to translate") for line in r.lines()) == 3
        await r.press("i")
        assert r.dialog(TranslationEditor).editor.text == "", "the existing translation is not prefilled"
        await r.write("A dark cat is asleep.")
        await r.press("escape")
        assert r.message == "Saved. u: undo"
        assert r.shows("* A dark cat is asleep.")
        assert r.shows("A black cat sleeps.")
        assert r.shows("Article’s translation")
        assert not r.shows("It dreams")
        await r.press("u")
        assert not r.shows("A black cat")
        await r.press("U", "i")
        assert r.dialog(TranslationEditor).editor.text == "A dark cat is asleep."


async def test_progress_is_in_the_footer_and_stored(home: Path) -> None:
    async with open_reader(home, (180, 24)) as r:
        await begin(r)
        await r.press("j")
        assert "0 of 3 translated" in r.footer()
        await r.press("{", "i", *"one", "ctrl+n", *"two", "escape", "k", "j")
        assert "2 of 3 translated" in r.footer()
        await r.press("t")
        assert "translated" not in r.footer()
        await r.press("t")
    async with open_reader(home, (180, 24)) as r:
        assert r.reading_screen.english_visibility.mode is EnglishMode.YOURSELF
        assert r.shows("* one")
        assert "2 of 3 translated" in r.footer()


async def test_typing_the_same_text_makes_it_yours(home: Path) -> None:
    async with open_reader(home) as r:
        await begin(r)
        await r.press("i")
        await r.write(ENGLISH[0])
        await r.press("escape")
        assert r.session.own_translation(r.open_article.article, 0) == ENGLISH[0]
        assert sum(ENGLISH[0] in line for line in r.lines()) == 1, "the same text is not shown twice"


async def test_the_other_translation_is_revealed_on_demand(home: Path) -> None:
    async with open_reader(home, (140, 24)) as r:
        await begin(r)
        await r.press("}", "T")
        assert r.shows("It dreams of summer.")
        assert not r.shows("A black cat")
        await r.press("T")
        assert not r.shows("It dreams")
        assert r.session.own_translation(r.open_article.article, 1) is None


async def test_searching_copying_and_moving_in_your_translation(home: Path) -> None:
    async with open_reader(home, (140, 24)) as r:
        await begin(r)
        await r.press("i", *"asleep", "ctrl+n", *"dreaming", "escape", "o")
        assert r.word == "dreaming"
        await r.press("/", *"asleep", "enter")
        assert r.word == "asleep"
        await r.press("i", *"!!", "escape", "n")
        assert r.view.row_cache.decorations.hits == ()


@pytest.mark.parametrize("width", [140, 60])
async def test_choosing_the_mode_from_the_other_side_or_a_search(home: Path, width: int) -> None:
    async with open_reader(home, (width, 24)) as r:
        await r.press("t", "o", "/", *"dreams", "enter")
        assert r.word == "dreams"
        await begin(r)
        assert r.view.row_cache.decorations.hits == ()
        _, line = r.cursor_line()
        assert line.startswith("Il rêve")
        await r.press("o", "n", "j", "k")
        await r.press("M", "g", "g", "enter")
        assert r.cursor_line()[1]


async def test_an_article_without_english_can_be_translated(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, title="Le chat")
    async with open_reader(tmp_path, (140, 24)) as r:
        await begin(r)
        assert sum(line.rstrip().endswith("Press i to translate") for line in r.lines()) == 3
        await r.press("i", *"mine", "escape")
        assert r.shows("* mine")
        await r.press("M", "g", "g", "enter")
        assert r.shows("* mine")
        assert not r.shows("Press i to translate")


async def test_a_selection_in_hidden_english_is_cleared(home: Path) -> None:
    """Regression: the selection was in text that was no longer shown."""
    async with open_reader(home, (140, 24)) as r:
        await r.press("t", "}", "o", "v", "w")
        assert r.viewport.selection_span() is not None
        await begin(r)
        assert r.viewport.selection_span() is None


async def test_closing_the_search_restores_no_selection_in_hidden_english(home: Path) -> None:
    async with open_reader(home, (140, 24)) as r:
        await r.press("t", "}", "o", "v", "w", "/", "a")
        r.app.reading_screen.english_visibility.set_mode(EnglishMode.YOURSELF)
        await r.press("escape")
        assert r.viewport.selection_span() is None
