"""Spread: an article and its English as rows of a page, laid out only where somebody looks.

A place on the page is a Spot, a block and a row in it (of a paragraph as long as a chapter: a part of the block and a row in that), never a
number of rows from the top: so nothing is estimated, and no layout elsewhere can move what is seen. See docs/architecture.md,
"The page has no scroll offset".
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.ui.spread.block_builder import BlockBuilder
from reader.ui.spread.blocks import EMPTY_LAYOUT, PairBlock, ParagraphLayout, Row, RowKind, Side, TitleBlock
from reader.ui.spread.typesetting import PLAIN_TYPESETTING, Typesetting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.text.alignment.engine_segments import AlignedPiece
    from reader.text.model.article import Article
    from reader.text.spans import Span
    from reader.ui.spread.columns import Columns

__all__ = ["Row", "RowKind", "RowPosition", "Side", "Spread"]

CACHED_BLOCKS: Final = 512
"""Blocks, or parts of long ones, whose lines are kept: several screens of one-line paragraphs."""
LAST_PART: Final = 1 << 30
"""A part beyond every paragraph's last."""


@frozen_dataclass(frozen=True, slots=True, order=True)
class RowPosition:
    """A row of the page. Spots are ordered as the rows are."""

    block: int
    """-1 is the title block, others are pairs of paragraphs."""
    part: int
    """The part of the block, from 0: only a paragraph as long as a chapter has more than one (see ``parts``)."""
    row: int
    """The row inside the part, from 0."""


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
        columns: Columns,
        *,
        title: str = "",
        meta: str = "",
        revealed: frozenset[int] = frozenset(),
        hint: str = "",
        asides: tuple[str, ...] = (),
        typesetting: Typesetting = PLAIN_TYPESETTING,
        engine_segments: Mapping[int, tuple[AlignedPiece, ...]] | None = None,
    ) -> None:
        self.french = french
        self.english = english
        self.columns = columns
        self.title = title
        self.meta = meta
        self.revealed = revealed
        self.hint = hint
        self.asides = asides
        self.typesetting = typesetting
        self.engine_segments = engine_segments
        self._builder = BlockBuilder(french, english, columns, title, meta, revealed, hint, asides, typesetting)
        self._blocks: OrderedDict[tuple[int, int], TitleBlock | PairBlock] = OrderedDict()
        self._last_tops: dict[int, RowPosition] = {}

    def with_english(
        self,
        english: Article,
        changed: frozenset[int],
        engine_segments: Mapping[int, tuple[AlignedPiece, ...]] | None = None,
    ) -> Spread:
        """Return the same layout with other English: only pairs whose paragraph ``changed`` are set anew, when they are looked at.

        There must have been an English before; paragraphs that are not named must have the same words as in it.
        """
        spread = Spread(
            self.french,
            english,
            self.columns,
            title=self.title,
            meta=self.meta,
            revealed=self.revealed,
            hint=self.hint,
            asides=self.asides,
            typesetting=self.typesetting,
            engine_segments=engine_segments,
        )
        before = self.english.paragraphs if self.english is not None else ()
        for key, block in self._blocks.items():
            index = key[0]
            if isinstance(block, TitleBlock):
                spread._blocks[key] = block
            elif index not in changed:
                galley = block.english
                if galley.lines:  # the words are where they were in their paragraph, but not in the whole
                    moved = english.paragraphs[index].start - before[index].start
                    galley = replace(galley, text=english.text, span=galley.span.moved(moved))
                spread._blocks[key] = replace(block, english=galley)
        return spread

    # -- texts ------------------------------------------------------------------------------------

    def text_of(self, side: Side) -> Article | None:
        """Return the text of a side; None when there is no English."""
        return self._builder.text_of(side)

    def shows_english(self, paragraph: int) -> bool:
        """Tell whether the English of a paragraph belongs on the page."""
        return self._builder.shows_english(paragraph)

    def shows(self, paragraph: int, side: Side) -> bool:
        """Tell whether a side of a paragraph has lines on the page, without setting them."""
        return self._builder.shows(paragraph, side)

    def line_at(self, offset: int, side: Side = Side.FRENCH) -> Span | None:
        """Return the line that holds an offset of a side's text; None where that side is not shown."""
        return self.row_at(offset, side).line(side)

    def row_at(self, offset: int, side: Side = Side.FRENCH) -> Row:
        """Return the row that shows an offset of a side's text; its paragraph's first row where that side is not shown."""
        spot = self.position_of(offset, side=side)
        return self._block(spot.block, spot.part).row(spot.row)

    def progress(self, offset: int) -> float:
        """Return how far into the French an offset lies, 0 to 1."""
        length = len(self.french.text)
        return min(1.0, max(0.0, offset / length)) if length else 1.0

    # -- galleys ----------------------------------------------------------------------------------

    def layout_at(self, offset: int, side: Side) -> ParagraphLayout:
        """Return the lines of a side among which an offset of its text is; none where that side is not shown."""
        return self._layout(self.position_of(offset, side=side), side)

    def layout_above(self, spot: RowPosition, side: Side) -> ParagraphLayout:
        """Return the lines of a side beside a spot or, where there are none, the next ones above it in its paragraph."""
        for part in range(spot.part, -1, -1):
            galley = self._layout(RowPosition(spot.block, part, 0), side)
            if galley.lines:
                return galley
        return EMPTY_LAYOUT

    def layouts_from(self, offset: int, side: Side, step: int) -> Iterator[ParagraphLayout]:
        """Yield the lines of a side part by part, from the ones after those of an offset on (before them, where ``step`` is -1)."""
        here = self.position_of(offset, side=side)
        paragraph, part = here.block, here.part + step
        while 0 <= paragraph < len(self.french.paragraphs):
            if self.shows(paragraph, side):
                parts = self._part_count(paragraph)
                for each in range(part, parts) if step > 0 else range(min(part, parts - 1), -1, -1):
                    galley = self._layout(RowPosition(paragraph, each, 0), side)
                    if galley.lines:
                        yield galley
            paragraph += step
            part = 0 if step > 0 else LAST_PART

    def line_count_at(self, offset: int) -> int:
        """Return how many lines stand beside an offset of the French, in the column that has more of them."""
        spot = self.position_of(offset)
        return max(len(self._layout(spot, side).lines) for side in Side)

    def _layout(self, spot: RowPosition, side: Side) -> ParagraphLayout:
        block = self._block(spot.block, spot.part) if 0 <= spot.block < len(self.french.paragraphs) else None
        return block.layout(side) if isinstance(block, PairBlock) else EMPTY_LAYOUT

    # -- spots ------------------------------------------------------------------------------------

    @property
    def first(self) -> RowPosition:
        """The first row of the page."""
        return RowPosition(-1, 0, 0)

    @property
    def last(self) -> RowPosition:
        """The last row of the page."""
        return self._end_of(len(self.french.paragraphs) - 1, LAST_PART)

    def row(self, spot: RowPosition) -> Row:
        """Return the row at a spot; a spot beyond its block or the page means the nearest row."""
        spot = self._clamp(spot)
        return self._block(spot.block, spot.part).row(spot.row)

    def rows_from(self, top: RowPosition, count: int) -> list[tuple[RowPosition, Row]]:
        """Return up to ``count`` rows from a spot on; fewer where the text ends."""
        rows: list[tuple[RowPosition, Row]] = []
        spot = self._clamp(top)
        at: tuple[int, int] | None = (spot.block, spot.part)
        start = spot.row
        while at is not None and len(rows) < count:
            index, part = at
            block = self._block(index, part)
            stop = min(block.count, start + count - len(rows))
            rows += [(RowPosition(index, part, row), block.row(row)) for row in range(start, stop)]
            at, start = self._after(index, part), 0
        return rows

    def move(self, spot: RowPosition, rows: int) -> RowPosition:
        """Return the spot ``rows`` rows further down (up when negative), at most the page's last or first."""
        spot = self._clamp(spot)
        at, row = (spot.block, spot.part), spot.row + rows
        while row < 0:
            before = self._before(*at)
            if before is None:
                return self.first
            at = before
            row += self._block(*at).count
        while row >= (count := self._block(*at).count):
            after = self._after(*at)
            if after is None:
                return self.last
            at = after
            row -= count
        return RowPosition(*at, row)

    def distance(self, start: RowPosition, end: RowPosition, limit: int) -> int:
        """Return how many rows ``end`` is below ``start`` (above: negative); beyond ``limit`` rows, ``limit``."""
        start, end = self._clamp(start), self._clamp(end)
        if end < start:
            return -self.distance(end, start, limit)
        rows = -start.row
        at: tuple[int, int] | None = (start.block, start.part)
        while at is not None and at != (end.block, end.part):
            rows += self._block(*at).count
            if rows >= limit:
                return limit
            at = self._after(*at)
        return min(limit, rows + end.row)

    def position_of(self, offset: int, *, side: Side = Side.FRENCH) -> RowPosition:
        """Return the row that shows an offset of a side's text; its paragraph's first row where that side is not shown."""
        text = self.text_of(side)
        if not self.french.paragraphs:
            return self.first
        if text is None or not text.paragraphs:
            return RowPosition(0, 0, 0)
        paragraph = min(text.paragraph_at(offset), len(self.french.paragraphs) - 1)
        part = 0
        if self._part_count(paragraph) > 1 and self.shows(paragraph, side):
            part = self._builder.part_of(offset, paragraph, side)
        block = self._block(paragraph, part)
        return RowPosition(paragraph, part, block.row_of(offset, side) if isinstance(block, PairBlock) else 0)

    # -- windows ----------------------------------------------------------------------------------

    def last_top(self, height: int) -> RowPosition:
        """Return the top of the lowest window of ``height`` rows: the page's last row on its last row."""
        found = self._last_tops.get(height)
        if found is None:
            found = self._last_tops[height] = self.move(self.last, 1 - max(1, height))
        return found

    def top_for(self, offset: int, screen_row: int, height: int, *, side: Side = Side.FRENCH) -> RowPosition:
        """Return the top of the window that shows the offset's line on ``screen_row``.

        The row is clamped to the window's last, and the window to the page: its beginning stays at the upper edge, and its end,
        when the page is longer than the window, at the lower. A negative row is above the window: so far down has its
        English been read, in a window that shows nothing else. The same arguments always give the same top.
        """
        height = max(1, height)
        row = min(screen_row, height - 1)
        return min(self.move(self.position_of(offset, side=side), -row), self.last_top(height))

    # -- layout -----------------------------------------------------------------------------------

    def _clamp(self, spot: RowPosition) -> RowPosition:
        """Return the spot, or the nearest one that exists in this layout."""
        if spot.block < -1:
            return self.first
        if spot.block >= len(self.french.paragraphs):
            return self.last
        if spot.part >= self._part_count(spot.block):
            return self._end_of(spot.block, LAST_PART)
        row = max(0, min(spot.row, self._block(spot.block, spot.part).count - 1))
        return spot if row == spot.row else RowPosition(spot.block, spot.part, row)

    def _end_of(self, block: int, part: int) -> RowPosition:
        """Return the last row of a part, or of a block's last one."""
        part = min(part, self._part_count(block) - 1)
        return RowPosition(block, part, self._block(block, part).count - 1)

    def _after(self, block: int, part: int) -> tuple[int, int] | None:
        """Return the block and the part that follow; None at the page's end."""
        if part + 1 < self._part_count(block):
            return block, part + 1
        return (block + 1, 0) if block + 1 < len(self.french.paragraphs) else None

    def _before(self, block: int, part: int) -> tuple[int, int] | None:
        """Return the block and the part before; None at the page's beginning."""
        if part:
            return block, part - 1
        return (block - 1, self._part_count(block - 1) - 1) if block >= 0 else None

    def _part_count(self, index: int) -> int:
        """Return how many parts a block has; asked for every block of a window at every key, so that what is known is used."""
        block = self._blocks.get((index, 0))
        return block.part_count if block is not None else self._builder.part_count(index)

    def _block(self, index: int, part: int) -> TitleBlock | PairBlock:
        block = self._blocks.get((index, part))
        if block is None:
            block = self._blocks[index, part] = self._builder.block(index, part)
            if len(self._blocks) > CACHED_BLOCKS:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end((index, part))
        return block
