"""Foresight: the rows of the next page are set and painted while this one is read, so that turning it costs a look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from reader.ui.spread.spread import Row, RowPosition

IDLE_DELAY: Final = 0.2
"""Seconds without a movement before anything is done, and between two slices of it."""
ROWS_PER_SLICE: Final = 12
"""Rows painted at a time: well under a millisecond."""


class PagePrefetch:
    """Prepares rows in slices, and starts anew whenever the page moves."""

    def __init__(
        self,
        widget: Widget,
        next_rows: Callable[[], list[tuple[RowPosition, Row]]],
        render: Callable[[RowPosition, Row], object],
    ) -> None:
        """``rows`` gives what will be seen next; ``paint`` paints one of them, and keeps it."""
        self._next_rows, self._render = next_rows, render
        self._debounce = Debounce(widget, IDLE_DELAY, self._render_slice)
        self._remaining: list[tuple[RowPosition, Row]] | None = None

    def schedule(self) -> None:
        """Wait until the reader rests: what was prepared is kept, the rest would be of another place."""
        self._remaining = None
        self._debounce.restart()

    def _render_slice(self) -> None:
        if self._remaining is None:
            self._remaining = self._next_rows()
        now, self._remaining = self._remaining[:ROWS_PER_SLICE], self._remaining[ROWS_PER_SLICE:]
        for spot, row in now:
            self._render(spot, row)
        if not self._remaining:
            self._debounce.stop()
