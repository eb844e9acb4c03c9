"""The English side: switching, reading, searching, selecting and copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.screens import messages
from reader.ui.spread.columns import ColumnMode
from reader.ui.spread.spread import Side
from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.harness import Reader

FRENCH = (
    "Paris compte 2 100 000 habitants. Le maire, Jean Dupont, habite rue de Rivoli. Il a 48 ans !",
    "Une seule phrase ici, sans rien d’autre.",
    "Sans anglais.",
    "La fin de Marseille arrive. Elle finit en 1999.",
)
ENGLISH = (
    "Paris has 2,100,000 inhabitants. The mayor, Jean Dupont, lives in rue de Rivoli. He is 48!",
    "One single sentence here, with nothing else.",
    "",
    "The end of Marseille is coming. It ends in 1999.",
)


def _side(r: Reader) -> Side:
    return r.viewport.cursors.side


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH, english=ENGLISH)
    return tmp_path


@pytest.mark.parametrize("size", [(130, 30), (70, 30)])
async def test_o_switches_to_the_match_and_back(home: Path, size: tuple[int, int]) -> None:
    async with open_reader(home, size) as r:
        await r.press("t", ")", "w")
        assert r.word == "maire"
        await r.press("o")
        assert r.viewport.cursors.side is Side.ENGLISH
        assert r.word == "The"
        assert r.viewport.cursors.sentence().of(r.viewport.cursors.text.text).startswith("The mayor")
        assert r.viewport.cursors.counterpart().of(r.text).startswith("Le maire")
        row, line = r.cursor_line()
        assert "The mayor" in line or "The" in line
        assert r.app.cursor_position.y == row
        await r.press("o")
        assert (r.viewport.cursors.side, r.word) == (Side.FRENCH, "maire")


async def test_the_french_cursor_follows_the_english(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await r.press("t", "o", ")")
        assert r.text[r.viewport.cursors.french :].startswith("Le maire")
        await r.press("w", "w")
        assert r.text[r.viewport.cursors.french :].startswith("Le maire"), (
            "inside one sentence the French stays where it was"
        )
        await r.press("}")
        assert r.text[r.viewport.cursors.french :].startswith("Une seule")
        await r.press("}")
        assert (r.viewport.cursors.side, r.word) == (Side.ENGLISH, "The"), "an untranslated paragraph is skipped"
        assert r.text[r.viewport.cursors.french :].startswith("La fin")
        await r.press("escape")
        assert (r.viewport.cursors.side, r.word) == (Side.FRENCH, "La")


async def test_o_explains_why_the_other_side_is_not_shown(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await r.press("o")
        assert r.message == messages.TRANSLATION_HIDDEN
        assert _side(r) is Side.FRENCH
        await r.press("t", "}", "}", "o")
        assert r.message == messages.NO_PARAGRAPH_TRANSLATION
        await r.press("t", "G", "T", "o")
        assert _side(r) is Side.ENGLISH, "a revealed paragraph is reachable"
        await r.press("T")
        assert _side(r) is Side.FRENCH


async def test_o_explains_how_to_add_a_translation(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_article(store, *FRENCH)
    async with open_reader(tmp_path) as r:
        await r.press("o")
        assert r.message.startswith("This article has no translation.")


async def test_search_uses_the_current_side(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await r.press("t", "o", "/")
        await r.write("dupont, lives")
        await r.press("enter")
        assert (r.viewport.cursors.side, r.word) == (Side.ENGLISH, "Dupont")
        assert r.text[r.viewport.cursors.french :].startswith("Le maire")
        await r.press("/")
        await r.write("paris")
        await r.press("escape")
        assert (r.viewport.cursors.side, r.word) == (Side.ENGLISH, "Dupont"), "Esc returns to the previous position"
        await r.press("escape", "/")
        await r.write("paris")
        await r.press("enter")
        assert (r.viewport.cursors.side, r.word) == (Side.FRENCH, "Paris")


async def test_selecting_and_copying_in_the_english(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_reader(home, (130, 30)) as r:
        taken: list[tuple[str, str]] = []
        monkeypatch.setattr(r.app, "copy", lambda text, what, *, mention_quit=False: taken.append((text, what)))
        await r.press("t", "o", ")", "v", "w", "w")
        assert r.selected_text == "The mayor, Jean"
        await r.press("3")
        assert r.message == messages.HIGHLIGHTS_ON_FRENCH_ONLY
        assert not r.highlights
        await r.press("y")
        await r.press("V", "y", "y")
        await r.press("Y")
        sentence = "The mayor, Jean Dupont, lives in rue de Rivoli."
        assert taken == [
            ("The mayor, Jean", "the selection"),
            (sentence, "the selection"),
            (sentence, "the sentence"),
            (f"{sentence}\n\n{FRENCH[0]}", "the sentence and its French"),
        ]
        await r.press("shift+right", "shift+right")
        assert r.selected_text == "Jea"
        await r.press("o")
        assert r.selected_text == "Jea"
        assert r.viewport.cursors.current == ENGLISH[0].index("Jean"), "o moves to the other end of a selection"


async def test_a_click_in_the_english_moves_the_cursor(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await r.press("t")
        y = next(y for y, line in enumerate(r.lines()) if "One single" in line)
        x = r.lines()[y].index("single")
        await r.pilot.click(offset=(x, y))
        await r.wait_until_idle()
        assert (r.viewport.cursors.side, r.word) == (Side.ENGLISH, "single")
        assert r.text[r.viewport.cursors.french :].startswith("Une seule")
        await r.pilot.click(offset=(r.lines()[y].index("seule"), y))
        await r.wait_until_idle()
        assert (r.viewport.cursors.side, r.word) == (Side.FRENCH, "seule")


@pytest.mark.parametrize("size", [(130, 20), (70, 20)])
async def test_the_english_line_stays_on_its_row(tmp_path: Path, size: tuple[int, int]) -> None:
    """Across sizes and modes; while hidden, the French takes its row."""
    async with open_reader(tmp_path, size) as r:
        await r.press("t", "G", *"{{{{{{", "o", "w", "w", "w")
        assert r.viewport.cursors.side is Side.ENGLISH
        assert r.viewport.spread.first < r.viewport.top < r.viewport.spread.last_top(r.viewport.height)
        row, word, where = r.cursor_line()[0], r.word, r.viewport.cursors.current
        await r.resize(90, 20)
        assert r.cursor_line()[0] == row
        await r.resize(*size)
        await r.press("t")
        assert r.mode() is ColumnMode.FRENCH
        assert _side(r) is Side.FRENCH
        assert r.cursor_line()[0] == row
        await r.press("t")
        assert (r.viewport.cursors.side, r.word, r.viewport.cursors.current, r.cursor_line()[0]) == (
            Side.ENGLISH,
            word,
            where,
            row,
        )


async def test_the_stored_position_is_french(home: Path) -> None:
    async with open_reader(home, (130, 30)) as r:
        await r.press("t", "o", ")", "q")
    async with open_reader(home, (130, 30)) as r:
        assert (r.viewport.cursors.side, r.word) == (Side.FRENCH, "Le")


def _underlined(r: Reader) -> str:
    """Return all underlined words of the English."""
    return " ".join(segment.text.strip() for _, segment, style in r.styled_segments() if style.underline)


@pytest.mark.parametrize("size", [(130, 30), (70, 30)])
async def test_a_highlight_is_underlined_in_the_english(home: Path, size: tuple[int, int]) -> None:
    async with open_reader(home, size) as r:
        await r.press("t", *"}}}", "V", "1")
        assert _underlined(r) == "The end of Marseille is coming."
        await r.press("u")
        assert not _underlined(r)
        await r.press("g", "g", "V", ")", "2")
        assert _underlined(r).startswith("Paris has")
        assert "lives in rue de Rivoli." in _underlined(r)
        assert "He is 48" not in _underlined(r)
        lines = [segment.text for _, segment, style in r.styled_segments() if style.underline]
        assert lines[0].endswith(". "), "the space between two sentences is underlined with them"
        await r.press("t")
        assert not _underlined(r)


@pytest.mark.parametrize("size", [(130, 30), (70, 30)])
@pytest.mark.parametrize("theme", ["ansi-light", "ansi-dark"])
async def test_in_few_colors_a_fully_highlighted_paragraph_is_not_underlined(
    home: Path, theme: str, size: tuple[int, int]
) -> None:
    async with open_reader(home, size, theme=theme) as r:
        await r.press("t", "g", "g", "V", ")", "2")
        assert "lives in rue de Rivoli." in _underlined(r), "the highlighted part is underlined"
        await r.press("u", "V", "V", "1")
        assert "habite" in _underlined(r)
        assert "lives" not in _underlined(r), "the gutter bar marks a whole paragraph"
        await r.press("M", "G", "k", "k", "enter")
        assert "lives in rue de Rivoli." in _underlined(r), "English alone has no gutter bar of the French"


async def test_a_doubtful_match_is_not_underlined(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        text = "Le chat dort ici. Le chien mange bien. La vache rit fort."
        add_article(store, text, english=["A cat is asleep. A cow laughs out loud."])
    async with open_reader(tmp_path, (130, 30)) as r:
        await r.press("t", "V", "1")
        assert r.highlights
        assert not r.viewport.cursors.counterpart()
        assert not _underlined(r)
