"""Wayfinding: bookmarks, going back and forward, the headings, going to a percentage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.jump_list import Stop, Trail
from reader.ui.screens import messages as say
from reader.ui.screens.lazy_input import LateLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.screens.frame import Frame
    from reader.ui.spread.viewport import Stand

LAST = frozenset("'`")
"""What stands for a bookmark's letter where the place jumped from is meant."""


class Wayfinding:
    """Where the reader has been, and the ways there."""

    finds = False

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.line = LateLine("percent", "percent", frame.add_line, frame.view.cover)
        """The line to type a percentage in."""
        self._trail = Trail()
        self._traveling = False

    # -- jumps -----------------------------------------------------------------------------------------

    def here(self) -> Stop | None:
        """Return where the reader is; None in an empty library."""
        page, sitting = self._frame.page, self._frame.sitting
        if page is None or sitting is None:
            return None
        return Stop(sitting.article.id, page.caret, page.place_row())

    def depart(self, stand: Stand | None = None) -> None:
        """Remember where the reader is, or stood, before a jump."""
        here = self.here()
        if here is not None and not self._traveling:
            stop = here if stand is None else replace(here, caret=stand.caret, row=stand.row)
            self._trail = self._trail.leave(stop)

    def _travel(self, stop: Stop) -> None:
        frame = self._frame
        self._traveling = True
        try:
            if frame.sitting is None or frame.sitting.article.id != stop.article_id:
                frame.open(stop.article_id)
        finally:
            self._traveling = False
        page = frame.page
        if page is not None:
            page.go(stop.caret)
            page.restore(replace(page.stand(), row=stop.row))
            frame.view.update()

    def do_place_back(self, count: int | None, letter: str | None) -> None:
        """Go back to where one jumped from."""
        del letter
        self._follow(self._trail.back, count or 1, say.NOTHING_BEHIND)

    def do_place_forward(self, count: int | None, letter: str | None) -> None:
        """Go forward again."""
        del letter
        self._follow(self._trail.forward, count or 1, say.NOTHING_AHEAD)

    def _follow(self, way: Callable[[Stop, int], tuple[Trail, Stop | None]], steps: int, otherwise: str) -> None:
        here, stop = self.here(), None
        if here is not None:
            self._trail, stop = way(here, steps)
        if stop is None:
            self._frame.reader_app.say(otherwise)
        else:
            self._travel(stop)

    # -- bookmarks -------------------------------------------------------------------------------------

    def do_bookmark_set(self, count: int | None, letter: str | None) -> None:
        """Set a bookmark where the reader is."""
        del count
        sitting, here = self._frame.sitting, self.here()
        if sitting is None or here is None:
            return
        if letter is None or not letter.isalnum():
            self._frame.reader_app.say(say.BOOKMARK_NEEDS_LETTER)
            return
        sitting.set_bookmark(letter, here.caret)
        self._frame.reader_app.say(say.bookmark_set(letter))

    def do_bookmark_go(self, count: int | None, letter: str | None) -> None:
        """Go to a bookmark; the key twice: to where one jumped from."""
        del count
        sitting, here = self._frame.sitting, self.here()
        if sitting is None or here is None:
            return
        if letter is None or letter in LAST:
            stop = self._trail.last(here)
            if stop is None:
                self._frame.reader_app.say(say.NOTHING_BEHIND)
                return
            self.depart()
            self._travel(stop)
            return
        caret = sitting.bookmark(letter)
        if caret is None:
            self._frame.reader_app.say(say.no_bookmark(letter, sitting.bookmarks()))
            return
        self.depart()
        self._go(caret)

    # -- the outline -----------------------------------------------------------------------------------

    def do_view_outline(self, count: int | None, letter: str | None) -> None:
        """List the headings."""
        del count, letter
        frame, sitting = self._frame, self._frame.sitting
        if sitting is None:
            return
        if not sitting.article.headings:
            frame.reader_app.say(say.NO_HEADINGS)
            return
        from reader.ui.screens.reading.outline_dialog import OutlineSheet

        frame.reader_app.lay_over(OutlineSheet(sitting.article, frame.view.caret), self._chosen)

    def _chosen(self, caret: int | None) -> None:
        if caret is not None:
            self.depart()
            self._go(caret)

    # -- a percentage ----------------------------------------------------------------------------------

    def do_move_percent(self, count: int | None, letter: str | None) -> None:
        """Go to a percentage of the text; without a number, ask for it."""
        del letter
        if self._frame.page is None:
            return
        if count is not None:
            self._go_to_percent(count)
        else:
            self._frame.set_focus(self.line.open())

    def _go_to_percent(self, percent: int) -> None:
        page = self._frame.page
        if page is not None:
            self.depart()
            length = len(page.spread.french.text)
            self._go(min(length, -(-length * min(percent, 100) // 100)))

    def _go(self, caret: int) -> None:
        page = self._frame.page
        if page is not None:
            page.go(caret)
            self._frame.view.update()

    def typed(self, words: str) -> None:
        """Wait: a percentage half typed is another one."""

    def step_found(self, steps: int) -> None:
        """Stay: a percentage is one place."""

    def go_to_found(self) -> None:
        """Go to the percentage typed."""
        self.accept()

    def accept(self) -> None:
        """Go to the percentage typed."""
        words = self.line.words.strip().removesuffix("%").strip()
        self.close()
        if words.isascii() and words.isdigit():
            self._go_to_percent(int(words[:4]))
        elif words:
            self._frame.reader_app.say(say.NOT_A_PERCENTAGE)

    def close(self) -> bool:
        """Close the line; False when it was not open."""
        if not self.line.close():
            return False
        self._frame.set_focus(self._frame.view)
        return True
