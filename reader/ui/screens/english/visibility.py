"""Facing: the English that faces the French of the article of now: whether it shows, how, and beside which paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.spread.columns import EnglishMode

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.open_article import OpenArticle
    from reader.text.model.article import Article
    from reader.text.model.catalog import ReadingPosition
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.frame import Frame
    from reader.ui.widgets.page_content import PageContent


class EnglishVisibility:
    """What the reader chose to see of the English, and the commands that choose it."""

    def __init__(self, frame: Frame, translating: ArticleTranslation, forget_english: Callable[[], None]) -> None:
        self._screen, self._translating, self._forget_english = frame, translating, forget_english
        self.shown = False
        """Whether the English is shown; an article that was never open begins as the one before it was."""
        self.mode = EnglishMode.AUTOMATIC
        """How it shows, where it is shown."""
        self.revealed_paragraph: int | None = None
        """The one paragraph whose English is shown while the English is hidden."""
        self._revealed_paragraphs: frozenset[int] = frozenset()
        """Paragraphs whose English was asked for in REVEAL and YOURSELF, while the article is open."""
        self._progress_text = ""
        """How much the reader has translated himself; empty in the other manners."""

    def restore(self, place: ReadingPosition | None) -> None:
        """Show the English as it was when the article was read last; None: it never was."""
        if place is not None:
            self.shown = place.english
        self.mode = EnglishMode.from_stored(place.mode if place is not None else "")
        self.clear_revealed()

    def clear_revealed(self) -> None:
        """Forget the paragraphs whose English was asked for: that is not remembered."""
        self.revealed_paragraph, self._revealed_paragraphs = None, frozenset()

    def add_english(self, shown: PageContent, sitting: OpenArticle) -> PageContent:
        """Return what the page shows, with the English and its states as they are now."""
        english, asides = self._english_and_asides(sitting)
        return replace(
            shown,
            english=english,
            asides=asides,
            shows_english=self.shown,
            english_mode=self.mode,
            revealed_paragraphs=self._shown_paragraphs(),
            statuses=self._translating.states(),
        )

    def _english_and_asides(self, sitting: OpenArticle) -> tuple[Article | None, tuple[str, ...]]:
        """Return the English that faces the French in the manner of now, and what stands under it."""
        self._progress_text = ""
        if self.mode is not EnglishMode.YOURSELF:
            return sitting.english, ()
        from reader.ui.screens.english.self_translation import self_translation

        found = self_translation(
            sitting,
            self._revealed_paragraphs | ({self.revealed_paragraph} if self.revealed_paragraph is not None else set()),
        )
        self._progress_text = say.translated_count(found.written, found.total)
        return found.english, found.asides

    def _shown_paragraphs(self) -> frozenset[int]:
        """Return the paragraphs whose English is shown in a page of French."""
        if self.shown:
            return self._revealed_paragraphs
        return frozenset() if self.revealed_paragraph is None else frozenset({self.revealed_paragraph})

    def footer_text(self) -> str:
        """Say where the English under the caret comes from, for the footer; or that there is none."""
        sitting = self._screen.open_article
        if sitting is None:
            return ""
        shown = self.shown or self.revealed_paragraph is not None
        if self._progress_text and shown:
            return self._progress_text
        if sitting.english is None:
            return say.NO_TRANSLATION
        here = sitting.translation_at(self._screen.view.french_cursor) if shown else None
        return say.translation_source(here) if here is not None else ""

    def set_mode(self, manner: EnglishMode) -> None:
        """Show the English in a manner; it is shown from now on, and so at the next opening."""
        if EnglishMode.YOURSELF in {self.mode, manner}:
            self._forget_english()
        self.mode, self.shown, self.revealed_paragraph = manner, True, None
        self._screen.refresh_content()
        with self._screen.report_storage_errors():
            self._screen.save_position()

    def hide_revealed(self) -> bool:
        """Hide the one paragraph of English in a page of French; False when there is none."""
        if self.revealed_paragraph is None:
            return False
        self.revealed_paragraph = None
        self._screen.refresh_content()
        return True

    def do_english_toggle(self, count: int | None, letter: str | None) -> None:
        """Show or hide the English; the line being read stays where it is."""
        del count, letter
        frame, sitting = self._screen, self._screen.open_article
        self.shown, self.revealed_paragraph = not self.shown, None
        frame.refresh_content()
        if (
            self.shown
            and sitting is not None
            and sitting.english is None
            and frame.view.row_cache.visible_paragraphs()[0]
        ):
            frame.reader_app.show_message(
                self._translating.status.hint_message()
            )  # in the page it stands at the beginning
        elif self.shown and self.mode is not EnglishMode.REVEAL:
            self._show_message_if_below()

    def do_english_reveal(self, count: int | None, letter: str | None) -> None:
        """Show the English of this paragraph only (in REVEAL and YOURSELF, beside those shown before); again hides it."""
        del count, letter
        frame, sitting = self._screen, self._screen.open_article
        if sitting is None:
            return
        index = sitting.article.paragraph_at(frame.view.french_cursor)
        here = sitting.english is not None and bool(sitting.english.paragraphs[index])
        if not here and self._translating.translator(frame.session.engine) is None:
            frame.reader_app.show_message(self._translating.status.hint_message())
        elif self.shown and self.mode not in {EnglishMode.REVEAL, EnglishMode.YOURSELF}:
            frame.reader_app.show_message(say.TRANSLATION_ALREADY_SHOWN)
        else:
            if self.shown:
                self._revealed_paragraphs ^= {index}
            else:
                self.revealed_paragraph = None if self.revealed_paragraph == index else index
            frame.refresh_content()
            if index in self._shown_paragraphs():
                self._show_message_if_below()

    def _show_message_if_below(self) -> None:
        """Say where the English is that was asked for, in a window so low that none of it is seen."""
        view, sitting = self._screen.view, self._screen.open_article
        if (
            sitting is None
            or sitting.english is None
            or self.mode is EnglishMode.YOURSELF
            or view.row_cache.shows_english()
        ):
            return
        if sitting.english.paragraphs[sitting.article.paragraph_at(view.french_cursor)]:
            self._screen.reader_app.show_message(say.TRANSLATION_BELOW)
