"""Color roles, the two own themes, and the roles derived from Textual's themes.

A role is a color by its use. The own themes define each role. For Textual's themes the roles are
derived from background, foreground and accent, and adjusted until text is readable (WCAG 2.2,
contrast at least 4.5). The ``ansi`` themes use the terminal's sixteen colors, with underlines for
highlights.
"""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache

from textual.color import Color as Paint
from textual.theme import BUILTIN_THEMES, Theme

from reader.frozen import frozen_dataclass
from reader.text.model.highlights import Color

MIN_CONTRAST = 4.6
"""The minimum contrast of text: WCAG's 4.5, with a margin for rounding."""


@frozen_dataclass(frozen=True, slots=True)
class ColorRoles:
    """The colors of the page: ``#rrggbb``, or an ANSI color name in ``ansi`` themes."""

    background: str
    panel: str
    """The background of the sidebar and of dialogs."""
    current_sentence: str
    """The background of the current sentence."""
    selection: str
    """The background of the selection."""
    search_hit: str
    """The background of search hits."""
    text: str
    english: str
    muted: str
    accent: str
    tints: tuple[str, ...]
    """The background of each highlight color."""
    bars: tuple[str, ...]
    """The gutter bar of each highlight color, a stronger tone."""
    dark: bool
    ansi: bool

    def tint(self, color: Color) -> str:
        """Return the background of a highlight color."""
        return self.tints[_ORDER[color]]

    def bar(self, color: Color) -> str:
        """Return the gutter bar color of a highlight color."""
        return self.bars[_ORDER[color]]

    def overlap(self, top: Color, under: Color) -> str:
        """Return the background where two highlights overlap: a mix, mostly the shorter's."""
        if self.ansi:
            return self.tint(top)
        return _readable_background(mix(self.tint(top), self.tint(under), 0.4), self.text, self.tint(top))

    def css(self) -> dict[str, str]:
        """Return the roles as CSS variables."""
        names = [field.name for field in fields(self) if field.name not in {"tints", "bars", "dark", "ansi"}]
        prefix = "ansi_" if self.ansi else ""
        return {f"en-{name.replace('_', '-')}": prefix + getattr(self, name) for name in names}


_ORDER = {color: index for index, color in enumerate(Color)}


def mix(base: str, other: str, ratio: float) -> str:
    """Mix a ratio (0 to 1) of another color into a base color."""
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


def _readable_text(color: str, *backgrounds: str) -> str:
    """Adjust a text color until it is readable on each background."""
    far = "#ffffff" if _luminance(backgrounds[0]) < 0.2 else "#000000"
    for step in range(21):
        moved = mix(color, far, step / 20)
        if all(contrast(moved, background) >= MIN_CONTRAST for background in backgrounds):
            return moved
    return far


def _readable_background(background: str, text: str, fallback: str) -> str:
    """Move a background toward a readable one until the text color is readable on it."""
    for step in range(11):
        moved = mix(background, fallback, step / 10)
        if contrast(text, moved) >= MIN_CONTRAST:
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
"""The own themes, light and dark."""

OWN_NAMES = ("papier", "encre")

THEME_NAMES = (*OWN_NAMES, *sorted(BUILTIN_THEMES))
"""All themes, the own ones first."""


@lru_cache(maxsize=64)
def _derived_roles(background: str, foreground: str, surface: str, accent: str, dark: bool) -> ColorRoles:
    panel = surface if contrast(surface, background) > 1.02 else mix(background, foreground, 0.05)
    text = _readable_text(foreground, background, panel)
    sentence = _readable_background(mix(background, text, 0.08), text, background)
    bars = _DARK_BARS if dark else _LIGHT_BARS
    return ColorRoles(
        background=background,
        panel=panel,
        current_sentence=sentence,
        selection=_readable_background(mix(background, text, 0.22), text, background),
        search_hit=_readable_background(mix(background, accent, 0.25), text, background),
        text=text,
        english=_readable_text(mix(text, background, 0.35), background, sentence),
        muted=_readable_text(mix(text, background, 0.4), background, panel),
        accent=_readable_text(accent, background, panel),
        tints=tuple(_readable_background(mix(background, bar, 0.38), text, background) for bar in bars),
        bars=tuple(bars),
        dark=dark,
        ansi=False,
    )


def roles_of(theme: Theme) -> ColorRoles:
    """Return the color roles of any theme."""
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
            # Also used if the background is unknown: magenta is readable on black and on white.
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
    """Return the counterpart of a theme in the other brightness, papier or encre if it has none."""
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
    base = BUILTIN_THEMES.get(theme)
    return "papier" if base is None or base.dark else "encre"
