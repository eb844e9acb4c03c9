"""A model of what the terminal shows, built from every full and partial update.

The program writes only changes, so the terminal may show something outdated. The model is compared
with a full repaint, without a terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.screen import Screen

    from tests.ui.harness import Reader


class TerminalScreen:
    """The rows of a terminal from now on."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rows: list[Strip] = []
        self._draw(LayoutUpdate([[strip] for strip in reader.strips()], reader.screen.size.region))
        display = reader.app._display

        def listen(screen: Screen[Any], update: object) -> None:
            if reader.app._running and not reader.app._batch_count:
                self._draw(update)
            display(screen, update)  # type: ignore[arg-type]  # Textual's own argument

        reader.app._display = listen  # type: ignore[method-assign,assignment]  # what a driver would get

    def _draw(self, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                self._put(y, update.region.x, Strip.join(strips))
        elif isinstance(update, ChopsUpdate):
            for y, start, end in update.spans:
                for stop, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if strip is None or x > end or stop <= start:
                        continue
                    inside = start <= x < end and stop <= end
                    self._put(y, x, strip if inside else strip.crop(0, min(stop, end) - x))

    def _put(self, y: int, x: int, strip: Strip) -> None:
        while len(self._rows) <= y:
            self._rows.append(Strip([]))
        row, end = self._rows[y], x + strip.cell_length
        before = row.crop(0, x).extend_cell_length(x)
        self._rows[y] = Strip.join([before, strip, row.crop(end) if end < row.cell_length else Strip([])])

    def difference(self) -> str:
        """Describe where the terminal differs from a full repaint; empty if nowhere."""
        for y, fresh in enumerate(self._reader.strips()):
            width = fresh.cell_length
            shown = (self._rows[y] if y < len(self._rows) else Strip([])).crop(0, width)
            if _runs(shown) != _runs(fresh):
                return f"row {y} of the terminal is {shown.text!r}, and would be {fresh.text!r}{_style_difference(shown, fresh)}"
        return ""


def _runs(strip: Strip) -> list[Segment]:
    return [Segment(segment.text, segment.style) for segment in strip.simplify() if segment.text]


def _style_difference(shown: Strip, fresh: Strip) -> str:
    """Describe the style difference of two rows with the same text."""
    if shown.text != fresh.text:
        return ""
    return f"\n{_runs(shown)}\n{_runs(fresh)}"
