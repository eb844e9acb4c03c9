"""The rows in the window, their decorations, and a cache of rendered strips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.text.segmentation.words import word_at
from reader.ui.spread.spread import RowKind
from reader.ui.widgets.decorations import EMPTY_SPAN, Decorations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.strip import Strip

    from reader.text.spans import Span
    from reader.ui.spread.spread import Row, RowPosition
    from reader.ui.spread.viewport import Viewport
    from reader.ui.widgets.row_renderer import RowRenderer

MAX_CACHED_ROWS: Final = 400
"""Rendered rows in the cache."""


class RowCache:
    """The rows of one window, rendered on demand."""

    def __init__(self, apply_filters: Callable[[Strip], Strip]) -> None:
        """``apply_filters`` adapts a strip to the colors of the terminal."""
        self._apply_filters = apply_filters
        self._strips: dict[RowPosition, tuple[Row, Strip]] = {}
        self.renderer: RowRenderer | None = None
        """The renderer of the current layout; None before the first one."""
        self.decorations = Decorations()
        """What is drawn over the text."""
        self.rows: list[tuple[RowPosition, Row]] = []
        """The visible rows from the top; empty when they must be fetched again."""

    # -- changes -----------------------------------------------------------------------------------

    def reset(self, renderer: RowRenderer | None) -> None:
        """Discard every row, for a new layout."""
        self.renderer = renderer
        self.rows = []
        self._strips.clear()

    def update(self, viewport: Viewport, *, find_counterpart: bool) -> list[int] | None:
        """Update rows and decorations from a viewport; return the rows to repaint, None for all.

        ``find_counterpart``: whether to find and mark the matching sentence.
        """
        text = viewport.cursors.text.text
        decorations = replace(
            self.decorations,
            word=word_at(text, viewport.cursors.current) if text else EMPTY_SPAN,
            sentence=viewport.cursors.sentence(),
            counterpart=viewport.cursors.counterpart() if find_counterpart else EMPTY_SPAN,
            side=viewport.cursors.side,
            selection=viewport.selection_span() or EMPTY_SPAN,
            selection_side=viewport.selection.side if viewport.selection is not None else None,
        )
        spans = decorations.difference(self.decorations)
        self.decorations = decorations
        if self.rows and self.rows[0][0] == viewport.top:
            return self.invalidate(spans)
        self._discard(spans)
        self.rows = viewport.rows()
        return None

    def invalidate(self, spans: Iterable[Span] | None) -> list[int] | None:
        """Discard rows that show any of the spans; return the visible ones. None means all."""
        touching = self._discard(spans)
        if touching is None:
            return None
        return [y for y, (_, row) in enumerate(self.rows) if _overlaps_any(row, touching)]

    def _discard(self, spans: Iterable[Span] | None) -> list[tuple[int, int]] | None:
        """Discard cached rows that show any of the spans; return the spans as plain pairs."""
        if spans is None:
            self._strips.clear()
            return None
        touching = [(span.start, span.end) for span in spans if span]
        if touching:
            for position, (row, _) in list(self._strips.items()):
                if _overlaps_any(row, touching):
                    del self._strips[position]
        return touching

    # -- queries -----------------------------------------------------------------------------------

    def strip_at(self, y: int) -> Strip | None:
        """Return a rendered row of the window; None below its last row."""
        return self.render(*self.rows[y]) if self.renderer is not None and y < len(self.rows) else None

    def render(self, position: RowPosition, row: Row) -> Strip | None:
        """Return a rendered row, from the cache if possible; None before the first layout."""
        cached = self._strips.get(position)
        if cached is not None:
            return cached[1]
        if self.renderer is None:
            return None
        strip = self._apply_filters(self.renderer.render(row, self.decorations))
        if len(self._strips) > MAX_CACHED_ROWS:
            self._strips.clear()
        self._strips[position] = (row, strip)
        return strip

    def is_cached(self, position: RowPosition) -> bool:
        """Whether a row is already rendered."""
        return position in self._strips

    def window_rows_of(self, span: Span | None) -> tuple[int, int] | None:
        """Return the first and last visible row of a French span; None if it is not visible."""
        if span is None:
            return None
        found = [y for y, (_, row) in enumerate(self.rows) if row.french and row.french.overlaps(span)]
        return (found[0], found[-1]) if found else None

    def visible_paragraphs(self) -> tuple[int, int]:
        """Return the first and last visible paragraph."""
        seen = [row.paragraph for _, row in self.rows if row.paragraph >= 0]
        return (seen[0], seen[-1]) if seen else (0, 0)

    def shows_english(self) -> bool:
        """Whether any visible row has a translation."""
        return any(row.english is not None for _, row in self.rows)


def _overlaps_any(row: Row, ends: list[tuple[int, int]]) -> bool:
    """Whether a row of text overlaps any of the spans, on either side."""
    if row.kind is not RowKind.TEXT:
        return False
    french, english = row.french or EMPTY_SPAN, row.english or EMPTY_SPAN
    for start, end in ends:  # plain comparisons: 0.7 µs a row, against 2.7 µs with Span methods
        if (french.start < end and start < french.end) or (english.start < end and start < english.end):
            return True
    return False
