"""SettingsDialog: theme, text layout, engine and settings file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.ui.screens.list_dialog import ListDialog
from reader.ui.theme.themes import THEME_NAMES
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class SettingsDialog(ListDialog["Choice[Callable[[], None]]"]):
    """Settings that apply at once; the value of each choice is the function to call."""

    HEADING = "Settings"
    LIST = ChoiceList
    LOWER_HALF = True
    OPEN_LABEL = "Choose"

    def items(self) -> Sequence[Choice[Callable[[], None]]]:
        """Return the settings."""
        app = self.reader_app
        preferences, change = app.session.preferences, app.change_typesetting
        hyphenated, justified = preferences.hyphenated, preferences.justified
        return [
            Choice(None, "Text layout"),
            Choice(
                partial(change, hyphenated=not hyphenated, justified=justified),
                "Hyphenate",
                _on_off(hyphenated),
            ),
            Choice(partial(change, hyphenated=hyphenated, justified=not justified), "Justify", _on_off(justified)),
            Choice(partial(app.change_measure, -1), "Narrower lines", "<"),
            Choice(partial(app.change_measure, 1), "Wider lines", ">"),
            Choice(None, "Other"),
            Choice(app.edit_settings, "Settings file", app.settings_path, wraps_fact=True),
            Choice(self._choose_engine, "Translation engine", app.session.engine or "none"),
            Choice(None, "Theme"),
            *map(self._theme, THEME_NAMES),
        ]

    def _theme(self, name: str) -> Choice[Callable[[], None]]:
        is_current = name == self.reader_app.theme
        return Choice(
            partial(self.reader_app.use_theme, name), name, "current" if is_current else "", is_initial=is_current
        )

    def _choose_engine(self) -> None:
        self.finish()
        self.reader_app.choose_engine()

    def choose(self, item: Choice[Callable[[], None]]) -> None:
        """Apply the setting; the dialog stays open unless another replaces it."""
        try:
            if item.value is not None:
                item.value()
        finally:  # a setting that could not be saved applies all the same
            if self.is_current:
                self.reload(self.list.current)


def _on_off(on: bool) -> str:
    return "on" if on else "off"
