"""Palette: the roles of color for terminals that have 256 colors and no others (Terminal of older macOS, many over ssh).

Left to itself, the nearest of 256 turns a warm paper into bright yellow and its sidebar into pink. Our own themes are chosen by hand from what there
is: papers of the gray ramp, calm tints of the color cube. Other themes take the nearest color as the eye sees it (CIE Lab).

Rich turns a gray into one of the ramp by its lightness, and not into the nearest: ``gray`` returns what it turns into the one meant.
"""

from __future__ import annotations

from functools import lru_cache
from math import dist
from typing import TYPE_CHECKING, Final

from textual.color import Color as Paint
from textual.color import rgb_to_lab

from reader.ui.theme.themes import ENCRE, MIN_CONTRAST, PAPIER, ColorRoles, contrast

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.text.model.highlights import Color

_LEVELS: Final = (0, 95, 135, 175, 215, 255)
"""The cube's steps of red, green and blue."""


def gray(number: int) -> str:
    """Return the color that Rich paints as number 232 (nearly black) to 255 (nearly white) of the 256."""
    return "#" + f"{round(255 * (number - 231) / 25):02x}" * 3


class ColorRoles256(ColorRoles):
    """Roles in colors of the 256."""

    __slots__ = ()

    def overlap(self, top: Color, under: Color) -> str:
        """Return the paper where two highlights lie over each other, one of the 256 too."""
        return _nearest(ColorRoles.overlap(self, top, under), _readable_under(self.text))


PAPIER_256: Final = ColorRoles256(
    background=gray(255),
    panel=gray(254),
    current_sentence=gray(254),
    selection=gray(251),
    search_hit="#d7d7af",
    text=gray(235),
    english=gray(240),
    muted=gray(241),
    accent="#870000",
    tints=("#ffff87", "#afd787", "#afd7ff", "#ffafd7", "#ffd7af", "#d7afff"),
    bars=("#af8700", "#5f8700", "#0087af", "#d75f87", "#d75f00", "#875faf"),
    dark=False,
    ansi=False,
)
ENCRE_256: Final = ColorRoles256(
    background=gray(233),
    panel=gray(235),
    current_sentence=gray(236),
    selection=gray(239),
    search_hit=gray(240),
    text=gray(254),
    english=gray(248),
    muted=gray(247),
    accent="#d7af5f",
    tints=("#5f5f00", "#005f00", "#005f87", "#87005f", "#870000", "#5f00af"),
    bars=("#d7af00", "#87af5f", "#5fafd7", "#d787af", "#d7875f", "#af87d7"),
    dark=True,
    ansi=False,
)


def to_256_colors(roles: ColorRoles) -> ColorRoles:
    """Return the roles of a theme in colors that a terminal with 256 has."""
    if roles is PAPIER or roles is ENCRE:
        return PAPIER_256 if roles is PAPIER else ENCRE_256
    return roles if roles.ansi else _to_nearest_roles(roles)


@lru_cache(maxsize=64)
def _to_nearest_roles(roles: ColorRoles) -> ColorRoles:
    paper = _nearest(roles.background)
    text = _readable_under(roles.text)
    shade, sentence = _nearest(roles.panel, text), _nearest(roles.current_sentence, text)
    ink = _nearest(roles.text, _readable_on(paper, shade, sentence))
    ground = _readable_under(ink)
    return ColorRoles256(
        background=paper,
        panel=shade,
        current_sentence=sentence,
        selection=_nearest(roles.selection, ground),
        search_hit=_nearest(roles.search_hit, ground),
        text=ink,
        english=_nearest(roles.english, _readable_on(paper, sentence)),
        muted=_nearest(roles.muted, _readable_on(paper, shade)),
        accent=_nearest(roles.accent, _readable_on(paper, shade)),
        tints=tuple(_nearest(tint, ground) for tint in roles.tints),
        bars=tuple(_nearest(bar) for bar in roles.bars),
        dark=roles.dark,
        ansi=False,
    )


def _readable_on(*grounds: str) -> Callable[[str], bool]:
    return lambda ink: all(contrast(_displayed(ink), _displayed(ground)) >= MIN_CONTRAST for ground in grounds)


def _readable_under(ink: str) -> Callable[[str], bool]:
    return lambda ground: contrast(_displayed(ink), _displayed(ground)) >= MIN_CONTRAST


def _displayed(color: str) -> str:
    return _displayed_colors().get(color, color)


@lru_cache(maxsize=512)
def _lab(color: str) -> tuple[float, float, float]:
    lab = rgb_to_lab(Paint.parse(color))
    return lab.L, lab.a, lab.b


def _nearest(color: str, is_allowed: Callable[[str], bool] = lambda _: True) -> str:
    """Return the color of the 256 that looks most like one, among those that fit; the nearest of all if none does."""
    wanted = _lab(color)
    by_distance = sorted(_displayed_colors(), key=lambda name: dist(wanted, _lab(_displayed_colors()[name])))
    return next(filter(is_allowed, by_distance), by_distance[0])


@lru_cache(maxsize=1)
def _displayed_colors() -> dict[str, str]:
    """Return what a terminal shows, by the color that Rich turns into it."""
    shown = {gray(number): "#" + f"{8 + 10 * (number - 232):02x}" * 3 for number in range(232, 256)}
    cube = (f"#{red:02x}{green:02x}{blue:02x}" for red in _LEVELS for green in _LEVELS for blue in _LEVELS)
    # Rich paints the grays of the cube with the ramp: but for black and white they cannot be had.
    shown |= {
        name: name for name in cube if len({name[1:3], name[3:5], name[5:]}) > 1 or name in {"#000000", "#ffffff"}
    }
    return shown
