"""The list of marks: every highlight and note of one article, or of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import said_day
from reader.text.model.highlights import Color
from reader.ui.screens import messages as say
from reader.ui.screens.list_dialog import Sheet
from reader.ui.screens.reading.mark_target import GoTo
from reader.ui.widgets.item_lists import MarkItem, MarksList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.reading.session import Desk
    from reader.text.model.highlights import Highlight


class MarksSheet(Sheet[MarkItem]):
    """All marks. Enter goes there; the commands on a mark act here as they do on the page."""

    OFFERS = ("list.open", "list.filter", "mark.note", "mark.recolor", "mark.remove", "marks.list", "list.close")
    LIST = MarksList
    EMPTY = say.NO_MARKS_LISTED
    LEAST_WIDE = 78

    def __init__(self, desk: Desk, changed: Callable[[], None], *, only: Sequence[Highlight] | None = None) -> None:
        """``changed`` is called after each change: the page shows beside the list, and paints it at once."""
        self._desk = desk
        self._changed = changed
        self._library = False
        self._only = {highlight.id for highlight in only} if only is not None else None
        super().__init__()

    def heading(self) -> str:
        """Say whose marks these are."""
        if self._only is not None:
            return "The highlights here"
        return "Marks in the library" if self._library else "Marks in this article"

    def items(self) -> Sequence[MarkItem]:
        """Return the marks of the article, orphans first, or of the library."""
        if self._library:
            titles = {entry.id: entry.title for entry in self._desk.entries()}
            return [
                MarkItem(found, titles.get(found.article_id, ""), "", said_day(found.created))
                for found in self._desk.all_highlights()
            ]
        sitting = self._desk.sitting
        if sitting is None:
            return []
        length = max(1, len(sitting.article.text))
        orphans = [
            MarkItem(orphan.highlight, "", say.PASSAGE_LOST, said_day(orphan.highlight.created))
            for orphan in sitting.orphans
        ]
        found = [
            MarkItem(
                mark.highlight,
                "",
                f"{int(100 * mark.anchor.span.start / length)} %",
                said_day(mark.highlight.created),
            )
            for mark in sitting.marks
        ]
        return [item for item in (*orphans, *found) if self._only is None or item.highlight.id in self._only]

    def choose(self, item: MarkItem) -> None:
        """Go to the mark."""
        self.finish(GoTo(item.highlight.article_id, item.highlight.id))

    def _current(self) -> Highlight | None:
        item = self.list.current_item
        return item.highlight if item is not None else None

    def _fill_changed(self) -> None:
        self.fill(self.list.current)
        self._changed()

    # -- commands -------------------------------------------------------------------------------------

    def do_marks_list(self, count: int | None, letter: str | None) -> None:
        """Change between the article's marks and the library's."""
        del count, letter
        self._library, self._only = not self._library, None
        self.fill()

    def do_mark_remove(self, count: int | None, letter: str | None) -> None:
        """Remove the current mark."""
        del count, letter
        highlight = self._current()
        if highlight is not None:
            self._desk.remove(highlight)
            self._fill_changed()
            self.reader_app.say(say.removed(highlight))

    def do_mark_recolor(self, count: int | None, letter: str | None) -> None:
        """Give the current mark another color."""
        del count
        highlight = self._current()
        if highlight is not None and letter is not None:
            self._desk.recolor(highlight, list(Color)[int(letter) - 1])
            self._fill_changed()

    def do_mark_note(self, count: int | None, letter: str | None) -> None:
        """Write the note of the current mark."""
        del count, letter
        highlight = self._current()
        if highlight is not None:
            self.reader_app.write_note(highlight, lambda _: self._fill_changed())

    def do_copy_french(self, count: int | None, letter: str | None) -> None:
        """Copy the quotation."""
        del count, letter
        highlight = self._current()
        if highlight is not None:
            self.reader_app.copy(highlight.selector.exact, "the quotation")

    do_copy_both = do_copy_french

    def do_app_undo(self, count: int | None, letter: str | None) -> None:
        """Take back what was done last."""
        del count, letter
        self.reader_app.undo()
        self.fill(self.list.current)

    def do_app_redo(self, count: int | None, letter: str | None) -> None:
        """Do again what was taken back."""
        del count, letter
        self.reader_app.redo()
        self.fill(self.list.current)
