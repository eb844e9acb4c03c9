"""Themes: the roles of color on the page, our two themes, and how every other theme fills the same roles.

A role is a color by its use. Our own themes name each role; for Textual's themes the roles are derived from the theme's own background, ink and accent
and moved until the text can be read (WCAG 2.2, contrast at least 4.5); the two ``ansi`` themes use the terminal's own sixteen colors and
tell marks apart by underlines.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache

from textual.color import Color as Paint
from textual.theme import BUILTIN_THEMES, Theme

from reader.frozen import frozen_dataclass
from reader.text.model.highlights import Color

MIN_CONTRAST = 4.6
"""The least contrast of any text, a little above WCAG's 4.5 so that rounding cannot fall below it."""


@frozen_dataclass(frozen=True, slots=True)
class ColorRoles:
    """The colors of the page: ``#rrggbb``, or in ``ansi`` themes the name of a terminal color."""

    background: str
    panel: str
    """The sidebar, and sheets over the page."""
    current_sentence: str
    """The paper under the sentence that is being read."""
    selection: str
    """The paper under a passage being selected."""
    search_hit: str
    """The paper under what a search found."""
    text: str
    english: str
    muted: str
    accent: str
    tints: tuple[str, ...]
    """The paper under a highlight, one for each Color."""
    bars: tuple[str, ...]
    """The stronger tone of each highlight color, for the bar in the gutter."""
    dark: bool
    ansi: bool

    def tint(self, color: Color) -> str:
        """Return the paper under a highlight of that color."""
        return self.tints[_ORDER[color]]

    def bar(self, color: Color) -> str:
        """Return the tone of the gutter bar of that color."""
        return self.bars[_ORDER[color]]

    def overlap(self, top: Color, under: Color) -> str:
        """Return the paper where two highlights lie over each other: the shorter one's, deepened by the other's."""
        if self.ansi:
            return self.tint(top)
        return _readable_background(mix(self.tint(top), self.tint(under), 0.4), self.text, self.tint(top))

    def css(self) -> dict[str, str]:
        """Return the roles as variables for the stylesheets."""
        names = [field.name for field in fields(self) if field.name not in {"tints", "bars", "dark", "ansi"}]
        prefix = "ansi_" if self.ansi else ""
        return {f"en-{name.replace('_', '-')}": prefix + getattr(self, name) for name in names}


_ORDER = {color: index for index, color in enumerate(Color)}


def mix(base: str, other: str, ratio: float) -> str:
    """Return the base color with a share (0 to 1) of the other mixed in."""
    return Paint.parse(base).blend(Paint.parse(other), ratio, alpha=1.0).hex6.lower()


