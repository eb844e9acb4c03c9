"""Moving: the motions of the page, and of the lists beside and over it, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.ui.screens.frame import Frame
    from reader.ui.widgets.row_list import RowList

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
JUMPS = frozenset({"move.top", "move.bottom"})
"""The motions that one may want to come back from."""


class Motions:
    """The commands that move the caret or the page."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def move(self, command_id: str, count: int) -> None:
        """Move the caret by one of the ``MOTIONS``, ``count`` times."""
        page = self._frame.viewport
        if page is not None:
            self._frame.reader_app.clear_message()
            if command_id in JUMPS:
                self._frame.record_jump()
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
        page = self._frame.viewport
        if page is not None:
            page.scroll(rows)
            self._frame.view.update()


class ListMotions:
    """The commands that move through the items of a list."""

    def __init__(self, rows: RowList[Any]) -> None:
        self._list = rows

    def do_move_down(self, count: int | None, letter: str | None) -> None:
        """Go to the next item."""
        del letter
        self._list.move(count or 1)

    def do_move_up(self, count: int | None, letter: str | None) -> None:
        """Go to the item before."""
        del letter
        self._list.move(-(count or 1))

    def do_move_page(self, count: int | None, letter: str | None) -> None:
        """Go a page down."""
        del count, letter
        self._list.move_page(1)

    def do_move_page_back(self, count: int | None, letter: str | None) -> None:
        """Go a page up."""
        del count, letter
        self._list.move_page(-1)

    do_move_half, do_move_half_back = do_move_page, do_move_page_back

    def do_move_top(self, count: int | None, letter: str | None) -> None:
        """Go to the first item."""
        del count, letter
        self._list.move_to(0)

    def do_move_bottom(self, count: int | None, letter: str | None) -> None:
        """Go to the last item."""
        del count, letter
        self._list.move_to(len(self._list.items) - 1)
