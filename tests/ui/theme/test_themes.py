"""Rendered colors: text is readable in every theme, and highlights are visible without color."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.theme import BUILTIN_THEMES

from reader.reading.session import Session
from reader.text.model.highlights import Color
from reader.text.spans import Span
from reader.ui.theme.themes import ENCRE, PAPIER, THEME_NAMES, contrast, mix, opposite_theme, roles_of
from tests.reading.builders import numbered_ids
from tests.ui.harness import NOW, add_article, open_reader, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style
    from textual.strip import Strip

    from tests.ui.harness import Reader

MIN_CONTRAST = 4.5
"""The minimum contrast of text (WCAG 2.2, AA)."""
RGB = tuple(name for name in THEME_NAMES if not name.startswith("ansi"))
SOME = ("papier", "encre", "gruvbox")
ANSI = tuple(name for name in THEME_NAMES if name.startswith("ansi"))
SIGNS = set(" ┃†▁▔▏▕─│█▎▊ ")
"""Characters that are drawn, not read."""


# -- the contrast formula ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#f00000", "#f00000", 1.0),
    ],
)
def test_contrast_matches_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


def test_own_colors_match_the_design() -> None:
    assert (PAPIER.background, PAPIER.text, PAPIER.accent) == ("#f7f2e7", "#2a2520", "#8a2f3b")
    assert (ENCRE.background, ENCRE.text, ENCRE.accent) == ("#15181e", "#dcd7ca", "#c8a35f")
    assert contrast(PAPIER.text, PAPIER.background) == pytest.approx(13.6, abs=0.1)
    assert contrast(ENCRE.text, ENCRE.background) == pytest.approx(12.4, abs=0.1)


def test_mix_ranges_from_one_color_to_the_other() -> None:
    assert mix("#102030", "#f0e0d0", 0) == "#102030"
    assert mix("#102030", "#f0e0d0", 1) == "#f0e0d0"


@pytest.mark.parametrize("name", THEME_NAMES)
def test_opposite_theme_has_the_other_brightness(name: str) -> None:
    other = opposite_theme(name)
    assert other in THEME_NAMES
    assert other != name


# -- what the program renders ------------------------------------------------------------------


def colors_of(style: Style) -> tuple[str, str] | None:
    """Return text and background color as ``#rrggbb``; None for the terminal's own colors."""
    colors = style.color, style.bgcolor
    if any(color is None or color.triplet is None for color in colors):
        return None
    foreground, ground = (color.triplet.hex for color in colors if color is not None and color.triplet is not None)
    return (ground, foreground) if style.reverse else (foreground, ground)


def unreadable(r: Reader, strips: list[Strip] | None = None) -> Iterator[str]:
    """Yield every text on the screen, or on some rows, with too little contrast."""
    for y, segment, style in r.styled_segments(strips):
        if set(segment.text) <= SIGNS:
            continue
        colors = colors_of(style)
        assert colors is not None, f"row {y} is painted in unknown colors: {segment.text!r}"
        if contrast(*colors) < MIN_CONTRAST:
            yield f"{r.app.theme}, row {y}: {segment.text.strip()[:30]!r} {colors} {contrast(*colors):.2f}"