@lru_cache(maxsize=1024)
def contrast(first: str, second: str) -> float:
    """Return the contrast of two colors, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in Paint.parse(color).normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _readable_text(color: str, *grounds: str) -> str:
    """Move an ink away from its grounds until it can be read on each of them."""
    far = "#ffffff" if _luminance(grounds[0]) < 0.2 else "#000000"
    for step in range(21):
        moved = mix(color, far, step / 20)
        if all(contrast(moved, ground) >= MIN_CONTRAST for ground in grounds):
            return moved
    return far


def _readable_background(ground: str, ink: str, fallback: str) -> str:
    """Move a ground toward one that is known to be good until the ink can be read on it."""
    for step in range(11):
        moved = mix(ground, fallback, step / 10)
        if contrast(ink, moved) >= MIN_CONTRAST:
            return moved
    return fallback


_LIGHT_BARS = ("#b58900", "#5d8a2f", "#3a7fa5", "#c25b72", "#c77521", "#8a63b3")
_DARK_BARS = ("#d8b94a", "#86b866", "#6aaed0", "#d98a9d", "#dd9a56", "#b294d6")
_ANSI_BARS = ("yellow", "green", "blue", "magenta", "red", "cyan")

PAPIER = ColorRoles(
    background="#f7f2e7",
    panel="#efe8d9",
    current_sentence="#efe6d0",
    selection="#ddd0b4",
    search_hit="#e9d3c4",
    text="#2a2520",
    english="#675d52",
    muted="#6f675b",
    accent="#8a2f3b",
    tints=("#f3de8a", "#cfe3b4", "#c3dceb", "#f2c6cc", "#f4cfa1", "#dccbea"),
    bars=_LIGHT_BARS,
    dark=False,
    ansi=False,
)
ENCRE = ColorRoles(
    background="#15181e",
    panel="#1a1e26",
    current_sentence="#20252f",
    selection="#39414f",
    search_hit="#3d3423",
    text="#dcd7ca",
    english="#a09b8e",
    muted="#8b919d",
    accent="#c8a35f",
    tints=("#574a14", "#2f4a25", "#1f4258", "#5a2a38", "#5a3714", "#432f5c"),
    bars=_DARK_BARS,
    dark=True,
    ansi=False,
)


def _own_theme(name: str, roles: ColorRoles) -> Theme:
    return Theme(
        name=name,
        primary=roles.accent,
        secondary=roles.muted,
        accent=roles.accent,
        foreground=roles.text,
        background=roles.background,
        surface=roles.panel,
        panel=roles.panel,
        dark=roles.dark,
        variables={
            "input-cursor-background": roles.text,
            "input-cursor-foreground": roles.background,
            "input-selection-background": roles.selection,
            "block-cursor-background": roles.text,
            "block-cursor-foreground": roles.background,
        },
    )


OWN_THEMES = (_own_theme("papier", PAPIER), _own_theme("encre", ENCRE))
"""The themes that Enregard brings, light and dark."""

OWN_NAMES = ("papier", "encre")

THEME_NAMES = (*OWN_NAMES, *sorted(BUILTIN_THEMES))
"""Every theme a reader can choose, ours first."""


@lru_cache(maxsize=64)
def _derived_roles(background: str, foreground: str, surface: str, accent: str, dark: bool) -> ColorRoles:
    paper = background
    shade = surface if contrast(surface, paper) > 1.02 else mix(paper, foreground, 0.05)
    ink = _readable_text(foreground, paper, shade)
    sentence = _readable_background(mix(paper, ink, 0.08), ink, paper)
    bars = _DARK_BARS if dark else _LIGHT_BARS
    return ColorRoles(
        background=paper,
        panel=shade,
        current_sentence=sentence,
        selection=_readable_background(mix(paper, ink, 0.22), ink, paper),
        search_hit=_readable_background(mix(paper, accent, 0.25), ink, paper),
        text=ink,
        english=_readable_text(mix(ink, paper, 0.35), paper, sentence),
        muted=_readable_text(mix(ink, paper, 0.4), paper, shade),
        accent=_readable_text(accent, paper, shade),
        tints=tuple(_readable_background(mix(paper, bar, 0.38), ink, paper) for bar in bars),
        bars=tuple(bars),
        dark=dark,
        ansi=False,
    )


def roles_of(theme: Theme) -> ColorRoles:
    """Return the roles of any theme."""
    if theme.name == "papier":
        return PAPIER
    if theme.name == "encre":
        return ENCRE
    if theme.ansi:
        return ColorRoles(
            background="default",
            panel="default",
            current_sentence="default",
            selection="default",
            search_hit="default",
            text="default",
            english="default",
            muted="default",
            # ansi-dark is used too where the terminal does not tell its paper: magenta can be read on black and on white.
            accent="magenta" if theme.dark else "blue",
            tints=("default",) * len(Color),
            bars=_ANSI_BARS,
            dark=theme.dark,
            ansi=True,
        )
    generated = theme.to_color_system().generate()
    return _derived_roles(
        Paint.parse(generated["background"]).hex6.lower(),
        Paint.parse(generated["foreground"]).hex6.lower(),
        Paint.parse(generated["surface"]).hex6.lower(),
        Paint.parse(generated["accent"]).hex6.lower(),
        theme.dark,
    )


def opposite_theme(theme: str) -> str:
    """Return the theme to change to between light and dark: papier and encre, or a theme's own other half."""
    pairs = (
        ("papier", "encre"),
        ("ansi-light", "ansi-dark"),
        ("textual-light", "textual-dark"),
        ("solarized-light", "solarized-dark"),
        ("atom-one-light", "atom-one-dark"),
        ("rose-pine-dawn", "rose-pine"),
        ("catppuccin-latte", "catppuccin-mocha"),
    )
    for light, dark in pairs:
        if theme in {light, dark}:
            return dark if theme == light else light
    found = BUILTIN_THEMES.get(theme)
    return "papier" if found is None or found.dark else "encre"
