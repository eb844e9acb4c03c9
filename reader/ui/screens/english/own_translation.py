"""Wording: writing the English of a paragraph oneself, keeping it, and taking up what a crash left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.text.model.translations import Origin
from reader.ui.screens import messages as say
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
    from reader.ui.screens.frame import Frame
    from reader.ui.spread.viewport import ViewportSnapshot

EDITOR_ROWS = 9
"""Rows under a paragraph in which one can write."""


class OwnTranslations:
    """The reader's own English of the article of now."""

    def __init__(self, frame: Frame, translating: ArticleTranslation) -> None:
        self._screen, self._translating = frame, translating
        self._announced_draft: tuple[str, int] | None = None
        """The article and the paragraph of words that a crash left, while the reader was told of them only once."""
        self._snapshot: ViewportSnapshot | None = None
        """Where the reader stood before the page was moved to make room for writing."""

    # -- drafts -------------------------------------------------------------------------------------

    def announce_draft(self, article_id: str, draft: OwnTranslationDraft) -> None:
        """Say that words were left unfinished: writing in their paragraph takes them up, and the list leads there."""
        self._announced_draft = article_id, draft.paragraph
        here = self._announced_draft == self._current_paragraph()
        self._screen.reader_app.show_message(say.TRANSLATION_DRAFT_FOUND if here else say.TRANSLATION_DRAFT_LISTED)

    def _current_paragraph(self) -> tuple[str, int] | None:
        """Return the article and the paragraph under the caret."""
        page, sitting = self._screen.viewport, self._screen.open_article
        if page is None or sitting is None or not sitting.article.text:
            return None
        return sitting.article.id, sitting.article.paragraph_at(page.french_cursor)

    def _drafts_elsewhere(self) -> list[tuple[str, OwnTranslationDraft]]:
        """Return what a crash left unfinished in other paragraphs, each with its article."""
        left = self._screen.session.abandoned_own_translation_drafts(is_running)
        return [
            (article_id, draft)
            for article_id, draft in left
            if (article_id, draft.paragraph) != self._current_paragraph()
        ]

    def _resume_draft(self, article_id: str, draft: OwnTranslationDraft) -> None:
        """Go on where words were left unfinished."""
        self._screen.open_for_jump(article_id)
        self._move_to_paragraph(draft.paragraph)
        self._open_editor(draft.paragraph)

    # -- writing ------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Open the editor for the paragraph under the caret; once it says that words were left unfinished in another."""
        page, here = self._screen.viewport, self._current_paragraph()
        if page is None or here is None:
            return
        page.clear_selection()
        self._open_editor(here[1])
        if self._announced_draft not in {None, here}:
            self._screen.reader_app.show_message(say.TRANSLATION_DRAFT_ELSEWHERE)
        self._announced_draft = None

    def _open_editor(self, index: int, words: str | None = None) -> None:
        """Open the editor for a paragraph: ``words`` in it, or the draft, or the English there is."""
        from reader.ui.screens.english.translation_editor import (  # not before the first frame: it brings the editor
            MAX_CHARACTERS,
            TranslationEditor,
        )

        frame, sitting = self._screen, self._screen.open_article
        if sitting is None:
            return
        article, found = sitting.article, sitting.translations[index]
        theirs = found is not None and found.origin is not Origin.USER
        hidden = theirs and frame.view.content.english_mode is EnglishMode.YOURSELF
        begun = found.text if found is not None and not hidden else ""
        draft = frame.session.own_translation_draft(article, index)
        if draft is not None and draft.owner != frame.session.owner and is_running(draft.owner):
            draft = None
        recovered = words is None and draft is not None and draft.body != begun
        if words is None:
            words = draft.body if draft is not None else begun
        if len(words) > MAX_CHARACTERS:  # the editor would wrap it for seconds at every key
            frame.reader_app.show_message(say.translation_too_long(MAX_CHARACTERS))
            return
        given = begun if theirs else ""
        self._make_room_for_editor(index)
        frame.reader_app.push_dialog(
            TranslationEditor(
                article.paragraph(index),
                words,
                draft=lambda words: frame.session.save_own_translation_draft(article, index, words),
                locate=lambda: self._locate_paragraph(index),
                choose_version=lambda take: self._choose_version(index, take),
                recovered=recovered,
            ),
            lambda written: self._save(index, given, written),
        )

    def _save(self, index: int, given: str, written: EditedTranslation | None) -> None:
        frame, sitting = self._screen, self._screen.open_article
        if written is None or sitting is None:
            self._restore_viewport()
            return
        try:
            changed = frame.session.set_own_translation(sitting.article, index, written.text, prefilled=given)
        except StorageError as error:
            # Nothing written is lost: the editor comes back with the words, and says why.
            self._open_editor(index, written.text)
            frame.reader_app.show_message(str(error))
            return
        following = index + written.step
        if not written.step or not 0 <= following < len(sitting.article.paragraphs):
            self._restore_viewport()
        if changed:
            self.refresh()
            frame.reader_app.show_message(self._saved_message(index))
        if written.step and 0 <= following < len(sitting.article.paragraphs):
            self._move_to_paragraph(following)
            self._snapshot = None
            self._open_editor(following)
        elif written.step:
            frame.reader_app.show_message(say.LAST_PARAGRAPH if written.step > 0 else say.FIRST_PARAGRAPH)

    def _saved_message(self, index: int) -> str:
        sitting, shown = self._screen.open_article, self._screen.view.content
        found = sitting.translations[index] if sitting is not None else None
        if found is None or found.origin is not Origin.USER:
            return say.OWN_TRANSLATION_REMOVED
        seen = shown.shows_english or index in shown.revealed_paragraphs
        return say.NOTE_SAVED if seen else say.OWN_TRANSLATION_SAVED_HIDDEN

    # -- what was written before ----------------------------------------------------------------------

    def list_versions(self) -> None:
        """List what the reader wrote of the paragraph under the caret; the one chosen is its English from then on."""
        frame, sitting, here = self._screen, self._screen.open_article, self._current_paragraph()
        if sitting is None or here is None:
            return
        index = here[1]
        written, left = frame.session.own_translation_history(sitting.article, index), self._drafts_elsewhere()
        if not written and not left:
            frame.reader_app.show_message(say.NO_OWN_TRANSLATION)
            return
        from reader.ui.screens.english.history_dialog import HistoryDialog

        found, used = sitting.translations[index], frame.session.own_translation(sitting.article, index)
        others = [one for one in (found, *sitting.alternatives(index)) if one is not None]
        titles = [frame.session.entry(article_id).title if article_id != here[0] else "" for article_id, _ in left]
        frame.reader_app.push_dialog(
            HistoryDialog(
                sitting.article.paragraph(index),
                written,
                used,
                [one for one in others if one.origin is not Origin.USER],
                [
                    (say.paragraph_name(draft.paragraph + 1, title), draft.body)
                    for title, (_, draft) in zip(titles, left, strict=True)
                ],
            ),
            lambda chosen: (
                self._resume_draft(*left[chosen]) if isinstance(chosen, int) else self._restore_version(index, chosen)
            ),
        )

    def _choose_version(self, index: int, take: Callable[[str], None]) -> None:
        """List what the reader wrote of a paragraph over the editor; ``take`` is given what he chooses."""
        frame, sitting = self._screen, self._screen.open_article
        written = frame.session.own_translation_history(sitting.article, index) if sitting is not None else ()
        if sitting is None or not written:
            frame.reader_app.show_message(say.NO_EARLIER_VERSIONS)
            return
        from reader.ui.screens.english.history_dialog import HistoryDialog

        def chosen(words: str | None) -> None:
            if words is not None:
                take(words)

        frame.reader_app.push_dialog(HistoryDialog(sitting.article.paragraph(index), written), chosen)

    def _restore_version(self, index: int, words: str | None) -> None:
        sitting = self._screen.open_article
        if words is None or sitting is None:
            return
        with self._screen.report_storage_errors():
            if self._screen.session.set_own_translation(sitting.article, index, words):
                self.refresh()
                self._screen.reader_app.show_message(self._saved_message(index))

    # -- showing ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the English as it is on disk now; the line being read stays where it is."""
        sitting = self._screen.open_article
        if sitting is not None:
            self._translating.show_changes(sitting.reload_translations())

    def show_change(self, change: OwnTranslationChange) -> None:
        """Show what undo or redo did, in the paragraph it belongs to."""
        self._screen.open_for_jump(change.article_id)
        self.refresh()
        self._move_to_paragraph(change.paragraph)

    def _move_to_paragraph(self, index: int) -> None:
        page, sitting = self._screen.viewport, self._screen.open_article
        if page is None or sitting is None:
            return
        side = Side.FRENCH if page.spread.shows(index, Side.FRENCH) else Side.ENGLISH
        text = page.spread.text_of(side)
        if text is not None:
            page.move_to(text.paragraphs[index].start, side=side)
            self._screen.view.update()

    # -- room ---------------------------------------------------------------------------------------

    def _locate_paragraph(self, index: int) -> ParagraphLocation:
        """Return where a paragraph stands on the screen now."""
        from reader.ui.screens.english.translation_editor import ParagraphLocation

        view, sitting = self._screen.view, self._screen.open_article
        span = sitting.article.paragraphs[index] if sitting is not None else None
        rows, at = view.row_cache.window_rows_of(span), view.region.offset
        shape = view.viewport.spread.columns if view.viewport is not None else None
        facing = shape is not None and shape.mode is ColumnMode.FACING
        cell = (shape.english_x + at.x, shape.english_width) if shape is not None and facing else None
        return ParagraphLocation(
            (rows[0] + at.y, rows[1] + at.y) if rows is not None else None, view.text_edges(), cell
        )

    def _make_room_for_editor(self, index: int) -> None:
        """Have the beginning of the paragraph in sight, and room to write under it where the sheet goes there."""
        page, view, sitting = self._screen.viewport, self._screen.view, self._screen.open_article
        if page is None or sitting is None:
            return
        if self._snapshot is None:
            self._snapshot = page.snapshot()
        spread = page.spread
        start = sitting.article.paragraphs[index].start
        first = spread.position_of(start)
        rows = view.row_cache.window_rows_of(sitting.article.paragraphs[index])
        facing = spread.columns.mode is ColumnMode.FACING
        # Over its column the sheet needs rows above for its heading and one below for the keys.
        lines = spread.line_count_at(start)
        tall = max(MIN_EDITOR_ROWS - HEADING_ROWS, lines + 2) if facing else lines + EDITOR_ROWS
        if rows is None or first < page.top or rows[0] + tall > page.height:
            page.scroll_to(
                spread.move(first, -HEADING_ROWS) if facing and HEADING_ROWS + tall <= page.height else first
            )
            view.update()

    def _restore_viewport(self) -> None:
        page, stand = self._screen.viewport, self._snapshot
        self._snapshot = None
        if page is not None and stand is not None:
            page.restore(stand)
            self._screen.view.update()
