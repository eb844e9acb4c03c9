"""Lays out and renders the next page while the user is idle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.widgets.debounce import Debounce

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from reader.ui.spread.spread import Row, RowPosition

IDLE_DELAY: Final = 0.2
"""Idle seconds before the work starts, and between two slices."""
ROWS_PER_SLICE: Final = 12
"""Rows rendered per slice: well under a millisecond."""


class PagePrefetch:
    """Renders rows in slices, restarted whenever the view moves."""

    def __init__(
        self,
        widget: Widget,
        next_rows: Callable[[], list[tuple[RowPosition, Row]]],
        render: Callable[[RowPosition, Row], object],
    ) -> None:
        """``next_rows`` returns the rows to prepare; ``render`` renders one into the cache."""
        self._next_rows, self._render = next_rows, render
        self._debounce = Debounce(widget, IDLE_DELAY, self._render_slice)
        self._remaining: list[tuple[RowPosition, Row]] | None = None

    def schedule(self) -> None:
        """Start after the next idle delay; rows already rendered stay cached."""
        self._remaining = None
        self._debounce.restart()

    def _render_slice(self) -> None:
        if self._remaining is None:
            self._remaining = self._next_rows()
        rows, self._remaining = self._remaining[:ROWS_PER_SLICE], self._remaining[ROWS_PER_SLICE:]
        for position, row in rows:
            self._render(position, row)
        if not self._remaining:
            self._debounce.stop()
