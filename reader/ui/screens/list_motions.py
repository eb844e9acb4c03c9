"""Commands for moving in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.ui.widgets.row_list import RowList


class ListMotions:
    """Commands for moving in a list."""

    def __init__(self, row_list: RowList[Any]) -> None:
        self._list = row_list

    def do_move_down(self, count: int | None) -> None:
        """Move to the next item."""
        self._list.move(count or 1)

    def do_move_up(self, count: int | None) -> None:
        """Move to the previous item."""
        self._list.move(-(count or 1))

    def do_move_page(self, count: int | None) -> None:
        """Move down a page."""
        del count
        self._list.move_page(1)

    def do_move_page_back(self, count: int | None) -> None:
        """Move up a page."""
        del count
        self._list.move_page(-1)

    do_move_half, do_move_half_back = do_move_page, do_move_page_back

    def do_move_top(self) -> None:
        """Move to the first item."""
        self._list.move_to(0)

    def do_move_bottom(self) -> None:
        """Move to the last item."""
        self._list.move_to(len(self._list.items) - 1)
