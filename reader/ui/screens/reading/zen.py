"""Zen mode: hide the sidebar and the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.screens.reading.sidebar import Sidebar
    from reader.ui.widgets.footer import Footer


class Zen:
    """Zen mode; not saved for the next start."""

    def __init__(self, screen: ReadingScreen, sidebar: Sidebar, footer: Footer) -> None:
        self._screen = screen
        self._sidebar = sidebar
        self._footer = footer
        self.on = False
        """Whether zen mode is on."""

    def do_view_zen(self) -> None:
        """Turn zen mode on or off."""
        self._set(not self.on)

    def leave(self) -> bool:
        """Turn zen mode off; return False if it was off."""
        was_on = self.on
        if was_on:
            self._set(on=False)
        return was_on

    def _set(self, on: bool) -> None:
        self.on = on
        self._screen.set_class(on, "-zen")
        self._footer.display = not on
        self._sidebar.set_concealed(concealed=on)
