"""The Page: where the reader is on a spread. A pure state machine that a widget paints and keys drive.

The promise kept here is that the text never jumps: the *anchor* is (the caret's offset, the row it stands on), and only the reader
changes it. A new layout (another width, the English shown or hidden, English that arrived) puts the caret's row back where it
was; where the window or the edge of the text does not allow that, the picture is clamped and the anchor is kept.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.ui.spread import motions
from reader.ui.spread.columns import Mode
from reader.ui.spread.cursors import Sides
from reader.ui.spread.selection import Passage, Unit, moved
from reader.ui.spread.spread import Side, Spot, Spread

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.text.spans import Span
    from reader.ui.spread.spread import Row


@valueclass(frozen=True, slots=True)
class Stand:
    """Where the reader stands, to go back to."""

    side: Side
    caret: int
    """Code point of the French."""
    english_caret: int
    """Code point of the English."""
    row: int
    passage: Passage | None
    english: Article | None = field(default=None, repr=False, compare=False)
    """The English in which its offsets are."""


class Page:
    """A window of ``height`` rows on a spread, with a caret that is always inside it.

    Where the reader is in the texts, on which of the two sides, is kept by ``Sides``; which rows show it, by the Page.
    """

    def __init__(self, spread: Spread, height: int, caret: int = 0, row: int | None = None) -> None:
        self.spread = spread
        self.height = max(1, height)
        self.sides = Sides(spread, caret)
        """Where the reader is in the texts; only the Page moves it, for the window goes along."""
        self.goal: int | None = None
        """The cell that moving up and down aims for."""
        self._leapt: tuple[Spot, int, int] | None = None
        """After a page: its top, the caret, and the row that was aimed for, which may have had no words."""
        self.passage: Passage | None = None
        if row is None:
            self.top = spread.first if caret == 0 else self._top_for(self.height // 3)
            self.row = self._caret_row()
            self._bring(center=False)
        else:
            self.row = row
            self.top = self._top_for(row)

    # -- the sides --------------------------------------------------------------------------------

    @property
    def side(self) -> Side:
        """The side the reader is on: it is always shown at its caret."""
        return self.sides.side

    @property
    def caret(self) -> int:
        """The caret of the French, whichever side the reader is on: the start of a grapheme."""
        return self.sides.caret

    @property
    def english_caret(self) -> int:
        """The caret of the English; of use while the reader is on that side."""
        return self.sides.english_caret

    @property
    def here(self) -> int:
        """The caret of the side the reader is on, a code point of that side's text."""
        return self.sides.here

    @property
    def text(self) -> Article:
        """The text of the side the reader is on."""
        return self.sides.text

    def sentence(self) -> Span:
        """Return the sentence being read, a span of the text of ``side``."""
        return self.sides.sentence()

    def counterpart(self) -> Span:
        """Return what answers the sentence being read, a span of the other side; empty where it is doubtful or not shown."""
        return self.sides.counterpart()

    def shows(self, side: Side) -> bool:
        """Tell whether a side is shown in the paragraph where the caret is."""
        return self.sides.shows(side)

    def cross(self) -> None:
        """Go to the other side, to where one was in the sentence that answers. Nothing happens where that is not shown."""
        if self.sides.cross():
            self.passage = None
            self.goal = None
            self._bring(center=False)

    def stand(self) -> Stand:
        """Return where the reader stands."""
        return Stand(self.side, self.caret, self.english_caret, self.row, self.passage, self.spread.english)

    def place_row(self) -> int:
        """Return the row of the French caret, where it is in the window; else that of the caret."""
        if self.side is Side.ENGLISH and self.spread.shows(self.spread.french.paragraph_at(self.caret), Side.FRENCH):
            row = self.spread.distance(self.top, self.spread.spot_of(self.caret), 3 * self.height)
            return row if 0 <= row < self.height else self.row
        return self.row

    def _spot(self) -> Spot:
        return self.spread.spot_of(self.here, side=self.side)

    def _top_for(self, row: int) -> Spot:
        top = self.spread.top_for(self.here, row, self.height, side=self.side)
        if row < 0 and not self._is_filled_by_the_other(top):
            return self.spread.top_for(self.here, 0, self.height, side=self.side)
        return top

    def _is_filled_by_the_other(self, top: Spot) -> bool:
        """Tell whether a window shows nothing but the other side of what is being read: only then is the caret above it."""
        here = self._spot()
        return all(
            (spot.block, spot.part) == (here.block, here.part) and not row.line(self.side)
            for spot, row in self.spread.rows_from(top, self.height)
        )

    # -- the picture ----------------------------------------------------------------------------

    def rows(self) -> list[tuple[Spot, Row]]:
        """Return the rows in the window, from the top; fewer where the text ends."""
        return self.spread.rows_from(self.top, self.height)

    def next_rows(self) -> list[tuple[Spot, Row]]:
        """Return the rows that will be in the window after a page, as ``rows``."""
        return self.spread.rows_from(self._leapt_top(self._page_rows), self.height)

    @property
    def _page_rows(self) -> int:
        """How far a page goes: two rows are seen twice."""
        return max(1, self.height - 2)

    def _leapt_top(self, rows: int) -> Spot:
        return max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))

    def caret_row(self) -> int:
        """Return the row of the window that the caret is on."""
        return self._caret_row()

    def cell(self) -> int:
        """Return the cell of its line that the caret is on."""
        return motions.cell(self.spread, self.here, self.side)

    def at_end(self) -> bool:
        """Tell whether the last row of the text is in the window."""
        return self.top >= self.spread.last_top(self.height)

    def share(self) -> float:
        """Return how much was read, 0 to 1: up to the caret, or all of it once the end has been reached."""
        article = self.spread.french
        if not article.text:
            return 1.0
        in_last = article.paragraph_at(self.caret) == len(article.paragraphs) - 1
        if self.at_end() and (self.top > self.spread.first or in_last):
            return 1.0
        return self.caret / len(article.text)

    # -- a new layout ---------------------------------------------------------------------------

    def lay(self, spread: Spread, height: int) -> None:
        """Take a new layout or another height, the anchor staying where it is; a passage of other English is let go."""
        if self.passage is not None and self.passage.side is Side.ENGLISH and spread.english is not self.spread.english:
            self.passage = None
        self.spread, self.height = spread, max(1, height)
        self.goal = None
        self.sides.lay(spread)
        self.top = self._top_for(self.row)

    def take_english(self, spread: Spread) -> None:
        """Take a layout with other English; the line being read stays, on both sides, and so does a passage of the French."""
        if spread.english is not None:
            self.sides.take_english(spread.english)
        self.lay(spread, self.height)

    def restore(self, stand: Stand) -> None:
        """Go back to where the reader stood; in the English as near as can be, if it is another by now."""
        same = stand.english is self.spread.english
        self.sides.restore(stand.side, stand.caret, stand.english_caret if same else self.english_caret)
        passage = stand.passage
        self.row, self.passage = stand.row, passage if same or passage is None or passage.side is Side.FRENCH else None
        self.lay(self.spread, self.height)

    # -- moving ---------------------------------------------------------------------------------

    def go(self, offset: int, *, side: Side = Side.FRENCH, goal: int | None = None, center: bool = False) -> None:
        """Put the caret on an offset of a side, scrolling as little as possible (or to the upper third, for a far jump)."""
        self.sides.put(offset, side)
        self.goal = goal
        self._bring(center=center)
        self._extend()

    def move(self, motion: str, count: int = 1) -> None:
        """Move the caret by a motion's name (``word``, ``line_down``, ``page_back`` …), ``count`` times."""
        count = max(1, count)
        if motion in {"down", "up"}:
            step = motions.line_down if motion == "down" else motions.line_up
            offset, goal = step(self.spread, self.here, self.goal, count, self.side)
            self.go(offset, side=self.side, goal=goal)
            if motion == "up" and self._spot() == self.spread.spot_of(0, side=self.side):
                self._show_title()
        elif motion in {"page", "page_back", "half", "half_back"}:
            rows = self._page_rows if motion.startswith("page") else max(1, self.height // 2)
            self._leap(rows * count * (-1 if motion.endswith("back") else 1))
        elif motion == "top":
            self.go(0, side=self.side)
            self._show_title()
        else:
            offset = self.here
            for _ in range(count):
                offset = moved(self.spread, self.side, offset, motion, self.passage)
            self.go(offset, side=self.side)

    def _show_title(self) -> None:
        """Show the title above the first line, where the window has room for both."""
        if self.spread.distance(self.spread.first, self._spot(), self.height) < self.height:
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
        leapt = self._leapt
        row = leapt[2] if leapt is not None and leapt[:2] == (self.top, self.here) else self._caret_row()
        self.top = self._leapt_top(rows)
        if self.top == before:
            self.move("bottom" if rows > 0 else "top")
            return
        goal = self.goal if self.goal is not None else self.cell()
        self._put_near(self.spread.move(self.top, row), goal)
        self.row = self._caret_row()
        self._leapt = self.top, self.here, row
        self._extend()

    def _caret_into_window(self, *, at_top: bool) -> None:
        goal = self.goal if self.goal is not None else self.cell()
        edge = self.top if at_top else self.spread.move(self.top, self.height - 1)
        self._put_near(edge, goal)
        self._extend()

    def _put_near(self, spot: Spot, goal: int) -> None:
        """Put the caret on the line nearest to a spot of the window: in the French where that shows no English.

        One who reads the French stays in it, even where English taller than the window fills it, unless the page is one of English.
        """
        alone, side = self.spread.geometry.mode is Mode.ENGLISH, self.side
        if (
            (alone or side is Side.ENGLISH)
            and not self._has_words_of(side)
            and (not alone or self._has_words_of(side.other))
        ):
            side = side.other
        self.sides.put(motions.nearest(self.spread, spot, goal, self.top, self.height, side=side), side)
        self.goal = goal

    def _has_words_of(self, side: Side) -> bool:
        return any(row.line(side) for _, row in self.rows())

    def _caret_row(self) -> int:
        return self.spread.distance(self.top, self._spot(), 3 * self.height)

    def _bring(self, *, center: bool) -> None:
        row = self._caret_row()
        if not 0 <= row < self.height:
            far = center or not -self.height <= row < 2 * self.height
            target = self.height // 3 if far else (0 if row < 0 else self.height - 1)
            self.top = self._top_for(target)
        self.row = self._caret_row()

    # -- selecting ------------------------------------------------------------------------------

    def select(self, unit: Unit) -> None:
        """Begin a passage at the caret."""
        self.passage = Passage(self.side, self.here, self.here, unit)

    def drag(self, side: Side, anchor: int, head: int, unit: Unit) -> None:
        """Take a passage from one offset to another, as the mouse draws it."""
        self.passage = Passage(side, anchor, head, unit)
        self.sides.put(head, side)
        self.goal = None
        self.row = self._caret_row()

    def swap(self) -> None:
        """Go to the passage's other end."""
        if self.passage is not None:
            passage = self.passage
            self.passage = Passage(passage.side, passage.head, passage.anchor, passage.unit)
            self.sides.put(passage.anchor, passage.side)
            self._bring(center=False)

    def drop_passage(self) -> None:
        """Select nothing."""
        self.passage = None

    def passage_span(self) -> Span | None:
        """Return the passage as a span of its side's text, whole units, never empty; None when nothing is selected."""
        text = self.spread.side(self.passage.side) if self.passage is not None else None
        return self.passage.span_in(text) if self.passage is not None and text is not None else None

    def _extend(self) -> None:
        if self.passage is not None and self.passage.side is self.side:
            self.passage = Passage(self.side, self.passage.anchor, self.here, self.passage.unit)
