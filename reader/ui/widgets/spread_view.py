"""SpreadView: the widget that shows a spread. It paints the rows it sees and turns the mouse into offsets.

It does not use Textual's scrolling and selection, which think in rows of the screen: the page's top is a spot of the text, and
a passage is a span of characters (see docs/design.md). What is painted is kept row by row; only rows whose look changed are painted again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text.article import Article
from reader.text.spans import Span
from reader.text.words import word_at
from reader.ui.spread import positions
from reader.ui.spread.geometry import FRENCH_PART, Manner, Mode, geometry
from reader.ui.spread.page import Page
from reader.ui.spread.passage import Unit
from reader.ui.spread.setting import Setting
from reader.ui.spread.spread import Row, RowKind, Side, Spot, Spread
from reader.ui.widgets.ink import Ink, style
from reader.ui.widgets.look import Look, Marks, changed_spans
from reader.ui.widgets.painter import Painter
from reader.ui.widgets.traces import Traces
from reader.values import valueclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events
    from textual.timer import Timer

    from reader.text.marks import Anchored
    from reader.text.states import EnglishState

KEPT = 400
"""How many painted rows are kept."""
WHEEL = 3
"""Rows that one notch of the wheel scrolls."""
_NOTHING = Span(0, 0)
EDGE = 1 / 15
"""Seconds between two steps of scrolling while a drag is held beyond the edge."""


@valueclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the value handed down by the screen."""

    french: Article
    english: Article | None = None
    title: str = ""
    about: str = ""
    """The line under the title: date, length."""
    measure: int = 66
    with_english: bool = False
    manner: Manner = Manner.AUTOMATIC
    """How the English shows, where it is shown."""
    revealed: frozenset[int] = frozenset()
    """The paragraphs whose English is shown while the English is hidden."""
    states: tuple[EnglishState, ...] = ()
    """The state of each paragraph's English; paragraphs beyond its end have the usual one."""
    hint: str = ""
    """What stands in the page when the English is asked for and there is none."""
    hyphenated: bool = False
    """Whether French words are divided at the ends of lines."""
    justified: bool = False
    """Whether both edges of a column are even."""


