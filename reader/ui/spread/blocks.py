"""Blocks: the rows of the title block and of one pair of paragraphs, made when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import Enum

from reader.text.spans import Span

Lines = tuple[tuple[int, int], ...]
"""(start, end) of each line, counted from the start of its paragraph."""


class Side(Enum):
    """The two texts of a spread."""

    FRENCH = "french"
    ENGLISH = "english"


class RowKind(Enum):
    """What a row shows."""

    TITLE = "title"
    META = "meta"
    BLANK = "blank"
    TEXT = "text"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
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

    def line(self, side: Side) -> Span | None:
        """Return the line of an article that the row shows on a side."""
        if self.kind is not RowKind.TEXT:
            return None
        return self.french if side is Side.FRENCH else self.english


BLANK = Row(RowKind.BLANK)


@dataclass(frozen=True, slots=True)
class Head:
    """The title block."""

    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self.rows)

    def row(self, index: int) -> Row:
        """Return one row."""
        return self.rows[index]


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of paragraphs, set into lines."""

    paragraph: int
    french: Lines
    french_start: int
    """Where the French paragraph begins in its text."""
    english: Lines
    """None of them where there is no English, or where it is not shown."""
    english_start: int
    facing: bool
    """Whether the columns face each other; otherwise the English follows the French."""
    blank: bool
    """Whether a blank row follows."""
    hint: str = ""
    """What stands in the place of the English."""
    hint_lines: Lines = ()
    hint_x: int = 0
    count: int = field(init=False)
    """How many rows the pair has, with its blank row."""

    def __post_init__(self) -> None:
        second = len(self.english) + len(self.hint_lines)
        rows = max(len(self.french), second) if self.facing else len(self.french) + second
        object.__setattr__(self, "count", rows + self.blank)

    def row(self, index: int) -> Row:
        """Return one row; ``index`` counts from 0 to ``count`` - 1."""
        if self.blank and index == self.count - 1:
            return Row(RowKind.BLANK, paragraph=self.paragraph)
        french = _span(self.french, index, self.french_start)
        second = index if self.facing else index - len(self.french)
        english = _span(self.english, second, self.english_start)
        hint = _span(self.hint_lines, second, 0)
        if hint is None:
            return Row(RowKind.TEXT, french, english, self.paragraph)
        if french is None:
            return Row(RowKind.HINT, hint, None, self.paragraph, self.hint, self.hint_x)
        return Row(RowKind.TEXT, french, None, self.paragraph, self.hint, self.hint_x, hint)

    def row_of(self, offset: int, side: Side) -> int:
        """Return the row that shows an offset of one side's text; the first row where that side is not shown."""
        lines, start = (self.french, self.french_start) if side is Side.FRENCH else (self.english, self.english_start)
        if not lines:
            return 0
        line = line_of(lines, offset - start)
        return line if side is Side.FRENCH or self.facing else len(self.french) + line


def line_of(lines: Lines, offset: int) -> int:
    """Return the index of the line that holds an offset of the paragraph; the spaces of a break belong to the line before."""
    return max(0, bisect_right(lines, offset, key=_start_of) - 1)


def _start_of(line: tuple[int, int]) -> int:
    return line[0]


def _span(lines: Lines, index: int, start: int) -> Span | None:
    if not 0 <= index < len(lines):
        return None
    line = lines[index]
    return Span(start + line[0], start + line[1])
