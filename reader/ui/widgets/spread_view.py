"""SpreadView: the widget that shows a spread. It paints the rows it sees.

It does not use Textual's scrolling and selection, which think in rows of the screen: the page's top is a spot of the text, and
a passage is a span of characters (see docs/design.md). Values come down, the page is driven, and the ``Picture`` says which rows to paint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text.model.article import Article
from reader.ui.spread.columns import Mode
from reader.ui.spread.spread import Side
from reader.ui.spread.viewport import Page
from reader.ui.widgets.decorations import Look, Marks, changed_spans
from reader.ui.widgets.mouse import Mouse
from reader.ui.widgets.page_content import Laying, Shown
from reader.ui.widgets.page_prefetch import Foresight
from reader.ui.widgets.row_cache import Picture
from reader.ui.widgets.row_renderer import Painter
from reader.ui.widgets.styles import Ink, style
from reader.ui.widgets.translated_highlights import Traces, facing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual import events

    from reader.text.alignment.engine_segments import Answered
    from reader.text.model.highlights import Anchored
    from reader.text.model.translation_status import EnglishState
    from reader.text.spans import Span
    from reader.ui.spread.overlay_placement import Edges
    from reader.ui.spread.spread import Row, Spot, Spread
    from reader.ui.widgets.idle_task import Afterthought


class SpreadView(Widget, can_focus=True):
    """The page."""

    BLANK: ClassVar[bool] = False

    class Settled(Message):
        """The caret, the window or the passage changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._shown = Shown(Article("", "", ""))
        self._ink = Ink()
        self._page: Page | None = None
        self._start: tuple[int, int | None] = (0, None)
        self.picture = Picture(self._filtered)
        """What is seen of the page, and how it looks."""
        self._foresight = Foresight(self, self._next_rows, self.picture.paint)
        self._linking: Afterthought | None = None
        self._laid: Size | None = None
        self._expected = Size(0, 0)
        self._carried: Offset | None = None
        self._covered = 0
        self._laying = Laying()
        self.answers = True
        """Whether what answers the sentence being read is looked for, and marked."""
        self.changes = 0
        """How often the caret, the window or the passage changed: what was told of a change need not be told again."""
        self._mouse = Mouse(self, lambda: self._page, self.update)

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
        self.picture.look = Look()
        self._lay()

    def cover(self, rows: int) -> None:
        """Keep the text off so many rows at the bottom, over which something lies; what it would hide moves up, and back later."""
        if rows != self._covered:
            self._covered = rows
            if self._page is not None:
                self._page.lay(self._page.spread, self._height())
                self.picture.rows = []
                self.update()

    def _height(self) -> int:
        """Return the rows that the text has."""
        return max(1, (self._laid or self.size).height - self._covered)

    def change(self, shown: Shown) -> None:
        """Show the same article otherwise: another measure or setting, the English, a revealed paragraph. The text stays where it is."""
        if shown != self._shown:
            self._shown = shown
            self._lay()

    def change_english(
        self,
        english: Article,
        states: tuple[EnglishState, ...],
        changed: frozenset[int],
        answered: Mapping[int, tuple[Answered, ...]] | None = None,
    ) -> None:
        """Show English that arrived for some paragraphs: only their pairs are set anew, and the line being read stays.

        Paragraphs that are not ``changed`` must have the words they had. The columns keep their widths.
        """
        page, before = self._page, self._shown
        self._shown = replace(before, english=english, states=states, answered=answered)
        self._laying.keep_widths(self._shown.french, english)
        if page is None or before.english is None or page.spread.english is not before.english:
            self._lay()
            return
        look = self.picture.look
        if changed and look.hits_side is Side.ENGLISH:
            self.picture.look = replace(look, hits=())  # found in words that may be elsewhere now
        page.take_english(page.spread.with_english(english, changed, answered))
        self._begin(page.spread)
        self.update()

    def mark(self, marks: tuple[Anchored, ...]) -> None:
        """Paint other highlights: only rows that a changed highlight touches are painted again."""
        picture = self.picture
        old = picture.look.marks
        if old.all == marks:
            return
        changed = changed_spans(old.all, marks)
        picture.look = replace(picture.look, marks=Marks(marks))
        self._trace()
        self._paint(picture.touch([*changed, *self._facing(changed)]))

    def _facing(self, spans: Iterable[Span]) -> list[Span]:
        """Return the English paragraphs that face spans of the French: their traces change with the marks."""
        return facing(self._page.spread, spans) if self._page is not None else []

    def _trace(self) -> None:
        """Look for the traces of the marks of now, once English is painted."""
        painter, page = self.picture.painter, self._page
        if painter is not None and page is not None and page.spread.english is not None:
            painter.traces = Traces(page.sides.pairing, self.picture.look.marks)
            if self._linking is None:
                from reader.ui.widgets.idle_task import Afterthought  # not in the first frame of a page of French

                self._linking = Afterthought(self, self._to_link, self._linked)

    def find(self, hits: tuple[Span, ...], side: Side = Side.FRENCH) -> None:
        """Paint what a search found in the text of a side."""
        picture = self.picture
        if hits is not picture.look.hits:
            picture.look = replace(picture.look, hits=hits, hits_side=side)
            self._paint(picture.touch(None))

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

    def edges(self) -> Edges:
        """Return where the text stands in the window: all of the view where nothing is shown."""
        from reader.ui.spread.overlay_placement import Edges  # not before a sheet is laid over the page

        shape = self._page.spread.geometry if self._page is not None else None
        return Edges.of(shape, self.region.x, self.region.right)

    def update(self) -> None:
        """Paint what moved since the last time: call it after the page was driven."""
        if self._page is None:
            return
        self._paint(self.picture.follow(self._page, answers=self.answers))
        self._carry_cursor()
        self._foresight.wait()
        if self._linking is not None:
            self._linking.wait()
        self.changes += 1
        self.post_message(self.Settled())

    # -- layout ---------------------------------------------------------------------------------------

    def _lay(self) -> None:
        """Lay the page out again; the line being read stays where it is."""
        self._laid = self.size or self._expected
        width, height = self._laid
        if not width or not height:
            self.picture.begin(self.picture.painter)
            return
        spread = self._laying.spread(self._shown, width)
        if self._page is None:
            caret, row = self._start
            self._page = Page(spread, self._height(), caret, row)
        else:
            self._page.lay(spread, self._height())
        self._begin(spread)
        self.update()
        self.refresh()

    def _begin(self, spread: Spread) -> None:
        """Paint another layout from now on."""
        shown = self._shown
        self.picture.begin(Painter(self._ink, spread.geometry, shown.french, shown.english, shown.states))
        self._trace()

    def answer(self) -> None:
        """Look for what answers the sentence being read from now on, if it was put off."""
        if not self.answers:
            self.answers = True
            self.update()

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

    def _to_link(self) -> Iterator[None]:
        """Return the work of linking what is seen, of paragraphs that are too long to be linked while a key waits."""
        page = self._page
        pairing = page.sides.pairing() if page is not None else None
        if page is None or pairing is None:
            return iter(())
        return pairing.work(page.side, page.here, [row for _, row in self.picture.rows])

    def _linked(self) -> None:
        """Paint what is linked now."""
        if self._page is not None:
            self._page.sides.linked()
            picture = self.picture
            if picture.look.marks.all:  # their traces may be on any row
                self._paint(picture.touch([row.english for _, row in picture.rows if row.english]))
            self.update()

    def _next_rows(self) -> list[tuple[Spot, Row]]:
        """Return the rows of the page after this one."""
        page = self._page
        return page.next_rows() if page is not None else []

    # -- painting -------------------------------------------------------------------------------------

    def _paint(self, rows: list[int] | None) -> None:
        """Paint some rows of the window again; None: all."""
        if rows is None:
            self.refresh()
        elif rows:
            width = self.size.width
            self.refresh(*[Region(0, y, width, 1) for y in rows])

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the window.

        Textual's own way here makes borders, padding and opacity, none of which the page has, for 75 µs a row.
        """
        self._fit()
        width = self.size.width
        strips = [self._strip(y, width) for y in crop.line_range]
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
        strip = self.picture.strip(y)
        if strip is None:
            return Strip.blank(width, style(self._ink.roles.ink, self._ink.roles.paper))
        return strip

    def _filtered(self, strip: Strip) -> Strip:
        """Return a strip in the colors that the terminal is to have."""
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
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

    # Textual finds the handlers of a widget by their names, in the widget.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        self._mouse.down(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend a drag."""
        self._mouse.move(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a click or a drag."""
        self._mouse.up(event)

    def on_click(self, event: events.Click) -> None:
        """Place the caret, or take a passage."""
        self._mouse.click(event)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        self._mouse.wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        self._mouse.wheel(event, -1)
