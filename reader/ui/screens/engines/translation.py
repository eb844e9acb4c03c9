"""Connect engines with the reading screen: request what is missing, show what arrives.

Nothing is loaded or sent before the first frame, or while the translation is hidden. Results come
from threads through the event loop, and are saved whatever is on the screen by then.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.text.model.translation_status import TranslationStatus, any_not_from_file, translation_statuses
from reader.ui.screens.engines import messages
from reader.ui.screens.engines.status import EngineActivity
from reader.ui.spread.columns import EnglishMode

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from reader.reading.translating.article_translator import ArticleTranslator
    from reader.reading.translating.worker import RequestResult
    from reader.text.model.translations import Translation
    from reader.translation.engine import Engine
    from reader.ui.screens.engines.consent import ConsentManager
    from reader.ui.screens.reading.screen import ReadingScreen


class ArticleTranslation:
    """Translates the open article."""

    def __init__(self, frame: ReadingScreen, forget_english: Callable[[], None]) -> None:
        self._frame, self._forget_english = frame, forget_english
        self.status = EngineActivity(frame)
        self._requested: tuple[str, tuple[int, ...]] = ("", ())
        self._changed_paragraphs: frozenset[int] = frozenset()
        self._request_scheduled = False
        self._timer: asyncio.TimerHandle | None = None
        self._stopped = False
        self.on_result: Callable[[], None] | None = None
        """Called after a result; for a dialog over the page."""
        self.on_availability_changed: Callable[[str], None] | None = None
        """Called with an article's id when it gets its first translation, or loses its last."""

    @cached_property
    def consent(self) -> ConsentManager:
        """The permission checks; created on first use."""
        from reader.ui.screens.engines.consent import ConsentManager

        return ConsentManager(self._frame, self.status, self.show_changes)

    # -- events of the screen -------------------------------------------------------------------------

    def article_opened(self) -> None:
        """Clear requests for another article, and switch to the open one."""
        self._requested, self.status.batch_size = ("", ()), 0
        open_article = self._frame.open_article
        for translator in self.status.translators.values():
            translator.clear()
            if open_article is not None:
                translator.set_article(open_article.article, lambda: open_article.language)

    def view_changed(self) -> None:
        """Request what is missing here. Called on every movement, so it must be cheap."""
        if self._stopped or not self._frame.session.engine:
            return
        near = self._paragraphs_to_request()
        if near != self._requested:
            self._requested = near
            if not self._request_scheduled:
                self._request_scheduled = True
                self._frame.call_after_refresh(self._request)  # paint the key press first

    def stop(self) -> None:
        """Stop: send nothing more, and wait for nothing."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        for translator in self.status.translators.values():
            translator.clear()

    def reload_engines(self) -> None:
        """Recreate the engines after a change of settings."""
        self.article_opened()
        self.status.translators, self.status.refusals = {}, {}
        self.view_changed()

    def stop_batch(self) -> bool:
        """Stop translating the whole article; False if it is not in progress."""
        if not self.status.batch_size:
            return False
        self._cancel_batch()
        self._frame.reader_app.show_message(messages.BATCH_STOPPED)
        return True

    # -- requests -------------------------------------------------------------------------------------

    def _paragraphs_to_request(self) -> tuple[str, tuple[int, ...]]:
        """Return the article's id and the paragraphs to request, by priority."""
        page, open_article, shown = self._frame.viewport, self._frame.open_article, self._frame.view.content
        if page is None or open_article is None or shown.french is not open_article.article:
            return "", ()
        found, article = open_article.translations, open_article.article
        if shown.shows_english and shown.english_mode not in {EnglishMode.REVEAL, EnglishMode.YOURSELF}:
            from reader.reading.translating.scheduler import priority_order

            wanted = priority_order(
                article.paragraph_at(page.cursors.french), *self._frame.view.row_cache.visible_paragraphs(), len(found)
            )
        else:
            wanted = tuple(sorted(shown.revealed_paragraphs))
        return article.id, tuple(index for index in wanted if found[index] is None)

    def _request(self) -> None:
        self._request_scheduled = False
        translator = self.translator(self._frame.session.engine)
        if translator is not None:
            translator.request(self._paragraphs_to_request()[1])  # again: some may have arrived meanwhile
        self.step()

    def translator(self, name: str) -> ArticleTranslator | None:
        """Return an engine working on the open article; None if it is not allowed or not available."""
        open_article = self._frame.open_article
        if self._stopped or not name or open_article is None:
            return None
        if name not in self.status.translators and name not in self.status.refusals:
            try:
                engine = self._frame.reader_app.build_engine(name)
                if refusal := self.consent.refusal(engine.declaration):
                    self.status.refusals[name] = refusal
                else:
                    self.status.translators[name] = self._create_translator(engine)
            except EnregardError as error:
                self.status.refusals[name] = str(error)
        found = self.status.translators.get(name)
        if found is not None:
            found.set_article(open_article.article, lambda: open_article.language)
        return found

    def _create_translator(self, engine: Engine) -> ArticleTranslator:
        import asyncio
        from contextvars import copy_context

        from reader.reading.translating.article_translator import ArticleTranslator

        loop, context = asyncio.get_running_loop(), copy_context()
        session = self._frame.session

        def post(result: RequestResult) -> None:
            loop.call_soon_threadsafe(self._handle_result, translator, result, context=context)

        translator = ArticleTranslator(
            engine, session.engine_store(), post, self, target=session.target, created=session.now
        )
        return translator

    def request_paragraph(self, name: str, index: int) -> None:
        """Request one paragraph from an engine, whatever happened to it before."""
        translator = self.translator(name)
        if translator is not None:
            translator.retry(index)
            self._requested = ("", ())
            self.step()
            self.view_changed()

    def _handle_result(self, translator: ArticleTranslator, result: RequestResult) -> None:
        if not self._stopped:
            translator.handle_result(result)
            self.step()

    def step(self) -> None:
        """Send what can be sent, show what changed, and schedule the next call."""
        if self._stopped:
            return
        import asyncio

        self.consent.drop_refused()
        waits = [wait for translator in self.status.translators.values() if (wait := translator.step()) is not None]
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(min(waits), self.step) if waits else None
        self._finish_batch()
        self.show_changes()

    # -- results --------------------------------------------------------------------------------------

    def on_translation(self, paragraph: str, found: Translation) -> None:
        """Apply the translation of a paragraph, if the open article has it."""
        open_article = self._frame.open_article
        if open_article is not None:
            self._changed_paragraphs |= open_article.apply_translation(paragraph, found)

    def on_failure(self, message: str) -> None:
        """Show an error, with the time of the next try."""
        until = next((f.pause.until for f in self.status.translators.values() if f.pause is not None), None)
        self._frame.reader_app.show_message(messages.error_and_retry(message, until))

    def on_paragraph_failure(self, paragraph: str, message: str) -> None:
        """Show the error of the paragraph at the caret; others only have a sign in the margin."""
        page, open_article = self._frame.viewport, self._frame.open_article
        if page is not None and open_article is not None:
            article = open_article.article
            if article.paragraph(article.paragraph_at(page.cursors.french)) == paragraph:
                self._frame.reader_app.show_message(messages.failed(message))

    def show_changes(self, other: frozenset[int] = frozenset()) -> None:
        """Show new translations and statuses. Lines that are being read do not move."""
        view, open_article = self._frame.view, self._frame.open_article
        changed, self._changed_paragraphs = self._changed_paragraphs | other, frozenset()
        if open_article is None or view.content.french is not open_article.article:
            return
        states = self.states()
        turned = (view.content.english is None) is not (open_article.english is None)
        if changed:
            self._forget_english()
        if view.content.english_mode is EnglishMode.YOURSELF:
            self._frame.refresh_content()
        elif open_article.english is None:
            view.set_content(replace(view.content, english=None, statuses=states, hint=self.status.page_hint()))
        elif changed or states != view.content.statuses:
            view.update_english(open_article.english, states, changed, open_article.aligned_pieces())
        self._frame.show_footer()
        if turned and self.on_availability_changed is not None:
            with self._frame.report_storage_errors():
                self.on_availability_changed(open_article.article.id)
        if self.on_result is not None:
            self.on_result()

    # -- state ----------------------------------------------------------------------------------------

    def states(self) -> tuple[TranslationStatus, ...]:
        """Return the status of each paragraph; empty if all translations translated with the article."""
        open_article = self._frame.open_article
        translator = self.status.translators.get(self._frame.session.engine)
        if open_article is None or (translator is None and not any_not_from_file(open_article.translations)):
            return ()
        pending = translator.pending() if translator is not None else {}
        return translation_statuses(
            open_article.translations, open_article.article, pending, engine_available=translator is not None
        )

    def label(self, name: str) -> str:
        """Return the display name of an engine that may be used, else its name."""
        translator = self.translator(name)
        return translator.declaration.label if translator is not None else name

    # -- the whole article ------------------------------------------------------------------------------

    def missing_paragraphs(self) -> list[int]:
        """Return the paragraphs with text but without a translation."""
        open_article = self._frame.open_article
        if open_article is None:
            return []
        spans = open_article.article.paragraphs
        return [index for index, found in enumerate(open_article.translations) if found is None and spans[index]]

    def start_batch(self, name: str) -> None:
        """Request all missing paragraphs."""
        translator, missing = self.translator(name), self.missing_paragraphs()
        if translator is not None:
            translator.request_all(missing)
            self.status.batch_size = translator.pending_count
            self._frame.reader_app.show_message(
                messages.batch_started(translator.declaration.label, self.status.batch_size)
            )
            self.step()

    def _cancel_batch(self) -> None:
        self.status.batch_size = 0
        for translator in self.status.translators.values():
            translator.request_all(())
        self.step()

    def _finish_batch(self) -> None:
        """Show the result once the whole article is done."""
        translator = self.status.translators.get(self._frame.session.engine)
        if self.status.batch_size and translator is not None and not translator.pending_count:
            total, self.status.batch_size = self.status.batch_size, 0
            translated = total - min(total, len(self.missing_paragraphs()))
            self._frame.reader_app.show_message(
                messages.batch_finished(translator.declaration.label, translated, total)
            )
