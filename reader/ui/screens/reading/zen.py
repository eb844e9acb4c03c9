"""Zen: nothing but text. The articles and the keys go, until they are asked for again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.reading.sidebar import Sidebar
    from reader.ui.widgets.footer import Footer


class Zen:
    """Whether there is nothing but text. It is not remembered: the next start shows everything."""

    def __init__(self, frame: Frame, shelf: Sidebar, footer: Footer) -> None:
        self._frame = frame
        self._sidebar = shelf
        self._footer = footer
        self.on = False
        """Whether nothing but text is shown (and the articles, while one is among them)."""

    def do_view_zen(self, count: int | None, letter: str | None) -> None:
        """Show nothing but text, or everything again."""
        del count, letter
        self._set(not self.on)

    def leave(self) -> bool:
        """Show everything again; False when it is shown."""
        was = self.on
        if was:
            self._set(on=False)
        return was

    def _set(self, on: bool) -> None:
        self.on = on
        self._frame.set_class(on, "-zen")
        self._footer.display = not on
        self._sidebar.set_concealed(concealed=on)
