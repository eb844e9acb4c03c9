"""The commands for translating a paragraph yourself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.english.own_translation import OwnTranslations
    from reader.ui.screens.reading.screen import ReadingScreen


class OwnTranslationCommands:
    """Creates the editor and the history of your translations on first use."""

    def __init__(self, screen: ReadingScreen, translation: ArticleTranslation) -> None:
        self._screen, self._translation = screen, translation

    @cached_property
    def own_translations(self) -> OwnTranslations:
        """The editor and history."""
        from reader.ui.screens.english.own_translation import OwnTranslations  # not needed for the first frame

        return OwnTranslations(self._screen, self._translation)

    def do_english_own(self) -> None:
        """Translate this paragraph yourself."""
        self.own_translations.edit()

    def do_english_earlier(self) -> None:
        """List your versions of this paragraph, to restore an earlier one."""
        self.own_translations.list_versions()