@cache
def colored() -> bytes:
    """Return a library of one article with a sentence in each color and each pair overlapping."""
    pairs = [f"Paire {color.value} deux trois quatre." for color in Color for _ in range(2)]
    singles = [f"Seul {color.value} ici. Et la suite." for color in Color]
    english = [f"English {number}." for number in range(len(singles) + len(pairs))]
    colors = list(Color)
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder)) as store:
            article_id = add_article(store, *singles, *pairs, title="Couleurs", english=english)
            add_article(store, "Un autre.", title="Autre", rank=1)
            session = Session(store, now=lambda: NOW, new_id=numbered_ids("h"), owner="test:0")
            article = session.open(article_id).article
            for index, span in enumerate(article.paragraphs):
                words = span.of(article.text)
                if index < len(colors):
                    session.add_highlight(article, Span(span.start, span.start + words.index(" Et")), colors[index])
                else:
                    under, over = index % 6, (index + 1 + index // 12 * 2) % 6
                    session.add_highlight(article, span, colors[under])
                    inside = Span(span.start + words.index(" ") + 1, span.start + words.index(" trois"))
                    session.add_highlight(article, inside, colors[over])
        return Path(folder, "library.db").read_bytes()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with that library."""
    (tmp_path / "library.db").write_bytes(colored())
    return tmp_path


@pytest.mark.slow
async def test_text_is_readable_in_every_rgb_theme(home: Path) -> None:
    """All kinds of text: plain, English, highlights, cursor, selection, hits, footer, sidebar."""
    async with open_reader(home, (200, 60)) as r:
        await r.press("t")
        await r.press("/", *"suite", "enter", "g", "g")
        places = [span.start for span in r.open_article.article.paragraphs]
        faults: list[str] = []
        for name in RGB:
            r.app.theme = name
            await r.wait_until_idle()
            faults += unreadable(r)
            for place in places:
                r.viewport.move_to(place + 6)
                r.view.update()
                faults += unreadable(r, [r.view.render_line(r.viewport.cursor_row())])
            r.viewport.move_to(places[0])
            await r.press("v", "3", "}")
            faults += unreadable(r)
            await r.press("escape", "tab", "j")
            faults += unreadable(r)
            await r.press("tab", "3")
            faults += unreadable(r)
            await r.press("escape")
        assert not faults, "\n".join(sorted(set(faults)))


DIALOGS = (
    (("A", "/", "s"), ("escape", "escape", "escape"), RGB),
    (("a",), ("escape",), SOME),
    (("?",), ("escape",), SOME),
    ((":", "m"), ("escape",), SOME),
    ((",",), ("escape",), SOME),
    (("w", "x", "u", "x"), ("u", "g", "g"), SOME),
    (("/", "z"), ("escape",), SOME),
    (("tab", "/", "z"), ("escape", "escape", "escape"), SOME),
)
"""Keys that open something, keys that close it, and the themes to check: they share a few roles."""


@pytest.mark.slow
async def test_dialogs_are_readable(home: Path) -> None:
    faults: list[str] = []
    async with open_reader(home, (120, 40)) as r:
        await r.press("a", *"une note", "escape")
        for keys, leave, themes in DIALOGS:
            await r.press(*keys)
            for name in themes:
                r.app.theme = name
                await r.wait_until_idle()
                faults += [f"after {keys}: {fault}" for fault in unreadable(r)]
            await r.press(*leave)
            assert r.is_on_page()
    assert not faults, "\n".join(sorted(set(faults)))


async def test_highlight_colors_and_overlaps_are_distinct(home: Path) -> None:
    async with open_reader(home, (120, 60)) as r:
        for name in RGB:
            r.app.theme = name
            await r.wait_until_idle()
            roles = roles_of(r.app.current_theme)
            grounds = {
                style.bgcolor.triplet.hex
                for _, _, style in r.styled_segments()
                if style.bgcolor and style.bgcolor.triplet
            }
            assert set(roles.tints) <= grounds
            assert len({*roles.tints, roles.background}) == 7, f"{name} paints two colors alike"
            assert len(set(roles.bars)) == 6


@pytest.mark.parametrize("background", ["#000000", "#ffffff"])
def test_hints_are_readable_on_an_unknown_16_color_background(background: str) -> None:
    of_xterm = {"cyan": "#00cdcd", "blue": "#0000ee", "magenta": "#cd00cd"}
    assert contrast(of_xterm[roles_of(BUILTIN_THEMES["ansi-dark"]).accent], background) > 4.4


# -- without color -----------------------------------------------------------------------------


def without_color(style: Style) -> tuple[bool, bool, bool, bool]:
    return bool(style.underline), bool(style.bold), bool(style.reverse), bool(style.italic)


def cues(r: Reader, words: str) -> tuple[bool, bool, bool, bool]:
    """Return the style, apart from color, of the segment with a text."""
    found = [without_color(style) for _, segment, style in r.styled_segments() if words in segment.text]
    assert found, f"“{words}” is not painted in one style"
    return found[0]


@pytest.mark.parametrize("theme", [*ANSI, "papier", "encre"])
async def test_highlights_are_visible_without_color(home: Path, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    if not theme.startswith("ansi"):
        monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(home, (120, 60), theme=theme) as r:
        await r.press("g", "g")
        for color in Color:
            if color is Color.YELLOW:
                continue  # the cursor is on it
            underline, _, reverse, _ = cues(r, f"Seul {color.value} ici.")
            assert underline
            assert not reverse
        assert not cues(r, "Et la suite.")[0]
        # where two overlap, and on the word at the cursor
        assert cues(r, "blue deux")[:2] == (True, True)
        assert cues(r, "Seul") == (True, False, True, False)
        await r.press("/", *"suite", "enter", "escape")
        rows = [line for line in r.lines() if "┃ Seul" in line]
        assert len(rows) == 6, "a bar in the gutter for each marked line"


@pytest.mark.parametrize("theme", ANSI)
async def test_selection_and_hits_are_visible_without_color(home: Path, theme: str) -> None:
    async with open_reader(home, (120, 60), theme=theme) as r:
        plain = cues(r, "Et la suite.")
        await r.press("/", *"suite", "enter")
        hits = [without_color(style) for _, segment, style in r.styled_segments() if segment.text == "suite"]
        assert hits
        assert all(hit != plain for hit in hits)
        await r.press("escape", "g", "g", "v", "w", "w")
        assert cues(r, "jaune" if r.shows("jaune") else "yellow")[2], "a selection is shown reversed"


async def test_no_color_removes_all_color(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(home, (100, 30)) as r:
        await r.press("V", "2", "w", "v", "5")
        for _, segment, style in r.styled_segments():
            for color in (style.color, style.bgcolor):
                if color is not None and color.triplet is not None:
                    assert len(set(color.triplet)) == 1, f"{segment.text!r} is painted in {color.triplet.hex}"
        assert not list(unreadable(r))
