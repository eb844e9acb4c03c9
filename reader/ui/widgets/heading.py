"""Heading: one muted line at the top of the sidebar or a sheet, with a fact at its right."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import shorten
from reader.ui.widgets.margins import SHEET_MARGIN
from reader.ui.widgets.styles import Ink, segment, style


class Heading(Widget):
    """The words at the top of a list."""

    BLANK: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._ink = Ink()
        self._words = ("", "")

    def paint_with(self, ink: Ink) -> None:
        """Use other colors."""
        self._ink = ink
        self.refresh()

    def show(self, words: str, fact: str = "") -> None:
        """Show other words."""
        if (words, fact) != self._words:
            self._words = (words, fact)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row of words; the other rows are paper."""
        roles, width = self._ink.roles, self.size.width
        muted = style(roles.muted, roles.shade, bold=True)
        if y != self.size.height - 2:
            return Strip.blank(width, muted)
        words = shorten(self._words[0], max(0, width - SHEET_MARGIN - 2))
        fact = shorten(self._words[1], max(0, width - SHEET_MARGIN - cells(words) - 4))
        gap = " " * max(2, width - SHEET_MARGIN - cells(words) - cells(fact) - 2)
        light = style(roles.muted, roles.shade)
        return Strip(
            [segment(" " * SHEET_MARGIN, muted), segment(words, muted), segment(gap + fact, light)]
        ).adjust_cell_length(width, light)
