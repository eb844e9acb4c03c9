"""Shelf: the sidebar of the reading screen. What it shows, when, and what its commands do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.geometry import Size

from reader.text.folding import fold_string
from reader.ui.screens import messages as say
from reader.ui.screens.lazy_input import LazyInput
from reader.ui.spread.columns import NARROW_WIDTH
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.heading import Heading
from reader.ui.widgets.margins import SIDEBAR_MIN_WIDTH

if TYPE_CHECKING:
    from textual.widgets import Input

    from reader.text.model.catalog import CatalogEntry
    from reader.ui.screens.frame import Frame


MAX_ARTICLES_AT_START = 500
"""Articles that are read before the first frame; more of them are read right after it."""


class Sidebar:
    """The articles beside the page, or over it where the window is narrow."""

    has_results = True

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.heading = Heading(id="heading")
        self.input = LazyInput("shelf-filter", "filter", self._add_input)
        """The line to filter by."""
        self.articles = ArticleList(id="articles", empty_message=say.EMPTY_LIBRARY)
        """The list."""
        self.container = Vertical(self.heading, self.articles, id="sidebar")
        self._entries: list[CatalogEntry] = []
        self._folded: list[str] = []
        self._filter = ""
        self._narrow: bool | None = None
        self._was_visible: bool | None = None
        """Whether the articles stood beside the page before the window became narrow; None: it never did."""
        self._concealed = False
        self._loaded = False
        self._load_later = False

    def _add_input(self, line: Input) -> None:
        self.container.mount(line, after=self.heading)

    @property
    def visible(self) -> bool:
        """Whether the articles are shown."""
        return bool(self.container.display)

    @property
    def beside(self) -> bool:
        """Whether the articles stand beside the page, so that sheets keep off them."""
        return self.visible and not self._narrow

    def page_size(self, window: Size) -> Size:
        """Return what the articles, and the footer, leave of the window to the page."""
        width = self.container.styles.width
        taken = int(width.value) if self.beside and width is not None else 0
        return Size(max(0, window.width - taken), max(0, window.height - 1))

    @property
    def entries(self) -> list[CatalogEntry]:
        """Every article, in the order of the list."""
        if not self._loaded:
            self.load()
        return self._entries

    # -- showing ------------------------------------------------------------------------------------

    def layout(self, size: Size, *, start: bool = False) -> None:
        """Put the sidebar beside the page or over it (but never over the footer); narrow windows begin without it."""
        narrow = size.width < SIDEBAR_MIN_WIDTH
        self._frame.set_class(size.width < NARROW_WIDTH, "-slim")
        self.container.styles.height = max(1, size.height - (not self._concealed))
        if narrow != self._narrow or start:
            if start:
                self._was_visible = None
            elif narrow:
                self._was_visible = self.visible
            self._narrow = narrow
            self._frame.set_class(narrow, "-narrow")
            count = self._frame.session.article_count() if start else 0
            self._load_later = count > MAX_ARTICLES_AT_START
            # A window made narrow and wide again is as it was, also where the articles were shown only for now.
            wanted = self._was_visible if self._was_visible is not None and not narrow else self._visible_by_default()
            self._show(visible=(start and not count) or wanted)

    def _visible_by_default(self) -> bool:
        """Tell whether the articles stand beside the page by themselves."""
        return not (self._narrow or self._concealed) and self._frame.session.preferences.sidebar

    def set_concealed(self, *, concealed: bool) -> None:
        """Keep the articles away, where nobody asks for them; or let them be where they were."""
        self._concealed, self._was_visible = concealed, None
        self.layout(self._frame.size)
        self._show(visible=self._visible_by_default())

    def _show(self, visible: bool) -> None:
        if visible and not self._loaded:
            if self._load_later:
                self._load_later = False
                self.heading.set_text("Library")
                self._frame.call_after_refresh(self.load)
            else:
                self.load()
        focused = self._frame.focused
        if not visible and (focused is self.articles or self.input.wraps(focused)):
            self._frame.set_focus(self._frame.view)
        self.container.display = visible

    def show_start_state(self) -> None:
        """Show the articles as a start would."""
        self._filter = ""
        self.input.clear()
        self.input.close()
        self._loaded = False
        self.layout(self._frame.size, start=True)

    def load(self) -> None:
        """Read the articles again."""
        self._entries = self._frame.session.entries()
        self._folded = []
        self._loaded = True
        self._apply_filter()

    def _apply_filter(self) -> None:
        entries = self._entries
        if self._filter:
            if not self._folded:
                self._folded = [fold_string(f"{entry.title} {entry.author}") for entry in entries]
            words = fold_string(self._filter).split()
            entries = [e for e, text in zip(entries, self._folded, strict=True) if all(word in text for word in words)]
        articles = self.articles
        articles.set_empty_message(say.NO_MATCHING_ARTICLE if self._filter else say.EMPTY_LIBRARY)
        current = next((index for index, entry in enumerate(entries) if entry.id == articles.open_article_id), 0)
        articles.set_items(entries, current)
        fact = f"{len(entries)} of {len(self._entries)}" if self._filter else ""
        self.heading.set_text("Library", fact)

    def mark_open(self, article_id: str) -> None:
        """Show which article is open."""
        if self._loaded:
            self.refresh_entry(article_id)
        self.articles.set_open_article(article_id)

    def refresh_entry(self, article_id: str) -> None:
        """Read again what is said of one article."""
        if not self._loaded:
            return
        entry = self._frame.session.entry(article_id)
        for index, old in enumerate(self._entries):
            if old.id == article_id and old != entry:
                self._entries[index] = entry
                shown = self.articles
                shown.update_items([entry if e.id == article_id else e for e in shown.items])

    # -- layers --------------------------------------------------------------------------------------

    def close_line(self) -> bool:
        """Leave the filter line, the filter staying; False when one was not in it."""
        if not self.input.wraps(self._frame.focused):
            return False
        if not self.input.value:
            self.clear_filter()
        self._frame.set_focus(self.articles)
        return True

    def clear_filter(self) -> bool:
        """Show every article again; False when nothing was filtered."""
        was, self._filter = bool(self._filter), ""
        self.input.clear()
        was = self.input.close() or was
        if was:
            self._apply_filter()
        return was

    def leave(self) -> bool:
        """Give the keys back to the page; a sidebar over the page goes. False when there is neither to do."""
        focused, over = self._frame.focused is self.articles, bool(self._narrow) and self.visible
        if focused:
            self._frame.set_focus(self._frame.view)
        if over:
            self._show(visible=False)
        return focused or over

    def on_text_changed(self, words: str) -> None:
        """Filter as one types."""
        if words != self._filter:
            self._filter = words
            self._apply_filter()

    def accept(self) -> None:
        """Open the first article that passes the filter."""
        self.leave_input()
        self.do_list_open(None, None)

    def step_results(self, steps: int) -> None:
        """Step into the articles that pass the filter."""
        del steps
        self.leave_input()

    def leave_input(self) -> None:
        """Give the keys to the articles that pass the filter."""
        self._frame.set_focus(self.articles)

    def choose(self, index: int) -> None:
        """Open an article of the list, and give the keys to the page."""
        entry = self.articles.items[index]
        sitting = self._frame.open_article
        if sitting is None or entry.id != sitting.article.id:
            self._frame.open(entry.id)
        self._frame.set_focus(self._frame.view)
        self.leave()
        self._frame.show_footer()

    # -- commands --------------------------------------------------------------------------------------

    def do_view_sidebar(self, count: int | None, letter: str | None) -> None:
        """Show or hide the articles; over the page they take the keys."""
        del count, letter
        visible = not self.visible
        if not self._narrow:
            self._frame.session.set_preferences(replace(self._frame.session.preferences, sidebar=visible))
        self._show(visible)
        if visible and self._narrow:
            self._frame.set_focus(self.articles)

    def do_view_switch(self, count: int | None, letter: str | None) -> None:
        """Go between the text and the articles."""
        del count, letter
        if self._frame.focused is self.articles:
            self.leave()
        else:
            self._show(visible=True)
            self._frame.set_focus(self.articles)

    def do_article_next(self, count: int | None, letter: str | None) -> None:
        """Open the next article."""
        del letter
        self._step(count or 1)

    def do_article_previous(self, count: int | None, letter: str | None) -> None:
        """Open the article before."""
        del letter
        self._step(-(count or 1))

    def _step(self, step: int) -> None:
        entries, sitting = list(self.articles.items) if self._loaded else self.entries, self._frame.open_article
        if not entries:
            return
        here = next(
            (i for i, entry in enumerate(entries) if sitting is not None and entry.id == sitting.article.id), None
        )
        index = 0 if here is None else max(0, min(here + step, len(entries) - 1))
        if index == here:
            self._frame.reader_app.show_message(say.LAST_ARTICLE if step > 0 else say.FIRST_ARTICLE)
        else:
            self._frame.open(entries[index].id)

    def do_article_archive(self, count: int | None, letter: str | None) -> None:
        """Put the current article away."""
        del count, letter
        entry = self.articles.current_item
        if entry is None:
            return
        self._frame.save_position()
        index = self.articles.current
        self._frame.session.set_archived(entry, archived=True)
        self.after_archiving(index)
        self._frame.reader_app.show_message(say.archived(entry.title))

    def after_archiving(self, index: int | None = None) -> None:
        """Show the library after an article went or came back; another is opened if the open one went."""
        self.load()
        sitting, items = self._frame.open_article, self.articles.items
        if sitting is not None and all(entry.id != sitting.article.id for entry in self._entries):
            self._frame.session.current = None
            if self._entries:
                near = min(index or 0, len(self._entries) - 1)
                self._frame.open(self._entries[near].id)
            else:
                self._frame.close_article()
        elif sitting is None and self._entries:
            self._frame.open(self._entries[0].id)
        if index is not None and items:
            self.articles.move_to(index)

    def do_list_open(self, count: int | None, letter: str | None) -> None:
        """Open the current article."""
        del count, letter
        if self.articles.items:
            self.choose(self.articles.current)

    def do_list_filter(self, count: int | None, letter: str | None) -> None:
        """Filter the articles."""
        del count, letter
        self._frame.set_focus(self.input.open(empty=False))
