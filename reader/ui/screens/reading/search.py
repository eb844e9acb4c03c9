"""Search in the text of the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.folding import FoldedText, find_all, fold
from reader.ui.screens import messages
from reader.ui.screens.lazy_input import LazyInput
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.text.spans import Span
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.spread.viewport import Viewport, ViewportSnapshot


MAX_HITS = 10_000
"""Maximum number of hits shown."""


class Search:
    """The current query and its hits."""

    accept_label = "Search"
    has_results = True

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.input = LazyInput("find", "find", screen.add_input, screen.view.reserve_bottom_rows)
        """The search prompt."""
        self._query = ""
        self._hits: tuple[Span, ...] = ()
        self._side = Side.FRENCH
        """The side to search: the one with the caret."""
        self._start: ViewportSnapshot | None = None
        self._folded: tuple[str, FoldedText] | None = None

    def status(self) -> str:
        """Return the number of the current hit, for the footer."""
        if not self._query:
            return ""
        if not self._hits:
            return messages.NOT_FOUND
        viewport = self._screen.viewport
        caret = self._caret(viewport) if viewport is not None else 0
        number = sum(1 for hit in self._hits if hit.start <= caret) or 1
        return f"{number} of {len(self._hits)}"

    def _caret(self, viewport: Viewport) -> int:
        return viewport.cursors.french if self._side is Side.FRENCH else viewport.cursors.english

    # -- typing ------------------------------------------------------------------------------------

    def do_search_start(self) -> None:
        """Open the search prompt."""
        viewport = self._screen.viewport
        if viewport is None:
            return
        self._start, self._side = viewport.snapshot(), viewport.cursors.side
        self._query, self._hits = "", ()
        self._screen.set_focus(self.input.open())
        # Folding a book takes 0.1 s: do it before the first letter is typed.
        self._screen.call_after_refresh(self._folded_text)

    def on_text_changed(self, text: str) -> None:
        """Search while typing, and go to the first hit after the start."""
        viewport = self._screen.viewport
        if not self.input.visible or viewport is None or self._start is None or text.strip() == self._query:
            return
        self._search(text)
        start = self._start.french_cursor if self._side is Side.FRENCH else self._start.english_cursor
        hit = next((hit for hit in self._hits if hit.start >= start), self._hits[0] if self._hits else None)
        if hit is None:
            viewport.restore(self._start)
        else:
            viewport.move_to(hit.start, side=self._side)
        self._screen.view.set_search_hits(self._hits, self._side)
        self._screen.view.update()
        self._screen.show_footer()

    def _search(self, text: str) -> None:
        self._query = text.strip()
        if not self._query:
            self._hits = ()
            return
        folded = self._folded_text()
        self._hits = tuple(find_all(folded, self._query, limit=MAX_HITS)) if folded is not None else ()

    def _folded_text(self) -> FoldedText | None:
        """Return the folded text to search, cached until the text changes."""
        viewport = self._screen.viewport
        article = viewport.spread.text_of(self._side) if viewport is not None else None
        if article is None:
            return None
        text = article.text
        if self._folded is None or self._folded[0] is not text:
            self._folded = (text, fold(text))
        return self._folded[1]

    def accept(self) -> None:
        """Close the prompt and keep the hits."""
        if self._hits and self._start is not None:
            self._screen.record_jump(self._start)
        self._start = None
        self.input.close()
        self._screen.set_focus(self._screen.view)
        if self._query and not self._hits:
            self._screen.reader_app.show_message(messages.not_found(self._query))
            self.clear()

    def leave_input(self) -> None:
        """Focus the text and keep the hits."""
        self.accept()

    def close(self) -> bool:
        """Cancel the search and return to its start; return False if the prompt was closed."""
        if not self.input.close():
            return False
        viewport = self._screen.viewport
        if viewport is not None and self._start is not None:
            viewport.restore(self._start)
        self._start = None
        self.clear()
        self._screen.set_focus(self._screen.view)
        self._screen.view.update()
        return True

    def leave(self) -> None:
        """Clear the search before another article is opened."""
        if self.input.close():
            self._start = None
            self._screen.set_focus(self._screen.view)
        self.clear()

    def clear(self) -> bool:
        """Clear the search; return False if there was none."""
        active = bool(self._query)
        self._query, self._hits = "", ()
        if active:
            self._screen.view.set_search_hits(())
        return active

    def clear_english(self) -> None:
        """Clear a search in the English after its text changed."""
        if self._side is Side.ENGLISH:
            self.clear()

    # -- hits --------------------------------------------------------------------------------------

    def do_search_next(self, count: int | None) -> None:
        """Go to the next hit."""
        self.step_results(count or 1)

    def do_search_previous(self, count: int | None) -> None:
        """Go to the previous hit."""
        self.step_results(-(count or 1))

    def step_results(self, steps: int) -> None:
        """Move by hits, wrapping around."""
        viewport, hits = self._screen.viewport, self._hits
        if viewport is None:
            return
        if not hits:
            self._screen.reader_app.show_message(messages.not_found(self._query) if self._query else messages.NO_SEARCH)
            return
        if self._side is Side.ENGLISH and not viewport.cursors.shows(Side.ENGLISH):
            self._screen.reader_app.show_message(messages.TRANSLATION_HIDDEN)
            return
        caret = self._caret(viewport)
        after = sum(1 for hit in hits if hit.start <= caret)
        here = after - 1 if after and hits[after - 1].start == caret else None
        if steps > 0:
            index = (after if here is None else here + 1) + steps - 1
        else:
            index = (after if here is None else here) + steps
        if not 0 <= index < len(hits):
            self._screen.reader_app.show_message(messages.WRAPPED_TO_TOP if steps > 0 else messages.WRAPPED_TO_END)
        if self._start is None:  # with the prompt open, accept() records the start
            self._screen.record_jump()
        viewport.move_to(hits[index % len(hits)].start, side=self._side)
        self._screen.view.update()
