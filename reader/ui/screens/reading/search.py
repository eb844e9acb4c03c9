"""Finding: the search of the reading screen. It looks at the text, never at the lines on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.folding import Folded, find_all, fold
from reader.ui.screens import messages as say
from reader.ui.screens.lazy_input import LateLine
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.text.spans import Span
    from reader.ui.screens.frame import Frame
    from reader.ui.spread.viewport import Page, Stand


MOST = 10_000
"""Hits that are shown: a letter alone is in a book hundreds of thousands of times, and nobody goes through them."""


class Finding:
    """The words looked for, and where they are."""

    finds = True

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.line = LateLine("find", "find", frame.add_line, frame.view.cover)
        """The line to type in."""
        self._words = ""
        self._hits: tuple[Span, ...] = ()
        self._side = Side.FRENCH
        """The side that is searched: the one the reader was on."""
        self._before: Stand | None = None
        self._folded: tuple[str, Folded] | None = None

    def fact(self) -> str:
        """Say which hit this is, for the footer."""
        if not self._words:
            return ""
        if not self._hits:
            return say.NOT_FOUND
        page = self._frame.page
        caret = self._caret(page) if page is not None else 0
        number = sum(1 for hit in self._hits if hit.start <= caret) or 1
        return f"{number} of {len(self._hits)}"

    def _caret(self, page: Page) -> int:
        return page.caret if self._side is Side.FRENCH else page.english_caret

    # -- typing ----------------------------------------------------------------------------------------

    def do_search_start(self, count: int | None, letter: str | None) -> None:
        """Open the line."""
        del count, letter
        page = self._frame.page
        if page is None:
            return
        self._before, self._side = page.stand(), page.side
        self._words, self._hits = "", ()
        self._frame.set_focus(self.line.open())
        # A book takes a tenth of a second to fold: while the hand goes to the first letter, not after it.
        self._frame.call_after_refresh(self._fold)

    def typed(self, words: str) -> None:
        """Look for the words as they are typed; the page goes to the first hit from where it was."""
        page = self._frame.page
        if not self.line.shown or page is None or self._before is None or words.strip() == self._words:
            return
        self._look(words)
        start = self._before.caret if self._side is Side.FRENCH else self._before.english_caret
        hit = next((hit for hit in self._hits if hit.start >= start), self._hits[0] if self._hits else None)
        if hit is None:
            page.restore(self._before)
        else:
            page.go(hit.start, side=self._side)
        self._frame.view.find(self._hits, self._side)
        self._frame.view.update()
        self._frame.show_footer()

    def _look(self, words: str) -> None:
        self._words = words.strip()
        if not self._words:
            self._hits = ()
            return
        found = self._fold()
        self._hits = tuple(find_all(found, self._words, limit=MOST)) if found is not None else ()

    def _fold(self) -> Folded | None:
        """Return the text that is searched, folded; it is kept, and folded anew when it is another."""
        page = self._frame.page
        article = page.spread.side(self._side) if page is not None else None
        if article is None:
            return None
        text = article.text
        if self._folded is None or self._folded[0] is not text:
            self._folded = (text, fold(text))
        return self._folded[1]

    def accept(self) -> None:
        """Close the line; the hits stay."""
        if self._hits and self._before is not None:
            self._frame.depart(self._before)
        self._before = None
        self.line.close()
        self._frame.set_focus(self._frame.view)
        if self._words and not self._hits:
            self._frame.reader_app.say(say.not_found(self._words))
            self.clear()

    def go_to_found(self) -> None:
        """Give the keys to the text, the hits staying."""
        self.accept()

    def close(self) -> bool:
        """Close the line and go back to where one was; False when it was not open."""
        if not self.line.close():
            return False
        page = self._frame.page
        if page is not None and self._before is not None:
            page.restore(self._before)
        self._before = None
        self.clear()
        self._frame.set_focus(self._frame.view)
        self._frame.view.update()
        return True

    def leave(self) -> None:
        """Forget the search and where it began: another article opens, in which neither means anything."""
        if self.line.close():
            self._before = None
            self._frame.set_focus(self._frame.view)
        self.clear()

    def clear(self) -> bool:
        """Forget the search; False when there was none."""
        was = bool(self._words)
        self._words, self._hits = "", ()
        if was:
            self._frame.view.find(())
        return was

    def forget_english(self) -> None:
        """Forget what was found in the English: its words are not where they were."""
        if self._side is Side.ENGLISH:
            self.clear()

    # -- hits --------------------------------------------------------------------------------------------

    def do_search_next(self, count: int | None, letter: str | None) -> None:
        """Go to the next hit."""
        del letter
        self.step_found(count or 1)

    def do_search_previous(self, count: int | None, letter: str | None) -> None:
        """Go to the hit before."""
        del letter
        self.step_found(-(count or 1))

    def step_found(self, steps: int) -> None:
        """Go on by hits, around the ends of the text."""
        page, hits = self._frame.page, self._hits
        if page is None:
            return
        if not hits:
            self._frame.reader_app.say(say.not_found(self._words) if self._words else say.NOTHING_SOUGHT)
            return
        if self._side is Side.ENGLISH and not page.shows(Side.ENGLISH):
            self._frame.reader_app.say(say.ENGLISH_HIDDEN)
            return
        caret = self._caret(page)
        after = sum(1 for hit in hits if hit.start <= caret)
        here = after - 1 if after and hits[after - 1].start == caret else None
        if steps > 0:
            index = (after if here is None else here + 1) + steps - 1
        else:
            index = (after if here is None else here) + steps
        if not 0 <= index < len(hits):
            self._frame.reader_app.say(say.WRAPPED_ON if steps > 0 else say.WRAPPED_BACK)
        if self._before is None:  # while the line is open, one comes from where it was opened
            self._frame.depart()
        page.go(hits[index % len(hits)].start, side=self._side)
        self._frame.view.update()
