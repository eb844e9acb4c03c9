"""Picture: what is seen of a page: the rows in the window, how they look, and the strips painted of them, kept until they look otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.text.segmentation.words import word_at
from reader.ui.spread.spread import RowKind
from reader.ui.widgets.decorations import NOWHERE, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.strip import Strip

    from reader.text.spans import Span
    from reader.ui.spread.spread import Row, Spot
    from reader.ui.spread.viewport import Page
    from reader.ui.widgets.row_renderer import Painter

KEPT: Final = 400
"""How many painted rows are kept."""


class Picture:
    """The rows of one window. It paints a row when it is asked for, and what it painted before is a look-up."""

    def __init__(self, finished: Callable[[Strip], Strip]) -> None:
        """``finished`` returns a strip as the terminal is to have it."""
        self._finished = finished
        self._painted: dict[Spot, tuple[Row, Strip]] = {}
        self.painter: Painter | None = None
        """What paints the rows of the layout of now; None before the first."""
        self.look = Look()
        """What is painted over the words."""
        self.rows: list[tuple[Spot, Row]] = []
        """The rows in the window, from the top; none: they are to be asked for again."""

    # -- what changes it --------------------------------------------------------------------------

    def begin(self, painter: Painter | None) -> None:
        """Forget every row: another layout is painted."""
        self.painter = painter
        self.rows = []
        self._painted.clear()

    def follow(self, page: Page, *, answers: bool) -> list[int] | None:
        """Take the rows in the window of a page, its caret and its passage; return what is to be painted, as ``touch``.

        ``answers``: what answers the sentence being read is looked for, and marked.
        """
        text = page.text.text
        look = replace(
            self.look,
            word=word_at(text, page.here) if text else NOWHERE,
            sentence=page.sentence(),
            counterpart=page.counterpart() if answers else NOWHERE,
            side=page.side,
            passage=page.passage_span() or NOWHERE,
            passage_side=page.passage.side if page.passage is not None else None,
        )
        spans = look.touched(self.look)
        self.look = look
        if self.rows and self.rows[0][0] == page.top:
            return self.touch(spans)
        self._forget(spans)
        self.rows = page.rows()
        return None

    def touch(self, spans: Iterable[Span] | None) -> list[int] | None:
        """Have the rows on which spans of either side lie painted anew; return those of the window. None: all of them."""
        touching = self._forget(spans)
        if touching is None:
            return None
        return [y for y, (_, row) in enumerate(self.rows) if _touched(row, touching)]

    def _forget(self, spans: Iterable[Span] | None) -> list[tuple[int, int]] | None:
        """Forget the strips of rows on which spans lie, which are returned as plain numbers: hundreds of rows are held against them."""
        if spans is None:
            self._painted.clear()
            return None
        touching = [(span.start, span.end) for span in spans if span]
        if touching:
            for spot, (row, _) in list(self._painted.items()):
                if _touched(row, touching):
                    del self._painted[spot]
        return touching

    # -- what is seen -----------------------------------------------------------------------------

    def strip(self, y: int) -> Strip | None:
        """Return one row of the window as it looks; None where the window has none."""
        return self.paint(*self.rows[y]) if self.painter is not None and y < len(self.rows) else None

    def paint(self, spot: Spot, row: Row) -> Strip | None:
        """Return a row as it looks, which is kept; None before the first layout."""
        kept = self._painted.get(spot)
        if kept is not None:
            return kept[1]
        if self.painter is None:
            return None
        strip = self._finished(self.painter.strip(row, self.look))
        if len(self._painted) > KEPT:
            self._painted.clear()
        self._painted[spot] = (row, strip)
        return strip

    def is_painted(self, spot: Spot) -> bool:
        """Tell whether a row needs no painting."""
        return spot in self._painted

    def rows_of(self, span: Span | None) -> tuple[int, int] | None:
        """Return the first and last row of the window that show a span of the French; None when it is out of sight."""
        if span is None:
            return None
        found = [y for y, (_, row) in enumerate(self.rows) if row.french and row.french.overlaps(span)]
        return (found[0], found[-1]) if found else None

    def paragraphs(self) -> tuple[int, int]:
        """Return the first and the last paragraph in the window."""
        seen = [row.paragraph for _, row in self.rows if row.paragraph >= 0]
        return (seen[0], seen[-1]) if seen else (0, 0)

    def has_english(self) -> bool:
        """Tell whether a row of English is in the window."""
        return any(row.english is not None for _, row in self.rows)


def _touched(row: Row, ends: list[tuple[int, int]]) -> bool:
    """Tell whether one of some spans, of either side, lies on a row of text."""
    if row.kind is not RowKind.TEXT:
        return False
    french, english = row.french or NOWHERE, row.english or NOWHERE
    for start, end in ends:  # a loop over numbers: 0.7 µs a row, and 2.7 with spans asked one by one
        if (french.start < end and start < french.end) or (english.start < end and start < english.end):
            return True
    return False
