"""An article and its translation as rows of a page, laid out on demand.

A row is identified by its block, part (of a very long paragraph) and row, never by a number of rows
from the top: nothing is estimated, and layout elsewhere cannot move what is visible. See
docs/architecture.md, "The page has no scroll offset".
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
"""Cached blocks or parts: several screens of one-line paragraphs."""
LAST_PART: Final = 1 << 30
"""A part past the last one of any paragraph."""


@frozen_dataclass(frozen=True, slots=True, order=True)
class RowPosition:
    """The position of a row on the page. Positions are ordered as the rows are."""

    block: int
    """-1 is the title block, the others are pairs of paragraphs."""
    part: int
    """The part of the block; above 0 only in very long paragraphs (see ``paragraph_parts``)."""
    row: int
    """The row within the part, from 0."""


class Spread:
    """One layout of one article. Its inputs never change; laid-out blocks are cached.

    ``english`` is a text of the same shape: paragraph *n* faces paragraph *n*, an empty or missing
    one shows nothing. ``revealed`` are the paragraphs whose English is shown in FRENCH mode.
    ``hint`` is shown at the first paragraph (or the revealed ones) if the translation is shown and
    ``english`` is None. ``asides`` are texts under the English of each paragraph that shows it;
    empty ones are not shown. ``typesetting`` applies to both texts, not to asides, title and hint.
    ``engine_segments`` are the segments in which an engine returned a paragraph's English.
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
        """Return the same layout with other English; only the ``changed`` pairs are laid out again.

        There must have been an English before, with the same text in all other paragraphs.
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
        previous = self.english.paragraphs if self.english is not None else ()
        for key, block in self._blocks.items():
            index = key[0]
            if isinstance(block, TitleBlock):
                spread._blocks[key] = block
            elif index not in changed:
                layout = block.english
                if layout.lines:  # same place in the paragraph, but not in the whole text
                    shift = english.paragraphs[index].start - previous[index].start
                    layout = replace(layout, text=english.text, span=layout.span.moved(shift))
                spread._blocks[key] = replace(block, english=layout)
        return spread

    # -- texts ------------------------------------------------------------------------------------

    def text_of(self, side: Side) -> Article | None:
        """Return the text of a side; None when there is no English."""
        return self._builder.text_of(side)

    def shows_english(self, paragraph: int) -> bool:
        """Return whether the English of a paragraph belongs on the page."""
        return self._builder.shows_english(paragraph)

    def shows(self, paragraph: int, side: Side) -> bool:
        """Return whether a side of a paragraph has lines on the page, without laying it out."""
        return self._builder.shows(paragraph, side)

    def line_at(self, offset: int, side: Side = Side.FRENCH) -> Span | None:
        """Return the line that holds an offset of a side's text; None if that side is not shown."""
        return self.row_at(offset, side).line(side)

    def row_at(self, offset: int, side: Side = Side.FRENCH) -> Row:
        """Return the row at an offset of a side; the paragraph's first if that side is not shown."""
        position = self.position_of(offset, side=side)
        return self._block(position.block, position.part).row(position.row)

    def progress(self, offset: int) -> float:
        """Return how far into the French an offset is, 0 to 1."""
        length = len(self.french.text)
        return min(1.0, max(0.0, offset / length)) if length else 1.0

    # -- layouts ----------------------------------------------------------------------------------

    def layout_at(self, offset: int, side: Side) -> ParagraphLayout:
        """Return the layout that holds an offset of a side; empty if that side is not shown."""
        return self._layout(self.position_of(offset, side=side), side)

    def layout_above(self, position: RowPosition, side: Side) -> ParagraphLayout:
        """Return a side's layout at a row, or the nearest above it in the same paragraph."""
        for part in range(position.part, -1, -1):
            layout = self._layout(RowPosition(position.block, part, 0), side)
            if layout.lines:
                return layout
        return EMPTY_LAYOUT

    def layouts_from(self, offset: int, side: Side, step: int) -> Iterator[ParagraphLayout]:
        """Yield the layouts of a side after that of an offset; before it, if ``step`` is -1."""
        start = self.position_of(offset, side=side)
        paragraph, part = start.block, start.part + step
        while 0 <= paragraph < len(self.french.paragraphs):
            if self.shows(paragraph, side):
                parts = self._part_count(paragraph)
                for each in range(part, parts) if step > 0 else range(min(part, parts - 1), -1, -1):
                    layout = self._layout(RowPosition(paragraph, each, 0), side)
                    if layout.lines:
                        yield layout
            paragraph += step
            part = 0 if step > 0 else LAST_PART

    def line_count_at(self, offset: int) -> int:
        """Return the number of lines beside an offset of the French, in the longer column."""
        position = self.position_of(offset)
        return max(len(self._layout(position, side).lines) for side in Side)

    def _layout(self, position: RowPosition, side: Side) -> ParagraphLayout:
        block = (
            self._block(position.block, position.part) if 0 <= position.block < len(self.french.paragraphs) else None
        )
        return block.layout(side) if isinstance(block, PairBlock) else EMPTY_LAYOUT

    # -- positions --------------------------------------------------------------------------------

    @property
    def first(self) -> RowPosition:
        """The first row of the page."""
        return RowPosition(-1, 0, 0)

    @property
    def last(self) -> RowPosition:
        """The last row of the page."""
        return self._end_of(len(self.french.paragraphs) - 1, LAST_PART)

    def row(self, position: RowPosition) -> Row:
        """Return the row at a position; out of range, the nearest row."""
        position = self._clamp(position)
        return self._block(position.block, position.part).row(position.row)

    def rows_from(self, top: RowPosition, count: int) -> list[tuple[RowPosition, Row]]:
        """Return up to ``count`` rows from a position on; fewer at the end of the text."""
        rows: list[tuple[RowPosition, Row]] = []
        position = self._clamp(top)
        at: tuple[int, int] | None = (position.block, position.part)
        start = position.row
        while at is not None and len(rows) < count:
            index, part = at
            block = self._block(index, part)
            stop = min(block.count, start + count - len(rows))
            rows += [(RowPosition(index, part, row), block.row(row)) for row in range(start, stop)]
            at, start = self._after(index, part), 0
        return rows

    def move(self, position: RowPosition, rows: int) -> RowPosition:
        """Return the position ``rows`` rows down (up when negative), clamped to the page."""
        position = self._clamp(position)
        at, row = (position.block, position.part), position.row + rows
        while row < 0:
            previous = self._before(*at)
            if previous is None:
                return self.first
            at = previous
            row += self._block(*at).count
        while row >= (count := self._block(*at).count):
            following = self._after(*at)
            if following is None:
                return self.last
            at = following
            row -= count
        return RowPosition(*at, row)

    def distance(self, start: RowPosition, end: RowPosition, limit: int) -> int:
        """Return how many rows ``end`` is below ``start`` (negative: above), at most ``limit``."""
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
        """Return the position of an offset of a side; the paragraph's first row if it is not shown."""
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
        """Return the top of the lowest window of ``height`` rows: it shows the page's last row."""
        top = self._last_tops.get(height)
        if top is None:
            top = self._last_tops[height] = self.move(self.last, 1 - max(1, height))
        return top

    def top_for(self, offset: int, screen_row: int, height: int, *, side: Side = Side.FRENCH) -> RowPosition:
        """Return the top of the window that shows the offset's line on ``screen_row``.

        The row is clamped to the window's last one, and the window to the page. A negative row is
        above the window: its English has been read that far, in a window that shows nothing else.
        The same arguments always give the same top.
        """
        height = max(1, height)
        row = min(screen_row, height - 1)
        return min(self.move(self.position_of(offset, side=side), -row), self.last_top(height))

    # -- layout -----------------------------------------------------------------------------------

    def _clamp(self, position: RowPosition) -> RowPosition:
        """Return the position, or the nearest one that exists in this layout."""
        if position.block < -1:
            return self.first
        if position.block >= len(self.french.paragraphs):
            return self.last
        if position.part >= self._part_count(position.block):
            return self._end_of(position.block, LAST_PART)
        row = max(0, min(position.row, self._block(position.block, position.part).count - 1))
        return position if row == position.row else RowPosition(position.block, position.part, row)

    def _end_of(self, block: int, part: int) -> RowPosition:
        """Return the last row of a part, or of a block's last part."""
        part = min(part, self._part_count(block) - 1)
        return RowPosition(block, part, self._block(block, part).count - 1)

    def _after(self, block: int, part: int) -> tuple[int, int] | None:
        """Return the next block and part; None at the end of the page."""
        if part + 1 < self._part_count(block):
            return block, part + 1
        return (block + 1, 0) if block + 1 < len(self.french.paragraphs) else None

    def _before(self, block: int, part: int) -> tuple[int, int] | None:
        """Return the previous block and part; None at the beginning of the page."""
        if part:
            return block, part - 1
        return (block - 1, self._part_count(block - 1) - 1) if block >= 0 else None

    def _part_count(self, index: int) -> int:
        """Return the number of parts of a block, from the cache if possible: every key needs it."""
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
