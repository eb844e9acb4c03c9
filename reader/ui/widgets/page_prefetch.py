"""Foresight: the rows of the next page are set and painted while this one is read, so that turning it costs a look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.widgets.debounce import Rest

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget

    from reader.ui.spread.spread import Row, Spot

_QUIET: Final = 0.2
"""Seconds without a movement before anything is done, and between two slices of it."""
_SLICE: Final = 12
"""Rows painted at a time: well under a millisecond."""


class Foresight:
    """Prepares rows in slices, and starts anew whenever the page moves."""

    def __init__(
        self, view: Widget, rows: Callable[[], list[tuple[Spot, Row]]], paint: Callable[[Spot, Row], object]
    ) -> None:
        """``rows`` gives what will be seen next; ``paint`` paints one of them, and keeps it."""
        self._rows, self._paint = rows, paint
        self._rest = Rest(view, _QUIET, self._prepare)
        self._left: list[tuple[Spot, Row]] | None = None

    def wait(self) -> None:
        """Wait until the reader rests: what was prepared is kept, the rest would be of another place."""
        self._left = None
        self._rest.moved()

    def _prepare(self) -> None:
        if self._left is None:
            self._left = self._rows()
        now, self._left = self._left[:_SLICE], self._left[_SLICE:]
        for spot, row in now:
            self._paint(spot, row)
        if not self._left:
            self._rest.over()
