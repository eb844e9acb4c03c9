"""What holds at any moment of reading, whatever was done: looked at from outside, and against the same made anew.

Each check says what is wrong, by raising ``Broken``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.text.graphemes import LONGEST
from reader.ui.spread.break_rules import SPACES
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.line_breaking import drawn
from reader.ui.spread.spread import RowKind, Side
from reader.ui.widgets.page_content import Laying
from reader.ui.widgets.row_renderer import Painter
from reader.ui.widgets.translated_highlights import Traces
from tests.ui.terminal_picture import TerminalPicture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.article import Article
    from reader.text.model.highlights import Anchored
    from reader.text.spans import Span
    from reader.ui.spread.viewport import Page
    from tests.ui.driving import Reader


class Broken(AssertionError):
    """Something that must hold does not."""


class Invariants:
    """What must hold for one reader, in a window of a size that may change."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._picture = TerminalPicture(reader)

    @property
    def over(self) -> bool:
        """Whether the program was left."""
        return self.reader.app.return_value is not None or not self.reader.app.is_running

    @property
    def page(self) -> Page | None:
        """The page of the open article; None where there is none, or no program any more."""
        return None if self.over or not self.reader.is_open() else self.reader.reading.page

    def check(self, size: tuple[int, int]) -> None:
        """Check what holds at any moment."""
        if self.over:
            return
        width, height = size
        strips = self.reader.strips()
        holds(len(strips) == height, "a row of the screen is missing")
        holds(all(strip.cell_length <= width for strip in strips), "a row is wider than the screen")
        page = self.page
        if page is not None:
            self._check_rows(page)
            self._check_caret(page)
            self._check_passage(page)

    async def check_calm(self) -> None:
        """Check that nothing moves while the reader does nothing."""
        page = self.page
        if page is None:
            return
        top, caret = page.top, page.caret
        await self.reader.settled()
        self.reader.view.update()
        await self.reader.settled()
        holds((page.top, page.caret) == (top, caret), "the text moved by itself")

    async def check_terminal(self) -> None:
        """Check that the terminal shows what it would if all were written anew."""
        for left in (5, 4, 3, 2, 1, 0):  # a cursor may blink, or English arrive, between the two pictures
            differs = self._picture.differs() if not self.over else ""
            if not differs:
                return
            holds(left, differs)
            await self.reader.settled()

    def check_anew(self) -> None:
        """Check that every row is what a new layout and a new painter make of the same values."""
        page, view = self.page, self.reader.view
        if page is None or not view.size or view.size != view._laid:
            return
        laying = Laying()
        laying._part = view._laying._part  # the columns keep their widths while English arrives
        anew = laying.spread(view.shown, view.size.width)
        holds(anew.geometry == page.spread.geometry, f"{page.spread.geometry} would be {anew.geometry}")
        rows = anew.rows_from(page.top, page.height)
        holds(rows == page.rows(), "the rows of the window would be others")
        painter = Painter(view._ink, anew.geometry, view.shown.french, view.shown.english, view.shown.states)
        if anew.english is not None:
            painter.traces = Traces(page.sides.pairing, view.picture.look.marks)
        for y, (_, row) in enumerate(rows[: view.size.height]):
            strip = painter.strip(row, view.picture.look)
            for each in view.get_line_filters():
                strip = strip.apply_filter(each, view.background_colors[1])
            painted = view.render_line(y)
            holds(list(strip.simplify()) == list(painted.simplify()), f"row {y} is {painted!r}, and would be {strip!r}")

    def check_kept(self) -> None:
        """Check that the marks on the page are those in the library; what a list over it changes, it shows when that closes."""
        if self.page is None or not self.reader.on_page():
            return
        sitting = self.reader.sitting
        kept = {highlight.id: highlight for highlight in self.reader.store.highlights(sitting.article.id)}
        found = [mark.highlight for mark in sitting.marks] + [orphan.highlight for orphan in sitting.orphans]
        known = {highlight.id: highlight for highlight in found}
        holds(known == kept, f"the library has {sorted(kept.items())[:3]}, the page {sorted(known.items())[:3]}")
        painted = self.reader.view.picture.look.marks.all
        holds(painted == sitting.marks, f"{_brief(painted)} are painted, and {_brief(sitting.marks)} are there")
        for mark in sitting.marks:
            span = mark.anchor.span
            holds(0 <= span.start < span.end <= len(sitting.article.text), f"a mark outside the text: {span}")

    def _check_rows(self, page: Page) -> None:
        rows = page.rows()
        holds(0 < len(rows) <= page.height, "no rows, or more than the window has")
        spots = [spot for spot, _ in rows]
        holds(all(a < b for a, b in pairwise(spots)), "rows are not in order")
        holds(page.top == spots[0], "the window does not begin at its top")
        holds(page.top <= page.spread.last_top(page.height), "the window goes beyond the end")
        for side in Side:
            text = page.spread.side(side)
            if text is not None:
                lines = [(row.paragraph, row.line(side)) for _, row in rows if row.kind is RowKind.TEXT]
                self._check_lines(text, [(paragraph, line) for paragraph, line in lines if line is not None])
        for y, (_, row) in enumerate(rows):
            line = row.line(Side.FRENCH)
            if line is not None and y < self.reader.view.size.height:
                words = drawn(page.spread.french.text, line.start, line.end, finish=row.finish(Side.FRENCH))
                x = page.spread.geometry.french_x
                painted = self.reader.view.render_line(y).text
                # Neither a wide character in a column of one cell, nor more accents on one letter than are taken for one.
                fits = x + max(len(words), cells(words)) <= self.reader.view.size.width
                if fits and len(words) <= cells(words) + LONGEST:
                    holds(words in painted, f"row {y} does not show its line {words!r}: {painted!r}")

    def _check_lines(self, text: Article, lines: list[tuple[int, Span]]) -> None:
        """Check that between two lines of the window nothing is left out but white space, and nothing is shown twice."""
        for (first, before), (second, after) in pairwise(lines):
            holds(before.end <= after.start, f"lines overlap: {before} {after}")
            if first == second:
                between = text.text[before.end : after.start]
                holds(not between.strip(SPACES + "\u00a0\u202f"), f"lost between lines: {between!r}")
            elif second == first + 1:
                left = (
                    text.text[before.end : text.paragraphs[first].end]
                    + text.text[text.paragraphs[second].start : after.start]
                )
                holds(not left.strip(SPACES + "\u00a0\u202f"), f"lost between paragraphs: {left!r}")

    def _check_caret(self, page: Page) -> None:
        text = page.spread.french.text
        holds(0 <= page.caret <= len(text), "the caret is outside the text")
        seen = any(row.line(page.side) is not None for _, row in page.rows())
        row = page.caret_row()
        holds(not seen or 0 <= row < page.height, f"the caret is on row {row} of {page.height}")

    def _check_passage(self, page: Page) -> None:
        if page.passage is None:
            return
        span, side = page.passage_span(), page.spread.side(page.passage.side)
        holds(
            span is not None and side is not None and 0 <= span.start < span.end <= len(side.text), "an empty passage"
        )


def _brief(marks: Sequence[Anchored]) -> list[tuple[str, str, int, int]]:
    found = [(mark.highlight, mark.anchor.span) for mark in marks]
    return [(highlight.id, highlight.color.value, span.start, span.end) for highlight, span in found]


def holds(condition: object, otherwise: str) -> None:
    """Raise Broken unless something holds."""
    if not condition:
        raise Broken(otherwise)