class SpreadView(Widget, can_focus=True):
    """The page."""

    BLANK: ClassVar[bool] = False

    class Settled(Message):
        """The caret, the window or the passage changed."""

    @dataclass
    class Clicked(Message):
        """A word of the page was clicked (after the caret went there)."""

        side: Side
        offset: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._shown = Shown(Article("", "", ""))
        self._ink = Ink()
        self._look = Look()
        self._page: Page | None = None
        self._painter: Painter | None = None
        self._start: tuple[int, int | None] = (0, None)
        self._strips: dict[Spot, tuple[Row, Strip]] = {}
        self._rows: list[tuple[Spot, Row]] = []
        self._laid: Size | None = None
        self._expected = Size(0, 0)
        self._carried: Offset | None = None
        self._covered = 0
        self._measured: tuple[Article, Article | None, float] | None = None
        self._pressed: tuple[Side, int] | None = None
        self._dragged = False
        self._edge_timer: Timer | None = None

    # -- values that come down --------------------------------------------------------------------

    def expect(self, size: Size) -> None:
        """Lay the page out for the size it will have, before the first layout of the window: keys can act on it at once.

        Where it turns out otherwise, the page is laid out again.
        """
        if not self.size:
            self._expected = size
            self._lay()

    def show(self, shown: Shown, caret: int = 0, row: int | None = None) -> None:
        """Show an article, its caret on an offset, on a row of the window (None: wherever it fits)."""
        self._shown = shown
        self._page = None
        self._start = (caret, row)
        self._look = Look()
        self._lay()

    def cover(self, rows: int) -> None:
        """Keep the text off so many rows at the bottom, over which something lies; what it would hide moves up, and back later."""
        if rows != self._covered:
            self._covered = rows
            if self._page is not None:
                self._page.lay(self._page.spread, self._height())
                self._rows = []
                self.update()

    def _height(self) -> int:
        """Return the rows that the text has."""
        return max(1, (self._laid or self.size).height - self._covered)

    def change(self, shown: Shown) -> None:
        """Show the same article otherwise: another measure or setting, the English, a revealed paragraph. The text stays where it is."""
        if shown != self._shown:
            self._shown = shown
            self._lay()

    def change_english(self, english: Article, states: tuple[EnglishState, ...], changed: frozenset[int]) -> None:
        """Show English that arrived for some paragraphs: only their pairs are set anew, and the line being read stays.

        Paragraphs that are not ``changed`` must have the words they had. The columns keep their widths.
        """
        page, before = self._page, self._shown
        self._shown = replace(before, english=english, states=states)
        if self._measured is not None:
            self._measured = (self._shown.french, english, self._measured[2])
        if page is None or before.english is None or page.spread.english is not before.english:
            self._lay()
            return
        if changed and self._look.hits_side is Side.ENGLISH:
            self._look = replace(self._look, hits=())  # found in words that may be elsewhere now
        page.take_english(page.spread.with_english(english, changed))
        self._painter = Painter(self._ink, page.spread.geometry, self._shown.french, english, states)
        self._trace()
        self._strips.clear()
        self._rows = []
        self.update()

    def mark(self, marks: tuple[Anchored, ...]) -> None:
        """Paint other highlights: only rows that a changed highlight touches are painted again."""
        old = self._look.marks
        if old.all == marks:
            return
        changed = changed_spans(old.all, marks)
        self._look = replace(self._look, marks=Marks(marks))
        self._trace()
        self._repaint(list(changed) + self._facing(changed))

    def _facing(self, spans: Iterable[Span]) -> list[Span]:
        """Return the English paragraphs that face spans of the French: their traces change with the marks."""
        french, english = self._shown.french, self._shown.english
        if english is None or self._page is None:
            return []
        found: set[int] = set()
        for span in spans:
            found.update(range(french.paragraph_at(span.start), french.paragraph_at(span.end - 1) + 1))
        return [english.paragraphs[index] for index in found if self._page.spread.shows(index, Side.ENGLISH)]

    def _trace(self) -> None:
        """Look for the traces of the marks of now, once English is painted."""
        if self._painter is not None and self._page is not None and self._page.spread.english is not None:
            self._painter.traces = Traces(self._page.sides.pairing, self._look.marks)

    def find(self, hits: tuple[Span, ...], side: Side = Side.FRENCH) -> None:
        """Paint what a search found in the text of a side."""
        if hits is not self._look.hits:
            self._look = replace(self._look, hits=hits, hits_side=side)
            self._repaint(None)

    def paint_with(self, ink: Ink) -> None:
        """Use other colors."""
        if ink != self._ink:
            self._ink = ink
            self._lay()

    # -- what the screen asks -------------------------------------------------------------------------

    @property
    def shown(self) -> Shown:
        """What the page shows."""
        return self._shown

    @property
    def page(self) -> Page | None:
        """Where the reader is; None before the first layout."""
        return self._page

    @property
    def caret(self) -> int:
        """The caret, in code points of the French."""
        return self._page.caret if self._page is not None else self._start[0]

    @property
    def mode(self) -> Mode:
        """How the French and the English stand."""
        return self._page.spread.geometry.mode if self._page is not None else Mode.FRENCH

    def sentence(self) -> Span:
        """Return the sentence under the caret, a span of the side it is on."""
        return self._page.sentence() if self._page is not None else Span(0, 0)

    def rows_of(self, span: Span | None) -> tuple[int, int] | None:
        """Return the first and last row of the window that show a span of the French; None when it is out of sight."""
        found = [
            y for y, (_, row) in enumerate(self._rows) if span is not None and row.french and row.french.overlaps(span)
        ]
        return (found[0], found[-1]) if found else None

    def paragraphs_seen(self) -> tuple[int, int]:
        """Return the first and the last paragraph in the window."""
        seen = [row.paragraph for _, row in self._rows if row.paragraph >= 0]
        return (seen[0], seen[-1]) if seen else (0, 0)

    def text_edges(self) -> tuple[int, int]:
        """Return the first cell of the text, and the first cell right of it, with a little air."""
        if self._page is None:
            return 0, 0
        shape = self._page.spread.geometry
        right = shape.english_x + shape.english if shape.mode is Mode.FACING else shape.french_x + shape.french
        return shape.french_x, right + 3

    def update(self) -> None:
        """Paint what moved since the last time: call it after the page was driven."""
        page = self._page
        if page is None:
            return
        text = page.text.text
        span = page.passage_span()
        look = replace(
            self._look,
            word=word_at(text, page.here) if text else Span(0, 0),
            sentence=page.sentence(),
            counterpart=page.counterpart(),
            side=page.side,
            passage=span or Span(0, 0),
            passage_side=page.passage.side if page.passage is not None else None,
        )
        moved = not self._rows or self._rows[0][0] != page.top
        touched = look.touched(self._look)
        self._look = look
        if moved:
            self._drop(touched)
            self._rows = page.rows()
            self.refresh()
        else:
            self._repaint(touched)
        self._carry_cursor()
        self.post_message(self.Settled())

    # -- layout ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        """Lay the page out again; the line being read stays where it is."""
        self._laid = self.size or self._expected
        width, height = self._laid
        self._strips.clear()
        self._rows = []
        if not width or not height:
            return
        shown = self._shown
        hint = shown.hint if shown.with_english and shown.english is None else ""
        facing = shown.with_english and bool(shown.english or hint)
        shape = geometry(
            width, shown.measure, facing, shown.manner, part=self._french_part() if facing else FRENCH_PART
        )
        spread = Spread(
            shown.french,
            shown.english,
            shape,
            title=shown.title,
            meta=shown.about,
            revealed=shown.revealed,
            hint=hint,
            setting=Setting(shown.hyphenated, shown.justified),
        )
        self._painter = Painter(self._ink, shape, shown.french, shown.english, shown.states)
        if self._page is None:
            caret, row = self._start
            self._page = Page(spread, self._height(), caret, row)
        else:
            self._page.lay(spread, self._height())
        self._trace()
        self.update()
        self.refresh()

    def _french_part(self) -> float:
        """Return the French part of both texts, found once for an article and its English."""
        texts = self._shown.french, self._shown.english
        if self._measured is None or self._measured[0] is not texts[0] or self._measured[1] is not texts[1]:
            from reader.ui.spread.proportion import french_part  # not in the first frame of those who read French alone

            self._measured = (*texts, french_part(*texts))
        return self._measured[2]

    def on_focus(self) -> None:
        """Take the terminal's cursor back from the line that had it."""
        self.take_cursor()

    def take_cursor(self) -> None:
        """Have the terminal's own cursor on the caret, with the next frame."""
        self._carry_cursor()
        self.refresh(Region(0, 0, 1, 1))

    def on_resize(self) -> None:
        """Lay out for the new size, unless it was painted at that size already."""
        self._fit()

    def _fit(self) -> None:
        if self.size != self._laid:
            self._lay()
        elif self.region.offset != self._carried:
            self._carry_cursor()

    # -- painting -------------------------------------------------------------------------------------

    def _drop(self, spans: list[Span] | None) -> None:
        """Forget the painted rows that spans of either side touch; None: all."""
        if spans is None:
            self._strips.clear()
            return
        if not spans:
            return
        ends = _ends(spans)
        for spot, (row, _) in list(self._strips.items()):
            if _touched(row, ends):
                del self._strips[spot]

    def _repaint(self, spans: list[Span] | None) -> None:
        self._drop(spans)
        if spans is None:
            self.refresh()
            return
        width, ends = self.size.width, _ends(spans)
        regions = [Region(0, y, width, 1) for y, (_, row) in enumerate(self._rows) if _touched(row, ends)]
        if regions:
            self.refresh(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the window.

        Textual's own way here makes borders, padding and opacity, none of which the page has, for 75 µs a row.
        """
        self._fit()
        width = self.size.width
        strips = [self._strip(y, width) for y in crop.line_range]
        ground = self.background_colors[1]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, ground) for strip in strips]
        start, end = crop.column_span
        return strips if (start, end) == (0, width) else [strip.crop(start, end) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one row of the window.

        Textual paints a new size before it tells of it: laid out here, the text is in that very frame.
        """
        self._fit()
        return self._strip(y, self.size.width)

    def _strip(self, y: int, width: int) -> Strip:
        """Return one row of the window; a kept one is answered at once."""
        if self._painter is None or self._page is None or y >= len(self._rows):
            return Strip.blank(width, style(self._ink.roles.ink, self._ink.roles.paper))
        spot, row = self._rows[y]
        kept = self._strips.get(spot)
        if kept is not None:
            return kept[1]
        if len(self._strips) > KEPT:
            self._strips.clear()
        strip = self._painter.strip(row, self._look)
        self._strips[spot] = (row, strip)
        return strip

    def _carry_cursor(self) -> None:
        """Take the terminal's own cursor along, for magnifiers and screen readers."""
        page = self._page
        if page is None or self.screen.focused is not self:
            return
        row = page.caret_row()
        shape = page.spread.geometry
        x = (shape.french_x if page.side is Side.FRENCH else shape.english_x) + page.cell()
        self._carried = self.region.offset
        self.app.cursor_position = self.region.offset + Offset(min(x, max(0, self.size.width - 1)), max(0, row))

    # -- the mouse --------------------------------------------------------------------------------------

    def offset_at(self, x: int, y: int, side: Side | None = None) -> tuple[Side, int] | None:
        """Return the side and the offset at a cell of the window; ``side`` holds to one side, as a drag does."""
        if self._page is None or not self._rows:
            return None
        shape = self._page.spread.geometry
        y = max(0, min(y, len(self._rows) - 1))
        index = next((i for i in _near(y, len(self._rows)) if _line(self._rows[i][1], side)), None)
        if index is None:
            return None
        row = self._rows[index][1]
        if side is None:
            english = row.english is not None and (row.french is None or x >= shape.english_x - 2)
            side = Side.ENGLISH if english else Side.FRENCH
        line = row.english if side is Side.ENGLISH else row.french
        text = self._page.spread.side(side)
        if line is None or text is None:
            return None
        left = shape.english_x if side is Side.ENGLISH else shape.french_x
        return side, positions.offset_at(text.text, line.start, line.end, max(0, x - left), finish=row.finish(side))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        if event.button == 1:
            event.stop()
            self._pressed = self.offset_at(event.x, event.y)
            self._dragged = False
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend a drag: within its own column, to whole letters."""
        if self._pressed is None or self._page is None:
            return
        if not event.button:
            self._release()
            return
        event.stop()
        self._drag_to(event.x, event.y)
        beyond = event.y < 0 or event.y >= self.size.height
        if beyond and self._edge_timer is None:
            self._edge_timer = self.set_interval(EDGE, self._drag_on)
        elif not beyond:
            self._stop_edge()

    def _drag_to(self, x: int, y: int) -> None:
        assert self._pressed is not None  # noqa: S101 -- callers checked; for the type checker
        side, anchor = self._pressed
        found = self.offset_at(x, max(0, min(y, self.size.height - 1)), side)
        if found is None or self._page is None:
            return
        if found[1] != anchor or self._dragged:
            self._dragged = True
            self._page.drag(side, anchor, found[1], Unit.CHARACTER)
            self.update()

    def _drag_on(self) -> None:
        """Scroll and extend while the drag is held beyond the edge."""
        if self._pressed is None or self._page is None:
            self._stop_edge()
            return
        at = self.app.mouse_position - self.region.offset
        beyond = at.y if at.y < 0 else max(0, at.y - self.size.height + 1)
        if beyond:
            step = max(-4, min(4, beyond))
            self._page.scroll_window(step)
            self._rows = self._page.rows()
            self.refresh()
            self._drag_to(at.x, at.y)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a click or a drag."""
        if self._pressed is not None:
            event.stop()
            self._release()

    def _release(self) -> None:
        self._pressed = None
        self._stop_edge()
        self.release_mouse()

    def _stop_edge(self) -> None:
        if self._edge_timer is not None:
            self._edge_timer.stop()
            self._edge_timer = None

    def on_click(self, event: events.Click) -> None:
        """Place the caret; twice takes the word, three times the sentence, four the paragraph."""
        event.stop()
        if self._dragged or self._page is None or event.button != 1:
            self._dragged = False
            return
        found = self.offset_at(event.x, event.y)
        if found is None:
            return
        side, offset = found
        unit = {2: Unit.WORD, 3: Unit.SENTENCE}.get(event.chain, Unit.PARAGRAPH)
        if event.chain == 1:
            self._page.drop_passage()
            self._page.go(offset, side=side)
            self.update()
            self.post_message(self.Clicked(side, offset))
            return
        self._page.drag(side, offset, offset, unit)
        self.update()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self._wheel(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self._wheel(-WHEEL)

    def _wheel(self, rows: int) -> None:
        if self._page is not None:
            self._page.scroll(rows)
            self.update()


def _ends(spans: list[Span]) -> list[tuple[int, int]]:
    """Return spans as plain numbers: several hundred rows are held against them for each key."""
    return [(span.start, span.end) for span in spans if span]


def _touched(row: Row, ends: list[tuple[int, int]]) -> bool:
    """Tell whether one of some spans, of either side, lies on a row of text."""
    if row.kind is not RowKind.TEXT:
        return False
    french, english = row.french or _NOTHING, row.english or _NOTHING
    for start, end in ends:  # a loop over numbers: 0.7 µs a row, and 2.7 with spans asked one by one
        if (french.start < end and start < french.end) or (english.start < end and start < english.end):
            return True
    return False


def _line(row: Row, side: Side | None) -> bool:
    """Tell whether a row has words of a side (of any, for None)."""
    if row.kind is not RowKind.TEXT:
        return False
    if side is None:
        return row.french is not None or row.english is not None
    return (row.french if side is Side.FRENCH else row.english) is not None


def _near(y: int, count: int) -> list[int]:
    """Return every row index, the nearest to ``y`` first."""
    return sorted(range(count), key=lambda index: abs(index - y))
