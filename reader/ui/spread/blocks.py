"""Blocks: the rows of the title block and of one pair of paragraphs, or of a part of a long one, made when they are asked for."""

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
"""Rows of one pair that are kept: beyond them, in a column of a few cells, they are made again."""

Lines = tuple[tuple[int, int], ...]
"""(start, end) of each line, counted from the start of its galley."""


class Side(Enum):
    """The two texts of a spread."""

    FRENCH = "french"
    ENGLISH = "english"

    @property
    def other(self) -> Side:
        """The side that faces it."""
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

    In TEXT rows ``french`` and ``english`` are spans of the two articles' texts. In TITLE, META and HINT rows ``french`` is a
    span of ``text``, drawn at ``x``. Where columns face each other a hint stands beside the French: then the row is a TEXT row
    and ``hint`` is the span of ``text``.
    """

    kind: RowKind
    french: Span | None = None
    english: Span | None = None
    paragraph: int = -1
    """The pair of paragraphs; -1 in the title block."""
    text: str = ""
    """What TITLE, META and HINT spans refer to."""
    x: int | None = None
    """The cell of the page where a span of ``text`` is drawn."""
    hint: Span | None = None
    french_adjustment: LineAdjustment = UNADJUSTED
    english_adjustment: LineAdjustment = UNADJUSTED

    def line(self, side: Side) -> Span | None:
        """Return the line of an article that the row shows on a side."""
        if self.kind is not RowKind.TEXT:
            return None
        return self.french if side is Side.FRENCH else self.english

    def adjustment(self, side: Side) -> LineAdjustment:
        """Return what is drawn of a side's line beyond its characters."""
        return self.french_adjustment if side is Side.FRENCH else self.english_adjustment


BLANK = Row(RowKind.BLANK)


@frozen_dataclass(frozen=True, slots=True)
class TitleBlock:
    """The title block."""

    rows: tuple[Row, ...]
    part_count: int = 1
    """It has no parts, as a short pair."""

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    def row(self, index: int) -> Row:
        """Return one row."""
        return self.rows[index]


_NOWHERE: Final = Span(0, 0)


@frozen_dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """One paragraph of one side, or a part of a long one, set into lines: what printers call a galley."""

    text: str = ""
    """The whole text of the side."""
    span: Span = _NOWHERE
    """The paragraph, or the part."""
    lines: Lines = ()
    """None of them where the side has no such paragraph, or where it is not shown."""
    width: int = 1
    """Cells of the column."""
    english: bool = False
    hyphenated_ends: frozenset[int] = frozenset()
    """Ends of lines (counted as they are) where a word is divided."""
    justified: bool = False
    ends_paragraph: bool = True
    """Whether the last of the lines is the last of its paragraph, or of a part that ends with it."""

    def line(self, index: int) -> Span | None:
        """Return one line as a span of the side's text; None where there is none."""
        return _span(self.lines, index, self.span.start)

    def adjustment(self, index: int) -> LineAdjustment:
        """Return what is drawn of a line beyond its characters. The last line of a paragraph is never widened."""
        if not (self.justified or self.hyphenated_ends) or not 0 <= index < len(self.lines):
            return UNADJUSTED
        start, end = self.lines[index]
        hyphen = end in self.hyphenated_ends
        if not self.justified or (self.ends_paragraph and index == len(self.lines) - 1):
            return LineAdjustment(hyphen)
        # Only a reader who wants even edges pays for them.
        from reader.ui.spread.justification import widen_spaces

        line = Span(self.span.start + start, self.span.start + end)
        slack = self.width - cells(visible_line(self.text, line.start, line.end, adjustment=LineAdjustment(hyphen)))
        # Lines take turns, by their number in the paragraph: the same wherever the window begins.
        from_right = bool(index % 2)
        return LineAdjustment(
            hyphen, widen_spaces(self.text, self.span, line, slack, from_right=from_right, english=self.english)
        )


EMPTY_LAYOUT: Final = ParagraphLayout()


def layout_paragraph(
    text: str, span: Span, width: int, typesetting: Typesetting, *, english: bool = False
) -> ParagraphLayout:
    """Set a paragraph of a text, or a part of one, into lines of ``width`` cells. An empty English one has none; English is never divided."""
    words = span.of(text)
    divided: frozenset[int] = frozenset()
    if typesetting.hyphenated and not english:
        lines, divided = hyphenate_lines(words, width)
    else:
        lines = break_lines(words, width, english=english) if words or not english else ()
    return ParagraphLayout(text, span, lines, width, english, divided, typesetting.justified)


@frozen_dataclass(frozen=True, slots=True)
class PairBlock:
    """One pair of paragraphs, or the same part of both, set into lines."""

    paragraph: int
    french: ParagraphLayout
    english: ParagraphLayout
    facing: bool
    """Whether the columns face each other; otherwise the English follows the French."""
    blank_after: bool
    """Whether a blank row follows."""
    hint: str = ""
    """What stands in the place of the English, or under it."""
    hint_lines: Lines = ()
    hint_x: int = 0
    part_count: int = 1
    """How many parts its paragraphs have."""
    count: int = field(init=False)
    """How many rows the pair has, with its blank row."""
    _rows: dict[int, Row] = field(init=False, compare=False, repr=False, default_factory=dict)
    """Rows already asked for: a page key asks for each row of its window twice (2.4 µs to make one, 0.1 to find it)."""

    def __post_init__(self) -> None:
        french = len(self.french.lines)
        second = len(self.english.lines) + len(self.hint_lines)
        rows = max(french, second) if self.facing else french + second
        object.__setattr__(self, "count", rows + self.blank_after)

    def layout(self, side: Side) -> ParagraphLayout:
        """Return one side's paragraph."""
        return self.french if side is Side.FRENCH else self.english

    def row(self, index: int) -> Row:
        """Return one row; ``index`` counts from 0 to ``count`` - 1."""
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
        second = index if self.facing else index - len(self.french.lines)
        hint = _span(self.hint_lines, second - len(self.english.lines), 0)
        finish = self.french.adjustment(index)
        if hint is None:
            english = self.english.line(second)
            others = self.english.adjustment(second)
            return Row(
                RowKind.TEXT, french, english, self.paragraph, french_adjustment=finish, english_adjustment=others
            )
        if french is None:
            return Row(RowKind.HINT, hint, None, self.paragraph, self.hint, self.hint_x)
        return Row(RowKind.TEXT, french, None, self.paragraph, self.hint, self.hint_x, hint, finish)

    def row_of(self, offset: int, side: Side) -> int:
        """Return the row that shows an offset of one side's text; the first row where that side is not shown."""
        galley = self.layout(side)
        if not galley.lines:
            return 0
        line = line_of(galley.lines, offset - galley.span.start)
        return line if side is Side.FRENCH or self.facing else len(self.french.lines) + line


def line_of(lines: Lines, offset: int) -> int:
    """Return the index of the line that holds an offset of the galley; the spaces of a break belong to the line before."""
    return max(0, bisect_right(lines, offset, key=_start_of) - 1)


def _start_of(line: tuple[int, int]) -> int:
    return line[0]


def _span(lines: Lines, index: int, start: int) -> Span | None:
    if not 0 <= index < len(lines):
        return None
    line = lines[index]
    return Span(start + line[0], start + line[1])
