"""The widget that shows a spread.

It does not use Textual's scrolling and selection, which count screen rows: the top of the window is
a position in the text, and a selection is a span of characters (docs/architecture.md). The screen
sets values and moves the viewport; the ``RowCache`` decides what to repaint.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from reader.text.model.article import Article
from reader.ui.spread.columns import ColumnMode
from reader.ui.spread.spread import Side
from reader.ui.spread.viewport import Viewport
from reader.ui.widgets.decorations import Decorations, HighlightIndex, changed_highlight_spans
from reader.ui.widgets.idle_task import IdleTask
from reader.ui.widgets.mouse import MouseInput
from reader.ui.widgets.page_content import PageContent, SpreadBuilder
from reader.ui.widgets.row_cache import RowCache
from reader.ui.widgets.row_renderer import RowRenderer
from reader.ui.widgets.styles import RenderStyle, style
from reader.ui.widgets.translated_highlights import TranslatedHighlights, facing_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.text.alignment.engine_segments import AlignedPiece
    from reader.text.model.highlights import AnchoredHighlight
    from reader.text.model.translation_status import TranslationStatus
    from reader.text.spans import Span
    from reader.ui.spread.overlay_placement import TextEdges
    from reader.ui.spread.spread import Spread


LINK_DELAY: Final = 0.1
"""Idle seconds before the sentences of long paragraphs are linked."""
PREFETCH_DELAY: Final = 0.2
"""Idle seconds before the next page is laid out and rendered."""


class SpreadView(MouseInput, can_focus=True):
    """The page."""

    BLANK: ClassVar[bool] = False

    class PositionChanged(Message):
        """The cursor, the scroll position or the selection changed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._content = PageContent(Article("", "", ""))
        self._render_style = RenderStyle()
        self._viewport: Viewport | None = None
        self._initial_position: tuple[int, int | None] = (0, None)
        self.row_cache = RowCache(self._apply_line_filters)
        """The visible rows and how they look."""
        self._prefetch_task = IdleTask(self, PREFETCH_DELAY, self._prefetch)
        self._link_task = IdleTask(self, LINK_DELAY, self._link)
        self._laid_out_size: Size | None = None
        self._expected_size = Size(0, 0)
        self._cursor_origin: Offset | None = None
        self._reserved_rows = 0
        self._spread_builder = SpreadBuilder()
        self.shows_counterpart = True
        """Whether the sentence matching the current one is looked up and marked."""
        self.change_count = 0
        """Number of position changes, so that one need not be reported twice."""

    # -- setters -----------------------------------------------------------------------------------

    def prelayout(self, size: Size) -> None:
        """Lay out for an expected size before the first layout, so that early keys act at once.

        If the size turns out different, the page is laid out again.
        """
        if not self.size:
            self._expected_size = size
            self._lay_out()

    def open_article(self, content: PageContent, cursor: int = 0, row: int | None = None) -> None:
        """Show an article with the cursor at an offset, on a row of the window (None: any row)."""
        self._content = content
        self._viewport = None
        self._initial_position = (cursor, row)
        self.row_cache.decorations = Decorations()
        self._lay_out()

    def reserve_bottom_rows(self, rows: int) -> None:
        """Keep the text off the bottom rows, which an overlay covers."""
        if rows != self._reserved_rows:
            self._reserved_rows = rows
            if self._viewport is not None:
                self._viewport.set_layout(self._viewport.spread, self._text_height())
                self.row_cache.rows = []
                self.update()

    def _text_height(self) -> int:
        """Return the number of rows for text."""
        return max(1, (self._laid_out_size or self.size).height - self._reserved_rows)

    def set_content(self, content: PageContent) -> None:
        """Show the same article in another layout; the current line keeps its place."""
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
        """Show new translations of some paragraphs; only these are laid out again.

        The text of paragraphs not in ``changed`` must be the same. The columns keep their widths
        and the current line its place.
        """
        viewport, before = self._viewport, self._content
        self._content = replace(before, english=english, statuses=statuses, engine_segments=engine_segments)
        self._spread_builder.reuse_column_ratio(self._content.french, english)
        if viewport is None or before.english is None or viewport.spread.english is not before.english:
            self._lay_out()
            return
        decorations = self.row_cache.decorations
        if changed and decorations.hits_side is Side.ENGLISH:
            self.row_cache.decorations = replace(decorations, hits=())  # offsets in the old translation
        viewport.replace_english(viewport.spread.with_english(english, changed, engine_segments))
        self._reset_rows(viewport.spread)
        self.update()

    def set_highlights(self, highlights: tuple[AnchoredHighlight, ...]) -> None:
        """Set the highlights; only rows that a changed one touches are repainted."""
        cache = self.row_cache
        old = cache.decorations.highlights
        if old.highlights == highlights:
            return
        changed = changed_highlight_spans(old.highlights, highlights)
        cache.decorations = replace(cache.decorations, highlights=HighlightIndex(highlights))
        self._find_translated_highlights()
        self._refresh_rows(cache.invalidate([*changed, *self._facing_paragraphs(changed)]))

    def _facing_paragraphs(self, spans: Iterable[Span]) -> list[Span]:
        """Return the translations of the paragraphs that French spans touch."""
        return facing_paragraphs(self._viewport.spread, spans) if self._viewport is not None else []

    def _find_translated_highlights(self) -> None:
        """Look up the translation of highlighted text, if translations are shown."""
        renderer, viewport = self.row_cache.renderer, self._viewport
        if renderer is not None and viewport is not None and viewport.spread.english is not None:
            renderer.translated_highlights = TranslatedHighlights(
                viewport.cursors.sentence_links, self.row_cache.decorations.highlights
            )

    def set_search_hits(self, hits: tuple[Span, ...], side: Side = Side.FRENCH) -> None:
        """Mark the search hits on a side."""
        cache = self.row_cache
        if hits is not cache.decorations.hits:
            cache.decorations = replace(cache.decorations, hits=hits, hits_side=side)
            self._refresh_rows(cache.invalidate(None))

    def set_render_style(self, render_style: RenderStyle) -> None:
        """Set colors and cues."""
        if render_style != self._render_style:
            self._render_style = render_style
            self._lay_out()

    # -- queries -----------------------------------------------------------------------------------

    @property
    def content(self) -> PageContent:
        """What the page shows."""
        return self._content

    @property
    def viewport(self) -> Viewport | None:
        """The cursor and scroll position; None before the first layout."""
        return self._viewport

    @property
    def french_cursor(self) -> int:
        """The cursor, in code points of the French."""
        return self._viewport.cursors.french if self._viewport is not None else self._initial_position[0]

    @property
    def column_mode(self) -> ColumnMode:
        """How the two languages are arranged."""
        return self._viewport.spread.columns.mode if self._viewport is not None else ColumnMode.FRENCH

    def text_edges(self) -> TextEdges:
        """Return the edges of the text in the window; those of the whole view if it is empty."""
        from reader.ui.spread.overlay_placement import TextEdges  # only needed by dialogs

        shape = self._viewport.spread.columns if self._viewport is not None else None
        return TextEdges.from_columns(shape, self.region.x, self.region.right)

    def update(self) -> None:
        """Repaint what changed; call it after moving the viewport."""
        if self._viewport is None:
            return
        self._refresh_rows(self.row_cache.update(self._viewport, find_counterpart=self.shows_counterpart))
        self._move_terminal_cursor()
        self._prefetch_task.schedule()
        self._link_task.schedule()
        self.change_count += 1
        self.post_message(self.PositionChanged())

    # -- layout ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Lay out again; the current line keeps its place."""
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
        """Discard rendered rows and use a new layout."""
        content = self._content
        self.row_cache.reset(
            RowRenderer(self._render_style, spread.columns, content.french, content.english, content.statuses)
        )
        self._find_translated_highlights()

    def show_counterpart(self) -> None:
        """Mark the matching sentence from now on."""
        if not self.shows_counterpart:
            self.shows_counterpart = True
            self.update()

    def on_focus(self) -> None:
        """Take the terminal cursor from the input that had it."""
        self.claim_terminal_cursor()

    def claim_terminal_cursor(self) -> None:
        """Put the terminal cursor at the text cursor, with the next frame."""
        self._move_terminal_cursor()
        self.refresh(Region(0, 0, 1, 1))

    def on_resize(self) -> None:
        """Lay out for the new size, unless rendering did so already."""
        self._fit_size()

    def _fit_size(self) -> None:
        if self.size != self._laid_out_size:
            self._lay_out()
        elif self.region.offset != self._cursor_origin:
            self._move_terminal_cursor()

    # -- rendering ---------------------------------------------------------------------------------

    def _refresh_rows(self, rows: list[int] | None) -> None:
        """Repaint some rows of the window; None for all."""
        if rows is None:
            self.refresh()
        elif rows:
            width = self.size.width
            self.refresh(*[Region(0, y, width, 1) for y in rows])

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the window.

        Faster than Textual's method by 75 µs a row: the page has no border, padding or opacity.
        """
        self._fit_size()
        width = self.size.width
        strips = [self._strip_at(y, width) for y in crop.line_range]
        start, end = crop.column_span
        return strips if (start, end) == (0, width) else [strip.crop(start, end) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one row of the window.

        Textual renders at a new size before sending Resize; laying out here shows the text in that
        same frame.
        """
        self._fit_size()
        return self._strip_at(y, self.size.width)

    def _strip_at(self, y: int, width: int) -> Strip:
        """Return one row of the window, from the cache if possible."""
        strip = self.row_cache.strip_at(y)
        if strip is None:
            return Strip.blank(width, style(self._render_style.roles.text, self._render_style.roles.background))
        return strip

    def _apply_line_filters(self, strip: Strip) -> Strip:
        """Adapt a strip to the colors of the terminal."""
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip

    def _move_terminal_cursor(self) -> None:
        """Move the terminal cursor along, for screen magnifiers and screen readers."""
        viewport = self._viewport
        if viewport is None or self.screen.focused is not self:
            return
        row = viewport.cursor_row()
        shape = viewport.spread.columns
        x = (shape.french_x if viewport.cursors.side is Side.FRENCH else shape.english_x) + viewport.cursor_cell()
        self._cursor_origin = self.region.offset
        self.app.cursor_position = self.region.offset + Offset(min(x, max(0, self.size.width - 1)), max(0, row))

    # -- idle work ---------------------------------------------------------------------------------

    def _link(self) -> Iterator[None]:
        """Link visible sentences that are too slow to link on a key press."""
        viewport, cache = self._viewport, self.row_cache
        links = viewport.cursors.sentence_links() if viewport is not None else None
        if viewport is None or links is None:
            return
        linked = False
        for _ in links.link_in_steps(viewport.cursors.side, viewport.cursors.current, [row for _, row in cache.rows]):
            linked = True
            yield
        if linked:
            viewport.cursors.update_french()
            if cache.decorations.highlights.highlights:  # the translation of a highlight may be on any row
                self._refresh_rows(cache.invalidate([row.english for _, row in cache.rows if row.english]))
            self.update()

    def _prefetch(self) -> Iterator[None]:
        """Lay out and render the rows of the next page into the cache."""
        for position, row in self._viewport.next_page_rows() if self._viewport is not None else ():
            self.row_cache.render(position, row)
            yield
