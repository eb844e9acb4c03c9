"""The Page: where the reader is on a spread. A pure state machine that a widget paints and keys drive.

The promise kept here is that the text never jumps: the *anchor* is (the caret's offset, the row it stands on), and only the reader
changes it. A new layout (another width, the English shown or hidden, English that arrived) puts the caret's row back where it
was; where the window or the edge of the text does not allow that, the picture is clamped and the anchor is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from reader.ui.spread import caret as motions
from reader.ui.spread.spread import Side, Spot, Spread

if TYPE_CHECKING:
    from reader.text.spans import Span
    from reader.ui.spread.spread import Row


class Unit(Enum):
    """What a passage grows by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is being selected: from an anchor to a head, on one side, widened to whole units."""

    side: Side
    anchor: int
    """Where it began, a code point of that side's text."""
    head: int
    """Where it was taken to: before or after the anchor."""
    unit: Unit


class Page:
    """A window of ``height`` rows on a spread, with a caret that is always inside it."""

    def __init__(self, spread: Spread, height: int, caret: int = 0, row: int | None = None) -> None:
        self.spread = spread
        self.height = max(1, height)
        self.caret = motions.settle(spread.french, caret)
        """A code point of the French, at the start of a grapheme."""
        self.goal: int | None = None
        """The cell that moving up and down aims for."""
        self.passage: Passage | None = None
        if row is None:
            self.top = spread.first if caret == 0 else spread.top_for(self.caret, self.height // 3, self.height)
            self.row = self._caret_row()
            self._bring(center=False)
        else:
            self.row = row
            self.top = spread.top_for(self.caret, row, self.height)

    # -- the picture ----------------------------------------------------------------------------

    def rows(self) -> list[tuple[Spot, Row]]:
        """Return the rows in the window, from the top; fewer where the text ends."""
        return self.spread.rows_from(self.top, self.height)

    def caret_row(self) -> int:
        """Return the row of the window that the caret is on."""
        return self._caret_row()

    def cell(self) -> int:
        """Return the cell of its line that the caret is on."""
        return motions.cell(self.spread, self.caret)

    def at_end(self) -> bool:
        """Tell whether the last row of the text is in the window."""
        return self.top >= self.spread.last_top(self.height)

    def share(self) -> float:
        """Return how much was read, 0 to 1: up to the caret, or all of it once the end has been reached."""
        length = len(self.spread.french.text)
        if not length:
            return 1.0
        if self.at_end() and (self.top > self.spread.first or self.caret_at_last_paragraph()):
            return 1.0
        return self.caret / length

    def caret_at_last_paragraph(self) -> bool:
        """Tell whether the caret is in the last paragraph."""
        article = self.spread.french
        return article.paragraph_at(self.caret) == len(article.paragraphs) - 1

    # -- a new layout ---------------------------------------------------------------------------

    def lay(self, spread: Spread, height: int) -> None:
        """Take a new layout or another height, the anchor staying where it is."""
        self.spread, self.height = spread, max(1, height)
        self.goal = None
        self.top = spread.top_for(self.caret, self.row, self.height)

    def restore(self, caret: int, row: int, passage: Passage | None) -> None:
        """Go back to a caret, its row and a passage that were remembered."""
        self.caret, self.row, self.passage = caret, row, passage
        self.lay(self.spread, self.height)

    # -- moving ---------------------------------------------------------------------------------

    def go(self, offset: int, *, goal: int | None = None, center: bool = False) -> None:
        """Put the caret on an offset, scrolling as little as possible (or to the upper third, for a far jump)."""
        self.caret = motions.settle(self.spread.french, offset)
        self.goal = goal
        self._bring(center=center)
        self._extend()

    def move(self, motion: str, count: int = 1) -> None:
        """Move the caret by a motion's name (``word``, ``line_down``, ``page_back`` …), ``count`` times."""
        count = max(1, count)
        if motion in {"down", "up"}:
            step = motions.line_down if motion == "down" else motions.line_up
            offset, goal = step(self.spread, self.caret, self.goal, count)
            self.go(offset, goal=goal)
            if motion == "up" and self.spread.spot_of(self.caret) == self.spread.spot_of(0):
                self._show_title()
        elif motion in {"page", "page_back", "half", "half_back"}:
            rows = max(1, self.height - 2 if motion.startswith("page") else self.height // 2)
            self._leap(rows * count * (-1 if motion.endswith("back") else 1))
        elif motion == "top":
            self.go(0)
            self._show_title()
        else:
            offset = self.caret
            for _ in range(count):
                offset = self._moved(motion, offset)
            self.go(offset)

    def _moved(self, motion: str, offset: int) -> int:
        """Return where one motion leads; a passage that grew forward is taken, and given back, by whole ones."""
        step = motions.MOTIONS[motion]
        found = step(self.spread, offset)
        passage = self.passage
        if passage is None or offset < passage.anchor:
            return found
        if motion in {"sentence_back", "paragraph_back"} and found > passage.anchor:
            return max(passage.anchor, self._end_before(found))
        if motion not in {"sentence", "paragraph"}:
            return found
        span = self.passage_span()
        end = self._end_before(found)
        if end <= offset or (span is not None and end < span.end):
            end = self._end_before(step(self.spread, found))
        return end

    def _end_before(self, offset: int) -> int:
        """Return the last sign before the beginning of a sentence or paragraph; at the text's end, that."""
        article = self.spread.french
        if offset == motions.bottom(article):
            return offset
        end = motions.left(article, offset)
        while end > 0 and article.text[end].isspace():
            end = motions.left(article, end)
        return end

    def _show_title(self) -> None:
        """Show the title above the first line, where the window has room for both."""
        if self.spread.distance(self.spread.first, self.spread.spot_of(self.caret), self.height) < self.height:
            self.scroll_to(self.spread.first)

    def scroll(self, rows: int) -> None:
        """Scroll by rows; the caret stays on its words until it would leave the window."""
        self.scroll_to(self.spread.move(self.top, rows))

    def scroll_window(self, rows: int) -> None:
        """Scroll by rows while a drag holds the caret: the caret is left to the drag."""
        self.top = max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))

    def scroll_to(self, top: Spot) -> None:
        """Scroll until that spot is the top row, as far as the text allows."""
        self.top = max(self.spread.first, min(top, self.spread.last_top(self.height)))
        row = self._caret_row()
        if not 0 <= row < self.height:
            self._caret_into_window(at_top=row < 0)
        self.row = self._caret_row()

    def _leap(self, rows: int) -> None:
        before = self.top
        row = self._caret_row()
        self.top = max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))
        if self.top == before:
            self.move("bottom" if rows > 0 else "top")
            return
        goal = self.goal if self.goal is not None else self.cell()
        self.caret = motions.nearest(self.spread, self.spread.move(self.top, row), goal, self.top, self.height)
        self.goal = goal
        self.row = self._caret_row()
        self._extend()

    def _caret_into_window(self, *, at_top: bool) -> None:
        goal = self.goal if self.goal is not None else self.cell()
        edge = self.top if at_top else self.spread.move(self.top, self.height - 1)
        self.caret = motions.nearest(self.spread, edge, goal, self.top, self.height)
        self.goal = goal
        self._extend()

    def _caret_row(self) -> int:
        return self.spread.distance(self.top, self.spread.spot_of(self.caret), 3 * self.height)

    def _bring(self, *, center: bool) -> None:
        row = self._caret_row()
        if not 0 <= row < self.height:
            far = center or not -self.height <= row < 2 * self.height
            target = self.height // 3 if far else (0 if row < 0 else self.height - 1)
            self.top = self.spread.top_for(self.caret, target, self.height)
        self.row = self._caret_row()

    # -- selecting ------------------------------------------------------------------------------

    def select(self, unit: Unit) -> None:
        """Begin a passage at the caret."""
        self.passage = Passage(Side.FRENCH, self.caret, self.caret, unit)

    def select_span(self, side: Side, span: Span, unit: Unit) -> None:
        """Take a whole span as the passage, the caret at its end where it is French."""
        self.passage = Passage(side, span.start, max(span.start, span.end - 1), unit)
        if side is Side.FRENCH:
            self.go(self.passage.head)

    def drag(self, side: Side, anchor: int, head: int, unit: Unit) -> None:
        """Take a passage from one offset to another, as the mouse draws it."""
        self.passage = Passage(side, anchor, head, unit)
        if side is Side.FRENCH:
            self.caret = motions.settle(self.spread.french, head)
            self.goal = None
            self.row = self._caret_row()

    def swap(self) -> None:
        """Go to the passage's other end."""
        if self.passage is not None and self.passage.side is Side.FRENCH:
            passage = self.passage
            self.passage = Passage(passage.side, passage.head, passage.anchor, passage.unit)
            self.caret = motions.settle(self.spread.french, passage.anchor)
            self._bring(center=False)

    def drop_passage(self) -> None:
        """Select nothing."""
        self.passage = None

    def passage_span(self) -> Span | None:
        """Return the passage as a span of its side's text, whole units, never empty; None when nothing is selected."""
        if self.passage is None:
            return None
        text = self.spread.side(self.passage.side)
        if text is None:
            return None
        return motions.widened(text, self.passage.anchor, self.passage.head, self.passage.unit.value)

    def _extend(self) -> None:
        if self.passage is not None and self.passage.side is Side.FRENCH:
            self.passage = Passage(Side.FRENCH, self.passage.anchor, self.caret, self.passage.unit)
