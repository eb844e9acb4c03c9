"""Commands for selecting, highlighting, notes and copying on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.model.highlights import Color
from reader.ui.screens import messages
from reader.ui.spread.selection import SelectionUnit
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.reading.undo import Change
    from reader.text.model.highlights import Highlight
    from reader.text.spans import Span
    from reader.ui.screens.reading.mark_target import MarkTarget
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.screens.reading.sidebar import Sidebar

ARROWS = {"left": "left", "right": "right", "up": "up", "down": "down"}
"""Motion of each argument of ``select.extend``."""


class Annotations:
    """Commands for the selection, highlights and notes of the page."""

    def __init__(self, screen: ReadingScreen, sidebar: Sidebar) -> None:
        self._screen, self._sidebar = screen, sidebar

    # -- the selection -----------------------------------------------------------------------------

    def _select(self, unit: SelectionUnit) -> None:
        viewport = self._screen.viewport
        if viewport is not None and self._screen.open_article is not None:
            viewport.start_selection(unit)
            self._screen.view.update()

    def clear_selection(self) -> bool:
        """Clear the selection; return False if there is none."""
        viewport = self._screen.viewport
        if viewport is None or viewport.selection is None:
            return False
        viewport.clear_selection()
        self._screen.view.update()
        return True

    def do_select_words(self) -> None:
        """Start a selection by words, or cancel it."""
        if not self.clear_selection():
            self._select(SelectionUnit.WORD)

    def do_select_sentence(self) -> None:
        """Select the sentence, then the paragraph."""
        viewport = self._screen.viewport
        if viewport is None:
            return
        selection = viewport.selection
        if selection is not None and selection.unit in {SelectionUnit.SENTENCE, SelectionUnit.PARAGRAPH}:
            viewport.selection = replace(selection, unit=SelectionUnit.PARAGRAPH)
            self._screen.view.update()
        elif selection is not None:
            viewport.selection = replace(selection, unit=SelectionUnit.SENTENCE)
            self._screen.view.update()
        else:
            self._select(SelectionUnit.SENTENCE)

    def do_select_extend(self, argument: str | None) -> None:
        """Extend the selection by an arrow key."""
        viewport = self._screen.viewport
        if viewport is None or argument is None:
            return
        if viewport.selection is None:
            viewport.start_selection(SelectionUnit.CHARACTER)
        viewport.move(ARROWS[argument])
        self._screen.view.update()

    def do_select_swap(self) -> None:
        """Move to the other end of the selection."""
        viewport = self._screen.viewport
        if viewport is not None:
            viewport.swap_selection_ends()
            self._screen.view.update()

    # -- highlights --------------------------------------------------------------------------------

    def _highlight(self, color: Color) -> Highlight | None:
        """Save a highlight on the selection and show it; None if that is not possible."""
        screen = self._screen
        viewport, open_article = screen.viewport, screen.open_article
        span = viewport.selection_span() if viewport is not None else None
        if viewport is None or open_article is None or viewport.selection is None or not span:
            return None
        if viewport.selection.side is Side.ENGLISH:
            screen.reader_app.show_message(messages.HIGHLIGHTS_ON_FRENCH_ONLY)
            return None
        highlight = screen.session.add_highlight(open_article.article, span, color)
        viewport.clear_selection()
        screen.show_highlights()  # before the color, which may fail to be saved
        if color.value != screen.session.preferences.color:
            screen.session.set_preferences(replace(screen.session.preferences, color=color.value))
        return highlight

    def do_mark_color(self, argument: str | None) -> None:
        """Highlight the selection in the color of the key."""
        if argument is not None:
            self._highlight(list(Color)[int(argument) - 1])

    def do_mark_last(self) -> None:
        """Highlight the selection in the last used color."""
        self._highlight(Color(self._screen.session.preferences.color))

    def _highlight_at_caret(self) -> Highlight | None:
        """Return the shortest highlight under the caret; show a message if there is none."""
        open_article = self._screen.open_article
        found = open_article.highlights_at(self._screen.view.french_cursor) if open_article is not None else ()
        if not found:
            self._screen.reader_app.show_message(messages.NO_HIGHLIGHT_HERE)
            return None
        return found[0].highlight

    def do_mark_recolor(self, argument: str | None) -> None:
        """Change the color of the highlight under the caret."""
        highlight = self._highlight_at_caret()
        if highlight is not None and argument is not None:
            self._screen.session.recolor(highlight, list(Color)[int(argument) - 1])
            self._screen.show_highlights()

    def do_mark_remove(self) -> None:
        """Remove the highlight under the caret and its note."""
        highlight = self._highlight_at_caret()
        if highlight is not None:
            self._screen.session.remove_highlight(highlight)
            self._screen.show_highlights()
            self._screen.reader_app.show_message(messages.removed(highlight))

    def do_mark_open(self) -> None:
        """Open the highlight under the caret, or list them if there are several."""
        open_article = self._screen.open_article
        found = open_article.highlights_at(self._screen.view.french_cursor) if open_article is not None else ()
        if len(found) > 1:
            self._open_marks_dialog([anchored.highlight for anchored in found])
        elif found:
            self._edit_note(found[0].highlight)
        else:
            self._screen.reader_app.show_message(messages.NO_HIGHLIGHT_HERE)

    def do_mark_next(self, count: int | None) -> None:
        """Go to the next highlight."""
        self._go_to_neighbor(count or 1)

    def do_mark_previous(self, count: int | None) -> None:
        """Go to the previous highlight."""
        self._go_to_neighbor(-(count or 1))

    def _go_to_neighbor(self, steps: int) -> None:
        screen, open_article = self._screen, self._screen.open_article
        if open_article is None:
            return
        offset, found = screen.view.french_cursor, None
        for _ in range(abs(steps)):
            anchored = open_article.next_highlight(offset, 1 if steps > 0 else -1)
            if anchored is None:
                break
            found, offset = anchored, anchored.anchor.span.start
        if found is None:
            screen.reader_app.show_message(
                messages.NO_HIGHLIGHTS
                if not open_article.highlights
                else messages.no_more_highlights(forward=steps > 0)
            )
        else:
            screen.record_jump()
            self.go_to_span(found.anchor.span)

    def go_to_span(self, span: Span) -> None:
        """Move the caret to the start of a span."""
        viewport = self._screen.viewport
        if viewport is not None:
            viewport.move_to(span.start)
            self._screen.view.update()

    # -- notes -------------------------------------------------------------------------------------

    def do_mark_note(self) -> None:
        """Edit the note of the selection or of the highlight under the caret, or open a draft."""
        screen = self._screen
        if screen.viewport is not None and screen.viewport.selection is not None:
            highlight = self._highlight(Color(screen.session.preferences.color))
            if highlight is not None:
                self._edit_note(highlight)
            return
        open_article = screen.open_article
        found = open_article.highlights_at(screen.view.french_cursor) if open_article is not None else ()
        if found:
            self._edit_note(found[0].highlight)
        elif not screen.reader_app.open_draft():
            screen.reader_app.show_message(messages.NOTHING_TO_NOTE)

    def _edit_note(self, highlight: Highlight) -> None:
        screen = self._screen

        def rows() -> tuple[int, int] | None:
            found, top = screen.view.row_cache.window_rows_of(self._span_of(highlight.id)), screen.view.region.y
            return (found[0] + top, found[1] + top) if found is not None else None

        screen.reader_app.edit_note(highlight, lambda _: screen.show_highlights(), rows=rows)

    def _span_of(self, highlight_id: str) -> Span | None:
        """Return the span of a highlight of the open article; None if its text is gone."""
        open_article = self._screen.open_article
        anchored = open_article.highlight(highlight_id) if open_article is not None else None
        return anchored.anchor.span if anchored is not None else None

    # -- the list of highlights --------------------------------------------------------------------

    def do_marks_list(self) -> None:
        """List the highlights."""
        self._open_marks_dialog(None)

    def _open_marks_dialog(self, only: list[Highlight] | None) -> None:
        from reader.ui.screens.reading.marks_dialog import MarksDialog

        self._screen.reader_app.push_dialog(
            MarksDialog(self._screen.session, self._screen.show_highlights, only=only), self._on_marks_dialog_closed
        )

    def _on_marks_dialog_closed(self, target: MarkTarget | None) -> None:
        """Show changes made in the list, and go to the chosen highlight."""
        screen = self._screen
        screen.show_highlights()
        self._sidebar.load()
        if target is not None:
            self.go_to_highlight(target.article_id, target.highlight_id)

    def go_to_highlight(self, article_id: str, highlight_id: str) -> None:
        """Open an article if needed, and go to a highlight in it."""
        self._screen.open_for_jump(article_id)
        span = self._span_of(highlight_id)
        if span is None:
            self._screen.reader_app.show_message(messages.HIGHLIGHT_TEXT_GONE)
        else:
            self.go_to_span(span)

    def show_change(self, change: Change) -> None:
        """Show what undo or redo changed, in its article."""
        from reader.reading.undo import ArchiveChange, HighlightChange

        screen = self._screen
        if isinstance(change, ArchiveChange):
            self._sidebar.after_archiving()
            if not change.archived:
                screen.open(change.article_id)
            return
        if not isinstance(change, HighlightChange):
            return
        screen.open_for_jump(change.article_id)
        screen.show_highlights()
        span = self._span_of(change.highlight.id)
        if span is not None:
            self.go_to_span(span)

    # -- copying -----------------------------------------------------------------------------------

    def do_copy_french(self) -> None:
        """Copy the selection, or the sentence."""
        self._copy(both=False, ctrl_c=self._screen.last_key == "ctrl+c")

    def do_copy_both(self) -> None:
        """Copy the selection or the sentence, with the matching text of the other language."""
        self._copy(both=True)

    def _copy(self, *, both: bool, ctrl_c: bool = False) -> None:
        screen, viewport, open_article = self._screen, self._screen.viewport, self._screen.open_article
        if viewport is None or open_article is None:
            return
        from reader.ui.spread.copying import text_to_copy  # imported when needed

        found, selected = text_to_copy(viewport, both=both), viewport.selection is not None
        if found is None:
            return
        if selected:
            viewport.clear_selection()
            screen.view.update()
        screen.reader_app.copy(
            found.text,
            messages.copied_what(found.side, selected=selected, both=found.both),
            mention_quit=ctrl_c and not selected,
        )
