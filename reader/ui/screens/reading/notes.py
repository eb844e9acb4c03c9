"""Edit and save notes, and recover drafts after a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.errors import StorageError
from reader.ui.screens import messages
from reader.ui.screens.draft_owner import is_running

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.session import Session
    from reader.text.model.highlights import Highlight
    from reader.ui.app.app import Enregard
    from reader.ui.screens.reading.screen import ReadingScreen


class NoteEditing:
    """Edits notes from any screen."""

    def __init__(self, app: Enregard, session: Session, screen: ReadingScreen) -> None:
        self._app = app
        self._session = session
        self._screen = screen

    def edit_note(
        self,
        highlight: Highlight,
        on_saved: Callable[[Highlight], None],
        *,
        rows: Callable[[], tuple[int, int] | None] | None = None,
        text: str | None = None,
    ) -> None:
        """Open the editor for the note of a highlight, with ``text`` in it if given.

        ``rows`` returns the first and last row of the highlight in the window; ``on_saved`` is
        called with the saved highlight.
        """
        from reader.ui.screens.reading.note_editor import NoteEditor  # loads TextArea, slow

        draft = self._session.note_draft(highlight.id)
        body = highlight.note.body if highlight.note is not None else ""
        recovered = text is None and draft is not None and draft.body != body
        if text is None:
            text = draft.body if draft is not None else body

        def save(note: str) -> None:
            try:
                saved = self._session.set_note(highlight, note)
            except StorageError as error:
                # Reopen the editor with the text, so that nothing is lost.
                self.edit_note(highlight, on_saved, rows=rows, text=note)
                self._app.show_message(str(error))
                return
            if saved is not highlight:
                self._app.show_message(messages.NOTE_SAVED)
            on_saved(saved)

        self._app.push_dialog(
            NoteEditor(
                highlight.selector.exact,
                text,
                store_draft=lambda text: self._session.save_note_draft(highlight, text),
                rows=rows,
                edges=lambda: self._app.text_edges,
                recovered=recovered,
            ),
            save,
        )

    def open_draft(self) -> bool:
        """Open the first unfinished note left by a crash; return False if there is none."""
        drafts = self._session.abandoned_note_drafts(is_running)
        if not drafts:
            return False
        self._screen.annotations.go_to_highlight(drafts[0].article_id, drafts[0].highlight_id)
        highlight = next((m.highlight for m in self._highlights() if m.highlight.id == drafts[0].highlight_id), None)
        if highlight is None:
            return False
        self.edit_note(highlight, lambda _: self._screen.show_highlights())
        return True

    def _highlights(self) -> tuple[Any, ...]:
        open_article = self._session.current
        return (*open_article.highlights, *open_article.orphans) if open_article is not None else ()

    def offer_draft(self) -> bool:
        """Announce unfinished notes or translations; return False if there are none."""
        drafts = self._session.abandoned_note_drafts(is_running)
        if drafts:
            self._app.show_message(messages.note_drafts_found(len(drafts)))
            return True
        translation_drafts = self._session.abandoned_own_translation_drafts(is_running)
        if translation_drafts:
            self._screen.own_translation.own_translations.announce_draft(*translation_drafts[0])
        return bool(translation_drafts)
