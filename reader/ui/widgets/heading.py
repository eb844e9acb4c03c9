"""A muted line at the top of the sidebar or a dialog, with a fact at its right."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import truncate
from reader.ui.widgets.margins import DIALOG_MARGIN
from reader.ui.widgets.styles import RenderStyle, safe_segment, style


class Heading(Widget):
    """The heading of a list."""

    BLANK: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._render_style = RenderStyle()
        self._text = ("", "")

    def set_render_style(self, render_style: RenderStyle) -> None:
        """Set colors and cues."""
        self._render_style = render_style
        self.refresh()

    def set_text(self, text: str, fact: str = "") -> None:
        """Set the heading and the fact."""
        if (text, fact) != self._text:
            self._text = (text, fact)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row of text; the other rows are blank."""
        roles, width = self._render_style.roles, self.size.width
        muted = style(roles.muted, roles.panel, bold=True)
        if y != self.size.height - 2:
            return Strip.blank(width, muted)
        text = truncate(self._text[0], max(0, width - DIALOG_MARGIN - 2))
        fact = truncate(self._text[1], max(0, width - DIALOG_MARGIN - cells(text) - 4))
        gap = " " * max(2, width - DIALOG_MARGIN - cells(text) - cells(fact) - 2)
        light = style(roles.muted, roles.panel)
        return Strip(
            [safe_segment(" " * DIALOG_MARGIN, muted), safe_segment(text, muted), safe_segment(gap + fact, light)]
        ).adjust_cell_length(width, light)
