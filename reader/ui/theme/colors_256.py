"""Color roles for terminals limited to 256 colors (older macOS Terminal, many over ssh).

Rich's nearest color turns a warm background bright yellow and its panel pink. The own themes are
chosen by hand: grays for backgrounds, calm tints of the color cube. Other themes take the nearest
color in CIE Lab.

Rich maps a gray to the ramp by lightness, not to the nearest one: ``gray`` returns a color that it
maps to the intended number.
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
"""Levels of red, green and blue in the color cube."""


def gray(number: int) -> str:
    """Return a color that Rich maps to number 232 (nearly black) to 255 (nearly white)."""
    return "#" + f"{round(255 * (number - 231) / 25):02x}" * 3


class ColorRoles256(ColorRoles):
    """Color roles limited to the 256 colors."""

    __slots__ = ()

    def overlap(self, top: Color, under: Color) -> str:
        """Return the background where two highlights overlap, one of the 256 colors."""
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
    """Return the color roles of a theme in 256 colors."""
    if roles is PAPIER or roles is ENCRE:
        return PAPIER_256 if roles is PAPIER else ENCRE_256
    return roles if roles.ansi else _to_nearest_roles(roles)


@lru_cache(maxsize=64)
def _to_nearest_roles(roles: ColorRoles) -> ColorRoles:
    background = _nearest(roles.background)
    allowed_under_text = _readable_under(roles.text)
    panel, sentence = _nearest(roles.panel, allowed_under_text), _nearest(roles.current_sentence, allowed_under_text)
    text = _nearest(roles.text, _readable_on(background, panel, sentence))
    allowed_background = _readable_under(text)
    return ColorRoles256(
        background=background,
        panel=panel,
        current_sentence=sentence,
        selection=_nearest(roles.selection, allowed_background),
        search_hit=_nearest(roles.search_hit, allowed_background),
        text=text,
        english=_nearest(roles.english, _readable_on(background, sentence)),
        muted=_nearest(roles.muted, _readable_on(background, panel)),
        accent=_nearest(roles.accent, _readable_on(background, panel)),
        tints=tuple(_nearest(tint, allowed_background) for tint in roles.tints),
        bars=tuple(_nearest(bar) for bar in roles.bars),
        dark=roles.dark,
        ansi=False,
    )


def _readable_on(*grounds: str) -> Callable[[str], bool]:
    return lambda text: all(
        contrast(_displayed(text), _displayed(background)) >= MIN_CONTRAST for background in grounds
    )


def _readable_under(text: str) -> Callable[[str], bool]:
    return lambda background: contrast(_displayed(text), _displayed(background)) >= MIN_CONTRAST


def _displayed(color: str) -> str:
    return _displayed_colors().get(color, color)


@lru_cache(maxsize=512)
def _lab(color: str) -> tuple[float, float, float]:
    lab = rgb_to_lab(Paint.parse(color))
    return lab.L, lab.a, lab.b


def _nearest(color: str, is_allowed: Callable[[str], bool] = lambda _: True) -> str:
    """Return the nearest allowed color of the 256; the nearest of all if none is allowed."""
    wanted = _lab(color)
    by_distance = sorted(_displayed_colors(), key=lambda name: dist(wanted, _lab(_displayed_colors()[name])))
    return next(filter(is_allowed, by_distance), by_distance[0])


@lru_cache(maxsize=1)
def _displayed_colors() -> dict[str, str]:
    """Return the displayed color by the color that Rich maps to it."""
    displayed = {gray(number): "#" + f"{8 + 10 * (number - 232):02x}" * 3 for number in range(232, 256)}
    cube = (f"#{red:02x}{green:02x}{blue:02x}" for red in _LEVELS for green in _LEVELS for blue in _LEVELS)
    # Rich maps the grays of the cube, except black and white, to the ramp.
    displayed |= {
        name: name for name in cube if len({name[1:3], name[3:5], name[5:]}) > 1 or name in {"#000000", "#ffffff"}
    }
    return displayed
