"""A message over the bottom rows of the page, which does not move the text."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from reader.ui.spread.truncate import truncate_rows
from reader.ui.widgets.margins import window_margin
from reader.ui.widgets.styles import RenderStyle, safe_segment, style

MAX_ROWS = 4
"""Limit of a wrapped message."""


class MessageBar(Widget):
    """A message, shown until the next key."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._render_style = RenderStyle()
        self.text = ""
        """The current message; empty for none."""

    def set_render_style(self, render_style: RenderStyle) -> None:
        """Set colors and cues."""
        self._render_style = render_style
        self.refresh()

    def show_message(self, text: str) -> None:
        """Show a message; an empty one hides the bar."""
        if text != self.text:
            self.text = text
            self._update_height()

    def _rows(self) -> list[str]:
        margin = self._margin()
        return truncate_rows(self.text, max(1, self.screen.size.width - 2 * margin), MAX_ROWS) if self.text else []

    def _margin(self) -> int:
        return window_margin(self.screen.size.width)

    def _update_height(self) -> None:
        rows = self._rows()
        self.display = bool(rows)
        if rows:
            self.styles.height = len(rows)
        self.refresh(layout=True)

    def rewrap(self) -> None:
        """Wrap the message again after a resize."""
        if self.text:
            self._update_height()

    def render_line(self, y: int) -> Strip:
        """Return one row of the message."""
        row_style = style(
            self._render_style.roles.text, self._render_style.roles.panel, reverse=self._render_style.roles.ansi
        )
        rows = self._rows()
        text = rows[y] if y < len(rows) else ""
        return Strip([safe_segment(" " * self._margin() + text, row_style)]).adjust_cell_length(
            self.size.width, row_style
        )
