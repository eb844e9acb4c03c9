"""ListMoving: the motions of a list, by keys: the articles beside the page, and the list of every sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.ui.widgets.row_list import RowList


class ListMoving:
    """The commands that move through the items of a list."""

    def __init__(self, rows: RowList[Any]) -> None:
        self._rows = rows

    def do_move_down(self, count: int | None, letter: str | None) -> None:
        """Go to the next item."""
        del letter
        self._rows.move(count or 1)

    def do_move_up(self, count: int | None, letter: str | None) -> None:
        """Go to the item before."""
        del letter
        self._rows.move(-(count or 1))

    def do_move_page(self, count: int | None, letter: str | None) -> None:
        """Go a page down."""
        del count, letter
        self._rows.page(1)

    def do_move_page_back(self, count: int | None, letter: str | None) -> None:
        """Go a page up."""
        del count, letter
        self._rows.page(-1)

    do_move_half, do_move_half_back = do_move_page, do_move_page_back

    def do_move_top(self, count: int | None, letter: str | None) -> None:
        """Go to the first item."""
        del count, letter
        self._rows.go(0)

    def do_move_bottom(self, count: int | None, letter: str | None) -> None:
        """Go to the last item."""
        del count, letter
        self._rows.go(len(self._rows.items) - 1)
