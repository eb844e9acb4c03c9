"""Finding: the search of the reading screen. It looks at the text, never at the lines on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.folding import FoldedText, find_all, fold
from reader.ui.screens import messages as say
from reader.ui.screens.lazy_input import LazyInput
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.text.spans import Span
    from reader.ui.screens.frame import Frame
    from reader.ui.spread.viewport import Viewport, ViewportSnapshot


MAX_HITS = 10_000
"""Hits that are shown: a letter alone is in a book hundreds of thousands of times, and nobody goes through them."""


class Search:
    """The words looked for, and where they are."""

    has_results = True

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.input = LazyInput("find", "find", frame.add_input, frame.view.reserve_bottom_rows)
        """The line to type in."""
        self._query = ""
        self._hits: tuple[Span, ...] = ()
        self._side = Side.FRENCH
        """The side that is searched: the one the reader was on."""
        self._start: ViewportSnapshot | None = None
        self._folded: tuple[str, FoldedText] | None = None

    def status(self) -> str:
        """Say which hit this is, for the footer."""
        if not self._query:
            return ""
        if not self._hits:
            return say.NOT_FOUND
        page = self._frame.viewport
        caret = self._caret(page) if page is not None else 0
        number = sum(1 for hit in self._hits if hit.start <= caret) or 1
        return f"{number} of {len(self._hits)}"

    def _caret(self, page: Viewport) -> int:
        return page.french_cursor if self._side is Side.FRENCH else page.english_cursor

    # -- typing ----------------------------------------------------------------------------------------

    def do_search_start(self, count: int | None, letter: str | None) -> None:
        """Open the line."""
        del count, letter
        page = self._frame.viewport
        if page is None:
            return
        self._start, self._side = page.snapshot(), page.side
        self._query, self._hits = "", ()
        self._frame.set_focus(self.input.open())
        # A book takes a tenth of a second to fold: while the hand goes to the first letter, not after it.
        self._frame.call_after_refresh(self._folded_text)

    def on_text_changed(self, words: str) -> None:
        """Look for the words as they are typed; the page goes to the first hit from where it was."""
        page = self._frame.viewport
        if not self.input.visible or page is None or self._start is None or words.strip() == self._query:
            return
        self._search(words)
        start = self._start.french_cursor if self._side is Side.FRENCH else self._start.english_cursor
        hit = next((hit for hit in self._hits if hit.start >= start), self._hits[0] if self._hits else None)
        if hit is None:
            page.restore(self._start)
        else:
            page.move_to(hit.start, side=self._side)
        self._frame.view.set_search_hits(self._hits, self._side)
        self._frame.view.update()
        self._frame.show_footer()

    def _search(self, words: str) -> None:
        self._query = words.strip()
        if not self._query:
            self._hits = ()
            return
        found = self._folded_text()
        self._hits = tuple(find_all(found, self._query, limit=MAX_HITS)) if found is not None else ()

    def _folded_text(self) -> FoldedText | None:
        """Return the text that is searched, folded; it is kept, and folded anew when it is another."""
        page = self._frame.viewport
        article = page.spread.text_of(self._side) if page is not None else None
        if article is None:
            return None
        text = article.text
        if self._folded is None or self._folded[0] is not text:
            self._folded = (text, fold(text))
        return self._folded[1]

    def accept(self) -> None:
        """Close the line; the hits stay."""
        if self._hits and self._start is not None:
            self._frame.record_jump(self._start)
        self._start = None
        self.input.close()
        self._frame.set_focus(self._frame.view)
        if self._query and not self._hits:
            self._frame.reader_app.show_message(say.not_found(self._query))
            self.clear()

    def leave_input(self) -> None:
        """Give the keys to the text, the hits staying."""
        self.accept()

    def close(self) -> bool:
        """Close the line and go back to where one was; False when it was not open."""
        if not self.input.close():
            return False
        page = self._frame.viewport
        if page is not None and self._start is not None:
            page.restore(self._start)
        self._start = None
        self.clear()
        self._frame.set_focus(self._frame.view)
        self._frame.view.update()
        return True

    def leave(self) -> None:
        """Forget the search and where it began: another article opens, in which neither means anything."""
        if self.input.close():
            self._start = None
            self._frame.set_focus(self._frame.view)
        self.clear()

    def clear(self) -> bool:
        """Forget the search; False when there was none."""
        was = bool(self._query)
        self._query, self._hits = "", ()
        if was:
            self._frame.view.set_search_hits(())
        return was

    def clear_english(self) -> None:
        """Forget what was found in the English: its words are not where they were."""
        if self._side is Side.ENGLISH:
            self.clear()

    # -- hits --------------------------------------------------------------------------------------------

    def do_search_next(self, count: int | None, letter: str | None) -> None:
        """Go to the next hit."""
        del letter
        self.step_results(count or 1)

    def do_search_previous(self, count: int | None, letter: str | None) -> None:
        """Go to the hit before."""
        del letter
        self.step_results(-(count or 1))

    def step_results(self, steps: int) -> None:
        """Go on by hits, around the ends of the text."""
        page, hits = self._frame.viewport, self._hits
        if page is None:
            return
        if not hits:
            self._frame.reader_app.show_message(say.not_found(self._query) if self._query else say.NO_SEARCH)
            return
        if self._side is Side.ENGLISH and not page.shows(Side.ENGLISH):
            self._frame.reader_app.show_message(say.TRANSLATION_HIDDEN)
            return
        caret = self._caret(page)
        after = sum(1 for hit in hits if hit.start <= caret)
        here = after - 1 if after and hits[after - 1].start == caret else None
        if steps > 0:
            index = (after if here is None else here + 1) + steps - 1
        else:
            index = (after if here is None else here) + steps
        if not 0 <= index < len(hits):
            self._frame.reader_app.show_message(say.WRAPPED_TO_TOP if steps > 0 else say.WRAPPED_TO_END)
        if self._start is None:  # while the line is open, one comes from where it was opened
            self._frame.record_jump()
        page.move_to(hits[index % len(hits)].start, side=self._side)
        self._frame.view.update()
