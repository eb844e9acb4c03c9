"""What holds at any moment of reading, whatever was done: looked at from outside, and against the same made anew.

Each check says what is wrong, by raising ``Broken``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.text.graphemes import MAX_CLUSTER
from reader.ui.spread.break_rules import SPACES
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.line_breaking import visible_line
from reader.ui.spread.spread import RowKind, Side
from reader.ui.widgets.page_content import SpreadBuilder
from reader.ui.widgets.row_renderer import RowRenderer
from reader.ui.widgets.translated_highlights import TranslatedHighlights
from tests.ui.terminal_screen import TerminalScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.article import Article
    from reader.text.model.highlights import AnchoredHighlight
    from reader.text.spans import Span
    from reader.ui.spread.viewport import Viewport
    from tests.ui.harness import Reader


class InvariantError(AssertionError):
    """Something that must hold does not."""


class Invariants:
    """What must hold for one reader, in a window of a size that may change."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._terminal = TerminalScreen(reader)

    @property
    def has_ended(self) -> bool:
        """Whether the program was left."""
        return self.reader.app.return_value is not None or not self.reader.app.is_running

    @property
    def viewport(self) -> Viewport | None:
        """The page of the open article; None where there is none, or no program any more."""
        return None if self.has_ended or not self.reader.is_open() else self.reader.reading_screen.viewport

    def check(self, size: tuple[int, int]) -> None:
        """Check what holds at any moment."""
        if self.has_ended:
            return
        width, height = size
        strips = self.reader.strips()
        require(len(strips) == height, "a row of the screen is missing")
        require(all(strip.cell_length <= width for strip in strips), "a row is wider than the screen")
        page = self.viewport
        if page is not None:
            self._check_rows(page)
            self._check_cursor(page)
            self._check_selection(page)

    async def check_idle(self) -> None:
        """Check that nothing moves while the reader does nothing."""
        page = self.viewport
        if page is None:
            return
        top, caret = page.top, page.french_cursor
        await self.reader.wait_until_idle()
        self.reader.view.update()
        await self.reader.wait_until_idle()
        require((page.top, page.french_cursor) == (top, caret), "the text moved by itself")

    async def check_terminal(self) -> None:
        """Check that the terminal shows what it would if all were written anew."""
        for left in (5, 4, 3, 2, 1, 0):  # a cursor may blink, or English arrive, between the two pictures
            differs = self._terminal.difference() if not self.has_ended else ""
            if not differs:
                return
            require(left, differs)
            await self.reader.wait_until_idle()

    def check_fresh_layout(self) -> None:
        """Check that every row is what a new layout and a new painter make of the same values."""
        page, view = self.viewport, self.reader.view
        if page is None or not view.size or view.size != view._laid_out_size:
            return
        laying = SpreadBuilder()
        laying._ratio = view._spread_builder._ratio  # the columns keep their widths while English arrives
        anew = laying.build(view.content, view.size.width)
        require(anew.columns == page.spread.columns, f"{page.spread.columns} would be {anew.columns}")
        rows = anew.rows_from(page.top, page.height)
        require(rows == page.rows(), "the rows of the window would be others")
        painter = RowRenderer(
            view._render_style, anew.columns, view.content.french, view.content.english, view.content.statuses
        )
        if anew.english is not None:
            painter.translated_highlights = TranslatedHighlights(
                page.cursors.sentence_links, view.row_cache.decorations.highlights
            )
        for y, (_, row) in enumerate(rows[: view.size.height]):
            strip = painter.render(row, view.row_cache.decorations)
            for each in view.get_line_filters():
                strip = strip.apply_filter(each, view.background_colors[1])
            painted = view.render_line(y)
            require(
                list(strip.simplify()) == list(painted.simplify()), f"row {y} is {painted!r}, and would be {strip!r}"
            )

    def check_stored(self) -> None:
        """Check that the marks on the page are those in the library; what a list over it changes, it shows when that closes."""
        if self.viewport is None or not self.reader.is_on_page():
            return
        sitting = self.reader.open_article
        kept = {highlight.id: highlight for highlight in self.reader.store.highlights(sitting.article.id)}
        found = [mark.highlight for mark in sitting.highlights] + [orphan.highlight for orphan in sitting.orphans]
        known = {highlight.id: highlight for highlight in found}
        require(known == kept, f"the library has {sorted(kept.items())[:3]}, the page {sorted(known.items())[:3]}")
        painted = self.reader.view.row_cache.decorations.highlights.highlights
        require(
            painted == sitting.highlights,
            f"{_summary(painted)} are painted, and {_summary(sitting.highlights)} are there",
        )
        for mark in sitting.highlights:
            span = mark.anchor.span
            require(0 <= span.start < span.end <= len(sitting.article.text), f"a mark outside the text: {span}")

    def _check_rows(self, page: Viewport) -> None:
        rows = page.rows()
        require(0 < len(rows) <= page.height, "no rows, or more than the window has")
        spots = [spot for spot, _ in rows]
        require(all(a < b for a, b in pairwise(spots)), "rows are not in order")
        require(page.top == spots[0], "the window does not begin at its top")
        require(page.top <= page.spread.last_top(page.height), "the window goes beyond the end")
        for side in Side:
            text = page.spread.text_of(side)
            if text is not None:
                lines = [(row.paragraph, row.line(side)) for _, row in rows if row.kind is RowKind.TEXT]
                self._check_lines(text, [(paragraph, line) for paragraph, line in lines if line is not None])
        for y, (_, row) in enumerate(rows):
            line = row.line(Side.FRENCH)
            if line is not None and y < self.reader.view.size.height:
                words = visible_line(
                    page.spread.french.text, line.start, line.end, adjustment=row.adjustment(Side.FRENCH)
                )
                x = page.spread.columns.french_x
                painted = self.reader.view.render_line(y).text
                # Neither a wide character in a column of one cell, nor more accents on one letter than are taken for one.
                fits = x + max(len(words), cells(words)) <= self.reader.view.size.width
                if fits and len(words) <= cells(words) + MAX_CLUSTER:
                    require(words in painted, f"row {y} does not show its line {words!r}: {painted!r}")

    def _check_lines(self, text: Article, lines: list[tuple[int, Span]]) -> None:
        """Check that between two lines of the window nothing is left out but white space, and nothing is shown twice."""
        for (first, before), (second, after) in pairwise(lines):
            require(before.end <= after.start, f"lines overlap: {before} {after}")
            if first == second:
                between = text.text[before.end : after.start]
                require(not between.strip(SPACES + "\u00a0\u202f"), f"lost between lines: {between!r}")
            elif second == first + 1:
                left = (
                    text.text[before.end : text.paragraphs[first].end]
                    + text.text[text.paragraphs[second].start : after.start]
                )
                require(not left.strip(SPACES + "\u00a0\u202f"), f"lost between paragraphs: {left!r}")

    def _check_cursor(self, page: Viewport) -> None:
        text = page.spread.french.text
        require(0 <= page.french_cursor <= len(text), "the caret is outside the text")
        seen = any(row.line(page.side) is not None for _, row in page.rows())
        row = page.cursor_row()
        require(not seen or 0 <= row < page.height, f"the caret is on row {row} of {page.height}")

    def _check_selection(self, page: Viewport) -> None:
        if page.selection is None:
            return
        span, side = page.selection_span(), page.spread.text_of(page.selection.side)
        require(
            span is not None and side is not None and 0 <= span.start < span.end <= len(side.text), "an empty passage"
        )


def _summary(marks: Sequence[AnchoredHighlight]) -> list[tuple[str, str, int, int]]:
    found = [(mark.highlight, mark.anchor.span) for mark in marks]
    return [(highlight.id, highlight.color.value, span.start, span.end) for highlight, span in found]


def require(condition: object, message: str) -> None:
    """Raise Broken unless something holds."""
    if not condition:
        raise InvariantError(message)
