"""Wayfinding: bookmarks, going back and forward, the headings, going to a percentage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.jump_list import JumpList, JumpLocation
from reader.ui.screens import messages as say
from reader.ui.screens.lazy_input import LazyInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.screens.frame import Frame
    from reader.ui.spread.viewport import ViewportSnapshot

JUMP_MARKS = frozenset("'`")
"""What stands for a bookmark's letter where the place jumped from is meant."""


class Navigation:
    """Where the reader has been, and the ways there."""

    has_results = False

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.input = LazyInput("percent", "percent", frame.add_input, frame.view.reserve_bottom_rows)
        """The line to type a percentage in."""
        self._jump_list = JumpList()
        self._following = False

    # -- jumps -----------------------------------------------------------------------------------------

    def current_stop(self) -> JumpLocation | None:
        """Return where the reader is; None in an empty library."""
        page, sitting = self._frame.viewport, self._frame.open_article
        if page is None or sitting is None:
            return None
        return JumpLocation(sitting.article.id, page.french_cursor, page.french_cursor_row())

    def record_jump(self, stand: ViewportSnapshot | None = None) -> None:
        """Remember where the reader is, or stood, before a jump."""
        here = self.current_stop()
        if here is not None and not self._following:
            stop = here if stand is None else replace(here, caret=stand.french_cursor, row=stand.row)
            self._jump_list = self._jump_list.push(stop)

    def _go_to_stop(self, stop: JumpLocation) -> None:
        frame = self._frame
        self._following = True
        try:
            if frame.open_article is None or frame.open_article.article.id != stop.article_id:
                frame.open(stop.article_id)
        finally:
            self._following = False
        page = frame.viewport
        if page is not None:
            page.move_to(stop.caret)
            page.restore(replace(page.snapshot(), row=stop.row))
            frame.view.update()

    def do_place_back(self, count: int | None, letter: str | None) -> None:
        """Go back to where one jumped from."""
        del letter
        self._follow(self._jump_list.back, count or 1, say.NO_JUMP_BACK)

    def do_place_forward(self, count: int | None, letter: str | None) -> None:
        """Go forward again."""
        del letter
        self._follow(self._jump_list.forward, count or 1, say.NO_JUMP_FORWARD)

    def _follow(
        self, way: Callable[[JumpLocation, int], tuple[JumpList, JumpLocation | None]], steps: int, otherwise: str
    ) -> None:
        here, stop = self.current_stop(), None
        if here is not None:
            self._jump_list, stop = way(here, steps)
        if stop is None:
            self._frame.reader_app.show_message(otherwise)
        else:
            self._go_to_stop(stop)

    # -- bookmarks -------------------------------------------------------------------------------------

    def do_bookmark_set(self, count: int | None, letter: str | None) -> None:
        """Set a bookmark where the reader is."""
        del count
        sitting, here = self._frame.open_article, self.current_stop()
        if sitting is None or here is None:
            return
        if letter is None or not letter.isalnum():
            self._frame.reader_app.show_message(say.BOOKMARK_NEEDS_LETTER)
            return
        sitting.set_bookmark(letter, here.caret)
        self._frame.reader_app.show_message(say.bookmark_set(letter))

    def do_bookmark_go(self, count: int | None, letter: str | None) -> None:
        """Go to a bookmark; the key twice: to where one jumped from."""
        del count
        sitting, here = self._frame.open_article, self.current_stop()
        if sitting is None or here is None:
            return
        if letter is None or letter in JUMP_MARKS:
            stop = self._jump_list.latest(here)
            if stop is None:
                self._frame.reader_app.show_message(say.NO_JUMP_BACK)
                return
            self.record_jump()
            self._go_to_stop(stop)
            return
        caret = sitting.bookmark(letter)
        if caret is None:
            self._frame.reader_app.show_message(say.no_bookmark(letter, sitting.bookmarks()))
            return
        self.record_jump()
        self._go(caret)

    # -- the outline -----------------------------------------------------------------------------------

    def do_view_outline(self, count: int | None, letter: str | None) -> None:
        """List the headings."""
        del count, letter
        frame, sitting = self._frame, self._frame.open_article
        if sitting is None:
            return
        if not sitting.article.headings:
            frame.reader_app.show_message(say.NO_HEADINGS)
            return
        from reader.ui.screens.reading.outline_dialog import OutlineDialog

        frame.reader_app.push_dialog(OutlineDialog(sitting.article, frame.view.french_cursor), self._on_heading_chosen)

    def _on_heading_chosen(self, caret: int | None) -> None:
        if caret is not None:
            self.record_jump()
            self._go(caret)

    # -- a percentage ----------------------------------------------------------------------------------

    def do_move_percent(self, count: int | None, letter: str | None) -> None:
        """Go to a percentage of the text; without a number, ask for it."""
        del letter
        if self._frame.viewport is None:
            return
        if count is not None:
            self._go_to_percent(count)
        else:
            self._frame.set_focus(self.input.open())

    def _go_to_percent(self, percent: int) -> None:
        page = self._frame.viewport
        if page is not None:
            self.record_jump()
            length = len(page.spread.french.text)
            self._go(min(length, -(-length * min(percent, 100) // 100)))

    def _go(self, caret: int) -> None:
        page = self._frame.viewport
        if page is not None:
            page.move_to(caret)
            self._frame.view.update()

    def on_text_changed(self, words: str) -> None:
        """Wait: a percentage half typed is another one."""

    def step_results(self, steps: int) -> None:
        """Stay: a percentage is one place."""

    def leave_input(self) -> None:
        """Go to the percentage typed."""
        self.accept()

    def accept(self) -> None:
        """Go to the percentage typed."""
        words = self.input.value.strip().removesuffix("%").strip()
        self.close()
        if words.isascii() and words.isdigit():
            self._go_to_percent(int(words[:4]))
        elif words:
            self._frame.reader_app.show_message(say.NOT_A_PERCENTAGE)

    def close(self) -> bool:
        """Close the line; False when it was not open."""
        if not self.input.close():
            return False
        self._frame.set_focus(self._frame.view)
        return True
