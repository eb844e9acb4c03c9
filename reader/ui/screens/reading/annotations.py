"""Marking: selecting, highlighting, notes and copying on the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.model.highlights import Color
from reader.ui.screens import messages as say
from reader.ui.spread.selection import Unit
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from reader.reading.undo import Change
    from reader.text.model.highlights import Highlight
    from reader.text.spans import Span
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.reading.mark_target import GoTo
    from reader.ui.screens.reading.sidebar import Shelf

ARROWS = {"left": "left", "right": "right", "up": "up", "down": "down"}
"""What ``shift`` and an arrow extend by."""


class Marking:
    """The commands of the page that speak of passages and marks."""

    def __init__(self, frame: Frame, shelf: Shelf) -> None:
        self._frame, self._shelf = frame, shelf

    # -- the passage ------------------------------------------------------------------------------

    def _select(self, unit: Unit) -> None:
        page = self._frame.page
        if page is not None and self._frame.sitting is not None:
            page.select(unit)
            self._frame.view.update()

    def drop_passage(self) -> bool:
        """Let go of the passage; False when there is none."""
        page = self._frame.page
        if page is None or page.passage is None:
            return False
        page.drop_passage()
        self._frame.view.update()
        return True

    def do_select_words(self, count: int | None, letter: str | None) -> None:
        """Begin to select by words; again: cancel."""
        del count, letter
        if not self.drop_passage():
            self._select(Unit.WORD)

    def do_select_sentence(self, count: int | None, letter: str | None) -> None:
        """Select the sentence; again: the paragraph."""
        del count, letter
        page = self._frame.page
        if page is None:
            return
        passage = page.passage
        if passage is not None and passage.unit in {Unit.SENTENCE, Unit.PARAGRAPH}:
            page.passage = replace(passage, unit=Unit.PARAGRAPH)
            self._frame.view.update()
        elif passage is not None:
            page.passage = replace(passage, unit=Unit.SENTENCE)
            self._frame.view.update()
        else:
            self._select(Unit.SENTENCE)

    def do_select_extend(self, count: int | None, letter: str | None) -> None:
        """Extend the passage by an arrow key."""
        del count
        page = self._frame.page
        if page is None or letter is None:
            return
        if page.passage is None:
            page.select(Unit.CHARACTER)
        page.move(ARROWS[letter])
        self._frame.view.update()

    def do_select_swap(self, count: int | None, letter: str | None) -> None:
        """Go to the other end of the passage."""
        del count, letter
        page = self._frame.page
        if page is not None:
            page.swap()
            self._frame.view.update()

    # -- highlights ---------------------------------------------------------------------------------

    def _highlight(self, color: Color) -> Highlight | None:
        """Commit a highlight on the passage, then paint it."""
        frame = self._frame
        page, sitting = frame.page, frame.sitting
        span = page.passage_span() if page is not None else None
        if page is None or sitting is None or page.passage is None or not span:
            return None
        if page.passage.side is Side.ENGLISH:
            frame.reader_app.say(say.MARKS_ON_FRENCH)
            return None
        highlight = frame.desk.highlight(sitting.article, span, color)
        page.drop_passage()
        frame.show_marks()  # it is kept, even where what follows cannot be
        if color.value != frame.desk.preferences.color:
            frame.desk.prefer(replace(frame.desk.preferences, color=color.value))
        return highlight

    def do_mark_color(self, count: int | None, letter: str | None) -> None:
        """Highlight the passage in the color of the key."""
        del count
        if letter is not None:
            self._highlight(list(Color)[int(letter) - 1])

    def do_mark_last(self, count: int | None, letter: str | None) -> None:
        """Highlight the passage in the color used last."""
        del count, letter
        self._highlight(Color(self._frame.desk.preferences.color))

    def _here(self) -> Highlight | None:
        """Return the shortest highlight under the caret, or say that there is none."""
        sitting = self._frame.sitting
        found = sitting.at(self._frame.view.caret) if sitting is not None else ()
        if not found:
            self._frame.reader_app.say(say.NO_HIGHLIGHT_HERE)
            return None
        return found[0].highlight

    def do_mark_recolor(self, count: int | None, letter: str | None) -> None:
        """Give the highlight under the caret another color."""
        del count
        highlight = self._here()
        if highlight is not None and letter is not None:
            self._frame.desk.recolor(highlight, list(Color)[int(letter) - 1])
            self._frame.show_marks()

    def do_mark_remove(self, count: int | None, letter: str | None) -> None:
        """Remove the highlight under the caret, with its note."""
        del count, letter
        highlight = self._here()
        if highlight is not None:
            self._frame.desk.remove(highlight)
            self._frame.show_marks()
            self._frame.reader_app.say(say.removed(highlight))

    def do_mark_open(self, count: int | None, letter: str | None) -> None:
        """Open the highlight under the caret; several: a list of them."""
        del count, letter
        sitting = self._frame.sitting
        found = sitting.at(self._frame.view.caret) if sitting is not None else ()
        if len(found) > 1:
            self._list([mark.highlight for mark in found])
        elif found:
            self._write(found[0].highlight)
        else:
            self._frame.reader_app.say(say.NO_HIGHLIGHT_HERE)

    def do_mark_next(self, count: int | None, letter: str | None) -> None:
        """Go to the next mark."""
        del letter
        self._neighbor(count or 1)

    def do_mark_previous(self, count: int | None, letter: str | None) -> None:
        """Go to the mark before."""
        del letter
        self._neighbor(-(count or 1))

    def _neighbor(self, steps: int) -> None:
        frame, sitting = self._frame, self._frame.sitting
        if sitting is None:
            return
        offset, found = frame.view.caret, None
        for _ in range(abs(steps)):
            mark = sitting.neighbor(offset, 1 if steps > 0 else -1)
            if mark is None:
                break
            found, offset = mark, mark.anchor.span.start
        if found is None:
            frame.reader_app.say(say.NO_MARKS if not sitting.marks else say.no_more_marks(forward=steps > 0))
        else:
            frame.depart()
            self.go(found.anchor.span)

    def go(self, span: Span) -> None:
        """Put the caret at the beginning of a passage."""
        page = self._frame.page
        if page is not None:
            page.go(span.start)
            self._frame.view.update()

    # -- notes ------------------------------------------------------------------------------------------

    def do_mark_note(self, count: int | None, letter: str | None) -> None:
        """Write the note of the passage (marking it), or of the highlight under the caret, or take up a draft."""
        del count, letter
        frame = self._frame
        if frame.page is not None and frame.page.passage is not None:
            highlight = self._highlight(Color(frame.desk.preferences.color))
            if highlight is not None:
                self._write(highlight)
            return
        sitting = frame.sitting
        found = sitting.at(frame.view.caret) if sitting is not None else ()
        if found:
            self._write(found[0].highlight)
        elif not frame.reader_app.take_up_draft():
            frame.reader_app.say(say.NOTHING_TO_NOTE)

    def _write(self, highlight: Highlight) -> None:
        frame = self._frame

        def rows() -> tuple[int, int] | None:
            found, top = frame.view.picture.rows_of(self._span(highlight.id)), frame.view.region.y
            return (found[0] + top, found[1] + top) if found is not None else None

        frame.reader_app.write_note(highlight, lambda _: frame.show_marks(), rows=rows)

    def _span(self, highlight_id: str) -> Span | None:
        """Return where a highlight of the article of now lies; None where its passage is gone."""
        sitting = self._frame.sitting
        mark = sitting.mark(highlight_id) if sitting is not None else None
        return mark.anchor.span if mark is not None else None

    # -- the list of marks -----------------------------------------------------------------------------

    def do_marks_list(self, count: int | None, letter: str | None) -> None:
        """List every highlight and note."""
        del count, letter
        self._list(None)

    def _list(self, only: list[Highlight] | None) -> None:
        from reader.ui.screens.reading.marks_dialog import MarksSheet

        self._frame.reader_app.lay_over(MarksSheet(self._frame.desk, self._frame.show_marks, only=only), self._listed)

    def _listed(self, target: GoTo | None) -> None:
        """Paint what was changed in the list, and go where it says."""
        frame = self._frame
        frame.show_marks()
        self._shelf.load()
        if target is not None:
            self.go_to(target.article_id, target.highlight_id)

    def go_to(self, article_id: str, highlight_id: str) -> None:
        """Open an article, if it is another, and go to a highlight in it."""
        self._frame.visit(article_id)
        span = self._span(highlight_id)
        if span is None:
            self._frame.reader_app.say(say.PASSAGE_GONE)
        else:
            self.go(span)

    def after(self, change: Change) -> None:
        """Show what undo or redo did, in the article it belongs to."""
        from reader.reading.undo import ArchiveChange, MarkChange

        frame = self._frame
        if isinstance(change, ArchiveChange):
            self._shelf.after_archiving()
            if not change.archived:
                frame.open(change.article_id)
            return
        if not isinstance(change, MarkChange):
            return
        frame.visit(change.article_id)
        frame.show_marks()
        span = self._span(change.highlight.id)
        if span is not None:
            self.go(span)

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
        frame, page, sitting = self._frame, self._frame.page, self._frame.sitting
        if page is None or sitting is None:
            return
        from reader.ui.spread.copying import to_copy  # not before something is copied

        found, selected = to_copy(page, both=both), page.passage is not None
        if found is None:
            return
        if selected:
            page.drop_passage()
            frame.view.update()
        frame.reader_app.copy(
            found.words, say.copied_of(found.side, selected=selected, both=found.both), quits=ctrl_c and not selected
        )
