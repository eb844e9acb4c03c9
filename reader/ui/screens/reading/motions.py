"""Commands for moving in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.reading.screen import ReadingScreen

MOTIONS = {
    "move.down": "down",
    "move.up": "up",
    "move.left": "left",
    "move.right": "right",
    "move.word": "word",
    "move.word_back": "word_back",
    "move.word_end": "word_end",
    "move.sentence": "sentence",
    "move.sentence_back": "sentence_back",
    "move.paragraph": "paragraph",
    "move.paragraph_back": "paragraph_back",
    "move.line_start": "line_start",
    "move.line_end": "line_end",
    "move.page": "page",
    "move.page_back": "page_back",
    "move.half": "half",
    "move.half_back": "half_back",
    "move.top": "top",
    "move.bottom": "bottom",
}
"""Motion of the page, by command id."""
JUMPS = frozenset({"move.top", "move.bottom"})
"""Motions recorded in the jump list."""


class Motions:
    """Commands for moving the caret and scrolling."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def move(self, command_id: str, count: int) -> None:
        """Move the caret by one of ``MOTIONS``, ``count`` times."""
        viewport = self._screen.viewport
        if viewport is not None:
            self._screen.reader_app.clear_message()
            if command_id in JUMPS:
                self._screen.record_jump()
            viewport.move(MOTIONS[command_id], count)
            self._screen.view.update()

    def do_scroll_down(self, count: int | None) -> None:
        """Scroll down."""
        self._scroll(count or 1)

    def do_scroll_up(self, count: int | None) -> None:
        """Scroll up."""
        self._scroll(-(count or 1))

    def _scroll(self, rows: int) -> None:
        viewport = self._screen.viewport
        if viewport is not None:
            viewport.scroll(rows)
            self._screen.view.update()
