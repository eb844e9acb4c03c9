"""Moving: the motions of the page, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.frame import Frame

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
"""The motions of the page, by the command that asks for them."""
LEAPS = frozenset({"move.top", "move.bottom"})
"""The motions that one may want to come back from."""


class Moving:
    """The commands that move the caret or the page."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def move(self, command_id: str, count: int) -> None:
        """Move the caret by one of the ``MOTIONS``, ``count`` times."""
        page = self._frame.page
        if page is not None:
            self._frame.reader_app.hush()
            if command_id in LEAPS:
                self._frame.depart()
            page.move(MOTIONS[command_id], count)
            self._frame.view.update()

    def do_scroll_down(self, count: int | None, letter: str | None) -> None:
        """Scroll the page down."""
        del letter
        self._scroll(count or 1)

    def do_scroll_up(self, count: int | None, letter: str | None) -> None:
        """Scroll the page up."""
        del letter
        self._scroll(-(count or 1))

    def _scroll(self, rows: int) -> None:
        page = self._frame.page
        if page is not None:
            page.scroll(rows)
            self._frame.view.update()
