"""Blocks: the rows of the title block, and of a pair of paragraphs or one part of it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from enum import Enum
from typing import Final

from reader.frozen import frozen_dataclass
from reader.text.spans import Span
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.line_breaking import break_lines, hyphenate_lines, visible_line
from reader.ui.spread.typesetting import UNADJUSTED, LineAdjustment, Typesetting

CACHED_ROWS: Final = 1000
"""Cached rows of one pair. Only very narrow columns need more."""

Lines = tuple[tuple[int, int], ...]
"""(start, end) of each line, in code points from the start of the laid-out span."""


class Side(Enum):
    """The two texts of a spread."""

    FRENCH = "french"
    ENGLISH = "english"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.ENGLISH if self is Side.FRENCH else Side.FRENCH


class RowKind(Enum):
    """What a row shows."""

    TITLE = "title"
    META = "meta"
    BLANK = "blank"
    TEXT = "text"
    HINT = "hint"


@frozen_dataclass(frozen=True, slots=True)
class Row:
    """One screen row across both columns.

    In TEXT rows ``french`` and ``english`` are spans of the two articles' texts. In TITLE, META and
    HINT rows ``french`` is a span of ``text``, drawn at ``x``. In facing columns a hint is drawn
    beside the French: the row is then a TEXT row and ``hint`` is the span of ``text``.
    """

    kind: RowKind
    french: Span | None = None
    english: Span | None = None
    paragraph: int = -1
    """Index of the pair of paragraphs; -1 in the title block."""
    text: str = ""
    """The text that TITLE, META and HINT spans refer to."""
    x: int | None = None
    """The cell of the page where the span of ``text`` begins."""
    hint: Span | None = None
    french_adjustment: LineAdjustment = UNADJUSTED
    english_adjustment: LineAdjustment = UNADJUSTED

    def line(self, side: Side) -> Span | None:
        """Return the span of a side's text that the row shows."""
        if self.kind is not RowKind.TEXT:
            return None
        return self.french if side is Side.FRENCH else self.english

    def adjustment(self, side: Side) -> LineAdjustment:
        """Return the adjustment of a side's line."""
        return self.french_adjustment if side is Side.FRENCH else self.english_adjustment


BLANK = Row(RowKind.BLANK)


@frozen_dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title block."""

    rows: tuple[Row, ...]
    part_count: int = 1
    """Always 1; a pair of long paragraphs has more."""

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def row(self, index: int) -> Row:
        """Return one row."""
        return self.rows[index]


_EMPTY_SPAN: Final = Span(0, 0)


@frozen_dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """The lines of one paragraph of one side, or of one part of a long paragraph."""

    text: str = ""
    """The whole text of the side."""
    span: Span = _EMPTY_SPAN
    """The paragraph, or the part."""
    lines: Lines = ()
    """Empty where the side has no such paragraph or does not show it."""
    width: int = 1
    """Width of the column in cells."""
    english: bool = False
    hyphenated_ends: frozenset[int] = frozenset()
    """Ends of the lines where a word is hyphenated, counted as in ``lines``."""
    justified: bool = False
    ends_paragraph: bool = True
    """Whether the last line is the last of its paragraph; that one is not justified."""

    def line(self, index: int) -> Span | None:
        """Return one line as a span of the side's text; None if there is none."""
        return _span(self.lines, index, self.span.start)

    def adjustment(self, index: int) -> LineAdjustment:
        """Return the adjustment of a line. The last line of a paragraph is never justified."""
        if not (self.justified or self.hyphenated_ends) or not 0 <= index < len(self.lines):
            return UNADJUSTED
        start, end = self.lines[index]
        hyphen = end in self.hyphenated_ends
        if not self.justified or (self.ends_paragraph and index == len(self.lines) - 1):
            return LineAdjustment(hyphen)
        # Imported on demand: only justified text needs it.
        from reader.ui.spread.justification import widen_spaces

        line = Span(self.span.start + start, self.span.start + end)
        slack = self.width - cells(visible_line(self.text, line.start, line.end, adjustment=LineAdjustment(hyphen)))
        # Alternate by the number of the line in its paragraph, independent of the window.
        from_right = bool(index % 2)
        return LineAdjustment(
            hyphen, widen_spaces(self.text, self.span, line, slack, from_right=from_right, english=self.english)
        )


