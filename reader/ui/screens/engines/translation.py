"""Translating: the engine in use, bound to the page. What is missing is asked for as the reader comes to it; what comes is shown.

Nothing here is loaded or asked before the first frame is painted, nor while the English is hidden. Answers come from threads
by way of the loop, and are kept whatever is on the screen by then.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.text.model.translation_status import TranslationStatus, any_not_from_file, translation_statuses
from reader.ui.screens.engines import messages as tell
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
    from reader.ui.screens.frame import Frame


class ArticleTranslation:
    """The engines at work for the article of now."""

    def __init__(self, frame: Frame, forget_english: Callable[[], None]) -> None:
        self._frame, self._forget_english = frame, forget_english
        self.status = EngineActivity(frame)
        self._requested: tuple[str, tuple[int, ...]] = ("", ())
        self._changed_paragraphs: frozenset[int] = frozenset()
        self._request_scheduled = False
        self._timer: asyncio.TimerHandle | None = None
        self._stopped = False
        self.on_result: Callable[[], None] | None = None
        """Who else is told when something came or failed: a sheet over the page."""
        self.on_availability_changed: Callable[[str], None] | None = None
        """Who is told, by an article's id, that it has English now and had none, or the other way round."""

    @cached_property
    def consent(self) -> ConsentManager:
        """Who may be sent something; nobody who has all the English needs to know."""
        from reader.ui.screens.engines.consent import ConsentManager

        return ConsentManager(self._frame, self.status, self.show_changes)

    # -- what the screen tells ----------------------------------------------------------------------

    def article_opened(self) -> None:
        """Forget what another article wanted, and what became of it: its paragraphs are not those of the article of now."""
        self._requested, self.status.batch_size = ("", ()), 0
        sitting = self._frame.open_article
        for filling in self.status.translators.values():
            filling.clear()
            if sitting is not None:
                filling.set_article(sitting.article, lambda: sitting.language)

    def view_changed(self) -> None:
        """Ask for what the reader has come to. Called with every movement: it costs next to nothing where nothing is missing."""
        if self._stopped or not self._frame.session.engine:
            return
        near = self._paragraphs_to_request()
        if near != self._requested:
            self._requested = near
            if not self._request_scheduled:
                self._request_scheduled = True
                self._frame.call_after_refresh(self._request)  # the key is painted first

    def stop(self) -> None:
        """End: what was not sent never is, and nobody waits for the rest."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        for filling in self.status.translators.values():
            filling.clear()

    def reload_engines(self) -> None:
        """Take the engines as they are set up now: the settings changed."""
        self.article_opened()
        self.status.translators, self.status.refusals = {}, {}
        self.view_changed()

    def stop_batch(self) -> bool:
        """Stop translating the whole article; False when it is not being done."""
        if not self.status.batch_size:
            return False
        self._cancel_batch()
        self._frame.reader_app.show_message(tell.BATCH_STOPPED)
        return True

    # -- asking ---------------------------------------------------------------------------------------

    def _paragraphs_to_request(self) -> tuple[str, tuple[int, ...]]:
        """Return the article and its paragraphs to ask for, the most wanted first."""
        page, sitting, shown = self._frame.viewport, self._frame.open_article, self._frame.view.content
        if page is None or sitting is None or shown.french is not sitting.article:
            return "", ()
        found, article = sitting.translations, sitting.article
        if shown.shows_english and shown.english_mode not in {EnglishMode.REVEAL, EnglishMode.YOURSELF}:
            from reader.reading.translating.scheduler import priority_order

            wanted = priority_order(
                article.paragraph_at(page.french_cursor), *self._frame.view.row_cache.visible_paragraphs(), len(found)
            )
        else:
            wanted = tuple(sorted(shown.revealed_paragraphs))
        return article.id, tuple(index for index in wanted if found[index] is None)

    def _request(self) -> None:
        self._request_scheduled = False
        filling = self.translator(self._frame.session.engine)
        if filling is not None:
            filling.request(self._paragraphs_to_request()[1])  # looked at again: some may have come meanwhile
        self.step()

    def translator(self, name: str) -> ArticleTranslator | None:
        """Return an engine at work on the article of now; None when it may not, or cannot, be asked."""
        sitting = self._frame.open_article
        if self._stopped or not name or sitting is None:
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
            found.set_article(sitting.article, lambda: sitting.language)
        return found

    def _create_translator(self, engine: Engine) -> ArticleTranslator:
        import asyncio
        from contextvars import copy_context

        from reader.reading.translating.article_translator import ArticleTranslator

        loop, context = asyncio.get_running_loop(), copy_context()
        desk = self._frame.session

        def post(outcome: RequestResult) -> None:
            loop.call_soon_threadsafe(self._handle_result, filling, outcome, context=context)

        filling = ArticleTranslator(engine, desk.engine_store(), post, self, target=desk.target, created=desk.now)
        return filling

    def request_paragraph(self, name: str, index: int) -> None:
        """Ask an engine that may be asked for one paragraph, whatever became of it before."""
        filling = self.translator(name)
        if filling is not None:
            filling.retry(index)
            self._requested = ("", ())
            self.step()
            self.view_changed()

    def _handle_result(self, filling: ArticleTranslator, outcome: RequestResult) -> None:
        if not self._stopped:
            filling.handle_result(outcome)
            self.step()

    def step(self) -> None:
        """Send what may be sent, show what changed, and come back when the engines say so."""
        if self._stopped:
            return
        import asyncio

        self.consent.drop_refused()
        waits = [wait for filling in self.status.translators.values() if (wait := filling.step()) is not None]
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(min(waits), self.step) if waits else None
        self._finish_batch()
        self.show_changes()

    # -- what comes -----------------------------------------------------------------------------------

    def on_translation(self, paragraph: str, found: Translation) -> None:
        """Take the English of a paragraph, if the article of now still has it."""
        sitting = self._frame.open_article
        if sitting is not None:
            self._changed_paragraphs |= sitting.apply_translation(paragraph, found)

    def on_failure(self, message: str) -> None:
        """Tell why there is none."""
        until = next((f.pause.until for f in self.status.translators.values() if f.pause is not None), None)
        self._frame.reader_app.show_message(tell.error_and_retry(message, until))

    def on_paragraph_failure(self, paragraph: str, message: str) -> None:
        """Tell why the paragraph under the caret has none; of another the sign in its margin tells, and what ``p`` says."""
        page, sitting = self._frame.viewport, self._frame.open_article
        if page is not None and sitting is not None:
            article = sitting.article
            if article.paragraph(article.paragraph_at(page.french_cursor)) == paragraph:
                self._frame.reader_app.show_message(tell.failed(message))

    def show_changes(self, other: frozenset[int] = frozenset()) -> None:
        """Show what came, the paragraphs with other words, and the states of now; no line that is being read moves."""
        view, sitting = self._frame.view, self._frame.open_article
        changed, self._changed_paragraphs = self._changed_paragraphs | other, frozenset()
        if sitting is None or view.content.french is not sitting.article:
            return
        states = self.states()
        turned = (view.content.english is None) is not (sitting.english is None)
        if changed:
            self._forget_english()
        if view.content.english_mode is EnglishMode.YOURSELF:
            self._frame.refresh_content()
        elif sitting.english is None:
            view.set_content(replace(view.content, english=None, statuses=states, hint=self.status.page_hint()))
        elif changed or states != view.content.statuses:
            view.update_english(sitting.english, states, changed, sitting.aligned_pieces())
        self._frame.show_footer()
        if turned and self.on_availability_changed is not None:
            with self._frame.report_storage_errors():
                self.on_availability_changed(sitting.article.id)
        if self.on_result is not None:
            self.on_result()

    # -- what is known ----------------------------------------------------------------------------------

    def states(self) -> tuple[TranslationStatus, ...]:
        """Return the state of each paragraph's English; nothing where all of it came with the article."""
        sitting = self._frame.open_article
        filling = self.status.translators.get(self._frame.session.engine)
        if sitting is None or (filling is None and not any_not_from_file(sitting.translations)):
            return ()
        to_come = filling.pending() if filling is not None else {}
        return translation_statuses(
            sitting.translations, sitting.article, to_come, engine_available=filling is not None
        )

    def label(self, name: str) -> str:
        """Return what the screen calls an engine that may be asked; its name otherwise."""
        filling = self.translator(name)
        return filling.declaration.label if filling is not None else name

    # -- the whole article ------------------------------------------------------------------------------

    def missing_paragraphs(self) -> list[int]:
        """Return the paragraphs of the article that have words and no English."""
        sitting = self._frame.open_article
        if sitting is None:
            return []
        spans = sitting.article.paragraphs
        return [index for index, found in enumerate(sitting.translations) if found is None and spans[index]]

    def start_batch(self, name: str) -> None:
        """Ask an engine that may be asked for all that is missing."""
        filling, missing = self.translator(name), self.missing_paragraphs()
        if filling is not None:
            filling.request_all(missing)
            self.status.batch_size = filling.pending_count
            self._frame.reader_app.show_message(tell.batch_started(filling.declaration.label, self.status.batch_size))
            self.step()

    def _cancel_batch(self) -> None:
        self.status.batch_size = 0
        for filling in self.status.translators.values():
            filling.request_all(())
        self.step()

    def _finish_batch(self) -> None:
        """Say what came of it, once nothing of the whole article is left to ask for."""
        filling = self.status.translators.get(self._frame.session.engine)
        if self.status.batch_size and filling is not None and not filling.pending_count:
            total, self.status.batch_size = self.status.batch_size, 0
            came = total - min(total, len(self.missing_paragraphs()))
            self._frame.reader_app.show_message(tell.batch_finished(filling.declaration.label, came, total))
