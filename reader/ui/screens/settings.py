"""Settings: the themes, the line length and the setting of the text, tried live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.themes import THEME_NAMES
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence


class SettingsSheet(Sheet):
    """Choosing a theme applies it at once; everything else is told where it is set."""

    HEADING = "Settings"
    LOW = True
    ENTER = "Choose"

    def make_list(self) -> ChoiceList:
        """Return the list of choices."""
        return ChoiceList(id="rows", empty=say.NOTHING_HAS_THESE_WORDS)

    def items(self) -> Sequence[Choice]:
        """Return what can be tried, and where the rest is."""
        app = self.reader_app
        liked = app.desk.preferences
        themes = [Choice(f"theme {name}", name, "now" if name == app.theme else "") for name in THEME_NAMES]
        return [
            Choice("", "Setting of the text", heading=True),
            Choice("setting hyphenated", "Divide words at the end of a line", _switch(liked.hyphenated)),
            Choice("setting justified", "Make both edges even", _switch(liked.justified)),
            Choice("measure -", "Shorter lines", "<"),
            Choice("measure +", "Longer lines", ">"),
            Choice("", "Keys and more", heading=True),
            Choice("file", "The settings file", app.settings_path, whole=True),
            Choice("engine", "Who brings the English", app.desk.engine or "none"),
            Choice("", "Theme", heading=True),
            *themes,
        ]

    def words(self, item: Choice) -> str:
        """Return the words of a choice."""
        return item.label

    def first_current(self, shown: Sequence[Choice]) -> int:
        """Begin at the theme of now."""
        now = f"theme {self.reader_app.theme}"
        return next((index for index, item in enumerate(shown) if item.key == now), 0)

    def choose(self, item: Choice) -> None:
        """Try it; the sheet stays."""
        app = self.reader_app
        kind, _, value = item.key.partition(" ")
        if kind == "theme":
            app.use_theme(value)
        elif kind == "measure":
            app.change_measure(1 if value == "+" else -1)
        elif kind == "setting":
            liked = app.desk.preferences
            app.change_setting(
                hyphenated=liked.hyphenated != (value == "hyphenated"),
                justified=liked.justified != (value == "justified"),
            )
        elif kind == "file":
            app.edit_settings()
        elif kind == "engine":
            self.finish()
            app.choose_engine()
            return
        self.fill(self.list.current)


def _switch(on: bool) -> str:
    return "on" if on else "off"
