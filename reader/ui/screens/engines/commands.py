"""Commands about translation engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translations import Origin
from reader.ui.screens import messages as common_messages
from reader.ui.screens.engines import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.article_translator import ArticleTranslator
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.reading.screen import ReadingScreen


class EngineCommands:
    """The engine commands of the reading screen."""

    def __init__(self, frame: ReadingScreen, translation: ArticleTranslation, show_english: Callable[[], None]) -> None:
        self._frame, self._translation, self._show_english = frame, translation, show_english

    def do_english_about(self) -> None:
        """Show where this translation comes from, or why there is none."""
        open_article = self._frame.open_article
        if open_article is not None:
            self._frame.reader_app.show_message(
                self._about(open_article.article.paragraph_at(self._frame.view.french_cursor))
            )

    def _about(self, index: int) -> str:
        open_article, name = self._frame.open_article, self._frame.session.engine
        found = open_article.translations[index] if open_article is not None and open_article.translations else None
        translator = self._translation.status.translators.get(name)
        if translator is not None and (pending := self._pending_message(translator, index, lacking=found is None)):
            return pending
        if found is None and (refused := self._translation.status.paragraph_status(name, index)[0]):
            return refused
        return common_messages.about_translation(found)

    @staticmethod
    def _pending_message(translator: ArticleTranslator, index: int, *, lacking: bool) -> str:
        """Return the message for a paragraph that an engine is to translate; empty: already translated."""
        from reader.reading.translating.scheduler import RequestState  # lazy: only once an engine is in use

        label, pause, state = translator.declaration.label, translator.pause, translator.states().get(index)
        waits = state in {RequestState.IN_FLIGHT, RequestState.QUEUED}
        if not lacking and not waits:
            return ""
        if state is RequestState.IN_FLIGHT:
            return messages.translating(label)
        if reason := translator.error_message(index):
            return messages.failed(reason)
        if waits:
            return messages.queued(label, pause.until if pause is not None else None)
        return messages.not_requested(label)

    def do_english_engine(self) -> None:
        """Choose the translation engine."""
        self.choose_engine()

    def choose_engine(self) -> None:
        """Open the list of engines."""
        from reader.ui.screens.engines.engine_dialog import EngineDialog

        app = self._frame.reader_app
        dialog = EngineDialog(app.engine_statuses(), self._frame.session.engine, self._translation.consent)
        app.push_dialog(dialog, self._on_engine_chosen)

    def _on_engine_chosen(self, name: str | None) -> None:
        if name:
            self._translation.consent.with_consent(name, lambda: self._use(name))
        elif name is not None:
            self._use("")

    def _use(self, name: str) -> None:
        frame, app = self._frame, self._frame.reader_app
        app.use_engine(name)
        self._translation.article_opened()
        open_article = frame.open_article
        if open_article is not None:
            if name:
                self._show_english()
            else:
                frame.save_position()
            frame.open(open_article.article.id)  # another engine's translations may take priority
        label = name and self._translation.label(name)
        settings = app.settings.engine
        if settings and settings != name:
            app.show_message(messages.session_only(label or messages.NO_ENGINE, settings))
        else:
            app.show_message(messages.in_use(label) if name else messages.ENGINE_OFF)

    def do_english_again(self) -> None:
        """Translate the paragraph at the caret again; without an engine, choose one."""
        frame, open_article, name = self._frame, self._frame.open_article, self._frame.session.engine
        if open_article is None:
            return
        if not name:
            self.choose_engine()
            return
        index = open_article.article.paragraph_at(frame.view.french_cursor)
        found, shown = open_article.translations[index], frame.view.content
        if found is not None and not found.engine:
            frame.reader_app.show_message(messages.FROM_USER if found.origin is Origin.USER else messages.FROM_ARTICLE)
        elif not shown.shows_english and index not in shown.revealed_paragraphs:
            frame.reader_app.show_message(messages.TRANSLATION_HIDDEN)
        else:
            self._translation.consent.with_consent(name, lambda: self._translation.request_paragraph(name, index))

    def do_english_whole(self) -> None:
        """Translate the rest of the article; again: stop."""
        frame, open_article, name = self._frame, self._frame.open_article, self._frame.session.engine
        if open_article is None or self._translation.stop_batch():
            return
        if not name:
            self.choose_engine()
        elif not self._translation.missing_paragraphs():
            frame.reader_app.show_message(messages.ALREADY_TRANSLATED)
        else:
            self._translation.consent.with_consent(name, lambda: self._translation.start_batch(name))

    def do_english_compare(self) -> None:
        """Compare the translations of this paragraph."""
        open_article = self._frame.open_article
        if open_article is None or not open_article.translations:
            return
        from reader.ui.screens.engines.compare_dialog import CompareDialog

        index = open_article.article.paragraph_at(self._frame.view.french_cursor)
        dialog = CompareDialog(self._translation, open_article, index, self._frame.reader_app.engine_statuses())
        self._translation.on_result = dialog.refresh_items
        self._frame.reader_app.push_dialog(dialog, self._on_compared)

    def _on_compared(self, engine: str | None) -> None:
        """Show the chosen engine's translation of the paragraph from now on."""
        self._translation.on_result = None
        frame, open_article = self._frame, self._frame.open_article
        if not engine or open_article is None:
            return
        index = open_article.article.paragraph_at(frame.view.french_cursor)
        if open_article.choose_engine(index, engine):
            self._translation.show_changes(frozenset({index}))
        else:
            frame.reader_app.show_message(messages.OTHER_STILL_SHOWN)
