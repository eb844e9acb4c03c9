"""Switch between the French and its translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.ui.screens.english.visibility import EnglishVisibility
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.spread.columns import EnglishMode


class SideSwitch:
    """The commands for the two sides of the page."""

    def __init__(self, screen: ReadingScreen, visibility: EnglishVisibility) -> None:
        self._screen, self._visibility = screen, visibility

    def do_side_other(self) -> None:
        """Jump to the matching words on the other side, or explain why it is not shown."""
        viewport, open_article = self._screen.viewport, self._screen.open_article
        if viewport is None or open_article is None:
            return
        if viewport.cursors.shows(viewport.cursors.side.other):
            viewport.switch_side()
            self._screen.view.update()
            return
        english = open_article.english
        if viewport.cursors.side is Side.ENGLISH:
            message = messages.FRENCH_HIDDEN
        elif english is None:
            message = messages.how_to_add_translation(self._screen.session.entry(open_article.article.id).name)
        else:
            translated = english.paragraph(open_article.article.paragraph_at(viewport.cursors.french))
            message = messages.TRANSLATION_HIDDEN if translated else messages.NO_PARAGRAPH_TRANSLATION
        self._screen.reader_app.show_message(message)

    def do_english_mode(self) -> None:
        """Choose the translation layout."""
        if self._screen.open_article is None:
            return
        from reader.ui.screens.english.mode_dialog import EnglishModeDialog

        self._screen.reader_app.push_dialog(EnglishModeDialog(self._visibility.mode), self._set_mode)

    def _set_mode(self, mode: EnglishMode | None) -> None:
        if mode is None:
            return
        screen, open_article = self._screen, self._screen.open_article
        self._visibility.set_mode(mode)
        if open_article is not None and open_article.english is None and not screen.session.engine:
            screen.reader_app.show_message(
                messages.how_to_add_translation(screen.session.entry(open_article.article.id).name)
            )
        else:
            screen.reader_app.show_message(messages.english_mode(mode, screen.view.column_mode))

    def return_to_french(self) -> bool:
        """Switch to the French; False if it is already current."""
        viewport = self._screen.viewport
        if viewport is None or viewport.cursors.side is Side.FRENCH or not viewport.cursors.shows(Side.FRENCH):
            return False
        viewport.switch_side()
        self._screen.view.update()
        return True
