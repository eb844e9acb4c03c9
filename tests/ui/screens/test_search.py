"""Search in the article: while typing, folded, across line ends, wrapping, cancelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from reader.ui.commands.command import Context
from reader.ui.screens.reading.search import Search
from reader.ui.theme.themes import PAPIER
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

pytestmark = pytest.mark.smoke

LONG = "Une phrase assez longue pour que la ligne se coupe quelque part avant sa fin, et que rien ne soit facile."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of one article with repeated words."""
    with open_store(tmp_path) as store:
        add_article(
            store,
            "L’État, c’est moi. Le cœur de l’affaire.",
            *([LONG] * 30),
            "L'état des lieux, sans cœur ni « fin ».",
            "Et l’été vint.",
            title="Recherches",
        )
    return tmp_path


def found(r: Reader) -> list[str]:
    """Return the painted hits, except for the one under the caret."""
    return [
        segment.text
        for _, segment, style in r.styled_segments()
        if style.bgcolor is not None
        and style.bgcolor.triplet is not None
        and style.bgcolor.triplet.hex == PAPIER.search_hit
    ]


async def test_the_page_goes_to_the_first_hit_while_typing(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("/")
        assert r.reading_screen.context is Context.DIALOG
        await r.write("etat d")
        assert r.word.startswith("état")
        assert r.shows("L'état des lieux")
        await r.press(*["backspace"] * 2)
        assert r.viewport.cursors.french < 5, "fewer letters do not match the first place again"
        assert "1 of 2" in r.footer()
        await r.write(" zzz")
        assert "not found" in r.footer()
        assert r.viewport.cursors.french == 0


async def test_enter_keeps_the_hits_and_n_wraps(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.rush("/", *"coeur", "enter")
        assert r.reading_screen.context is Context.PAGE
        assert r.word == "cœur"
        first = r.viewport.cursors.french
        assert "1 of 2" in r.footer()
        await r.press("n")
        second = r.viewport.cursors.french
        assert second > first
        assert "2 of 2" in r.footer()
        await r.press("n")
        assert (r.viewport.cursors.french, r.message) == (first, "Search wrapped to the top.")
        await r.press("N")
        assert (r.viewport.cursors.french, r.message) == (second, "Search wrapped to the end.")
        await r.press("N")
        assert r.viewport.cursors.french == first
        assert r.message == ""
        await r.press("3", "n")
        assert r.viewport.cursors.french == second


async def test_every_visible_hit_is_painted(home: Path) -> None:
    async with open_reader(home, (100, 30)) as r:
        await r.press("/", *"phrase", "enter")
        assert len([words for words in found(r) if words == "phrase"]) >= 5


async def test_accents_ligatures_apostrophes_and_line_ends_do_not_matter(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("/")
        for typed, count in (
            ("l'état", 2),
            ("l’etat", 2),
            ("L'ÉTAT", 2),
            ("c'est", 1),
            ("coeur", 2),
            ("cœur", 2),
            ("« fin »", 1),
            ("e\u0301te\u0301 vint", 1),
            ("quelque part avant sa fin", 30),
            ("vint.", 1),
        ):
            await r.write(typed)
            assert f"1 of {count}" in r.footer(), typed
            await r.press(*["backspace"] * len(typed))
            assert " of " not in r.footer()


@pytest.mark.parametrize("width", [80, 60, 40])
async def test_a_narrow_window_shows_the_number_of_hits(home: Path, width: int) -> None:
    async with open_reader(home, (width, 20)) as r:
        await r.press("/", *"coeur")
        assert "1 of 2" in r.footer()
        await r.press("z")
        assert "not found" in r.footer()


async def test_esc_in_the_prompt_restores_the_position(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press(*"}}}}", "ctrl+e", "w")
        before = (r.viewport.cursors.french, r.viewport.top, r.lines()[:-1])
        await r.press("/")
        await r.write("lieux")
        assert r.word == "lieux"
        await r.press("escape")
        assert (r.viewport.cursors.french, r.viewport.top, r.lines()[:-1]) == before
        assert r.reading_screen.context is Context.PAGE
        await r.press("n")
        assert r.message == "No search yet. Press / to search."


async def test_no_match_is_reported_on_enter(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("/", *"Zanzibar", "enter")
        assert r.message == "“Zanzibar” not found."
        assert r.viewport.cursors.french == 0


async def test_enter_on_an_empty_prompt_does_nothing(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("/", "enter")
        assert r.reading_screen.context is Context.PAGE
        await r.press("/", "space", "enter")
        assert r.message == ""


async def test_esc_on_the_page_clears_the_hits(home: Path) -> None:
    async with open_reader(home, (100, 30)) as r:
        await r.press("/", *"phrase", "enter")
        caret = r.viewport.cursors.french
        await r.press("escape")
        assert found(r) == []
        assert r.viewport.cursors.french == caret
        assert " of " not in r.footer()


async def test_down_and_tab_in_the_prompt(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("/", *"coeur", "down")
        second = r.viewport.cursors.french
        assert "2 of 2" in r.footer()
        await r.press("enter")
        assert r.viewport.cursors.french == second


async def test_searching_while_selecting_extends_the_selection(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("v", "/", *"affaire", "enter")
        assert r.selected_text == "L’État, c’est moi. Le cœur de l’affaire"
        await r.press("1")
        assert len(r.highlights) == 1


async def test_esc_in_the_prompt_while_selecting_restores_the_selection(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("w", "v", "w")
        before = r.selected_text
        await r.press("/", *"affaire", "escape")
        assert r.selected_text == before
        assert r.reading_screen.context is Context.SELECTING


async def test_another_article_has_no_hits(tmp_path: Path) -> None:
    async with open_reader(tmp_path) as r:
        await r.press("/", *"le", "enter", "J")
        assert found(r) == []
        await r.press("n")
        assert r.message == "No search yet. Press / to search."


async def test_an_article_opened_by_the_mouse_ends_the_search(tmp_path: Path) -> None:
    """Esc must not restore the start of the search: it is in another article."""
    with open_store(tmp_path) as store:
        add_article(store, *[LONG] * 30, title="Recherches", rank=0)
        add_article(store, "Court.", title="Autre", rank=1)
    async with open_reader(tmp_path, (120, 30)) as r:
        await r.press("G", "/")
        await r.write("phrase")
        second = next(y for y in range(20) if r.reading_screen.sidebar.articles.item_at(y) == 1)
        await r.pilot.click(r.reading_screen.sidebar.articles, offset=(5, second))
        await r.wait_until_idle()
        assert r.title == "Autre"
        assert r.reading_screen.context is Context.PAGE
        await r.press("escape")
        assert 0 <= r.viewport.cursors.french < len(r.text)


@pytest.mark.parametrize("size", [(100, 20), (60, 8), (40, 5)])
async def test_a_hit_on_the_last_line_is_visible_above_the_prompt(home: Path, size: tuple[int, int]) -> None:
    async with open_reader(home, size) as r:
        await r.press("/")
        await r.write("vint")
        assert r.word == "vint"
        row = r.viewport.cursor_row()
        assert row < r.view.size.height - 1, "the prompt covers the hit"
        assert "vint" in r.view.render_line(row).text
        await r.press("enter")
        assert r.word == "vint"
        assert r.viewport.at_end()


async def test_the_prompt_moves_only_what_it_covers(home: Path) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("ctrl+d", "j", "j")
        top, row = r.viewport.top, r.viewport.cursor_row()
        await r.press("/")
        assert (r.viewport.top, r.viewport.cursor_row()) == (top, row)
        await r.press("escape", "G")
        top, row = r.viewport.top, r.viewport.cursor_row()
        await r.press("/")
        assert r.viewport.cursor_row() < r.view.size.height - 1
        await r.press("escape")
        assert (r.viewport.top, r.viewport.cursor_row()) == (top, row)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 24), (59, 24), (40, 10)])
@pytest.mark.parametrize(("key", "words"), [("/", "prague"), ("%", "50")])
async def test_the_prompt_aligns_with_the_footer(home: Path, size: tuple[int, int], key: str, words: str) -> None:
    async with open_reader(home, size) as r:
        await r.press(key)
        await r.write(words)
        typed, footer = r.lines()[-2:]
        assert typed.strip().startswith(words)
        assert len(typed) - len(typed.lstrip()) == len(footer) - len(footer.lstrip())


async def test_a_letter_and_its_hits_are_one_frame(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A search in a later message would paint the hit one frame, 1/60 s, after the letter."""
    async with open_reader(home, (100, 20)) as r:
        await r.press("/")
        during: list[bool] = []
        look = Search._search

        def noted(self: Search, words: str) -> None:
            during.append(r.app._handling_key)
            look(self, words)

        monkeypatch.setattr(Search, "_search", noted)
        await r.write("et")
        assert during == [True, True]


async def test_letters_typed_at_once_are_searched_together(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_reader(home, (100, 20)) as r:
        await r.press("/")
        looked: list[str] = []
        look = Search._search

        def noted(self: Search, words: str) -> None:
            looked.append(words)
            look(self, words)

        monkeypatch.setattr(Search, "_search", noted)
        r.app._key_queue.extend(events.Key(letter, letter) for letter in "état")
        await r.app._handle_queued_keys()
        await r.wait_until_idle()
        assert looked == ["état"]
        assert r.reading_screen.search.status() == "1 of 2"
