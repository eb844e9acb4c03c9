"""Sidebar: the list of articles, its filter and its commands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.geometry import Size

from reader.text.folding import fold_string
from reader.ui.screens import messages
from reader.ui.screens.lazy_input import LazyInput
from reader.ui.spread.columns import NARROW_WIDTH
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.heading import Heading
from reader.ui.widgets.margins import SIDEBAR_MIN_WIDTH

if TYPE_CHECKING:
    from textual.widgets import Input

    from reader.text.model.catalog import CatalogEntry
    from reader.ui.screens.reading.screen import ReadingScreen


MAX_ARTICLES_AT_START = 500
"""Maximum number of articles loaded before the first frame; more load after it."""


class Sidebar:
    """The articles beside the page, or over it in narrow windows."""

    accept_label = "Open"
    has_results = True

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.heading = Heading(id="heading")
        self.input = LazyInput("article-filter", "filter", self._add_input)
        """The filter input."""
        self.articles = ArticleList(id="articles", empty_message=messages.EMPTY_LIBRARY)
        """The list widget."""
        self.container = Vertical(self.heading, self.articles, id="sidebar")
        self._entries: list[CatalogEntry] = []
        self._folded: list[str] = []
        self._filter = ""
        self._narrow: bool | None = None
        self._was_visible: bool | None = None
        """Whether the sidebar was visible before the window became narrow; None if it never did."""
        self._concealed = False
        self._loaded = False
        self._load_later = False

    def _add_input(self, prompt: Input) -> None:
        self.container.mount(prompt, after=self.heading)

    @property
    def visible(self) -> bool:
        """Whether the sidebar is shown."""
        return bool(self.container.display)

    @property
    def beside(self) -> bool:
        """Whether it is beside the page, so that dialogs must not cover it."""
        return self.visible and not self._narrow

    def page_size(self, window: Size) -> Size:
        """Return the size of the page in a window: without the sidebar and the footer."""
        width = self.container.styles.width
        used = int(width.value) if self.beside and width is not None else 0
        return Size(max(0, window.width - used), max(0, window.height - 1))

    @property
    def entries(self) -> list[CatalogEntry]:
        """All articles, in list order."""
        if not self._loaded:
            self.load()
        return self._entries

    # -- showing -----------------------------------------------------------------------------------

    def layout(self, size: Size, *, start: bool = False) -> None:
        """Put the sidebar beside the page, or over it in narrow windows, where it starts hidden."""
        narrow = size.width < SIDEBAR_MIN_WIDTH
        self._screen.set_class(size.width < NARROW_WIDTH, "-slim")
        self.container.styles.height = max(1, size.height - (not self._concealed))
        if narrow != self._narrow or start:
            if start:
                self._was_visible = None
            elif narrow:
                self._was_visible = self.visible
            self._narrow = narrow
            self._screen.set_class(narrow, "-narrow")
            count = self._screen.session.article_count() if start else 0
            self._load_later = count > MAX_ARTICLES_AT_START
            # A window made narrow and wide again shows the sidebar as before.
            visible = self._was_visible if self._was_visible is not None and not narrow else self._visible_by_default()
            self._show(visible=(start and not count) or visible)

    def _visible_by_default(self) -> bool:
        """Return whether the sidebar is shown without being opened by a command."""
        return not (self._narrow or self._concealed) and self._screen.session.preferences.sidebar

    def set_concealed(self, *, concealed: bool) -> None:
        """Hide the sidebar until it is opened by a command, or show it as before."""
        self._concealed, self._was_visible = concealed, None
        self.layout(self._screen.size)
        self._show(visible=self._visible_by_default())

    def _show(self, visible: bool) -> None:
        if visible and not self._loaded:
            if self._load_later:
                self._load_later = False
                self.heading.set_text("Library")
                self._screen.call_after_refresh(self.load)
            else:
                self.load()
        focused = self._screen.focused
        if not visible and (focused is self.articles or self.input.wraps(focused)):
            self._screen.set_focus(self._screen.view)
        self.container.display = visible

    def show_start_state(self) -> None:
        """Reset the sidebar to what a start would show."""
        self._filter = ""
        self.input.clear()
        self.input.close()
        self._loaded = False
        self.layout(self._screen.size, start=True)

    def load(self) -> None:
        """Reload the articles."""
        self._entries = self._screen.session.entries()
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
        articles.set_empty_message(messages.NO_MATCHING_ARTICLE if self._filter else messages.EMPTY_LIBRARY)
        current = next((index for index, entry in enumerate(entries) if entry.id == articles.open_article_id), 0)
        articles.set_items(entries, current)
        fact = f"{len(entries)} of {len(self._entries)}" if self._filter else ""
        self.heading.set_text("Library", fact)

    def mark_open(self, article_id: str) -> None:
        """Mark the open article in the list."""
        if self._loaded:
            self.refresh_entry(article_id)
        self.articles.set_open_article(article_id)

    def refresh_entry(self, article_id: str) -> None:
        """Reload the entry of an article."""
        if not self._loaded:
            return
        entry = self._screen.session.entry(article_id)
        for index, old in enumerate(self._entries):
            if old.id == article_id and old != entry:
                self._entries[index] = entry
                shown = self.articles
                shown.update_items([entry if e.id == article_id else e for e in shown.items])

    # -- layers ------------------------------------------------------------------------------------

    def close_line(self) -> bool:
        """Leave the filter input and keep the filter; return False if it was not focused."""
        if not self.input.wraps(self._screen.focused):
            return False
        if not self.input.value:
            self.clear_filter()
        self._screen.set_focus(self.articles)
        return True

    def clear_filter(self) -> bool:
        """Show all articles; return False if there was no filter."""
        active, self._filter = bool(self._filter), ""
        self.input.clear()
        active = self.input.close() or active
        if active:
            self._apply_filter()
        return active

    def leave(self) -> bool:
        """Focus the page, and hide a sidebar over it; return False if neither was needed."""
        focused, covering = self._screen.focused is self.articles, bool(self._narrow) and self.visible
        if focused:
            self._screen.set_focus(self._screen.view)
        if covering:
            self._show(visible=False)
        return focused or covering

    def on_text_changed(self, text: str) -> None:
        """Filter while typing."""
        if text != self._filter:
            self._filter = text
            self._apply_filter()

    def accept(self) -> None:
        """Open the first matching article."""
        self.leave_input()
        self.do_list_open()

    def step_results(self, steps: int) -> None:
        """Focus the filtered list."""
        del steps
        self.leave_input()

    def leave_input(self) -> None:
        """Focus the filtered list."""
        self._screen.set_focus(self.articles)

    def choose(self, index: int) -> None:
        """Open an article of the list, and focus the page."""
        entry = self.articles.items[index]
        open_article = self._screen.open_article
        if open_article is None or entry.id != open_article.article.id:
            self._screen.open(entry.id)
        self._screen.set_focus(self._screen.view)
        self.leave()
        self._screen.show_footer()

    # -- commands ----------------------------------------------------------------------------------

    def do_view_sidebar(self) -> None:
        """Show or hide the sidebar; over the page it is focused."""
        visible = not self.visible
        if not self._narrow:
            self._screen.session.set_preferences(replace(self._screen.session.preferences, sidebar=visible))
        self._show(visible)
        if visible and self._narrow:
            self._screen.set_focus(self.articles)

    def do_view_switch(self) -> None:
        """Switch between the text and the articles."""
        if self._screen.focused is self.articles:
            self.leave()
        else:
            self._show(visible=True)
            self._screen.set_focus(self.articles)

    def do_article_next(self, count: int | None) -> None:
        """Open the next article."""
        self._step(count or 1)

    def do_article_previous(self, count: int | None) -> None:
        """Open the previous article."""
        self._step(-(count or 1))

    def _step(self, step: int) -> None:
        entries, open_article = list(self.articles.items) if self._loaded else self.entries, self._screen.open_article
        if not entries:
            return
        here = next(
            (i for i, entry in enumerate(entries) if open_article is not None and entry.id == open_article.article.id),
            None,
        )
        index = 0 if here is None else max(0, min(here + step, len(entries) - 1))
        if index == here:
            self._screen.reader_app.show_message(messages.LAST_ARTICLE if step > 0 else messages.FIRST_ARTICLE)
        else:
            self._screen.open(entries[index].id)

    def do_article_archive(self) -> None:
        """Archive the current article."""
        entry = self.articles.current_item
        if entry is None:
            return
        self._screen.save_position()
        index = self.articles.current
        self._screen.session.set_archived(entry, archived=True)
        self.after_archiving(index)
        self._screen.reader_app.show_message(messages.archived(entry.title))

    def after_archiving(self, index: int | None = None) -> None:
        """Reload after archiving or restoring; open another article if the open one is gone."""
        self.load()
        open_article, items = self._screen.open_article, self.articles.items
        if open_article is not None and all(entry.id != open_article.article.id for entry in self._entries):
            self._screen.session.current = None
            if self._entries:
                nearest = min(index or 0, len(self._entries) - 1)
                self._screen.open(self._entries[nearest].id)
            else:
                self._screen.close_article()
        elif open_article is None and self._entries:
            self._screen.open(self._entries[0].id)
        if index is not None and items:
            self.articles.move_to(index)

    def do_list_open(self) -> None:
        """Open the current article."""
        if self.articles.items:
            self.choose(self.articles.current)

    def do_list_filter(self) -> None:
        """Filter the articles."""
        self._screen.set_focus(self.input.open(empty=False))
