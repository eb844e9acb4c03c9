"""Typesetting: how long the lines are, and how they are set. It is the same for all articles, and remembered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.preferences import MEASURES
from reader.ui.screens import messages as say

if TYPE_CHECKING:
    from reader.ui.screens.frame import Frame
    from reader.ui.widgets.page_content import PageContent


class LineSettings:
    """The commands that set the lines otherwise. The line being read stays where it is."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def apply(self, shown: PageContent) -> PageContent:
        """Return what the page shows, its lines as the reader wants them now."""
        wanted = self._frame.session.preferences
        return replace(shown, measure=wanted.measure, hyphenated=wanted.hyphenated, justified=wanted.justified)

    def do_measure_narrower(self, count: int | None, letter: str | None) -> None:
        """Make the lines shorter."""
        del letter
        self.change_measure(-(count or 1))

    def do_measure_wider(self, count: int | None, letter: str | None) -> None:
        """Make the lines longer."""
        del letter
        self.change_measure(count or 1)

    def change_measure(self, steps: int) -> None:
        """Make the lines longer or shorter by steps of two cells, and remember it."""
        frame, preferences = self._frame, self._frame.session.preferences
        measure = max(MEASURES.start, min(preferences.measure + steps * MEASURES.step, MEASURES[-1]))
        frame.session.set_preferences(replace(preferences, measure=measure))
        frame.refresh_content()
        frame.reader_app.show_message(say.line_width(measure))

    def change_typesetting(self, *, hyphenated: bool, justified: bool) -> None:
        """Divide words, and make both edges even, or not; and remember it."""
        frame = self._frame
        frame.session.set_preferences(replace(frame.session.preferences, hyphenated=hyphenated, justified=justified))
        frame.refresh_content()
