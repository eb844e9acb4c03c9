"""OwnEnglish: the commands with which the reader writes the English of a paragraph himself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.english.own_translation import OwnTranslations
    from reader.ui.screens.frame import Frame


class OwnTranslationCommands:
    """Brings what writes and lists the reader's own English when it is first asked for."""

    def __init__(self, frame: Frame, translating: ArticleTranslation) -> None:
        self._screen, self._translating = frame, translating

    @cached_property
    def own_translations(self) -> OwnTranslations:
        """What writes it."""
        from reader.ui.screens.english.own_translation import OwnTranslations  # not before the first frame

        return OwnTranslations(self._screen, self._translating)

    def do_english_own(self, count: int | None, letter: str | None) -> None:
        """Write the English of this paragraph oneself."""
        del count, letter
        self.own_translations.edit()

    def do_english_earlier(self, count: int | None, letter: str | None) -> None:
        """List one's own English of this paragraph, to bring an earlier one back."""
        del count, letter
        self.own_translations.list_versions()
