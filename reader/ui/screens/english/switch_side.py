"""Siding: going between the French and its English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.ui.screens.english.visibility import EnglishVisibility
    from reader.ui.screens.frame import Frame
    from reader.ui.spread.columns import EnglishMode


class SideSwitch:
    """The commands of the page that speak of its two sides."""

    def __init__(self, frame: Frame, facing: EnglishVisibility) -> None:
        self._screen, self._visibility = frame, facing

    def do_side_other(self, count: int | None, letter: str | None) -> None:
        """Go to the words that answer these on the other side; say so where they are not shown."""
        del count, letter
        page, sitting = self._screen.viewport, self._screen.open_article
        if page is None or sitting is None:
            return
        if page.shows(page.side.other):
            page.switch_side()
            self._screen.view.update()
            return
        english = sitting.english
        if page.side is Side.ENGLISH:
            sentence = say.FRENCH_HIDDEN
        elif english is None:
            sentence = say.how_to_add_translation(self._screen.session.entry(sitting.article.id).name)
        else:
            there = english.paragraph(sitting.article.paragraph_at(page.french_cursor))
            sentence = say.TRANSLATION_HIDDEN if there else say.NO_PARAGRAPH_TRANSLATION
        self._screen.reader_app.show_message(sentence)

    def do_english_mode(self, count: int | None, letter: str | None) -> None:
        """Choose how the English shows."""
        del count, letter
        if self._screen.open_article is None:
            return
        from reader.ui.screens.english.mode_dialog import EnglishModeDialog

        self._screen.reader_app.push_dialog(EnglishModeDialog(self._visibility.mode), self._set_mode)

    def _set_mode(self, manner: EnglishMode | None) -> None:
        if manner is None:
            return
        frame, sitting = self._screen, self._screen.open_article
        self._visibility.set_mode(manner)
        if sitting is not None and sitting.english is None and not frame.session.engine:
            frame.reader_app.show_message(say.how_to_add_translation(frame.session.entry(sitting.article.id).name))
        else:
            frame.reader_app.show_message(say.english_mode(manner, frame.view.column_mode))

    def return_to_french(self) -> bool:
        """Go back to the French; False when the reader is on it."""
        page = self._screen.viewport
        if page is None or page.side is Side.FRENCH or not page.shows(Side.FRENCH):
            return False
        page.switch_side()
        self._screen.view.update()
        return True
