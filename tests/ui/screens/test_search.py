"""Searching in the article: as one types, folded, across line ends, around the ends of the text, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from reader.ui.commands.command import Context
from reader.ui.screens.reading.search import Finding
from reader.ui.theme.themes import PAPIER
from tests.ui.driving import keep, open_store, reading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.driving import Reader

LONG = "Une phrase assez longue pour que la ligne se coupe quelque part avant sa fin, et que rien ne soit facile."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of one article in which words come back."""
    with open_store(tmp_path) as store:
        keep(
            store,
            "L’État, c’est moi. Le cœur de l’affaire.",
            *([LONG] * 30),
            "L'état des lieux, sans cœur ni « fin ».",
            "Et l’été vint.",
            title="Recherches",
        )
    return tmp_path


def found(r: Reader) -> list[str]:
    """Return the words of the hits that are painted, the one under the caret aside."""
    return [
        segment.text
        for _, segment, style in r.looks()
        if style.bgcolor is not None and style.bgcolor.triplet is not None and style.bgcolor.triplet.hex == PAPIER.found
    ]


async def test_the_page_goes_to_the_first_hit_as_one_types(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press("/")
        assert r.reading.context is Context.DIALOG
        await r.write("etat d")
        assert r.word.startswith("état")
        assert r.shows("L'état des lieux")
        await r.press(*["backspace"] * 2)
        assert r.page.caret < 5, "fewer letters fit the first place again"
        assert "1 of 2" in r.footer()
        await r.write(" zzz")
        assert "not found" in r.footer()
        assert r.page.caret == 0


async def test_enter_keeps_the_hits_and_n_goes_around(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.rush("/", *"coeur", "enter")
        assert r.reading.context is Context.PAGE
        assert r.word == "cœur"
        first = r.page.caret
        assert "1 of 2" in r.footer()
        await r.press("n")
        second = r.page.caret
        assert second > first
        assert "2 of 2" in r.footer()
        await r.press("n")
        assert (r.page.caret, r.message) == (first, "From the beginning again.")
        await r.press("N")
        assert (r.page.caret, r.message) == (second, "From the end again.")
        await r.press("N")
        assert r.page.caret == first
        assert r.message == ""
        await r.press("3", "n")
        assert r.page.caret == second


async def test_every_hit_in_sight_is_painted(home: Path) -> None:
    async with reading(home, (100, 30)) as r:
        await r.press("/", *"phrase", "enter")
        assert len([words for words in found(r) if words == "phrase"]) >= 5


async def test_accents_ligatures_apostrophes_and_line_ends_do_not_matter(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
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
async def test_a_narrow_window_says_too_what_was_found(home: Path, width: int) -> None:
    async with reading(home, (width, 20)) as r:
        await r.press("/", *"coeur")
        assert "1 of 2" in r.footer()
        await r.press("z")
        assert "not found" in r.footer()


async def test_esc_in_the_line_returns_to_the_very_place(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press(*"}}}}", "ctrl+e", "w")
        before = (r.page.caret, r.page.top, r.lines()[:-1])
        await r.press("/")
        await r.write("lieux")
        assert r.word == "lieux"
        await r.press("escape")
        assert (r.page.caret, r.page.top, r.lines()[:-1]) == before
        assert r.reading.context is Context.PAGE
        await r.press("n")
        assert r.message == "Nothing to look for yet. / begins a search."


async def test_what_is_not_there_is_told_on_enter(home: Path) -> None:
    async with reading(home) as r:
        await r.press("/", *"Zanzibar", "enter")
        assert r.message == "“Zanzibar” is not in this article. / looks for something else."
        assert r.page.caret == 0


async def test_enter_on_nothing_is_nothing(home: Path) -> None:
    async with reading(home) as r:
        await r.press("/", "enter")
        assert r.reading.context is Context.PAGE
        await r.press("/", "space", "enter")
        assert r.message == ""


async def test_esc_on_the_page_forgets_the_hits(home: Path) -> None:
    async with reading(home, (100, 30)) as r:
        await r.press("/", *"phrase", "enter")
        caret = r.page.caret
        await r.press("escape")
        assert found(r) == []
        assert r.page.caret == caret
        assert " of " not in r.footer()


async def test_down_and_tab_in_the_line(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press("/", *"coeur", "down")
        second = r.page.caret
        assert "2 of 2" in r.footer()
        await r.press("enter")
        assert r.page.caret == second


async def test_searching_while_selecting_extends_the_passage(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press("v", "/", *"affaire", "enter")
        assert r.passage == "L’État, c’est moi. Le cœur de l’affaire"
        await r.press("1")
        assert len(r.highlights) == 1


async def test_esc_in_the_line_while_selecting_gives_the_passage_back(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press("w", "v", "w")
        before = r.passage
        await r.press("/", *"affaire", "escape")
        assert r.passage == before
        assert r.reading.context is Context.SELECTING


async def test_another_article_has_no_hits(tmp_path: Path) -> None:
    async with reading(tmp_path) as r:
        await r.press("/", *"le", "enter", "J")
        assert found(r) == []
        await r.press("n")
        assert r.message == "Nothing to look for yet. / begins a search."


async def test_an_article_opened_by_the_mouse_ends_the_search(tmp_path: Path) -> None:
    """Esc must not lead to where the search began: that was in another article, perhaps a longer one."""
    with open_store(tmp_path) as store:
        keep(store, *[LONG] * 30, title="Recherches", rank=0)
        keep(store, "Court.", title="Autre", rank=1)
    async with reading(tmp_path, (120, 30)) as r:
        await r.press("G", "/")
        await r.write("phrase")
        second = next(y for y in range(20) if r.reading.shelf.articles.item_at(y) == 1)
        await r.pilot.click(r.reading.shelf.articles, offset=(5, second))
        await r.settled()
        assert r.title == "Autre"
        assert r.reading.context is Context.PAGE
        await r.press("escape")
        assert 0 <= r.page.caret < len(r.text)


@pytest.mark.parametrize("size", [(100, 20), (60, 8), (40, 5)])
async def test_a_hit_on_the_last_line_is_seen_above_the_line_one_types_in(home: Path, size: tuple[int, int]) -> None:
    async with reading(home, size) as r:
        await r.press("/")
        await r.write("vint")
        assert r.word == "vint"
        row = r.page.caret_row()
        assert row < r.view.size.height - 1, "the line one types in lies over the last row"
        assert "vint" in r.view.render_line(row).text
        await r.press("enter")
        assert r.word == "vint"
        assert r.page.at_end()


async def test_the_line_one_types_in_moves_nothing_that_it_does_not_hide(home: Path) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press("ctrl+d", "j", "j")
        top, row = r.page.top, r.page.caret_row()
        await r.press("/")
        assert (r.page.top, r.page.caret_row()) == (top, row)
        await r.press("escape", "G")
        top, row = r.page.top, r.page.caret_row()
        await r.press("/")
        assert r.page.caret_row() < r.view.size.height - 1
        await r.press("escape")
        assert (r.page.top, r.page.caret_row()) == (top, row)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 24), (59, 24), (40, 10)])
@pytest.mark.parametrize(("key", "words"), [("/", "prague"), ("%", "50")])
async def test_the_line_begins_where_the_footer_does(home: Path, size: tuple[int, int], key: str, words: str) -> None:
    async with reading(home, size) as r:
        await r.press(key)
        await r.write(words)
        typed, footer = r.lines()[-2:]
        assert typed.strip().startswith(words)
        assert len(typed) - len(typed.lstrip()) == len(footer) - len(footer.lstrip())


async def test_a_letter_and_what_it_finds_are_one_picture(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found with a message of its own, a hit would be painted in a frame of its own, a sixtieth of a second after the letter."""
    async with reading(home, (100, 20)) as r:
        await r.press("/")
        during: list[bool] = []
        look = Finding._look

        def noted(self: Finding, words: str) -> None:
            during.append(r.app._pressing)
            look(self, words)

        monkeypatch.setattr(Finding, "_look", noted)
        await r.write("et")
        assert during == [True, True]


async def test_letters_that_come_at_once_are_looked_for_together(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(home, (100, 20)) as r:
        await r.press("/")
        looked: list[str] = []
        look = Finding._look

        def noted(self: Finding, words: str) -> None:
            looked.append(words)
            look(self, words)

        monkeypatch.setattr(Finding, "_look", noted)
        r.app._waiting.extend(events.Key(letter, letter) for letter in "état")
        await r.app._press_waiting()
        await r.settled()
        assert looked == ["état"]
        assert r.reading.finding.fact() == "1 of 2"
