"""The roles in the 256 colors of a terminal: what Rich paints is what is meant, can be read, and papers stay calm."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from rich.color import Color as Painted
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


def painted(color: str) -> str:
    """Return what a terminal with 256 colors shows for a color."""
    return Painted.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("number", range(232, 256))
def test_a_gray_is_painted_as_the_one_meant(number: int) -> None:
    assert Painted.parse(gray(number)).downgrade(ColorSystem.EIGHT_BIT).number == number


@pytest.mark.parametrize("roles", THEMES.values(), ids=THEMES)
def test_all_can_be_read_as_it_is_painted(roles: ColorRoles) -> None:
    grounds = [roles.current_sentence, roles.selection, roles.search_hit, *roles.tints]
    grounds += [roles.overlap(top, under) for top, under in combinations(Color, 2)]
    pairs = [(roles.text, ground) for ground in (roles.background, *grounds)]
    pairs += [(roles.english, roles.background), (roles.accent, roles.panel), (roles.accent, roles.background)]
    pairs += [(roles.muted, roles.background), (roles.muted, roles.panel)]
    for ink, ground in pairs:
        assert contrast(painted(ink), painted(ground)) >= 4.5, (ink, ground)


@pytest.mark.parametrize(("roles", "full"), [(PAPIER_256, PAPIER), (ENCRE_256, ENCRE)], ids=["papier", "encre"])
def test_papers_are_gray_and_tints_are_told_apart(roles: ColorRoles, full: ColorRoles) -> None:
    assert to_256_colors(full) is roles
    for paper in (roles.background, roles.panel, roles.current_sentence, roles.selection):
        red, green, blue = (int(painted(paper)[at : at + 2], 16) / 255 for at in (1, 3, 5))
        assert rgb_to_hls(red, green, blue)[2] == 0
    assert painted(roles.background) != painted(roles.panel)
    assert (
        len({painted(color) for color in (*roles.tints, roles.background, roles.current_sentence, roles.selection)})
        >= 9
    )
    assert len({painted(bar) for bar in roles.bars}) == 6


async def test_the_screen_is_painted_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "")
    async with open_reader(tmp_path, theme="papier") as r:
        grounds = {
            style.bgcolor.triplet.hex for _, _, style in r.styled_segments() if style.bgcolor and style.bgcolor.triplet
        }
        assert PAPIER_256.background in grounds
        assert PAPIER.background not in grounds
        assert r.app.get_css_variables()["en-background"] == PAPIER_256.background
