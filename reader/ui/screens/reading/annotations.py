"""Marking: selecting, highlighting, notes and copying on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.model.highlights import Color
from reader.ui.screens import messages as say
from reader.ui.spread.selection import SelectionUnit
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.reading.undo import Change
    from reader.text.model.highlights import Highlight
    from reader.text.spans import Span
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.reading.mark_target import MarkTarget
    from reader.ui.screens.reading.sidebar import Sidebar

ARROWS = {"left": "left", "right": "right", "up": "up", "down": "down"}
"""What ``shift`` and an arrow extend by."""


class Annotations:
    """The commands of the page that speak of passages and marks."""

    def __init__(self, frame: Frame, shelf: Sidebar) -> None:
        self._frame, self._sidebar = frame, shelf

    # -- the passage ------------------------------------------------------------------------------

    def _select(self, unit: SelectionUnit) -> None:
        page = self._frame.viewport
        if page is not None and self._frame.open_article is not None:
            page.start_selection(unit)
            self._frame.view.update()

    def clear_selection(self) -> bool:
        """Let go of the passage; False when there is none."""
        page = self._frame.viewport
        if page is None or page.selection is None:
            return False
        page.clear_selection()
        self._frame.view.update()
        return True

    def do_select_words(self, count: int | None, letter: str | None) -> None:
        """Begin to select by words; again: cancel."""
        del count, letter
        if not self.clear_selection():
            self._select(SelectionUnit.WORD)

    def do_select_sentence(self, count: int | None, letter: str | None) -> None:
        """Select the sentence; again: the paragraph."""
        del count, letter
        page = self._frame.viewport
        if page is None:
            return
        passage = page.selection
        if passage is not None and passage.unit in {SelectionUnit.SENTENCE, SelectionUnit.PARAGRAPH}:
            page.selection = replace(passage, unit=SelectionUnit.PARAGRAPH)
            self._frame.view.update()
        elif passage is not None:
            page.selection = replace(passage, unit=SelectionUnit.SENTENCE)
            self._frame.view.update()
        else:
            self._select(SelectionUnit.SENTENCE)

    def do_select_extend(self, count: int | None, letter: str | None) -> None:
        """Extend the passage by an arrow key."""
        del count
        page = self._frame.viewport
        if page is None or letter is None:
            return
        if page.selection is None:
            page.start_selection(SelectionUnit.CHARACTER)
        page.move(ARROWS[letter])
        self._frame.view.update()

    def do_select_swap(self, count: int | None, letter: str | None) -> None:
        """Go to the other end of the passage."""
        del count, letter
        page = self._frame.viewport
        if page is not None:
            page.swap_selection_ends()
            self._frame.view.update()

    # -- highlights ---------------------------------------------------------------------------------

    def _highlight(self, color: Color) -> Highlight | None:
        """Commit a highlight on the passage, then paint it."""
        frame = self._frame
        page, sitting = frame.viewport, frame.open_article
        span = page.selection_span() if page is not None else None
        if page is None or sitting is None or page.selection is None or not span:
            return None
        if page.selection.side is Side.ENGLISH:
            frame.reader_app.show_message(say.HIGHLIGHTS_ON_FRENCH_ONLY)
            return None
        highlight = frame.session.add_highlight(sitting.article, span, color)
        page.clear_selection()
        frame.show_highlights()  # it is kept, even where what follows cannot be
        if color.value != frame.session.preferences.color:
            frame.session.set_preferences(replace(frame.session.preferences, color=color.value))
        return highlight

    def do_mark_color(self, count: int | None, letter: str | None) -> None:
        """Highlight the passage in the color of the key."""
        del count
        if letter is not None:
            self._highlight(list(Color)[int(letter) - 1])

    def do_mark_last(self, count: int | None, letter: str | None) -> None:
        """Highlight the passage in the color used last."""
        del count, letter
        self._highlight(Color(self._frame.session.preferences.color))

    def _highlight_at_caret(self) -> Highlight | None:
        """Return the shortest highlight under the caret, or say that there is none."""
        sitting = self._frame.open_article
        found = sitting.highlights_at(self._frame.view.french_cursor) if sitting is not None else ()
        if not found:
            self._frame.reader_app.show_message(say.NO_HIGHLIGHT_HERE)
            return None
        return found[0].highlight

    def do_mark_recolor(self, count: int | None, letter: str | None) -> None:
        """Give the highlight under the caret another color."""
        del count
        highlight = self._highlight_at_caret()
        if highlight is not None and letter is not None:
            self._frame.session.recolor(highlight, list(Color)[int(letter) - 1])
            self._frame.show_highlights()

    def do_mark_remove(self, count: int | None, letter: str | None) -> None:
        """Remove the highlight under the caret, with its note."""
        del count, letter
        highlight = self._highlight_at_caret()
        if highlight is not None:
            self._frame.session.remove_highlight(highlight)
            self._frame.show_highlights()
            self._frame.reader_app.show_message(say.removed(highlight))

    def do_mark_open(self, count: int | None, letter: str | None) -> None:
        """Open the highlight under the caret; several: a list of them."""
        del count, letter
        sitting = self._frame.open_article
        found = sitting.highlights_at(self._frame.view.french_cursor) if sitting is not None else ()
        if len(found) > 1:
            self._open_marks_dialog([mark.highlight for mark in found])
        elif found:
            self._edit_note(found[0].highlight)
        else:
            self._frame.reader_app.show_message(say.NO_HIGHLIGHT_HERE)

    def do_mark_next(self, count: int | None, letter: str | None) -> None:
        """Go to the next mark."""
        del letter
        self._go_to_neighbor(count or 1)

    def do_mark_previous(self, count: int | None, letter: str | None) -> None:
        """Go to the mark before."""
        del letter
        self._go_to_neighbor(-(count or 1))

    def _go_to_neighbor(self, steps: int) -> None:
        frame, sitting = self._frame, self._frame.open_article
        if sitting is None:
            return
        offset, found = frame.view.french_cursor, None
        for _ in range(abs(steps)):
            mark = sitting.next_highlight(offset, 1 if steps > 0 else -1)
            if mark is None:
                break
            found, offset = mark, mark.anchor.span.start
        if found is None:
            frame.reader_app.show_message(
                say.NO_HIGHLIGHTS if not sitting.highlights else say.no_more_marks(forward=steps > 0)
            )
        else:
            frame.record_jump()
            self.go_to_span(found.anchor.span)

    def go_to_span(self, span: Span) -> None:
        """Put the caret at the beginning of a passage."""
        page = self._frame.viewport
        if page is not None:
            page.move_to(span.start)
            self._frame.view.update()

    # -- notes ------------------------------------------------------------------------------------------

    def do_mark_note(self, count: int | None, letter: str | None) -> None:
        """Write the note of the passage (marking it), or of the highlight under the caret, or take up a draft."""
        del count, letter
        frame = self._frame
        if frame.viewport is not None and frame.viewport.selection is not None:
            highlight = self._highlight(Color(frame.session.preferences.color))
            if highlight is not None:
                self._edit_note(highlight)
            return
        sitting = frame.open_article
        found = sitting.highlights_at(frame.view.french_cursor) if sitting is not None else ()
        if found:
            self._edit_note(found[0].highlight)
        elif not frame.reader_app.open_draft():
            frame.reader_app.show_message(say.NOTHING_TO_NOTE)

    def _edit_note(self, highlight: Highlight) -> None:
        frame = self._frame

        def rows() -> tuple[int, int] | None:
            found, top = frame.view.row_cache.window_rows_of(self._span_of(highlight.id)), frame.view.region.y
            return (found[0] + top, found[1] + top) if found is not None else None

        frame.reader_app.edit_note(highlight, lambda _: frame.show_highlights(), rows=rows)

    def _span_of(self, highlight_id: str) -> Span | None:
        """Return where a highlight of the article of now lies; None where its passage is gone."""
        sitting = self._frame.open_article
        mark = sitting.highlight(highlight_id) if sitting is not None else None
        return mark.anchor.span if mark is not None else None

    # -- the list of marks -----------------------------------------------------------------------------

    def do_marks_list(self, count: int | None, letter: str | None) -> None:
        """List every highlight and note."""
        del count, letter
        self._open_marks_dialog(None)

    def _open_marks_dialog(self, only: list[Highlight] | None) -> None:
        from reader.ui.screens.reading.marks_dialog import MarksDialog

        self._frame.reader_app.push_dialog(
            MarksDialog(self._frame.session, self._frame.show_highlights, only=only), self._on_marks_dialog_closed
        )

    def _on_marks_dialog_closed(self, target: MarkTarget | None) -> None:
        """Paint what was changed in the list, and go where it says."""
        frame = self._frame
        frame.show_highlights()
        self._sidebar.load()
        if target is not None:
            self.go_to_highlight(target.article_id, target.highlight_id)

    def go_to_highlight(self, article_id: str, highlight_id: str) -> None:
        """Open an article, if it is another, and go to a highlight in it."""
        self._frame.open_for_jump(article_id)
        span = self._span_of(highlight_id)
        if span is None:
            self._frame.reader_app.show_message(say.HIGHLIGHT_TEXT_GONE)
        else:
            self.go_to_span(span)

    def show_change(self, change: Change) -> None:
        """Show what undo or redo did, in the article it belongs to."""
        from reader.reading.undo import ArchiveChange, HighlightChange

        frame = self._frame
        if isinstance(change, ArchiveChange):
            self._sidebar.after_archiving()
            if not change.archived:
                frame.open(change.article_id)
            return
        if not isinstance(change, HighlightChange):
            return
        frame.open_for_jump(change.article_id)
        frame.show_highlights()
        span = self._span_of(change.highlight.id)
        if span is not None:
            self.go_to_span(span)

    # -- copying ------------------------------------------------------------------------------------------

    def do_copy_french(self, count: int | None, letter: str | None) -> None:
        """Copy the passage; without one, the sentence."""
        del count, letter
        self._copy(both=False, ctrl_c=self._frame.last_key == "ctrl+c")

    def do_copy_both(self, count: int | None, letter: str | None) -> None:
        """Copy the passage and what faces it; without a passage, the sentence and the paragraph that faces it."""
        del count, letter
        self._copy(both=True)

    def _copy(self, *, both: bool, ctrl_c: bool = False) -> None:
        frame, page, sitting = self._frame, self._frame.viewport, self._frame.open_article
        if page is None or sitting is None:
            return
        from reader.ui.spread.copying import text_to_copy  # not before something is copied

        found, selected = text_to_copy(page, both=both), page.selection is not None
        if found is None:
            return
        if selected:
            page.clear_selection()
            frame.view.update()
        frame.reader_app.copy(
            found.text,
            say.copied_what(found.side, selected=selected, both=found.both),
            mention_quit=ctrl_c and not selected,
        )
