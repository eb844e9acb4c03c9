"""Commands for line width, hyphenation and justification of all articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.preferences import MEASURES
from reader.ui.screens import messages

if TYPE_CHECKING:
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.widgets.page_content import PageContent


class LineSettings:
    """Changes and saves the line settings; the current line stays in place."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def apply(self, content: PageContent) -> PageContent:
        """Return the page content with the user's line settings."""
        preferences = self._screen.session.preferences
        return replace(
            content,
            measure=preferences.measure,
            hyphenated=preferences.hyphenated,
            justified=preferences.justified,
        )

    def do_measure_narrower(self, count: int | None) -> None:
        """Reduce the line width."""
        self.change_measure(-(count or 1))

    def do_measure_wider(self, count: int | None) -> None:
        """Increase the line width."""
        self.change_measure(count or 1)

    def change_measure(self, steps: int) -> None:
        """Change the line width by steps of two cells, and save it."""
        screen, preferences = self._screen, self._screen.session.preferences
        measure = max(MEASURES.start, min(preferences.measure + steps * MEASURES.step, MEASURES[-1]))
        screen.session.set_preferences(replace(preferences, measure=measure))
        screen.refresh_content()
        screen.reader_app.show_message(messages.line_width(measure))

    def change_typesetting(self, *, hyphenated: bool, justified: bool) -> None:
        """Set and save hyphenation and justification."""
        screen = self._screen
        screen.session.set_preferences(replace(screen.session.preferences, hyphenated=hyphenated, justified=justified))
        screen.refresh_content()
