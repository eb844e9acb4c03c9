"""Invariants of the running application, checked from outside and against a fresh layout.

A failed check raises ``InvariantError``.
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
    """An invariant does not hold."""


class Invariants:
    """The invariants of one application, in a window that may be resized."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._terminal = TerminalScreen(reader)

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended."""
        return self.reader.app.return_value is not None or not self.reader.app.is_running

    @property
    def viewport(self) -> Viewport | None:
        """The viewport of the open article; None without one, or after the program ended."""
        return None if self.has_ended or not self.reader.is_open() else self.reader.reading_screen.viewport

    def check(self, size: tuple[int, int]) -> None:
        """Check the cheap invariants."""
        if self.has_ended:
            return
        width, height = size
        strips = self.reader.strips()
        require(len(strips) == height, "a row of the screen is missing")
        require(all(strip.cell_length <= width for strip in strips), "a row is wider than the screen")
        viewport = self.viewport
        if viewport is not None:
            self._check_rows(viewport)
            self._check_cursor(viewport)
            self._check_selection(viewport)

    async def check_idle(self) -> None:
        """Check that nothing moves while the program is idle."""
        viewport = self.viewport
        if viewport is None:
            return
        top, caret = viewport.top, viewport.cursors.french
        await self.reader.wait_until_idle()
        self.reader.view.update()
        await self.reader.wait_until_idle()
        require((viewport.top, viewport.cursors.french) == (top, caret), "the text moved by itself")

    async def check_terminal(self) -> None:
        """Check that the terminal shows the same as after a full repaint."""
        for left in (5, 4, 3, 2, 1, 0):  # a cursor may blink, or a translation arrive, between the two frames
            differs = self._terminal.difference() if not self.has_ended else ""
            if not differs:
                return
            require(left, differs)
            await self.reader.wait_until_idle()

    def check_fresh_layout(self) -> None:
        """Check that every row equals one from a fresh layout and renderer."""
        viewport, view = self.viewport, self.reader.view
        if viewport is None or not view.size or view.size != view._laid_out_size:
            return
        builder = SpreadBuilder()
        builder._ratio = view._spread_builder._ratio  # the columns keep their widths while translations arrive
        fresh = builder.build(view.content, view.size.width)
        require(fresh.columns == viewport.spread.columns, f"{viewport.spread.columns} would be {fresh.columns}")
        rows = fresh.rows_from(viewport.top, viewport.height)
        require(rows == viewport.rows(), "the rows differ from a fresh layout")
        renderer = RowRenderer(
            view._render_style, fresh.columns, view.content.french, view.content.english, view.content.statuses
        )
        if fresh.english is not None:
            renderer.translated_highlights = TranslatedHighlights(
                viewport.cursors.sentence_links, view.row_cache.decorations.highlights
            )
        for y, (_, row) in enumerate(rows[: view.size.height]):
            strip = renderer.render(row, view.row_cache.decorations)
            for each in view.get_line_filters():
                strip = strip.apply_filter(each, view.background_colors[1])
            painted = view.render_line(y)
            require(
                list(strip.simplify()) == list(painted.simplify()), f"row {y} is {painted!r}, and would be {strip!r}"
            )

    def check_stored(self) -> None:
        """Check that the highlights on the page are those in the library.

        Skipped while a dialog is open: its changes are shown when it closes.
        """
        if self.viewport is None or not self.reader.is_on_page():
            return
        opened = self.reader.open_article
        stored = {highlight.id: highlight for highlight in self.reader.store.highlights(opened.article.id)}
        found = [mark.highlight for mark in opened.highlights] + [orphan.highlight for orphan in opened.orphans]
        shown = {highlight.id: highlight for highlight in found}
        require(shown == stored, f"the library has {sorted(stored.items())[:3]}, the page {sorted(shown.items())[:3]}")
        painted = self.reader.view.row_cache.decorations.highlights.highlights
        require(
            painted == opened.highlights,
            f"{_summary(painted)} are painted, expected {_summary(opened.highlights)}",
        )
        for mark in opened.highlights:
            span = mark.anchor.span
            require(0 <= span.start < span.end <= len(opened.article.text), f"a highlight outside the text: {span}")

    def _check_rows(self, viewport: Viewport) -> None:
        rows = viewport.rows()
        require(0 < len(rows) <= viewport.height, "no rows, or more than the window has")
        positions = [position for position, _ in rows]
        require(all(a < b for a, b in pairwise(positions)), "rows are not in order")
        require(viewport.top == positions[0], "the window does not begin at its top")
        require(viewport.top <= viewport.spread.last_top(viewport.height), "the window goes beyond the end")
        for side in Side:
            text = viewport.spread.text_of(side)
            if text is not None:
                lines = [(row.paragraph, row.line(side)) for _, row in rows if row.kind is RowKind.TEXT]
                self._check_lines(text, [(paragraph, line) for paragraph, line in lines if line is not None])
        for y, (_, row) in enumerate(rows):
            line = row.line(Side.FRENCH)
            if line is not None and y < self.reader.view.size.height:
                words = visible_line(
                    viewport.spread.french.text, line.start, line.end, adjustment=row.adjustment(Side.FRENCH)
                )
                x = viewport.spread.columns.french_x
                painted = self.reader.view.render_line(y).text
                # Skip wide characters in a column of one cell, and too many accents for one
                # grapheme.
                fits = x + max(len(words), cells(words)) <= self.reader.view.size.width
                if fits and len(words) <= cells(words) + MAX_CLUSTER:
                    require(words in painted, f"row {y} does not show its line {words!r}: {painted!r}")

    def _check_lines(self, text: Article, lines: list[tuple[int, Span]]) -> None:
        """Check that lines neither overlap nor omit anything but white space."""
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

    def _check_cursor(self, viewport: Viewport) -> None:
        text = viewport.spread.french.text
        require(0 <= viewport.cursors.french <= len(text), "the cursor is outside the text")
        seen = any(row.line(viewport.cursors.side) is not None for _, row in viewport.rows())
        row = viewport.cursor_row()
        require(not seen or 0 <= row < viewport.height, f"the cursor is on row {row} of {viewport.height}")

    def _check_selection(self, viewport: Viewport) -> None:
        if viewport.selection is None:
            return
        span, side = viewport.selection_span(), viewport.spread.text_of(viewport.selection.side)
        require(
            span is not None and side is not None and 0 <= span.start < span.end <= len(side.text), "an empty selection"
        )


def _summary(highlights: Sequence[AnchoredHighlight]) -> list[tuple[str, str, int, int]]:
    found = [(highlight.highlight, highlight.anchor.span) for highlight in highlights]
    return [(highlight.id, highlight.color.value, span.start, span.end) for highlight, span in found]


def require(condition: object, message: str) -> None:
    """Raise InvariantError with a message unless a condition holds."""
    if not condition:
        raise InvariantError(message)
