"""Build the blocks of a layout from the two texts, one block at a time, on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.languages import FRENCH
from reader.text.spans import Span
from reader.ui.spread.blocks import (
    BLANK,
    EMPTY_LAYOUT,
    Lines,
    PairBlock,
    ParagraphLayout,
    Row,
    RowKind,
    Side,
    TitleBlock,
    layout_paragraph,
)
from reader.ui.spread.columns import ColumnMode, Columns
from reader.ui.spread.line_breaking import break_lines
from reader.ui.spread.long_paragraph import LongParagraph, long_paragraph
from reader.ui.spread.paragraph_parts import matched_part_count, part_boundaries, part_count, part_counts
from reader.ui.spread.typesetting import PLAIN_TYPESETTING, Typesetting

if TYPE_CHECKING:
    from reader.text.model.article import Article


@frozen_dataclass(frozen=True, slots=True)
class BlockBuilder:
    """The inputs of a layout (see ``Spread``). Caches nothing it builds."""

    french: Article
    english: Article | None
    columns: Columns
    title: str
    meta: str
    revealed: frozenset[int]
    hint: str
    asides: tuple[str, ...]
    typesetting: Typesetting

    # -- visibility -------------------------------------------------------------------------------

    def text_of(self, side: Side) -> Article | None:
        """Return the text of a side; None when there is no English."""
        return self.french if side is Side.FRENCH else self.english

    def shows_english(self, paragraph: int) -> bool:
        """Return whether the English of a paragraph belongs on the page."""
        return self.columns.mode is not ColumnMode.FRENCH or paragraph in self.revealed

    def shows(self, paragraph: int, side: Side) -> bool:
        """Return whether a side of a paragraph has lines on the page, without laying it out."""
        if not 0 <= paragraph < len(self.french.paragraphs):
            return False
        english, mode = self.english, self.columns.mode
        if side is Side.FRENCH and mode is not ColumnMode.ENGLISH:
            return True
        translated = english is not None and paragraph < len(english.paragraphs) and bool(english.paragraphs[paragraph])
        return not translated if side is Side.FRENCH else translated and self.shows_english(paragraph)

    # -- parts ------------------------------------------------------------------------------------

    def part_count(self, block: int) -> int:
        """Return the number of parts of a block: 1 unless its paragraph is very long."""
        if block < 0:
            return 1
        french, english = self._part_counts(block)
        aside = self._aside_part_count(block, max(french, english)) if self.asides else 1
        if french == english == aside == 1:  # the usual case
            return 1
        return max(
            french if self.shows(block, Side.FRENCH) else 1, english if self.shows(block, Side.ENGLISH) else 1, aside
        )

    def part_of(self, offset: int, paragraph: int, side: Side) -> int:
        """Return the part of a paragraph that holds an offset of a side."""
        text, count = self.text_of(side), self._part_counts(paragraph)[side is Side.ENGLISH]
        if text is None or count == 1:
            return 0
        span = text.paragraphs[paragraph]
        inside = offset - span.start
        if self._is_continuous(paragraph):
            return self._long_paragraph(text, paragraph, side, count).part_of(inside)
        return part_boundaries(text.text, span, count, english=self._uses_english_rules(text, side)).part_of(inside)

    def _is_continuous(self, paragraph: int) -> bool:
        """Return whether a paragraph has nothing beside or between its lines.

        Such a paragraph looks as if it had no parts.
        """
        match self.columns.mode:
            case ColumnMode.FRENCH:
                return paragraph not in self.revealed
            case ColumnMode.ENGLISH:
                return not self._aside(paragraph) and not (self.english is None and self.hint)
            case _:
                return False

    def _long_paragraph(self, text: Article, paragraph: int, side: Side, count: int) -> LongParagraph:
        english_rules = self._uses_english_rules(text, side)
        width = self.columns.english_width if side is Side.ENGLISH else self.columns.french_width
        hyphenated = self._typesetting_of(paragraph).hyphenated
        return long_paragraph(
            text.text, text.paragraphs[paragraph], count, width, hyphenated=hyphenated, english=english_rules
        )

    def _part_counts(self, paragraph: int) -> tuple[int, int]:
        theirs = self.english.paragraphs if self.english is not None else ()
        facing = len(theirs[paragraph]) if paragraph < len(theirs) else 0
        return part_counts(len(self.french.paragraphs[paragraph]), facing)

    def _aside(self, paragraph: int) -> str:
        shown = paragraph < len(self.asides) and self.shows_english(paragraph)
        return self.asides[paragraph] if shown else ""

    def _aside_part_count(self, paragraph: int, others: int) -> int:
        return matched_part_count(part_count(len(self._aside(paragraph))), others)

    # -- blocks -----------------------------------------------------------------------------------

    def block(self, block: int, part: int) -> TitleBlock | PairBlock:
        """Build one block: -1 is the title block, the others are parts of pairs of paragraphs."""
        return self._title_block() if block < 0 else self._pair(block, part)

    def _title_block(self) -> TitleBlock:
        rows = [BLANK]
        for kind, text in ((RowKind.TITLE, self.title), (RowKind.META, self.meta)):
            lines = break_lines(text, self.columns.title_width) if text else ()
            rows += [Row(kind, Span(start, end), text=text, x=self.columns.french_x) for start, end in lines]
        if len(rows) > 1:
            rows.append(BLANK)
        return TitleBlock(tuple(rows))

    def _pair(self, index: int, part: int) -> PairBlock:
        columns = self.columns
        parts, counts = self.part_count(index), self._part_counts(index)
        hint_text, hint = self._hint_of(index, part)
        return PairBlock(
            index,
            self._layout(index, part, Side.FRENCH, counts[0], columns.french_width),
            self._layout(index, part, Side.ENGLISH, counts[1], columns.english_width),
            facing=columns.mode is ColumnMode.FACING,
            blank_after=part + 1 == parts and index + 1 < len(self.french.paragraphs),
            hint=hint_text if hint else "",
            hint_lines=hint,
            hint_x=columns.english_x,
            part_count=parts,
        )

    def _layout(self, index: int, part: int, side: Side, count: int, width: int) -> ParagraphLayout:
        text = self.text_of(side)
        if text is None or part >= count or not self.shows(index, side):
            return EMPTY_LAYOUT
        span, english_rules, typesetting = (
            text.paragraphs[index],
            self._uses_english_rules(text, side),
            self._typesetting_of(index),
        )
        if count > 1 and self._is_continuous(index):
            inside, lines, hyphenated_ends, ends = self._long_paragraph(text, index, side, count).part(part)
            return ParagraphLayout(
                text.text,
                inside.moved(span.start),
                lines,
                width,
                english_rules,
                hyphenated_ends,
                typesetting.justified,
                ends,
            )
        if count > 1:
            span = part_boundaries(text.text, span, count, english=english_rules).span(part).moved(span.start)
        return layout_paragraph(text.text, span, width, typesetting, english=english_rules)

    def _typesetting_of(self, index: int) -> Typesetting:
        """Return the typesetting of a pair; headings are neither hyphenated nor justified."""
        return PLAIN_TYPESETTING if self.french.is_heading(index) else self.typesetting

    @staticmethod
    def _uses_english_rules(text: Article, side: Side) -> bool:
        """Return whether a side follows the English rules: every language but French does."""
        return side is Side.ENGLISH or text.language != FRENCH

    def _hint_of(self, index: int, part: int) -> tuple[str, Lines]:
        """Return the text shown under the English of a part, or instead of it, and its lines."""
        width = self.columns.english_width
        if aside := self._aside(index):
            count = self._aside_part_count(index, max(self._part_counts(index)))
            if part >= count:
                return "", ()
            piece = Span(0, len(aside))
            if count > 1:
                piece = part_boundaries(aside, piece, count, english=True).span(part)
            return aside, _hint_lines(aside, piece, width)
        paragraphs = self.revealed if self.columns.mode is ColumnMode.FRENCH else {0}
        if self.english is None and self.hint and index in paragraphs and part == 0:
            return self.hint, _hint_lines(self.hint, Span(0, len(self.hint)), width)
        return "", ()


def _hint_lines(hint: str, piece: Span, width: int) -> Lines:
    """Return the lines of a piece of a hint; a hint may have several paragraphs."""
    result: list[tuple[int, int]] = []
    start = piece.start
    for line in piece.of(hint).split("\n"):
        lines = break_lines(line, width, english=True) if line else ((0, 0),)
        result += [(start + first, start + last) for first, last in lines]
        start += len(line) + 1
    return tuple(result)
