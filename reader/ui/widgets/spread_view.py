"""SpreadView: the widget that shows a spread. It paints the rows it sees.

It does not use Textual's scrolling and selection, which think in rows of the screen: the page's top is a spot of the text, and
a passage is a span of characters (see docs/architecture.md). Values come down, the page is driven, and the ``Picture`` says which rows to paint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.text.model.article import Article
from reader.ui.spread.columns import ColumnMode
from reader.ui.spread.spread import Side
from reader.ui.spread.viewport import Viewport
from reader.ui.widgets.decorations import Decorations, HighlightIndex, changed_highlight_spans
from reader.ui.widgets.mouse import MouseInput
from reader.ui.widgets.page_content import PageContent, SpreadBuilder
from reader.ui.widgets.page_prefetch import PagePrefetch
from reader.ui.widgets.row_cache import RowCache
from reader.ui.widgets.row_renderer import RowRenderer
from reader.ui.widgets.styles import RenderStyle, style
from reader.ui.widgets.translated_highlights import TranslatedHighlights, facing_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual import events

    from reader.text.alignment.engine_segments import AlignedPiece
    from reader.text.model.highlights import AnchoredHighlight
    from reader.text.model.translation_status import TranslationStatus
    from reader.text.spans import Span
    from reader.ui.spread.overlay_placement import TextEdges
    from reader.ui.spread.spread import Row, RowPosition, Spread
    from reader.ui.widgets.idle_task import IdleTask


class SpreadView(Widget, can_focus=True):
    """The page."""

    BLANK: ClassVar[bool] = False

    class PositionChanged(Message):
        """The caret, the window or the passage changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._content = PageContent(Article("", "", ""))
        self._render_style = RenderStyle()
        self._viewport: Viewport | None = None
        self._initial_position: tuple[int, int | None] = (0, None)
        self.row_cache = RowCache(self._apply_line_filters)
        """What is seen of the page, and how it looks."""
        self._page_prefetch = PagePrefetch(self, self._next_rows, self.row_cache.render)
        self._link_task: IdleTask | None = None
        self._laid_out_size: Size | None = None
        self._expected_size = Size(0, 0)
        self._cursor_origin: Offset | None = None
        self._reserved_rows = 0
        self._spread_builder = SpreadBuilder()
        self.shows_counterpart = True
        """Whether what answers the sentence being read is looked for, and marked."""
        self.change_count = 0
        """How often the caret, the window or the passage changed: what was told of a change need not be told again."""
        self._mouse = MouseInput(self, lambda: self._viewport, self.update)

    # -- values that come down --------------------------------------------------------------------

    def prelayout(self, size: Size) -> None:
        """Lay the page out for the size it will have, before the first layout of the window: keys can act on it at once.

        Where it turns out otherwise, the page is laid out again.
        """
        if not self.size:
            self._expected_size = size
            self._lay_out()

    def open_article(self, content: PageContent, cursor: int = 0, row: int | None = None) -> None:
        """Show an article, its caret on an offset, on a row of the window (None: wherever it fits)."""
        self._content = content
        self._viewport = None
        self._initial_position = (cursor, row)
        self.row_cache.decorations = Decorations()
        self._lay_out()

    def reserve_bottom_rows(self, rows: int) -> None:
        """Keep the text off so many rows at the bottom, over which something lies; what it would hide moves up, and back later."""
        if rows != self._reserved_rows:
            self._reserved_rows = rows
            if self._viewport is not None:
                self._viewport.set_layout(self._viewport.spread, self._text_height())
                self.row_cache.rows = []
                self.update()

    def _text_height(self) -> int:
        """Return the rows that the text has."""
        return max(1, (self._laid_out_size or self.size).height - self._reserved_rows)

    def set_content(self, content: PageContent) -> None:
        """Show the same article otherwise: another measure or setting, the English, a revealed paragraph. The text stays where it is."""
        if content != self._content:
            self._content = content
            self._lay_out()

    def update_english(
        self,
        english: Article,
        statuses: tuple[TranslationStatus, ...],
        changed: frozenset[int],
        engine_segments: Mapping[int, tuple[AlignedPiece, ...]] | None = None,
    ) -> None:
        """Show English that arrived for some paragraphs: only their pairs are set anew, and the line being read stays.

        Paragraphs that are not ``changed`` must have the words they had. The columns keep their widths.
        """
        page, before = self._viewport, self._content
        self._content = replace(before, english=english, statuses=statuses, engine_segments=engine_segments)
        self._spread_builder.reuse_column_ratio(self._content.french, english)
        if page is None or before.english is None or page.spread.english is not before.english:
            self._lay_out()
            return
        look = self.row_cache.decorations
        if changed and look.hits_side is Side.ENGLISH:
            self.row_cache.decorations = replace(look, hits=())  # found in words that may be elsewhere now
        page.replace_english(page.spread.with_english(english, changed, engine_segments))
        self._reset_rows(page.spread)
        self.update()

    def set_highlights(self, highlights: tuple[AnchoredHighlight, ...]) -> None:
        """Paint other highlights: only rows that a changed highlight touches are painted again."""
        picture = self.row_cache
        old = picture.decorations.highlights
        if old.highlights == highlights:
            return
        changed = changed_highlight_spans(old.highlights, highlights)
        picture.decorations = replace(picture.decorations, highlights=HighlightIndex(highlights))
        self._find_translated_highlights()
        self._refresh_rows(picture.invalidate([*changed, *self._facing_paragraphs(changed)]))

    def _facing_paragraphs(self, spans: Iterable[Span]) -> list[Span]:
        """Return the English paragraphs that face spans of the French: their traces change with the marks."""
        return facing_paragraphs(self._viewport.spread, spans) if self._viewport is not None else []

    def _find_translated_highlights(self) -> None:
        """Look for the traces of the marks of now, once English is painted."""
        painter, page = self.row_cache.renderer, self._viewport
        if painter is not None and page is not None and page.spread.english is not None:
            painter.translated_highlights = TranslatedHighlights(
                page.cursors.sentence_links, self.row_cache.decorations.highlights
            )
            if self._link_task is None:
                from reader.ui.widgets.idle_task import IdleTask  # not in the first frame of a page of French

                self._link_task = IdleTask(self, self._link_steps, self._on_linked)

    def set_search_hits(self, hits: tuple[Span, ...], side: Side = Side.FRENCH) -> None:
        """Paint what a search found in the text of a side."""
        picture = self.row_cache
        if hits is not picture.decorations.hits:
            picture.decorations = replace(picture.decorations, hits=hits, hits_side=side)
            self._refresh_rows(picture.invalidate(None))

    def set_render_style(self, render_style: RenderStyle) -> None:
        """Use other colors."""
        if render_style != self._render_style:
            self._render_style = render_style
            self._lay_out()

    # -- what the screen asks -------------------------------------------------------------------------

    @property
    def content(self) -> PageContent:
        """What the page shows."""
        return self._content

    @property
    def viewport(self) -> Viewport | None:
        """Where the reader is; None before the first layout."""
        return self._viewport

    @property
    def french_cursor(self) -> int:
        """The caret, in code points of the French."""
        return self._viewport.french_cursor if self._viewport is not None else self._initial_position[0]

    @property
    def column_mode(self) -> ColumnMode:
        """How the French and the English stand."""
        return self._viewport.spread.columns.mode if self._viewport is not None else ColumnMode.FRENCH

    def text_edges(self) -> TextEdges:
        """Return where the text stands in the window: all of the view where nothing is shown."""
        from reader.ui.spread.overlay_placement import TextEdges  # not before a sheet is laid over the page

        shape = self._viewport.spread.columns if self._viewport is not None else None
        return TextEdges.from_columns(shape, self.region.x, self.region.right)

    def update(self) -> None:
        """Paint what moved since the last time: call it after the page was driven."""
        if self._viewport is None:
            return
        self._refresh_rows(self.row_cache.update(self._viewport, find_counterpart=self.shows_counterpart))
        self._move_terminal_cursor()
        self._page_prefetch.schedule()
        if self._link_task is not None:
            self._link_task.schedule()
        self.change_count += 1
        self.post_message(self.PositionChanged())

    # -- layout ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Lay the page out again; the line being read stays where it is."""
        self._laid_out_size = self.size or self._expected_size
        width, height = self._laid_out_size
        if not width or not height:
            self.row_cache.reset(self.row_cache.renderer)
            return
        spread = self._spread_builder.build(self._content, width)
        if self._viewport is None:
            caret, row = self._initial_position
            self._viewport = Viewport(spread, self._text_height(), caret, row)
        else:
            self._viewport.set_layout(spread, self._text_height())
        self._reset_rows(spread)
        self.update()
        self.refresh()

    def _reset_rows(self, spread: Spread) -> None:
        """Paint another layout from now on."""
        shown = self._content
        self.row_cache.reset(
            RowRenderer(self._render_style, spread.columns, shown.french, shown.english, shown.statuses)
        )
        self._find_translated_highlights()

    def show_counterpart(self) -> None:
        """Look for what answers the sentence being read from now on, if it was put off."""
        if not self.shows_counterpart:
            self.shows_counterpart = True
            self.update()

    def on_focus(self) -> None:
        """Take the terminal's cursor back from the line that had it."""
        self.claim_terminal_cursor()

    def claim_terminal_cursor(self) -> None:
        """Have the terminal's own cursor on the caret, with the next frame."""
        self._move_terminal_cursor()
        self.refresh(Region(0, 0, 1, 1))

    def on_resize(self) -> None:
        """Lay out for the new size, unless it was painted at that size already."""
        self._fit_size()

    def _fit_size(self) -> None:
        if self.size != self._laid_out_size:
            self._lay_out()
        elif self.region.offset != self._cursor_origin:
            self._move_terminal_cursor()

    def _link_steps(self) -> Iterator[None]:
        """Return the work of linking what is seen, of paragraphs that are too long to be linked while a key waits."""
        page = self._viewport
        pairing = page.cursors.sentence_links() if page is not None else None
        if page is None or pairing is None:
            return iter(())
        return pairing.link_in_steps(page.side, page.cursor, [row for _, row in self.row_cache.rows])

    def _on_linked(self) -> None:
        """Paint what is linked now."""
        if self._viewport is not None:
            self._viewport.cursors.update_french()
            picture = self.row_cache
            if picture.decorations.highlights.highlights:  # their traces may be on any row
                self._refresh_rows(picture.invalidate([row.english for _, row in picture.rows if row.english]))
            self.update()

    def _next_rows(self) -> list[tuple[RowPosition, Row]]:
        """Return the rows of the page after this one."""
        page = self._viewport
        return page.next_page_rows() if page is not None else []

    # -- painting -------------------------------------------------------------------------------------

    def _refresh_rows(self, rows: list[int] | None) -> None:
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
        self._fit_size()
        width = self.size.width
        strips = [self._strip_at(y, width) for y in crop.line_range]
        start, end = crop.column_span
        return strips if (start, end) == (0, width) else [strip.crop(start, end) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one row of the window.

        Textual paints a new size before it tells of it: laid out here, the text is in that very frame.
        """
        self._fit_size()
        return self._strip_at(y, self.size.width)

    def _strip_at(self, y: int, width: int) -> Strip:
        """Return one row of the window; a kept one is answered at once."""
        strip = self.row_cache.strip_at(y)
        if strip is None:
            return Strip.blank(width, style(self._render_style.roles.text, self._render_style.roles.background))
        return strip

    def _apply_line_filters(self, strip: Strip) -> Strip:
        """Return a strip in the colors that the terminal is to have."""
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip

    def _move_terminal_cursor(self) -> None:
        """Take the terminal's own cursor along, for magnifiers and screen readers."""
        page = self._viewport
        if page is None or self.screen.focused is not self:
            return
        row = page.cursor_row()
        shape = page.spread.columns
        x = (shape.french_x if page.side is Side.FRENCH else shape.english_x) + page.cursor_cell()
        self._cursor_origin = self.region.offset
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
