"""Settings: the themes, the line length and the setting of the text, tried live."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.ui.screens.list_dialog import ListDialog
from reader.ui.theme.themes import THEME_NAMES
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class SettingsDialog(ListDialog["Choice[Callable[[], None]]"]):
    """Choosing a theme applies it at once; everything else is told where it is set. A choice does what it says."""

    HEADING = "Settings"
    LIST = ChoiceList
    LOWER_HALF = True
    OPEN_LABEL = "Choose"

    def items(self) -> Sequence[Choice[Callable[[], None]]]:
        """Return what can be tried, and where the rest is."""
        app = self.reader_app
        liked, change = app.session.preferences, app.change_typesetting
        divided, even = liked.hyphenated, liked.justified
        return [
            Choice(None, "Setting of the text"),
            Choice(
                partial(change, hyphenated=not divided, justified=even),
                "Divide words at the end of a line",
                _on_off(divided),
            ),
            Choice(partial(change, hyphenated=divided, justified=not even), "Make both edges even", _on_off(even)),
            Choice(partial(app.change_measure, -1), "Shorter lines", "<"),
            Choice(partial(app.change_measure, 1), "Longer lines", ">"),
            Choice(None, "Keys and more"),
            Choice(app.edit_settings, "The settings file", app.settings_path, wraps_fact=True),
            Choice(self._choose_engine, "Who brings the English", app.session.engine or "none"),
            Choice(None, "Theme"),
            *map(self._theme, THEME_NAMES),
        ]

    def _theme(self, name: str) -> Choice[Callable[[], None]]:
        used = name == self.reader_app.theme
        return Choice(partial(self.reader_app.use_theme, name), name, "now" if used else "", is_initial=used)

    def _choose_engine(self) -> None:
        self.finish()
        self.reader_app.choose_engine()

    def choose(self, item: Choice[Callable[[], None]]) -> None:
        """Try it; the sheet stays, unless another takes its place."""
        try:
            if item.value is not None:
                item.value()
        finally:  # what cannot be remembered holds all the same; that it cannot is told after this
            if self.is_current:
                self.reload(self.list.current)


def _on_off(on: bool) -> str:
    return "on" if on else "off"
