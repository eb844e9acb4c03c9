"""Commands for the jump list, bookmarks, headings and percentages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.jump_list import JumpList, JumpLocation
from reader.ui.screens import messages
from reader.ui.screens.lazy_input import LazyInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.spread.viewport import ViewportSnapshot

JUMP_MARKS = frozenset("'`")
"""Characters that mean the last jump instead of a bookmark."""


class Navigation:
    """The jump list, and the commands that go to a place."""

    accept_label = "Go"
    has_results = False

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.input = LazyInput("percent", "percent", screen.add_input, screen.view.reserve_bottom_rows)
        """The percentage prompt."""
        self._jump_list = JumpList()
        self._following = False

    # -- jumps -------------------------------------------------------------------------------------

    def current_location(self) -> JumpLocation | None:
        """Return the current location; None in an empty library."""
        viewport, open_article = self._screen.viewport, self._screen.open_article
        if viewport is None or open_article is None:
            return None
        return JumpLocation(open_article.article.id, viewport.cursors.french, viewport.french_cursor_row())

    def record_jump(self, snapshot: ViewportSnapshot | None = None) -> None:
        """Record the current location, or that of a snapshot, before a jump."""
        location = self.current_location()
        if location is not None and not self._following:
            if snapshot is not None:
                location = replace(location, caret=snapshot.french_cursor, row=snapshot.row)
            self._jump_list = self._jump_list.push(location)

    def _go_to_location(self, location: JumpLocation) -> None:
        screen = self._screen
        self._following = True
        try:
            if screen.open_article is None or screen.open_article.article.id != location.article_id:
                screen.open(location.article_id)
        finally:
            self._following = False
        viewport = screen.viewport
        if viewport is not None:
            viewport.move_to(location.caret)
            viewport.restore(replace(viewport.snapshot(), row=location.row))
            screen.view.update()

    def do_place_back(self, count: int | None) -> None:
        """Go back in the jump list."""
        self._follow(self._jump_list.back, count or 1, messages.NO_JUMP_BACK)

    def do_place_forward(self, count: int | None) -> None:
        """Go forward in the jump list."""
        self._follow(self._jump_list.forward, count or 1, messages.NO_JUMP_FORWARD)

    def _follow(
        self,
        move: Callable[[JumpLocation, int], tuple[JumpList, JumpLocation | None]],
        steps: int,
        failure_message: str,
    ) -> None:
        here, location = self.current_location(), None
        if here is not None:
            self._jump_list, location = move(here, steps)
        if location is None:
            self._screen.reader_app.show_message(failure_message)
        else:
            self._go_to_location(location)

    # -- bookmarks ---------------------------------------------------------------------------------

    def do_bookmark_set(self, argument: str | None) -> None:
        """Set a bookmark at the caret."""
        open_article, here = self._screen.open_article, self.current_location()
        if open_article is None or here is None:
            return
        if argument is None or not argument.isalnum():
            self._screen.reader_app.show_message(messages.BOOKMARK_NEEDS_LETTER)
            return
        open_article.set_bookmark(argument, here.caret)
        self._screen.reader_app.show_message(messages.bookmark_set(argument))

    def do_bookmark_go(self, argument: str | None) -> None:
        """Go to a bookmark, or to the last jump."""
        open_article, here = self._screen.open_article, self.current_location()
        if open_article is None or here is None:
            return
        if argument is None or argument in JUMP_MARKS:
            location = self._jump_list.latest(here)
            if location is None:
                self._screen.reader_app.show_message(messages.NO_JUMP_BACK)
                return
            self.record_jump()
            self._go_to_location(location)
            return
        caret = open_article.bookmark(argument)
        if caret is None:
            self._screen.reader_app.show_message(messages.no_bookmark(argument, open_article.bookmarks()))
            return
        self.record_jump()
        self._go(caret)

    # -- the outline -------------------------------------------------------------------------------

    def do_view_outline(self) -> None:
        """List the headings."""
        screen, open_article = self._screen, self._screen.open_article
        if open_article is None:
            return
        if not open_article.article.headings:
            screen.reader_app.show_message(messages.NO_HEADINGS)
            return
        from reader.ui.screens.reading.outline_dialog import OutlineDialog

        screen.reader_app.push_dialog(
            OutlineDialog(open_article.article, screen.view.french_cursor), self._on_heading_chosen
        )

    def _on_heading_chosen(self, caret: int | None) -> None:
        if caret is not None:
            self.record_jump()
            self._go(caret)

    # -- a percentage ------------------------------------------------------------------------------

    def do_move_percent(self, count: int | None) -> None:
        """Go to a percentage of the text; without a number, open the prompt."""
        if self._screen.viewport is None:
            return
        if count is not None:
            self._go_to_percent(count)
        else:
            self._screen.set_focus(self.input.open())

    def _go_to_percent(self, percent: int) -> None:
        viewport = self._screen.viewport
        if viewport is not None:
            self.record_jump()
            length = len(viewport.spread.french.text)
            self._go(min(length, -(-length * min(percent, 100) // 100)))

    def _go(self, caret: int) -> None:
        viewport = self._screen.viewport
        if viewport is not None:
            viewport.move_to(caret)
            self._screen.view.update()

    def on_text_changed(self, text: str) -> None:
        """Do nothing: the percentage may be incomplete."""

    def step_results(self, steps: int) -> None:
        """Do nothing: there are no results."""

    def leave_input(self) -> None:
        """Go to the typed percentage."""
        self.accept()

    def accept(self) -> None:
        """Go to the typed percentage."""
        text = self.input.value.strip().removesuffix("%").strip()
        self.close()
        if text.isascii() and text.isdigit():
            self._go_to_percent(int(text[:4]))
        elif text:
            self._screen.reader_app.show_message(messages.NOT_A_PERCENTAGE)

    def close(self) -> bool:
        """Close the prompt; return False if it was closed."""
        if not self.input.close():
            return False
        self._screen.set_focus(self._screen.view)
        return True
