"""Color roles in 256 colors: Rich shows the intended ones, and text is readable."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.theme import BUILTIN_THEMES

from reader.text.model.highlights import Color
from reader.ui.theme.colors_256 import ENCRE_256, PAPIER_256, gray, to_256_colors
from reader.ui.theme.themes import ENCRE, PAPIER, contrast, roles_of
from tests.ui.harness import open_reader

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.theme.themes import ColorRoles

THEMES = {"papier": PAPIER_256, "encre": ENCRE_256} | {
    name: to_256_colors(roles_of(theme)) for name, theme in BUILTIN_THEMES.items() if not theme.ansi
}


def displayed(color: str) -> str:
    """Return what a 256-color terminal shows for a color."""
    return RichColor.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("number", range(232, 256))
def test_rich_maps_each_gray_to_the_intended_number(number: int) -> None:
    assert RichColor.parse(gray(number)).downgrade(ColorSystem.EIGHT_BIT).number == number


@pytest.mark.parametrize("roles", THEMES.values(), ids=THEMES)
def test_all_text_is_readable_in_256_colors(roles: ColorRoles) -> None:
    backgrounds = [roles.current_sentence, roles.selection, roles.search_hit, *roles.tints]
    backgrounds += [roles.overlap(top, under) for top, under in combinations(Color, 2)]
    pairs = [(roles.text, background) for background in (roles.background, *backgrounds)]
    pairs += [(roles.english, roles.background), (roles.accent, roles.panel), (roles.accent, roles.background)]
    pairs += [(roles.muted, roles.background), (roles.muted, roles.panel)]
    for text, background in pairs:
        assert contrast(displayed(text), displayed(background)) >= 4.5, (text, background)


@pytest.mark.parametrize(("roles", "full"), [(PAPIER_256, PAPIER), (ENCRE_256, ENCRE)], ids=["papier", "encre"])
def test_backgrounds_are_gray_and_tints_distinct(roles: ColorRoles, full: ColorRoles) -> None:
    assert to_256_colors(full) is roles
    for background in (roles.background, roles.panel, roles.current_sentence, roles.selection):
        red, green, blue = (int(displayed(background)[at : at + 2], 16) / 255 for at in (1, 3, 5))
        assert rgb_to_hls(red, green, blue)[2] == 0
    assert displayed(roles.background) != displayed(roles.panel)
    assert (
        len({displayed(color) for color in (*roles.tints, roles.background, roles.current_sentence, roles.selection)})
        >= 9
    )
    assert len({displayed(bar) for bar in roles.bars}) == 6


async def test_the_screen_uses_256_colors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "")
    async with open_reader(tmp_path, theme="papier") as r:
        backgrounds = {
            style.bgcolor.triplet.hex for _, _, style in r.styled_segments() if style.bgcolor and style.bgcolor.triplet
        }
        assert PAPIER_256.background in backgrounds
        assert PAPIER.background not in backgrounds
        assert r.app.get_css_variables()["en-background"] == PAPIER_256.background
