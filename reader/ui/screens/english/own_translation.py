"""Edit, save and restore your own translation of a paragraph, and drafts left by a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.text.model.translations import Origin
from reader.ui.screens import messages
from reader.ui.screens.draft_owner import is_running
from reader.ui.spread.columns import ColumnMode, EnglishMode
from reader.ui.spread.overlay_placement import HEADING_ROWS, MIN_EDITOR_ROWS
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.undo import OwnTranslationChange
    from reader.text.model.translations import OwnTranslationDraft
    from reader.ui.screens.engines.translation import ArticleTranslation
    from reader.ui.screens.english.translation_editor import EditedTranslation, ParagraphLocation
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.spread.viewport import ViewportSnapshot

EDITOR_ROWS = 9
"""Rows needed below a paragraph for the editor."""


class OwnTranslations:
    """Your own translations of the current article."""

    def __init__(self, screen: ReadingScreen, translation: ArticleTranslation) -> None:
        self._screen, self._translation = screen, translation
        self._announced_draft: tuple[str, int] | None = None
        """The article and paragraph of a draft left by a crash, until the editor was opened once."""
        self._snapshot: ViewportSnapshot | None = None
        """The viewport before it was scrolled to make room for the editor."""

    # -- drafts -------------------------------------------------------------------------------------

    def announce_draft(self, article_id: str, draft: OwnTranslationDraft) -> None:
        """Announce an unfinished translation; ``edit`` reopens it, the history lists it."""
        self._announced_draft = article_id, draft.paragraph
        is_current = self._announced_draft == self._current_paragraph()
        self._screen.reader_app.show_message(
            messages.TRANSLATION_DRAFT_FOUND if is_current else messages.TRANSLATION_DRAFT_LISTED
        )

    def _current_paragraph(self) -> tuple[str, int] | None:
        """Return the article and the paragraph at the cursor."""
        viewport, open_article = self._screen.viewport, self._screen.open_article
        if viewport is None or open_article is None or not open_article.article.text:
            return None
        return open_article.article.id, open_article.article.paragraph_at(viewport.cursors.french)

    def _drafts_elsewhere(self) -> list[tuple[str, OwnTranslationDraft]]:
        """Return the drafts left by a crash in other paragraphs, each with its article."""
        drafts = self._screen.session.abandoned_own_translation_drafts(is_running)
        return [
            (article_id, draft)
            for article_id, draft in drafts
            if (article_id, draft.paragraph) != self._current_paragraph()
        ]

    def _resume_draft(self, article_id: str, draft: OwnTranslationDraft) -> None:
        """Continue an unfinished translation."""
        self._screen.open_for_jump(article_id)
        self._move_to_paragraph(draft.paragraph)
        self._open_editor(draft.paragraph)

    # -- editing ------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the editor for the current paragraph; mention drafts elsewhere once."""
        viewport, here = self._screen.viewport, self._current_paragraph()
        if viewport is None or here is None:
            return
        viewport.clear_selection()
        self._open_editor(here[1])
        if self._announced_draft not in {None, here}:
            self._screen.reader_app.show_message(messages.TRANSLATION_DRAFT_ELSEWHERE)
        self._announced_draft = None

    def _open_editor(self, index: int, text: str | None = None) -> None:
        """Open the editor with ``text``, else the draft, else the current translation."""
        from reader.ui.screens.english.translation_editor import (  # not needed for the first frame
            MAX_CHARACTERS,
            TranslationEditor,
        )

        screen, open_article = self._screen, self._screen.open_article
        if open_article is None:
            return
        article, current = open_article.article, open_article.translations[index]
        theirs = current is not None and current.origin is not Origin.USER
        hidden = theirs and screen.view.content.english_mode is EnglishMode.YOURSELF
        existing = current.text if current is not None and not hidden else ""
        draft = screen.session.own_translation_draft(article, index)
        if draft is not None and draft.owner != screen.session.owner and is_running(draft.owner):
            draft = None
        recovered = text is None and draft is not None and draft.body != existing
        if text is None:
            text = draft.body if draft is not None else existing
        if len(text) > MAX_CHARACTERS:  # the editor would take seconds to wrap it at every key
            screen.reader_app.show_message(messages.translation_too_long(MAX_CHARACTERS))
            return
        prefilled = existing if theirs else ""
        self._make_room_for_editor(index)
        screen.reader_app.push_dialog(
            TranslationEditor(
                article.paragraph(index),
                text,
                store_draft=lambda text: screen.session.save_own_translation_draft(article, index, text),
                locate=lambda: self._locate_paragraph(index),
                choose_version=lambda insert: self._choose_version(index, insert),
                recovered=recovered,
            ),
            lambda written: self._save(index, prefilled, written),
        )

    def _save(self, index: int, prefilled: str, written: EditedTranslation | None) -> None:
        screen, open_article = self._screen, self._screen.open_article
        if written is None or open_article is None:
            self._restore_viewport()
            return
        try:
            changed = screen.session.set_own_translation(open_article.article, index, written.text, prefilled=prefilled)
        except StorageError as error:
            # Nothing is lost: reopen the editor with the text and show the error.
            self._open_editor(index, written.text)
            screen.reader_app.show_message(str(error))
            return
        following = index + written.step
        if not written.step or not 0 <= following < len(open_article.article.paragraphs):
            self._restore_viewport()
        if changed:
            self.refresh()
            screen.reader_app.show_message(self._saved_message(index))
        if written.step and 0 <= following < len(open_article.article.paragraphs):
            self._move_to_paragraph(following)
            self._snapshot = None
            self._open_editor(following)
        elif written.step:
            screen.reader_app.show_message(messages.LAST_PARAGRAPH if written.step > 0 else messages.FIRST_PARAGRAPH)

    def _saved_message(self, index: int) -> str:
        open_article, shown = self._screen.open_article, self._screen.view.content
        current = open_article.translations[index] if open_article is not None else None
        if current is None or current.origin is not Origin.USER:
            return messages.OWN_TRANSLATION_REMOVED
        seen = shown.shows_english or index in shown.revealed_paragraphs
        return messages.NOTE_SAVED if seen else messages.OWN_TRANSLATION_SAVED_HIDDEN

    # -- earlier versions -----------------------------------------------------------------------------

    def list_versions(self) -> None:
        """List your versions of the current paragraph; the chosen one becomes its translation."""
        screen, open_article, here = self._screen, self._screen.open_article, self._current_paragraph()
        if open_article is None or here is None:
            return
        index = here[1]
        written, drafts = screen.session.own_translation_history(open_article.article, index), self._drafts_elsewhere()
        if not written and not drafts:
            screen.reader_app.show_message(messages.NO_OWN_TRANSLATION)
            return
        from reader.ui.screens.english.history_dialog import HistoryDialog

        current, used = open_article.translations[index], screen.session.own_translation(open_article.article, index)
        others = [
            translation for translation in (current, *open_article.alternatives(index)) if translation is not None
        ]
        titles = [screen.session.entry(article_id).title if article_id != here[0] else "" for article_id, _ in drafts]
        screen.reader_app.push_dialog(
            HistoryDialog(
                open_article.article.paragraph(index),
                written,
                used,
                [translation for translation in others if translation.origin is not Origin.USER],
                [
                    (messages.paragraph_name(draft.paragraph + 1, title), draft.body)
                    for title, (_, draft) in zip(titles, drafts, strict=True)
                ],
            ),
            lambda chosen: (
                self._resume_draft(*drafts[chosen]) if isinstance(chosen, int) else self._restore_version(index, chosen)
            ),
        )

    def _choose_version(self, index: int, insert: Callable[[str], None]) -> None:
        """List your versions over the editor; ``insert`` is called with the chosen one."""
        screen, open_article = self._screen, self._screen.open_article
        written = (
            screen.session.own_translation_history(open_article.article, index) if open_article is not None else ()
        )
        if open_article is None or not written:
            screen.reader_app.show_message(messages.NO_EARLIER_VERSIONS)
            return
        from reader.ui.screens.english.history_dialog import HistoryDialog

        def chosen(text: str | None) -> None:
            if text is not None:
                insert(text)

        screen.reader_app.push_dialog(HistoryDialog(open_article.article.paragraph(index), written), chosen)

    def _restore_version(self, index: int, text: str | None) -> None:
        open_article = self._screen.open_article
        if text is None or open_article is None:
            return
        with self._screen.report_storage_errors():
            if self._screen.session.set_own_translation(open_article.article, index, text):
                self.refresh()
                self._screen.reader_app.show_message(self._saved_message(index))

    # -- showing ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the stored translations; the current line stays in place."""
        open_article = self._screen.open_article
        if open_article is not None:
            self._translation.show_changes(open_article.reload_translations())

    def show_change(self, change: OwnTranslationChange) -> None:
        """Show the paragraph that undo or redo changed."""
        self._screen.open_for_jump(change.article_id)
        self.refresh()
        self._move_to_paragraph(change.paragraph)

    def _move_to_paragraph(self, index: int) -> None:
        viewport, open_article = self._screen.viewport, self._screen.open_article
        if viewport is None or open_article is None:
            return
        side = Side.FRENCH if viewport.spread.shows(index, Side.FRENCH) else Side.ENGLISH
        text = viewport.spread.text_of(side)
        if text is not None:
            viewport.move_to(text.paragraphs[index].start, side=side)
            self._screen.view.update()

    # -- scrolling ----------------------------------------------------------------------------------

    def _locate_paragraph(self, index: int) -> ParagraphLocation:
        """Return where a paragraph is on the screen."""
        from reader.ui.screens.english.translation_editor import ParagraphLocation

        view, open_article = self._screen.view, self._screen.open_article
        span = open_article.article.paragraphs[index] if open_article is not None else None
        rows, at = view.row_cache.window_rows_of(span), view.region.offset
        columns = view.viewport.spread.columns if view.viewport is not None else None
        facing = columns is not None and columns.mode is ColumnMode.FACING
        column = (columns.english_x + at.x, columns.english_width) if columns is not None and facing else None
        return ParagraphLocation(
            (rows[0] + at.y, rows[1] + at.y) if rows is not None else None, view.text_edges(), column
        )

    def _make_room_for_editor(self, index: int) -> None:
        """Scroll so that the paragraph's start is visible, with room for the editor."""
        viewport, view, open_article = self._screen.viewport, self._screen.view, self._screen.open_article
        if viewport is None or open_article is None:
            return
        if self._snapshot is None:
            self._snapshot = viewport.snapshot()
        spread = viewport.spread
        start = open_article.article.paragraphs[index].start
        first = spread.position_of(start)
        rows = view.row_cache.window_rows_of(open_article.article.paragraphs[index])
        facing = spread.columns.mode is ColumnMode.FACING
        # Over its column, the editor needs rows above for its heading and one below for the keys.
        lines = spread.line_count_at(start)
        needed_rows = max(MIN_EDITOR_ROWS - HEADING_ROWS, lines + 2) if facing else lines + EDITOR_ROWS
        if rows is None or first < viewport.top or rows[0] + needed_rows > viewport.height:
            viewport.scroll_to(
                spread.move(first, -HEADING_ROWS) if facing and HEADING_ROWS + needed_rows <= viewport.height else first
            )
            view.update()

    def _restore_viewport(self) -> None:
        viewport, snapshot = self._screen.viewport, self._snapshot
        self._snapshot = None
        if viewport is not None and snapshot is not None:
            viewport.restore(snapshot)
            self._screen.view.update()
