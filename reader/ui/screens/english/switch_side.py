"""Siding: going between the French and its English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.ui.screens.english.visibility import Facing
    from reader.ui.screens.frame import Frame
    from reader.ui.spread.columns import Manner


class Siding:
    """The commands of the page that speak of its two sides."""

    def __init__(self, frame: Frame, facing: Facing) -> None:
        self._frame, self._facing = frame, facing

    def do_side_other(self, count: int | None, letter: str | None) -> None:
        """Go to the words that answer these on the other side; say so where they are not shown."""
        del count, letter
        page, sitting = self._frame.page, self._frame.sitting
        if page is None or sitting is None:
            return
        if page.shows(page.side.other):
            page.cross()
            self._frame.view.update()
            return
        english = sitting.english
        if page.side is Side.ENGLISH:
            sentence = say.FRENCH_HIDDEN
        elif english is None:
            sentence = say.no_english(self._frame.desk.entry(sitting.article.id).name)
        else:
            there = english.paragraph(sitting.article.paragraph_at(page.caret))
            sentence = say.ENGLISH_HIDDEN if there else say.ENGLISH_NOT_OF_PARAGRAPH
        self._frame.reader_app.say(sentence)

    def do_english_mode(self, count: int | None, letter: str | None) -> None:
        """Choose how the English shows."""
        del count, letter
        if self._frame.sitting is None:
            return
        from reader.ui.screens.english.mode_dialog import MannersSheet

        self._frame.reader_app.lay_over(MannersSheet(self._facing.manner), self._chosen)

    def _chosen(self, manner: Manner | None) -> None:
        if manner is None:
            return
        frame, sitting = self._frame, self._frame.sitting
        self._facing.show_as(manner)
        if sitting is not None and sitting.english is None and not frame.desk.engine:
            frame.reader_app.say(say.no_english(frame.desk.entry(sitting.article.id).name))
        else:
            frame.reader_app.say(say.manner(manner, frame.view.mode))

    def leave(self) -> bool:
        """Go back to the French; False when the reader is on it."""
        page = self._frame.page
        if page is None or page.side is Side.FRENCH or not page.shows(Side.FRENCH):
            return False
        page.cross()
        self._frame.view.update()
        return True
