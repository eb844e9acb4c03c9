"""Asking: the commands that speak of engines. What they do is done by the engines at work (``translating``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translations import Origin
from reader.ui.screens import messages as say
from reader.ui.screens.engines import messages as tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.translating.article_translator import ArticleTranslator
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.frame import Frame


class EngineCommands:
    """Where the English of a paragraph comes from, and who is asked for it."""

    def __init__(self, frame: Frame, translating: ArticleTranslation, show_english: Callable[[], None]) -> None:
        self._frame, self._translating, self._show_english = frame, translating, show_english

    def do_english_about(self, count: int | None, letter: str | None) -> None:
        """Say where the English of this paragraph is from, or why there is none."""
        del count, letter
        sitting = self._frame.open_article
        if sitting is not None:
            self._frame.reader_app.show_message(
                self._about(sitting.article.paragraph_at(self._frame.view.french_cursor))
            )

    def _about(self, index: int) -> str:
        sitting, name = self._frame.open_article, self._frame.session.engine
        found = sitting.translations[index] if sitting is not None and sitting.translations else None
        filling = self._translating.status.translators.get(name)
        if filling is not None and (to_come := self._pending_message(filling, index, lacking=found is None)):
            return to_come
        if found is None and (refused := self._translating.status.paragraph_status(name, index)[0]):
            return refused
        return say.about_translation(found)

    @staticmethod
    def _pending_message(filling: ArticleTranslator, index: int, *, lacking: bool) -> str:
        """Say what an engine at work makes of a paragraph; nothing of one that has its English and waits for no other."""
        from reader.reading.translating.scheduler import RequestState  # not before an engine is at work

        label, pause, state = filling.declaration.label, filling.pause, filling.states().get(index)
        waits = state in {RequestState.IN_FLIGHT, RequestState.QUEUED}
        if not lacking and not waits:
            return ""
        if state is RequestState.IN_FLIGHT:
            return tell.translating(label)
        if reason := filling.error_message(index):
            return tell.failed(reason)
        if waits:
            return tell.queued(label, pause.until if pause is not None else None)
        return tell.not_requested(label)

    def do_english_engine(self, count: int | None, letter: str | None) -> None:
        """Choose who brings the English."""
        del count, letter
        self.choose_engine()

    def choose_engine(self) -> None:
        """List the engines; the one chosen is asked from then on."""
        from reader.ui.screens.engines.engine_dialog import EngineDialog

        app = self._frame.reader_app
        sheet = EngineDialog(app.engine_statuses(), self._frame.session.engine, self._translating.consent)
        app.push_dialog(sheet, self._on_engine_chosen)

    def _on_engine_chosen(self, name: str | None) -> None:
        if name:
            self._translating.consent.with_consent(name, lambda: self._use(name))
        elif name is not None:
            self._use("")

    def _use(self, name: str) -> None:
        frame, app = self._frame, self._frame.reader_app
        app.use_engine(name)
        self._translating.article_opened()
        sitting = frame.open_article
        if sitting is not None:
            if name:
                self._show_english()  # it is shown from now on
            else:
                frame.save_position()
            frame.open(sitting.article.id)  # another engine's words may come first now
        label = name and self._translating.label(name)
        settings = app.settings.engine
        if settings and settings != name:
            app.show_message(tell.session_only(label or tell.NO_ENGINE, settings))
        else:
            app.show_message(tell.in_use(label) if name else tell.ENGINE_OFF)

    def do_english_again(self, count: int | None, letter: str | None) -> None:
        """Ask again for the paragraph under the caret; without an engine, choose one."""
        del count, letter
        frame, sitting, name = self._frame, self._frame.open_article, self._frame.session.engine
        if sitting is None:
            return
        if not name:
            self.choose_engine()
            return
        index = sitting.article.paragraph_at(frame.view.french_cursor)
        found, shown = sitting.translations[index], frame.view.content
        if found is not None and not found.engine:
            frame.reader_app.show_message(tell.FROM_USER if found.origin is Origin.USER else tell.FROM_ARTICLE)
        elif not shown.shows_english and index not in shown.revealed_paragraphs:
            frame.reader_app.show_message(tell.TRANSLATION_HIDDEN)
        else:
            self._translating.consent.with_consent(name, lambda: self._translating.request_paragraph(name, index))

    def do_english_whole(self, count: int | None, letter: str | None) -> None:
        """Translate what is missing of the whole article; again: stop."""
        del count, letter
        frame, sitting, name = self._frame, self._frame.open_article, self._frame.session.engine
        if sitting is None or self._translating.stop_batch():
            return
        if not name:
            self.choose_engine()
        elif not self._translating.missing_paragraphs():
            frame.reader_app.show_message(tell.ALREADY_TRANSLATED)
        else:
            self._translating.consent.with_consent(name, lambda: self._translating.start_batch(name))

    def do_english_compare(self, count: int | None, letter: str | None) -> None:
        """List what is known of this paragraph's English, and who else can be asked."""
        del count, letter
        sitting = self._frame.open_article
        if sitting is None or not sitting.translations:
            return
        from reader.ui.screens.engines.compare_dialog import CompareDialog

        index = sitting.article.paragraph_at(self._frame.view.french_cursor)
        sheet = CompareDialog(self._translating, sitting, index, self._frame.reader_app.engine_statuses())
        self._translating.on_result = sheet.refresh_items
        self._frame.reader_app.push_dialog(sheet, self._on_compared)

    def _on_compared(self, engine: str | None) -> None:
        """Have the chosen engine's words for the paragraph from now on."""
        self._translating.on_result = None
        frame, sitting = self._frame, self._frame.open_article
        if not engine or sitting is None:
            return
        index = sitting.article.paragraph_at(frame.view.french_cursor)
        if sitting.choose_engine(index, engine):
            self._translating.show_changes(frozenset({index}))
        else:
            frame.reader_app.show_message(tell.OTHER_STILL_SHOWN)
