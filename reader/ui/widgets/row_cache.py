"""Picture: what is seen of a page: the rows in the window, how they look, and the strips painted of them, kept until they look otherwise."""

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
"""How many painted rows are kept."""


class RowCache:
    """The rows of one window. It paints a row when it is asked for, and what it painted before is a look-up."""

    def __init__(self, apply_filters: Callable[[Strip], Strip]) -> None:
        """``finished`` returns a strip as the terminal is to have it."""
        self._apply_filters = apply_filters
        self._strips: dict[RowPosition, tuple[Row, Strip]] = {}
        self.renderer: RowRenderer | None = None
        """What paints the rows of the layout of now; None before the first."""
        self.decorations = Decorations()
        """What is painted over the words."""
        self.rows: list[tuple[RowPosition, Row]] = []
        """The rows in the window, from the top; none: they are to be asked for again."""

    # -- what changes it --------------------------------------------------------------------------

    def reset(self, renderer: RowRenderer | None) -> None:
        """Forget every row: another layout is painted."""
        self.renderer = renderer
        self.rows = []
        self._strips.clear()

    def update(self, viewport: Viewport, *, find_counterpart: bool) -> list[int] | None:
        """Take the rows in the window of a page, its caret and its passage; return what is to be painted, as ``touch``.

        ``answers``: what answers the sentence being read is looked for, and marked.
        """
        text = viewport.text.text
        look = replace(
            self.decorations,
            word=word_at(text, viewport.cursor) if text else EMPTY_SPAN,
            sentence=viewport.sentence(),
            counterpart=viewport.counterpart() if find_counterpart else EMPTY_SPAN,
            side=viewport.side,
            selection=viewport.selection_span() or EMPTY_SPAN,
            selection_side=viewport.selection.side if viewport.selection is not None else None,
        )
        spans = look.difference(self.decorations)
        self.decorations = look
        if self.rows and self.rows[0][0] == viewport.top:
            return self.invalidate(spans)
        self._discard(spans)
        self.rows = viewport.rows()
        return None

    def invalidate(self, spans: Iterable[Span] | None) -> list[int] | None:
        """Have the rows on which spans of either side lie painted anew; return those of the window. None: all of them."""
        touching = self._discard(spans)
        if touching is None:
            return None
        return [y for y, (_, row) in enumerate(self.rows) if _overlaps_any(row, touching)]

    def _discard(self, spans: Iterable[Span] | None) -> list[tuple[int, int]] | None:
        """Forget the strips of rows on which spans lie, which are returned as plain numbers: hundreds of rows are held against them."""
        if spans is None:
            self._strips.clear()
            return None
        touching = [(span.start, span.end) for span in spans if span]
        if touching:
            for spot, (row, _) in list(self._strips.items()):
                if _overlaps_any(row, touching):
                    del self._strips[spot]
        return touching

    # -- what is seen -----------------------------------------------------------------------------

    def strip_at(self, y: int) -> Strip | None:
        """Return one row of the window as it looks; None where the window has none."""
        return self.render(*self.rows[y]) if self.renderer is not None and y < len(self.rows) else None

    def render(self, position: RowPosition, row: Row) -> Strip | None:
        """Return a row as it looks, which is kept; None before the first layout."""
        kept = self._strips.get(position)
        if kept is not None:
            return kept[1]
        if self.renderer is None:
            return None
        strip = self._apply_filters(self.renderer.render(row, self.decorations))
        if len(self._strips) > MAX_CACHED_ROWS:
            self._strips.clear()
        self._strips[position] = (row, strip)
        return strip

    def is_cached(self, position: RowPosition) -> bool:
        """Tell whether a row needs no painting."""
        return position in self._strips

    def window_rows_of(self, span: Span | None) -> tuple[int, int] | None:
        """Return the first and last row of the window that show a span of the French; None when it is out of sight."""
        if span is None:
            return None
        found = [y for y, (_, row) in enumerate(self.rows) if row.french and row.french.overlaps(span)]
        return (found[0], found[-1]) if found else None

    def visible_paragraphs(self) -> tuple[int, int]:
        """Return the first and the last paragraph in the window."""
        seen = [row.paragraph for _, row in self.rows if row.paragraph >= 0]
        return (seen[0], seen[-1]) if seen else (0, 0)

    def shows_english(self) -> bool:
        """Tell whether a row of English is in the window."""
        return any(row.english is not None for _, row in self.rows)


def _overlaps_any(row: Row, ends: list[tuple[int, int]]) -> bool:
    """Tell whether one of some spans, of either side, lies on a row of text."""
    if row.kind is not RowKind.TEXT:
        return False
    french, english = row.french or EMPTY_SPAN, row.english or EMPTY_SPAN
    for start, end in ends:  # a loop over numbers: 0.7 µs a row, and 2.7 with spans asked one by one
        if (french.start < end and start < french.end) or (english.start < end and start < english.end):
            return True
    return False
