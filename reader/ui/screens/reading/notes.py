"""Noting: opening the editor for a note, keeping it, and taking up drafts that a crash left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.errors import StorageError
from reader.ui.screens import messages as say
from reader.ui.screens.draft_owner import is_running

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.session import Session
    from reader.text.model.highlights import Highlight
    from reader.ui.screens.host import Host
    from reader.ui.screens.reading.screen import ReadingScreen


class NoteEditing:
    """Writes notes, from whichever screen they are asked for."""

    def __init__(self, host: Host, desk: Session, reading: ReadingScreen) -> None:
        self._app = host
        self._session = desk
        self._reading = reading

    def edit_note(
        self,
        highlight: Highlight,
        on_saved: Callable[[Highlight], None],
        *,
        rows: Callable[[], tuple[int, int] | None] | None = None,
        text: str | None = None,
    ) -> None:
        """Open the editor for a highlight's note, ``words`` in it if given; ``done`` is told once it is kept.

        ``rows`` tells the first and the last row of the passage on the screen now; None: it is not looked for.
        """
        from reader.ui.screens.reading.note_editor import NoteEditor  # not before the first frame: it brings the editor

        draft = self._session.note_draft(highlight.id)
        body = highlight.note.body if highlight.note is not None else ""
        recovered = text is None and draft is not None and draft.body != body
        if text is None:
            text = draft.body if draft is not None else body

        def keep(written: str) -> None:
            try:
                kept = self._session.set_note(highlight, written)
            except StorageError as error:
                # Nothing written is lost: the editor comes back with the words, and says why.
                self.edit_note(highlight, on_saved, rows=rows, text=written)
                self._app.show_message(str(error))
                return
            if kept is not highlight:
                self._app.show_message(say.NOTE_SAVED)
            on_saved(kept)

        self._app.push_dialog(
            NoteEditor(
                highlight.selector.exact,
                text,
                draft=lambda words: self._session.save_note_draft(highlight, words),
                rows=rows,
                edges=lambda: self._app.text_edges,
                recovered=recovered,
            ),
            keep,
        )

    def open_draft(self) -> bool:
        """Open the first note that a crash left unfinished; False when there is none."""
        drafts = self._session.abandoned_note_drafts(is_running)
        if not drafts:
            return False
        self._reading.annotations.go_to_highlight(drafts[0].article_id, drafts[0].highlight_id)
        highlight = next((m.highlight for m in self._highlights() if m.highlight.id == drafts[0].highlight_id), None)
        if highlight is None:
            return False
        self.edit_note(highlight, lambda _: self._reading.show_highlights())
        return True

    def _highlights(self) -> tuple[Any, ...]:
        sitting = self._session.current
        return (*sitting.highlights, *sitting.orphans) if sitting is not None else ()

    def offer_draft(self) -> bool:
        """Say that unfinished notes or English are there; False when there is nothing."""
        drafts = self._session.abandoned_note_drafts(is_running)
        if drafts:
            self._app.show_message(say.note_drafts_found(len(drafts)))
            return True
        left = self._session.abandoned_own_translation_drafts(is_running)
        if left:
            self._reading.own_translation.own_translations.announce_draft(*left[0])
        return bool(left)
