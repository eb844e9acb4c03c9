"""Spread: an article and its English as rows of a page, laid out only where somebody looks.

A place on the page is a Spot, a block and a row in it, never a number of rows from the top: so nothing is estimated, and
no layout elsewhere can move what is seen. See docs/design.md, "The page has no scroll offset".
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.text.languages import FRENCH
from reader.text.spans import Span
from reader.ui.spread.blocks import BLANK, NO_LINES, Galley, Head, Lines, Pair, Row, RowKind, Side, set_paragraph
from reader.ui.spread.breaker import break_lines
from reader.ui.spread.geometry import Geometry, Mode
from reader.ui.spread.setting import AS_IT_IS, PLAINLY, Finish, Setting
from reader.values import valueclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.text.article import Article
    from reader.text.segments import Answered

__all__ = ["Row", "RowKind", "Side", "Spot", "Spread"]

KEPT: Final = 512
"""Blocks whose lines are kept: several screens of one-line paragraphs."""


@valueclass(frozen=True, slots=True, order=True)
class Spot:
    """A row of the page. Spots are ordered as the rows are."""

    block: int
    """-1 is the title block, others are pairs of paragraphs."""
    row: int
    """The row inside the block, from 0."""


class Spread:
    """One layout of one article. Its inputs never change; what it has laid out so far is kept.

    ``english`` is a text of the same shape: paragraph *n* faces paragraph *n*, an empty or missing one shows nothing.
    ``revealed`` are the paragraphs whose English is shown in FRENCH mode. ``hint`` is shown beside or under the first paragraph
    (or the revealed ones) where English is asked for and ``english`` is None. ``asides`` stand under the English of each
    paragraph that shows its own, where they are not empty. ``setting`` is how the lines of both texts are set; asides, title and hint are always set plainly.
    ``answered`` has the pieces in which the English of a paragraph came from an engine.
    """

    def __init__(
        self,
        french: Article,
        english: Article | None,
        geometry: Geometry,
        *,
        title: str = "",
        meta: str = "",
        revealed: frozenset[int] = frozenset(),
        hint: str = "",
        asides: tuple[str, ...] = (),
        setting: Setting = PLAINLY,
        answered: Mapping[int, tuple[Answered, ...]] | None = None,
    ) -> None:
        self.french = french
        self.english = english
        self.geometry = geometry
        self.title = title
        self.meta = meta
        self.revealed = revealed
        self.hint = hint
        self.asides = asides
        self.setting = setting
        self.answered = answered
        self._blocks: OrderedDict[int, Head | Pair] = OrderedDict()
        self._last_tops: dict[int, Spot] = {}

    def with_english(
        self, english: Article, changed: frozenset[int], answered: Mapping[int, tuple[Answered, ...]] | None = None
    ) -> Spread:
        """Return the same layout with other English: only pairs whose paragraph ``changed`` are set anew, when they are looked at.

        There must have been an English before; paragraphs that are not named must have the same words as in it.
        """
        spread = Spread(
            self.french,
            english,
            self.geometry,
            title=self.title,
            meta=self.meta,
            revealed=self.revealed,
            hint=self.hint,
            asides=self.asides,
            setting=self.setting,
            answered=answered,
        )
        for index, block in self._blocks.items():
            if isinstance(block, Head):
                spread._blocks[index] = block
            elif index not in changed:
                galley = block.english
                if galley.lines:  # the words are where they were in their paragraph, but not in the whole
                    galley = replace(galley, text=english.text, span=english.paragraphs[index])
                spread._blocks[index] = replace(block, english=galley)
        return spread

    # -- texts ------------------------------------------------------------------------------------

    def side(self, side: Side) -> Article | None:
        """Return the text of a side; None when there is no English."""
        return self.french if side is Side.FRENCH else self.english

    def shows_english(self, paragraph: int) -> bool:
        """Tell whether the English of a paragraph belongs on the page."""
        return self.geometry.mode is not Mode.FRENCH or paragraph in self.revealed

    def shows(self, paragraph: int, side: Side) -> bool:
        """Tell whether a side of a paragraph has lines on the page, without setting them."""
        if not 0 <= paragraph < len(self.french.paragraphs):
            return False
        english, mode = self.english, self.geometry.mode
        if side is Side.FRENCH and mode is not Mode.ENGLISH:
            return True
        here = english is not None and paragraph < len(english.paragraphs) and bool(english.paragraphs[paragraph])
        return not here if side is Side.FRENCH else here and self.shows_english(paragraph)

    def lines(self, paragraph: int, side: Side) -> Lines:
        """Return the lines of one paragraph on a side, counted from the paragraph's start; none where it is not shown."""
        block = self._block(paragraph) if 0 <= paragraph < len(self.french.paragraphs) else None
        return block.galley(side).lines if isinstance(block, Pair) else ()

    def finish(self, paragraph: int, line: int, side: Side) -> Finish:
        """Return what is drawn of one line of a paragraph beyond its characters."""
        block = self._block(paragraph) if 0 <= paragraph < len(self.french.paragraphs) else None
        return block.galley(side).finish(line) if isinstance(block, Pair) else AS_IT_IS

    def line_at(self, offset: int, side: Side = Side.FRENCH) -> Span | None:
        """Return the line that holds an offset of a side's text; None where that side is not shown."""
        return self.row_at(offset, side).line(side)

    def row_at(self, offset: int, side: Side = Side.FRENCH) -> Row:
        """Return the row that shows an offset of a side's text; its paragraph's first row where that side is not shown."""
        spot = self.spot_of(offset, side=side)
        return self._block(spot.block).row(spot.row)

    def share(self, offset: int) -> float:
        """Return how far into the French an offset lies, 0 to 1."""
        length = len(self.french.text)
        return min(1.0, max(0.0, offset / length)) if length else 1.0

    # -- spots ------------------------------------------------------------------------------------

    @property
    def first(self) -> Spot:
        """The first row of the page."""
        return Spot(-1, 0)

    @property
    def last(self) -> Spot:
        """The last row of the page."""
        block = len(self.french.paragraphs) - 1
        return Spot(block, self._block(block).count - 1)

    def row(self, spot: Spot) -> Row:
        """Return the row at a spot; a spot beyond its block or the page means the nearest row."""
        spot = self._held(spot)
        return self._block(spot.block).row(spot.row)

    def rows_from(self, top: Spot, count: int) -> list[tuple[Spot, Row]]:
        """Return up to ``count`` rows from a spot on; fewer where the text ends."""
        rows: list[tuple[Spot, Row]] = []
        spot = self._held(top)
        for index in range(spot.block, len(self.french.paragraphs)):
            block = self._block(index)
            start = spot.row if index == spot.block else 0
            stop = min(block.count, start + count - len(rows))
            rows += [(Spot(index, row), block.row(row)) for row in range(start, stop)]
            if len(rows) >= count:
                break
        return rows

    def move(self, spot: Spot, rows: int) -> Spot:
        """Return the spot ``rows`` rows further down (up when negative), at most the page's last or first."""
        spot = self._held(spot)
        index, row, end = spot.block, spot.row + rows, len(self.french.paragraphs)
        while row < 0:
            index -= 1
            if index < -1:
                return self.first
            row += self._block(index).count
        while row >= (count := self._block(index).count):
            row -= count
            index += 1
            if index >= end:
                return self.last
        return Spot(index, row)

    def distance(self, start: Spot, end: Spot, limit: int) -> int:
        """Return how many rows ``end`` is below ``start`` (above: negative); beyond ``limit`` rows, ``limit``."""
        start, end = self._held(start), self._held(end)
        if end < start:
            return -self.distance(end, start, limit)
        rows = -start.row
        for index in range(start.block, end.block):
            rows += self._block(index).count
            if rows >= limit:
                return limit
        return min(limit, rows + end.row)

    def spot_of(self, offset: int, *, side: Side = Side.FRENCH) -> Spot:
        """Return the row that shows an offset of a side's text; its paragraph's first row where that side is not shown."""
        text = self.side(side)
        if not self.french.paragraphs:
            return self.first
        if text is None or not text.paragraphs:
            return Spot(0, 0)
        paragraph = min(text.paragraph_at(offset), len(self.french.paragraphs) - 1)
        block = self._block(paragraph)
        return Spot(paragraph, block.row_of(offset, side) if isinstance(block, Pair) else 0)

    def offset_of(self, spot: Spot) -> int:
        """Return the offset of the first French character on a row, or below it, or above it at the text's end."""
        spot = self._held(spot)
        if spot.block < 0:
            return 0
        block = self._block(spot.block)
        french = block.row(spot.row).line(Side.FRENCH)
        if french is not None:
            return french.start
        paragraphs = self.french.paragraphs
        following = spot.block + 1
        return paragraphs[following].start if following < len(paragraphs) else paragraphs[-1].start

    # -- windows ----------------------------------------------------------------------------------

    def last_top(self, height: int) -> Spot:
        """Return the top of the lowest window of ``height`` rows: the page's last row on its last row."""
        found = self._last_tops.get(height)
        if found is None:
            found = self._last_tops[height] = self.move(self.last, 1 - max(1, height))
        return found

    def top_for(self, offset: int, screen_row: int, height: int, *, side: Side = Side.FRENCH) -> Spot:
        """Return the top of the window that shows the offset's line on ``screen_row``.

        The row is clamped to the window's last, and the window to the page: its beginning stays at the upper edge, and its end,
        when the page is longer than the window, at the lower. A negative row is above the window: so far down has its
        English been read, in a window that shows nothing else. The same arguments always give the same top.
        """
        height = max(1, height)
        row = min(screen_row, height - 1)
        return min(self.move(self.spot_of(offset, side=side), -row), self.last_top(height))

    # -- layout -----------------------------------------------------------------------------------

    def _held(self, spot: Spot) -> Spot:
        """Return the spot, or the nearest one that exists in this layout."""
        if spot.block < -1:
            return self.first
        if spot.block >= len(self.french.paragraphs):
            return self.last
        row = max(0, min(spot.row, self._block(spot.block).count - 1))
        return spot if row == spot.row else Spot(spot.block, row)

    def _block(self, index: int) -> Head | Pair:
        block = self._blocks.get(index)
        if block is None:
            block = self._blocks[index] = self._head() if index < 0 else self._pair(index)
            if len(self._blocks) > KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(index)
        return block

    def _head(self) -> Head:
        rows = [BLANK]
        for kind, text in ((RowKind.TITLE, self.title), (RowKind.META, self.meta)):
            lines = break_lines(text, self.geometry.head) if text else ()
            rows += [Row(kind, Span(start, end), text=text, x=self.geometry.french_x) for start, end in lines]
        if len(rows) > 1:
            rows.append(BLANK)
        return Head(tuple(rows))

    def _pair(self, index: int) -> Pair:
        geometry = self.geometry
        english = NO_LINES
        hint: Lines = ()
        said = self.hint
        if self.english is None:
            here = self.revealed if geometry.mode is Mode.FRENCH else {0}
            if self.hint and index in here:
                hint = _hint_lines(self.hint, geometry.english)
        elif self.shows_english(index) and index < len(self.english.paragraphs):
            english = self._galley(self.english, index, geometry.english, english=True)
        if index < len(self.asides) and self.asides[index] and self.shows_english(index):
            said = self.asides[index]
            hint = _hint_lines(said, geometry.english)
        return Pair(
            index,
            self._galley(self.french, index, geometry.french) if self.shows(index, Side.FRENCH) else NO_LINES,
            english,
            facing=geometry.mode is Mode.FACING,
            blank=index + 1 < len(self.french.paragraphs),
            hint=said if hint else "",
            hint_lines=hint,
            hint_x=geometry.english_x,
        )

    def _galley(self, article: Article, index: int, width: int, *, english: bool = False) -> Galley:
        # A heading is never divided nor widened; its English, paragraph for paragraph, neither.
        setting = PLAINLY if self.french.is_heading(index) else self.setting
        plain = english or article.language != FRENCH  # the rules and the hyphens of French are for French alone
        return set_paragraph(article.text, article.paragraphs[index], width, setting, english=plain)


def _hint_lines(hint: str, width: int) -> Lines:
    """Return the lines of a hint, which may be of several parts, one under the other."""
    found: list[tuple[int, int]] = []
    start = 0
    for part in hint.split("\n"):
        lines = break_lines(part, width, english=True) if part else ((0, 0),)
        found += [(start + first, start + last) for first, last in lines]
        start += len(part) + 1
    return tuple(found)
