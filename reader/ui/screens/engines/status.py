"""AtWork: the engines at work, and what the screen says of them: in the page, in the footer, of one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translation_status import TranslationStatus
from reader.ui.screens.engines import messages as tell

if TYPE_CHECKING:
    from reader.reading.translating.article_translator import ArticleTranslator
    from reader.ui.screens.frame import Frame


class EngineActivity:
    """What is known of engines in this run. Nothing here asks one for anything: ``translating`` does."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.translators: dict[str, ArticleTranslator] = {}
        """The engines that were asked for something, by their names."""
        self.refusals: dict[str, str] = {}
        """Why an engine cannot be asked, in a sentence."""
        self.batch_size = 0
        """Paragraphs of the whole article that were asked for; 0: it was not."""

    def page_hint(self) -> str:
        """Return what stands in the page while the article has no English at all."""
        name, sitting = self._frame.session.engine, self._frame.open_article
        if sitting is None:
            return ""
        ways = tell.how_to_translate(self._frame.session.entry(sitting.article.id).name, self._key_hints())
        if not name:
            return ways
        filling = self.translators.get(name)
        if filling is None:
            return f"{self.refusals[name]}\n\n{ways}" if name in self.refusals else tell.first_request(name, "")
        index = sitting.article.paragraph_at(self._frame.view.french_cursor)
        if reason := filling.error_message(index):
            return tell.failed(reason)
        pause, declaration = filling.pause, filling.declaration
        if pause is not None:
            return tell.queued(declaration.label, pause.until)
        return tell.first_request(declaration.label, declaration.host)

    def hint_message(self) -> str:
        """Return the same as a sentence, for where the page has no room for it."""
        return " ".join(self.page_hint().split())

    def _key_hints(self) -> list[tuple[str, str]]:
        """Return the keys that lead to English, as the reader has them, with what they do."""
        keymap, found = self._frame.reader_app.keymap, []
        chosen = (
            ("app.settings", tell.OTHER_ENGINES)
            if self._frame.session.engine
            else ("english.again", tell.CHOOSE_ENGINE)
        )
        for command, what in (chosen, ("english.own", tell.OWN_TRANSLATION)):
            if keys := keymap.keys_for(command):
                found.append((keys[0], what))
        return found

    def footer_text(self) -> str:
        """Return what the footer says of the engines at work; empty: nothing is under way."""
        for filling in self.translators.values():
            declaration = filling.declaration
            if self.batch_size and declaration.name == self._frame.session.engine:
                return tell.batch_progress(max(0, self.batch_size - filling.pending_count), self.batch_size)
            if filling.in_flight_count:
                return tell.sending(declaration.label, declaration.host)
            if filling.pause is not None and filling.pending_count:
                return tell.paused(declaration.label, filling.pause.until)
        return ""

    def paragraph_status(self, name: str, index: int) -> tuple[str, bool]:
        """Return why an engine's words of a paragraph did not come (empty: nothing went wrong), and whether it is asked now."""
        filling = self.translators.get(name)
        if filling is None:
            return self.refusals.get(name, ""), False
        return filling.error_message(index), filling.pending().get(index) is TranslationStatus.PENDING
