"""The Page: where the reader is on a spread. A pure state machine that a widget paints and keys drive.

The promise kept here is that the text never jumps: the *anchor* is (the caret's offset, the row it stands on), and only the reader
changes it. A new layout (another width, the English shown or hidden, English that arrived) puts the caret's row back where it
was; where the window or the edge of the text does not allow that, the picture is clamped and the anchor is kept.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reader.text.spans import Span
from reader.ui.spread import caret as motions
from reader.ui.spread.geometry import Mode
from reader.ui.spread.spread import Side, Spot, Spread
from reader.values import valueclass

if TYPE_CHECKING:
    from reader.text.article import Article
    from reader.ui.spread.links import Pairing
    from reader.ui.spread.spread import Row


class Unit(Enum):
    """What a passage grows by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@valueclass(frozen=True, slots=True)
class Passage:
    """What is being selected: from an anchor to a head, on one side, widened to whole units."""

    side: Side
    anchor: int
    """Where it began, a code point of that side's text."""
    head: int
    """Where it was taken to: before or after the anchor."""
    unit: Unit


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


class Page:
    """A window of ``height`` rows on a spread, with a caret that is always inside it.

    Each side has a caret, and the reader is on one of them (``here``, on ``side``); the other one is in the sentence that answers,
    so ``caret``, which marks and the place go by, is right on both sides. Where the side the reader went to is not shown, the reader
    is on the other one until it is again, or until something else is done.
    """

    def __init__(self, spread: Spread, height: int, caret: int = 0, row: int | None = None) -> None:
        self.spread = spread
        self.height = max(1, height)
        self.caret = motions.settle(spread.french, caret)
        """A code point of the French, at the start of a grapheme."""
        self.english_caret = 0
        """A code point of the English; of use while the reader is on that side."""
        self.side = Side.FRENCH
        """The side the reader is on: it is always shown at its caret."""
        self._chosen = Side.FRENCH
        self._pairing: Pairing | None = None
        self.goal: int | None = None
        """The cell that moving up and down aims for."""
        self._leapt: tuple[Spot, int, int] | None = None
        """After a page: its top, the caret, and the row that was aimed for, which may have had no words."""
        self.passage: Passage | None = None
        self._stand()
        if row is None:
            self.top = spread.first if caret == 0 else self._top_for(self.height // 3)
            self.row = self._caret_row()
            self._bring(center=False)
        else:
            self.row = row
            self.top = self._top_for(row)

    # -- the sides --------------------------------------------------------------------------------

    @property
    def here(self) -> int:
        """The caret of the side the reader is on, a code point of that side's text."""
        return self.caret if self.side is Side.FRENCH else self.english_caret

    @property
    def text(self) -> Article:
        """The text of the side the reader is on."""
        return self.spread.side(self.side) or self.spread.french

    def sentence(self) -> Span:
        """Return the sentence being read, a span of the text of ``side``."""
        return motions.sentence_at(self.text, self.here)

    def counterpart(self) -> Span:
        """Return what answers the sentence being read, a span of the other side; empty where it is doubtful or not shown."""
        if not self.shows(self.side.other):
            return Span(0, 0)
        pairing = self.pairing()
        if pairing is None:
            return Span(0, 0)
        return pairing.answer(self.side, self.here)

    def shows(self, side: Side) -> bool:
        """Tell whether a side is shown in the paragraph where the caret is."""
        return self.spread.shows(self.text.paragraph_at(self.here), side)

    def cross(self) -> None:
        """Go to the other side, to where one was in the sentence that answers. Nothing happens where that is not shown."""
        if self.shows(self.side.other):
            self._follow()
            self._settle_on(self.side.other)
            self.passage = None
            self.goal = None
            self._bring(center=False)

    def stand(self) -> Stand:
        """Return where the reader stands."""
        return Stand(self.side, self.caret, self.english_caret, self.row, self.passage)

    def place_row(self) -> int:
        """Return the row of the French caret, where it is in the window; else that of the caret."""
        if self.side is Side.ENGLISH and self.spread.shows(self.spread.french.paragraph_at(self.caret), Side.FRENCH):
            row = self.spread.distance(self.top, self.spread.spot_of(self.caret), 3 * self.height)
            return row if 0 <= row < self.height else self.row
        return self.row

    def pairing(self) -> Pairing | None:
        """Return the links between the sentences of both sides; None when there is no English."""
        french, english = self.spread.french, self.spread.english
        if english is None:
            return None
        if self._pairing is None or self._pairing.french is not french or self._pairing.english is not english:
            from reader.ui.spread.links import Pairing  # not in the first frame of those who read French alone

            self._pairing = Pairing(french, english)
        return self._pairing

    def _settle_on(self, side: Side) -> None:
        self.side = self._chosen = side

    def _stand(self) -> None:
        """Be on the side that was chosen or, where that is not shown, on the other one."""
        self.side = self._chosen
        text = self.spread.side(self.side)
        if text is None or not self.spread.shows(text.paragraph_at(self.here), self.side):
            other = self._chosen.other
            if other is Side.ENGLISH:
                self._follow()
            self.side = other if self._is_shown(other) else Side.FRENCH

    def _is_shown(self, side: Side) -> bool:
        text = self.spread.side(side)
        caret = self.caret if side is Side.FRENCH else self.english_caret
        return text is not None and self.spread.shows(text.paragraph_at(caret), side)

    def _follow(self) -> None:
        """Take the other side's caret along to what answers the sentence being read."""
        pairing = self.pairing()
        if pairing is None:
            return
        if self.side is Side.FRENCH:
            followed = pairing.follow(Side.FRENCH, self.caret, self.english_caret)
            self.english_caret = motions.settle(pairing.english, followed)
        else:
            followed = pairing.follow(Side.ENGLISH, self.english_caret, self.caret)
            self.caret = motions.settle(self.spread.french, followed)

    def _put(self, offset: int) -> None:
        """Put the caret of the side the reader is on; the French one follows an English one."""
        self._chosen = self.side
        if self.side is Side.FRENCH:
            self.caret = motions.settle(self.spread.french, offset)
        else:
            self.english_caret = motions.settle(self.text, offset)
            self._follow()
        if not self._is_shown(self.side):  # where there is no English (or no French), one reads on in the other
            self._stand()
            self._chosen = self.side

    def _spot(self) -> Spot:
        return self.spread.spot_of(self.here, side=self.side)

    def _top_for(self, row: int) -> Spot:
        top = self.spread.top_for(self.here, row, self.height, side=self.side)
        if row < 0 and not self._is_filled_by_the_other(top):
            return self.spread.top_for(self.here, 0, self.height, side=self.side)
        return top

    def _is_filled_by_the_other(self, top: Spot) -> bool:
        """Tell whether a window shows nothing but the other side of the paragraph being read: only then is the caret above it."""
        block = self._spot().block
        return all(
            spot.block == block and not row.line(self.side) for spot, row in self.spread.rows_from(top, self.height)
        )

    # -- the picture ----------------------------------------------------------------------------

    def rows(self) -> list[tuple[Spot, Row]]:
        """Return the rows in the window, from the top; fewer where the text ends."""
        return self.spread.rows_from(self.top, self.height)

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
        self._stand()
        self.top = self._top_for(self.row)

    def take_english(self, spread: Spread) -> None:
        """Take a layout with other English; the line being read stays, on both sides, and so does a passage of the French."""
        before, after = self.spread.english, spread.english
        if before is not None and after is not None and before.paragraphs and after.paragraphs:
            index = min(before.paragraph_at(self.english_caret), len(after.paragraphs) - 1)
            inside = self.english_caret - before.paragraphs[index].start
            moved = min(after.paragraphs[index].start + inside, after.paragraphs[index].end)
            self.english_caret = motions.settle(after, moved)
        if self.passage is not None and self.passage.side is Side.ENGLISH:
            self.passage = None
        self.lay(spread, self.height)

    def restore(self, stand: Stand) -> None:
        """Go back to where the reader stood."""
        self.caret, self.english_caret = stand.caret, stand.english_caret
        self.row, self.passage, self._chosen = stand.row, stand.passage, stand.side
        self.lay(self.spread, self.height)

    # -- moving ---------------------------------------------------------------------------------

    def go(self, offset: int, *, side: Side = Side.FRENCH, goal: int | None = None, center: bool = False) -> None:
        """Put the caret on an offset of a side, scrolling as little as possible (or to the upper third, for a far jump)."""
        self.side = side
        self._put(offset)
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
            rows = max(1, self.height - 2 if motion.startswith("page") else self.height // 2)
            self._leap(rows * count * (-1 if motion.endswith("back") else 1))
        elif motion == "top":
            self.go(0, side=self.side)
            self._show_title()
        else:
            offset = self.here
            for _ in range(count):
                offset = self._moved(motion, offset)
            self.go(offset, side=self.side)

    def _moved(self, motion: str, offset: int) -> int:
        """Return where one motion leads; a passage that grew forward is taken, and given back, by whole ones."""
        step = motions.MOTIONS[motion]
        found = step(self.spread, offset, self.side)
        passage = self.passage
        if passage is None or passage.side is not self.side or offset < passage.anchor:
            return found
        if motion in {"sentence_back", "paragraph_back"} and found > passage.anchor:
            return max(passage.anchor, self._end_before(found))
        if motion not in {"sentence", "paragraph"}:
            return found
        span = self.passage_span()
        end = self._end_before(found)
        if end <= offset or (span is not None and end < span.end):
            end = self._end_before(step(self.spread, found, self.side))
        return end

    def _end_before(self, offset: int) -> int:
        """Return the last sign before the beginning of a sentence or paragraph; at the text's end, that."""
        article = self.text
        if offset == motions.bottom(article):
            return offset
        end = motions.left(article, offset)
        while end > 0 and article.text[end].isspace():
            end = motions.left(article, end)
        return end

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
        self.top = max(self.spread.first, min(self.spread.move(self.top, rows), self.spread.last_top(self.height)))
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
        alone = self.spread.geometry.mode is Mode.ENGLISH
        if (alone or self.side is Side.ENGLISH) and not any(row.line(self.side) for _, row in self.rows()):
            other = self.side.other
            if not alone or any(row.line(other) for _, row in self.rows()):
                self.side = other
        self._put(motions.nearest(self.spread, spot, goal, self.top, self.height, side=self.side))
        self.goal = goal

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

    def select_span(self, side: Side, span: Span, unit: Unit) -> None:
        """Take a whole span as the passage, the caret at its end."""
        self.passage = Passage(side, span.start, max(span.start, span.end - 1), unit)
        self.go(self.passage.head, side=side)

    def drag(self, side: Side, anchor: int, head: int, unit: Unit) -> None:
        """Take a passage from one offset to another, as the mouse draws it."""
        self.passage = Passage(side, anchor, head, unit)
        self.side = side
        self._put(head)
        self.goal = None
        self.row = self._caret_row()

    def swap(self) -> None:
        """Go to the passage's other end."""
        if self.passage is not None:
            passage = self.passage
            self.passage = Passage(passage.side, passage.head, passage.anchor, passage.unit)
            self.side = passage.side
            self._put(passage.anchor)
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
        if self.passage is not None and self.passage.side is self.side:
            self.passage = Passage(self.side, self.passage.anchor, self.here, self.passage.unit)
