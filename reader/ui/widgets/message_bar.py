"""MessageLine: one sentence for the reader, over the bottom of the page; the text under it does not move."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget

from reader.ui.spread.truncate import fit
from reader.ui.widgets.margins import window_margin
from reader.ui.widgets.styles import Ink, segment, style

ROWS = 4
"""The most rows a sentence may take."""


class MessageLine(Widget):
    """A sentence that stays until the next key."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._ink = Ink()
        self.sentence = ""
        """What is being said; empty: nothing."""

    def paint_with(self, ink: Ink) -> None:
        """Use other colors."""
        self._ink = ink
        self.refresh()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the line."""
        if sentence != self.sentence:
            self.sentence = sentence
            self._settle()

    def _rows(self) -> list[str]:
        margin = self._margin()
        return fit(self.sentence, max(1, self.screen.size.width - 2 * margin), ROWS) if self.sentence else []

    def _margin(self) -> int:
        return window_margin(self.screen.size.width)

    def _settle(self) -> None:
        rows = self._rows()
        self.display = bool(rows)
        if rows:
            self.styles.height = len(rows)
        self.refresh(layout=True)

    def fit_window(self) -> None:
        """Wrap the sentence anew after a resize."""
        if self.sentence:
            self._settle()

    def render_line(self, y: int) -> Strip:
        """Return one row of the sentence."""
        look = style(self._ink.roles.ink, self._ink.roles.shade, reverse=self._ink.roles.ansi)
        rows = self._rows()
        text = rows[y] if y < len(rows) else ""
        return Strip([segment(" " * self._margin() + text, look)]).adjust_cell_length(self.size.width, look)
