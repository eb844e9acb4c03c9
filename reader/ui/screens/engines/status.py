"""What engines are doing, as shown in the page, in the footer and for a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translation_status import TranslationStatus
from reader.ui.screens.engines import messages

if TYPE_CHECKING:
    from reader.reading.translating.article_translator import ArticleTranslator
    from reader.ui.screens.reading.screen import ReadingScreen


class EngineActivity:
    """The engines used in this run. Sends nothing: ``translation`` does."""

    def __init__(self, frame: ReadingScreen) -> None:
        self._frame = frame
        self.translators: dict[str, ArticleTranslator] = {}
        """Engines in use, by name."""
        self.refusals: dict[str, str] = {}
        """Why engines cannot be used, by name."""
        self.batch_size = 0
        """Paragraphs requested for the whole article; 0: not translating it."""

    def page_hint(self) -> str:
        """Return the page's text while the article has no translation."""
        name, open_article = self._frame.session.engine, self._frame.open_article
        if open_article is None:
            return ""
        ways = messages.how_to_translate(self._frame.session.entry(open_article.article.id).name, self._key_hints())
        if not name:
            return ways
        translator = self.translators.get(name)
        if translator is None:
            return f"{self.refusals[name]}\n\n{ways}" if name in self.refusals else messages.first_request(name, "")
        index = open_article.article.paragraph_at(self._frame.view.french_cursor)
        if reason := translator.error_message(index):
            return messages.failed(reason)
        pause, declaration = translator.pause, translator.declaration
        if pause is not None:
            return messages.queued(declaration.label, pause.until)
        return messages.first_request(declaration.label, declaration.host)

    def hint_message(self) -> str:
        """Return the same on one line, for the message bar."""
        return " ".join(self.page_hint().split())

    def _key_hints(self) -> list[tuple[str, str]]:
        """Return the user's keys to get a translation, each with what it does."""
        keymap, found = self._frame.reader_app.keymap, []
        chosen = (
            ("app.settings", messages.OTHER_ENGINES)
            if self._frame.session.engine
            else ("english.again", messages.CHOOSE_ENGINE)
        )
        for command, what in (chosen, ("english.own", messages.OWN_TRANSLATION)):
            if keys := keymap.keys_for(command):
                found.append((keys[0], what))
        return found

    def footer_text(self) -> str:
        """Return the footer text; empty: nothing is in progress."""
        for translator in self.translators.values():
            declaration = translator.declaration
            if self.batch_size and declaration.name == self._frame.session.engine:
                return messages.batch_progress(max(0, self.batch_size - translator.pending_count), self.batch_size)
            if translator.in_flight_count:
                return messages.sending(declaration.label, declaration.host)
            if translator.pause is not None and translator.pending_count:
                return messages.paused(declaration.label, translator.pause.until)
        return ""

    def paragraph_status(self, name: str, index: int) -> tuple[str, bool]:
        """Return why an engine did not translate a paragraph ("": no error), and if it is pending."""
        translator = self.translators.get(name)
        if translator is None:
            return self.refusals.get(name, ""), False
        return translator.error_message(index), translator.pending().get(index) is TranslationStatus.PENDING
