"""The first start, later starts, and messages at startup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings
from reader.text.model.catalog import ReadingPosition
from reader.ui.spread.columns import ColumnMode
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.smoke


async def test_the_first_bundled_article_is_open_on_its_first_paragraph(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        assert r.open_article.article.paragraph(0).startswith("Le chef du Secret Intelligence Service")
        assert r.viewport.cursors.french == 0
        assert r.mode() is ColumnMode.FRENCH
        assert r.footer().startswith("t English   v Select   / Find   A Highlights   s Articles   ? Help   q Quit")
        assert r.shows("Le chef du Secret Intelligence Service du Royaume-Uni")
        assert not r.shows("The head of")
        assert r.message == ""
        assert len(r.reading_screen.sidebar.entries) == 5


async def test_the_next_start_restores_the_position(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("J", "t", *"}}}", *"))", "ctrl+e", "ctrl+e", ">", "D")
        left = (r.title, r.viewport.cursors.french, r.viewport.top, r.cursor_line(), r.mode(), r.lines()[:-1])
        measure = r.view.content.measure
        await r.press("q")
    async with open_reader(tmp_path, theme=None) as r:
        assert r.view.content.measure == measure == 68
        assert r.app.theme == "encre"
        # Only the message of the last key is gone.
        assert (r.title, r.viewport.cursors.french, r.viewport.top, r.cursor_line(), r.mode()) == left[:-1]


async def test_the_position_is_saved_after_a_pause(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        article_id = r.open_article.article.id
        await r.press(*"}}")
        await r.wait_until(
            lambda: (r.store.reading_position(article_id) or ReadingPosition(-1)).caret == r.viewport.cursors.french
        )
        with open_store(tmp_path, "other") as other:
            place = other.reading_position(article_id)
    assert place is not None
    assert place.row is not None


async def test_each_article_has_its_own_position_and_translation_state(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("t", *"}}")
        first = (r.viewport.cursors.french, r.viewport.top)
        await r.press("J", *"}}}", "t")
        assert r.mode() is ColumnMode.FRENCH
        second = (r.viewport.cursors.french, r.viewport.top)
        await r.press("K")
        assert (r.viewport.cursors.french, r.viewport.top, r.mode()) == (*first, ColumnMode.FACING)
        await r.press("J")
        assert (r.viewport.cursors.french, r.viewport.top, r.mode()) == (*second, ColumnMode.FRENCH)


async def test_a_requested_article_is_opened_instead_of_the_last_one(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("J")
        third = r.reading_screen.sidebar.entries[2].id
    async with open_reader(tmp_path, open_article=third) as r:
        assert r.open_article.article.id == third


async def test_a_missing_article_is_reported_and_the_window_opens(tmp_path: Path) -> None:
    async with open_reader(tmp_path, open_article="nowhere") as r:
        assert r.message
        await r.press("J")
        assert r.is_open()


async def test_settings_problems_are_shown_until_the_next_key(tmp_path: Path) -> None:
    async with open_reader(tmp_path, problems=("settings.toml, line 3: Unknown setting “them”.",)) as r:
        assert r.message == "settings.toml, line 3: Unknown setting “them”."
        assert r.shows("settings.toml, line 3")
        await r.press("w")
        assert r.message == ""
        assert not r.shows("settings.toml")


async def test_user_keys_are_in_the_footer_and_work(tmp_path: Path) -> None:
    settings = Settings(keys={"english.toggle": ("e",)}, theme="papier")
    async with open_reader(tmp_path, settings=settings) as r:
        assert r.footer().startswith("e English")
        await r.press("e")
        assert r.mode() is ColumnMode.FACING


async def test_an_empty_library_shows_what_to_do(tmp_path: Path) -> None:
    with open_store(tmp_path):
        pass
    for size in ((120, 40), (60, 24)):
        async with open_reader(tmp_path, size) as r:
            assert not r.is_open()
            assert r.shows_sidebar()
            list_width = 28 if size[0] >= 100 else size[0]  # full width if narrow
            rows = [line[:list_width] for line in r.lines()]
            assert "enregard add FILE" in " ".join(" ".join(row.split()) for row in rows)
            heading, sentence = (next(row for row in rows if words in row) for words in ("Library", "No articles"))
            assert heading.index("Library") == sentence.index("No articles")


async def test_markup_controls_and_wide_characters_are_shown_literally(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, "[b]gras[/b] [/] [link=http://e]lien[/link] 日本語 e.", title="[red]Titre[/red]")
    async with open_reader(tmp_path) as r:
        assert r.shows("[b]gras[/b] [/] [link=http://e]lien[/link] 日本語 e.")
        assert sum("[red]Titre[/red]" in line for line in r.lines()) >= 1
        await r.press("V", "1", "A")
        assert r.shows("[b]gras[/b] [/] [link=http://e]lien[/link]")


@pytest.mark.parametrize(
    ("colorfgbg", "theme"), [("", "papier"), ("15;0", "encre"), ("0;15", "papier"), ("0;default;15", "papier")]
)
async def test_the_first_theme_matches_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, colorfgbg: str, theme: str
) -> None:
    monkeypatch.setenv("COLORFGBG", colorfgbg)
    async with open_reader(tmp_path, theme=None) as r:
        assert r.app.theme == theme