EMPTY_LAYOUT: Final = ParagraphLayout()


def layout_paragraph(
    text: str, span: Span, width: int, typesetting: Typesetting, *, english: bool = False
) -> ParagraphLayout:
    """Break a paragraph, or a part of one, into lines of at most ``width`` cells.

    An empty English paragraph has no lines. English is never hyphenated.
    """
    paragraph_text = span.of(text)
    ends: frozenset[int] = frozenset()
    if typesetting.hyphenated and not english:
        lines, ends = hyphenate_lines(paragraph_text, width)
    else:
        lines = break_lines(paragraph_text, width, english=english) if paragraph_text or not english else ()
    return ParagraphLayout(text, span, lines, width, english, ends, typesetting.justified)


@frozen_dataclass(frozen=True, slots=True)
class PairBlock:
    """The layout of a pair of paragraphs, or of the same part of both."""

    paragraph: int
    french: ParagraphLayout
    english: ParagraphLayout
    facing: bool
    """Whether the columns face each other; otherwise the English follows the French."""
    blank_after: bool
    """Whether a blank row follows."""
    hint: str = ""
    """Text shown under the English, or instead of it."""
    hint_lines: Lines = ()
    hint_x: int = 0
    part_count: int = 1
    """Number of parts of its paragraphs."""
    count: int = field(init=False)
    """Number of rows, including the blank one."""
    _rows: dict[int, Row] = field(init=False, compare=False, repr=False, default_factory=dict)
    """Cached rows. A page key requests each row of its window twice."""

    def __post_init__(self) -> None:
        french = len(self.french.lines)
        english = len(self.english.lines) + len(self.hint_lines)
        rows = max(french, english) if self.facing else french + english
        object.__setattr__(self, "count", rows + self.blank_after)

    def layout(self, side: Side) -> ParagraphLayout:
        """Return the layout of one side."""
        return self.french if side is Side.FRENCH else self.english

    def row(self, index: int) -> Row:
        """Return one row; ``index`` is from 0 to ``count`` - 1."""
        row = self._rows.get(index)
        if row is None:
            if len(self._rows) >= CACHED_ROWS:
                self._rows.clear()
            row = self._rows[index] = self._make_row(index)
        return row

    def _make_row(self, index: int) -> Row:
        if self.blank_after and index == self.count - 1:
            return Row(RowKind.BLANK, paragraph=self.paragraph)
        french = self.french.line(index)
        english_index = index if self.facing else index - len(self.french.lines)
        hint = _span(self.hint_lines, english_index - len(self.english.lines), 0)
        french_adjustment = self.french.adjustment(index)
        if hint is None:
            english = self.english.line(english_index)
            english_adjustment = self.english.adjustment(english_index)
            return Row(
                RowKind.TEXT,
                french,
                english,
                self.paragraph,
                french_adjustment=french_adjustment,
                english_adjustment=english_adjustment,
            )
        if french is None:
            return Row(RowKind.HINT, hint, None, self.paragraph, self.hint, self.hint_x)
        return Row(RowKind.TEXT, french, None, self.paragraph, self.hint, self.hint_x, hint, french_adjustment)

    def row_of(self, offset: int, side: Side) -> int:
        """Return the row that shows an offset of a side's text; 0 if that side is not shown."""
        layout = self.layout(side)
        if not layout.lines:
            return 0
        line = line_of(layout.lines, offset - layout.span.start)
        return line if side is Side.FRENCH or self.facing else len(self.french.lines) + line


def line_of(lines: Lines, offset: int) -> int:
    """Return the index of the line that holds an offset.

    The spaces at a line break belong to the line before it.
    """
    return max(0, bisect_right(lines, offset, key=_start_of) - 1)


def _start_of(line: tuple[int, int]) -> int:
    return line[0]


def _span(lines: Lines, index: int, start: int) -> Span | None:
    if not 0 <= index < len(lines):
        return None
    line = lines[index]
    return Span(start + line[0], start + line[1])
