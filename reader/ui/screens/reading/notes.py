"""Noting: opening the editor for a note, keeping it, and taking up drafts that a crash left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.errors import StorageError
from reader.ui.screens import messages as say
from reader.ui.screens.draft_owner import alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.session import Desk
    from reader.text.model.highlights import Highlight
    from reader.ui.screens.host import Host
    from reader.ui.screens.reading.screen import ReadingScreen


class Noting:
    """Writes notes, from whichever screen they are asked for."""

    def __init__(self, host: Host, desk: Desk, reading: ReadingScreen) -> None:
        self._host = host
        self._desk = desk
        self._reading = reading

    def write_note(
        self,
        highlight: Highlight,
        done: Callable[[Highlight], None],
        *,
        rows: Callable[[], tuple[int, int] | None] | None = None,
        words: str | None = None,
    ) -> None:
        """Open the editor for a highlight's note, ``words`` in it if given; ``done`` is told once it is kept.

        ``rows`` tells the first and the last row of the passage on the screen now; None: it is not looked for.
        """
        from reader.ui.screens.reading.note_editor import NoteScreen  # not before the first frame: it brings the editor

        draft = self._desk.draft_for(highlight.id)
        body = highlight.note.body if highlight.note is not None else ""
        recovered = words is None and draft is not None and draft.body != body
        if words is None:
            words = draft.body if draft is not None else body

        def keep(written: str) -> None:
            try:
                kept = self._desk.write_note(highlight, written)
            except StorageError as error:
                # Nothing written is lost: the editor comes back with the words, and says why.
                self.write_note(highlight, done, rows=rows, words=written)
                self._host.say(str(error))
                return
            if kept is not highlight:
                self._host.say(say.NOTE_KEPT)
            done(kept)

        self._host.lay_over(
            NoteScreen(
                highlight.selector.exact,
                words,
                draft=lambda words: self._desk.draft(highlight, words),
                rows=rows,
                edges=lambda: self._host.edges,
                recovered=recovered,
            ),
            keep,
        )

    def take_up_draft(self) -> bool:
        """Open the first note that a crash left unfinished; False when there is none."""
        drafts = self._desk.drafts_left(alive)
        if not drafts:
            return False
        self._reading.marking.go_to(drafts[0].article_id, drafts[0].highlight_id)
        highlight = next((m.highlight for m in self._marks() if m.highlight.id == drafts[0].highlight_id), None)
        if highlight is None:
            return False
        self.write_note(highlight, lambda _: self._reading.show_marks())
        return True

    def _marks(self) -> tuple[Any, ...]:
        sitting = self._desk.sitting
        return (*sitting.marks, *sitting.orphans) if sitting is not None else ()

    def offer_draft(self) -> bool:
        """Say that unfinished notes or English are there; False when there is nothing."""
        drafts = self._desk.drafts_left(alive)
        if drafts:
            self._host.say(say.draft_found(len(drafts)))
            return True
        left = self._desk.wordings_left(alive)
        if left:
            self._reading.own_english.wording.offer(*left[0])
        return bool(left)
