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
from reader.ui.theme.colors_256 import ENCRE_256, PAPIER_256, gray, in_256
from reader.ui.theme.themes import ENCRE, PAPIER, contrast, roles_of
from tests.ui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

    from reader.ui.theme.themes import Roles

THEMES = {"papier": PAPIER_256, "encre": ENCRE_256} | {
    name: in_256(roles_of(theme)) for name, theme in BUILTIN_THEMES.items() if not theme.ansi
}


def painted(color: str) -> str:
    """Return what a terminal with 256 colors shows for a color."""
    return Painted.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("number", range(232, 256))
def test_a_gray_is_painted_as_the_one_meant(number: int) -> None:
    assert Painted.parse(gray(number)).downgrade(ColorSystem.EIGHT_BIT).number == number


@pytest.mark.parametrize("roles", THEMES.values(), ids=THEMES)
def test_all_can_be_read_as_it_is_painted(roles: Roles) -> None:
    grounds = [roles.sentence, roles.selected, roles.found, *roles.tints]
    grounds += [roles.overlap(top, under) for top, under in combinations(Color, 2)]
    pairs = [(roles.ink, ground) for ground in (roles.paper, *grounds)]
    pairs += [(roles.english, roles.paper), (roles.accent, roles.shade), (roles.accent, roles.paper)]
    pairs += [(roles.muted, roles.paper), (roles.muted, roles.shade)]
    for ink, ground in pairs:
        assert contrast(painted(ink), painted(ground)) >= 4.5, (ink, ground)


@pytest.mark.parametrize(("roles", "full"), [(PAPIER_256, PAPIER), (ENCRE_256, ENCRE)], ids=["papier", "encre"])
def test_papers_are_gray_and_tints_are_told_apart(roles: Roles, full: Roles) -> None:
    assert in_256(full) is roles
    for paper in (roles.paper, roles.shade, roles.sentence, roles.selected):
        red, green, blue = (int(painted(paper)[at : at + 2], 16) / 255 for at in (1, 3, 5))
        assert rgb_to_hls(red, green, blue)[2] == 0
    assert painted(roles.paper) != painted(roles.shade)
    assert len({painted(color) for color in (*roles.tints, roles.paper, roles.sentence, roles.selected)}) >= 9
    assert len({painted(bar) for bar in roles.bars}) == 6


async def test_the_screen_is_painted_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "")
    async with reading(tmp_path, theme="papier") as r:
        grounds = {style.bgcolor.triplet.hex for _, _, style in r.looks() if style.bgcolor and style.bgcolor.triplet}
        assert PAPIER_256.paper in grounds
        assert PAPIER.paper not in grounds
        assert r.app.get_css_variables()["en-paper"] == PAPIER_256.paper
