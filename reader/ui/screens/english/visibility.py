"""Which paragraphs of an article show their translation, and in which layout."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.ui.screens import messages
from reader.ui.spread.columns import EnglishMode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.open_article import OpenArticle
    from reader.text.model.article import Article
    from reader.text.model.catalog import ReadingPosition
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.widgets.page_content import PageContent


class EnglishVisibility:
    """The user's choice of what to show of the translation, and its commands."""

    def __init__(
        self, screen: ReadingScreen, translation: ArticleTranslation, forget_english: Callable[[], None]
    ) -> None:
        self._screen, self._translation, self._forget_english = screen, translation, forget_english
        self.shown = False
        """Whether the translation is shown. A new article starts as the last one was."""
        self.mode = EnglishMode.AUTOMATIC
        """The layout of a shown translation."""
        self.revealed_paragraph: int | None = None
        """The one paragraph with a visible translation while translations are hidden."""
        self._revealed_paragraphs: frozenset[int] = frozenset()
        """Paragraphs revealed in REVEAL and YOURSELF; not stored."""
        self._progress_text = ""
        """The user's progress in YOURSELF; empty in other modes."""

    def restore(self, position: ReadingPosition | None) -> None:
        """Restore the stored choice; None: the article was never open."""
        if position is not None:
            self.shown = position.english
        self.mode = EnglishMode.from_stored(position.mode if position is not None else "")
        self.clear_revealed()

    def clear_revealed(self) -> None:
        """Hide all revealed paragraphs."""
        self.revealed_paragraph, self._revealed_paragraphs = None, frozenset()

    def add_english(self, content: PageContent, open_article: OpenArticle) -> PageContent:
        """Return the page content with the current translations and statuses."""
        english, asides = self._english_and_asides(open_article)
        return replace(
            content,
            english=english,
            asides=asides,
            shows_english=self.shown,
            english_mode=self.mode,
            revealed_paragraphs=self._shown_paragraphs(),
            statuses=self._translation.states(),
        )

    def _english_and_asides(self, open_article: OpenArticle) -> tuple[Article | None, tuple[str, ...]]:
        """Return the English side in the current mode, and the texts under its paragraphs."""
        self._progress_text = ""
        if self.mode is not EnglishMode.YOURSELF:
            return open_article.english, ()
        from reader.ui.screens.english.self_translation import self_translation

        page = self_translation(
            open_article,
            self._revealed_paragraphs | ({self.revealed_paragraph} if self.revealed_paragraph is not None else set()),
        )
        self._progress_text = messages.translated_count(page.written, page.total)
        return page.english, page.asides

    def _shown_paragraphs(self) -> frozenset[int]:
        """Return the paragraphs revealed in a page of French."""
        if self.shown:
            return self._revealed_paragraphs
        return frozenset() if self.revealed_paragraph is None else frozenset({self.revealed_paragraph})

    def footer_text(self) -> str:
        """Return the source of the translation at the cursor, or that there is none."""
        open_article = self._screen.open_article
        if open_article is None:
            return ""
        shown = self.shown or self.revealed_paragraph is not None
        if self._progress_text and shown:
            return self._progress_text
        if open_article.english is None:
            return messages.NO_TRANSLATION
        current = open_article.translation_at(self._screen.view.french_cursor) if shown else None
        return messages.translation_source(current) if current is not None else ""

    def set_mode(self, mode: EnglishMode) -> None:
        """Show the translation in a mode; stored with the article."""
        if EnglishMode.YOURSELF in {self.mode, mode}:
            self._forget_english()
        self.mode, self.shown, self.revealed_paragraph = mode, True, None
        self._screen.refresh_content()
        with self._screen.report_storage_errors():
            self._screen.save_position()

    def hide_revealed(self) -> bool:
        """Hide the one revealed paragraph; False if there is none."""
        if self.revealed_paragraph is None:
            return False
        self.revealed_paragraph = None
        self._screen.refresh_content()
        return True

    def do_english_toggle(self) -> None:
        """Show or hide the translation; the current line stays in place."""
        screen, open_article = self._screen, self._screen.open_article
        self.shown, self.revealed_paragraph = not self.shown, None
        screen.refresh_content()
        if (
            self.shown
            and open_article is not None
            and open_article.english is None
            and screen.view.row_cache.visible_paragraphs()[0]
        ):
            # The page shows the hint only at its start, which is out of sight.
            screen.reader_app.show_message(self._translation.status.hint_message())
        elif self.shown and self.mode is not EnglishMode.REVEAL:
            self._show_message_if_below()

    def do_english_reveal(self) -> None:
        """Show the translation of this paragraph only, or hide it again.

        In REVEAL and YOURSELF, other revealed paragraphs stay visible.
        """
        screen, open_article = self._screen, self._screen.open_article
        if open_article is None:
            return
        index = open_article.article.paragraph_at(screen.view.french_cursor)
        translated = open_article.english is not None and bool(open_article.english.paragraphs[index])
        if not translated and self._translation.translator(screen.session.engine) is None:
            screen.reader_app.show_message(self._translation.status.hint_message())
        elif self.shown and self.mode not in {EnglishMode.REVEAL, EnglishMode.YOURSELF}:
            screen.reader_app.show_message(messages.TRANSLATION_ALREADY_SHOWN)
        else:
            if self.shown:
                self._revealed_paragraphs ^= {index}
            else:
                self.revealed_paragraph = None if self.revealed_paragraph == index else index
            screen.refresh_content()
            if index in self._shown_paragraphs():
                self._show_message_if_below()

    def _show_message_if_below(self) -> None:
        """If the window is too low to show the revealed translation, say where it is."""
        view, open_article = self._screen.view, self._screen.open_article
        if (
            open_article is None
            or open_article.english is None
            or self.mode is EnglishMode.YOURSELF
            or view.row_cache.shows_english()
        ):
            return
        if open_article.english.paragraphs[open_article.article.paragraph_at(view.french_cursor)]:
            self._screen.reader_app.show_message(messages.TRANSLATION_BELOW)
