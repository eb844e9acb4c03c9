"""Chooses the theme, and passes its colors to stylesheets and widgets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from reader import resources
from reader.ui.app.key_queue import KeyQueueApp
from reader.ui.screens import messages
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.theme.themes import OWN_NAMES, OWN_THEMES, THEME_NAMES, opposite_theme, roles_of
from reader.ui.widgets.styles import RenderStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from textual.screen import Screen
    from textual.theme import Theme

    from reader.config import Settings
    from reader.reading.session import Session
    from reader.ui.theme.themes import ColorRoles

INITIAL_STYLESHEETS = ("base.tcss", "reading.tcss")
"""The stylesheets needed for the first frame."""
DEFERRED_STYLESHEETS = ("list_dialog.tcss", "text_dialog.tcss")
"""The stylesheets of dialogs; parsing them takes 1 % of the start-up time."""
LOW_COLOR_SYSTEMS = {None, "standard", "windows"}
"""Color systems that cannot show backgrounds and tints as distinct colors."""


def unknown_themes(settings: Settings) -> tuple[str, ...]:
    """Return an error message for each unknown theme in the settings."""
    wanted = (settings.theme, settings.light, settings.dark)
    return tuple(messages.no_such_theme(name) for name in wanted if name is not None and name not in THEME_NAMES)


class ThemedApp(KeyQueueApp, inherit_bindings=False):
    """Applies and changes themes."""

    session: Session
    settings: Settings
    _theme_set = False
    """Whether a theme of this application is set."""
    _deferred_styles_loaded = False
    """Whether all stylesheets are loaded."""

    def apply_initial_theme(self) -> None:
        """Set the theme of the settings, the saved one, or one that suits the terminal."""
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self._theme_set = True
        self.theme = self._initial_theme()
        self.stylesheet.set_variables(self.get_css_variables())
        self.apply_no_color()

    def _initial_theme(self) -> str:
        wanted = self.settings.theme or self.session.preferences.theme
        if wanted in THEME_NAMES:
            return wanted
        dark = _dark_terminal(os.environ.get("COLORFGBG", ""))
        if self.console.color_system in LOW_COLOR_SYSTEMS:
            return "ansi-dark" if dark or dark is None else "ansi-light"
        return "encre" if dark else "papier"

    def get_css_variables(self) -> dict[str, str]:
        """Return the color roles as CSS variables; nothing before the first theme is set."""
        if not self._theme_set:
            return {}
        return {**super().get_css_variables(), **self.roles.css()}

    @property
    def roles(self) -> ColorRoles:
        """The color roles of the theme, adapted to the terminal's colors."""
        roles = roles_of(self.current_theme)
        if self.console.color_system != "256" or self.no_color:
            return roles
        from reader.ui.theme.colors_256 import to_256_colors  # most terminals have true color

        return to_256_colors(roles)

    def load_deferred_stylesheets(self) -> None:
        """Load the stylesheets that the first frame does not need, if not loaded yet."""
        if not self._deferred_styles_loaded:
            self._deferred_styles_loaded = True
            for path in stylesheet_paths(DEFERRED_STYLESHEETS):
                self.stylesheet.read(path)
            self.stylesheet.parse()

    def push_dialog(self, screen: Screen[Any], on_closed: Callable[[Any], None] | None = None) -> None:
        """Show a screen with its stylesheet loaded."""
        self.load_deferred_stylesheets()
        super().push_dialog(screen, on_closed)

    @property
    def render_style(self) -> RenderStyle:
        """Colors and cues for every widget."""
        roles, colors = self.roles, self.console.color_system
        # The own themes have distinct tints in 256 colors; other themes may not.
        few = colors in {"standard", "windows"} or (colors == "256" and self.theme not in OWN_NAMES)
        return RenderStyle(roles, underline_cues=roles.ansi or self.no_color or few)

    def subscribe_to_theme(self) -> None:
        """Repaint every screen whenever the theme changes."""
        self.theme_changed_signal.subscribe(self, self._on_theme_changed)

    def _on_theme_changed(self, theme: Theme) -> None:
        del theme
        self.apply_no_color()
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.apply_theme()

    def use_theme(self, name: str) -> None:
        """Change the theme, and save the choice."""
        from dataclasses import replace

        self.theme = name
        self.session.set_preferences(replace(self.session.preferences, theme=name))

    def toggle_light_dark(self) -> None:
        """Switch between light and dark."""
        light, dark = self.settings.light, self.settings.dark
        if self.theme in {light, dark}:
            self.use_theme(dark if self.theme == light else light)
        else:
            self.use_theme(opposite_theme(self.theme))


def stylesheet_paths(names: Iterable[str]) -> list[Path]:
    """Return the paths of stylesheets."""
    folder = resources.styles()
    return [folder / name for name in names]


def _dark_terminal(colorfgbg: str) -> bool | None:
    """Whether COLORFGBG says that the background is dark; None if it says nothing."""
    last = colorfgbg.rpartition(";")[2]
    return int(last) in {*range(7), 8} if last.isdecimal() else None
