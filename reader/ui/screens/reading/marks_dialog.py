"""MarksDialog: list the highlights and notes of an article or the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import display_day
from reader.text.model.highlights import Color
from reader.ui.screens import messages
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.screens.reading.mark_target import MarkTarget
from reader.ui.widgets.item_lists import HighlightItem, HighlightList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.reading.session import Session
    from reader.text.model.highlights import Highlight


class MarksDialog(ListDialog[HighlightItem]):
    """A list of highlights to go to, recolor, annotate or remove."""

    FOOTER_COMMANDS = (
        "list.open",
        "list.filter",
        "mark.note",
        "mark.recolor",
        "mark.remove",
        "marks.list",
        "list.close",
    )
    LIST = HighlightList
    EMPTY = messages.NO_HIGHLIGHTS_LISTED
    MIN_WIDTH = 78

    def __init__(
        self, session: Session, on_change: Callable[[], None], *, only: Sequence[Highlight] | None = None
    ) -> None:
        """``on_change`` is called after each change, to update the page behind the dialog."""
        self._session = session
        self._on_change = on_change
        self._whole_library = False
        self._only = {highlight.id for highlight in only} if only is not None else None
        super().__init__()

    def heading(self) -> str:
        """Return the heading for the listed highlights."""
        if self._only is not None:
            return "Highlights here"
        return "Highlights in the library" if self._whole_library else "Highlights in this article"

    def items(self) -> Sequence[HighlightItem]:
        """Return the highlights of the article, orphans first, or of the library."""
        if self._whole_library:
            titles = {entry.id: entry.title for entry in self._session.entries()}
            return [
                HighlightItem(found, titles.get(found.article_id, ""), "", display_day(found.created))
                for found in self._session.all_highlights()
            ]
        open_article = self._session.current
        if open_article is None:
            return []
        length = max(1, len(open_article.article.text))
        orphans = [
            HighlightItem(orphan.highlight, "", messages.TEXT_GONE, display_day(orphan.highlight.created))
            for orphan in open_article.orphans
        ]
        found = [
            HighlightItem(
                anchored.highlight,
                "",
                f"{int(100 * anchored.anchor.span.start / length)} %",
                display_day(anchored.highlight.created),
            )
            for anchored in open_article.highlights
        ]
        return [item for item in (*orphans, *found) if self._only is None or item.highlight.id in self._only]

    def choose(self, item: HighlightItem) -> None:
        """Go to the highlight."""
        self.finish(MarkTarget(item.highlight.article_id, item.highlight.id))

    def _current(self) -> Highlight | None:
        item = self.list.current_item
        return item.highlight if item is not None else None

    def _refresh(self) -> None:
        self.reload(self.list.current)
        self._on_change()

    # -- commands ----------------------------------------------------------------------------------

    def do_marks_list(self) -> None:
        """Switch between the article and the library."""
        self._whole_library, self._only = not self._whole_library, None
        self.reload()

    def do_mark_remove(self) -> None:
        """Remove the current highlight."""
        highlight = self._current()
        if highlight is not None:
            self._session.remove_highlight(highlight)
            self._refresh()
            self.reader_app.show_message(messages.removed(highlight))

    def do_mark_recolor(self, argument: str | None) -> None:
        """Change the color of the current highlight."""
        highlight = self._current()
        if highlight is not None and argument is not None:
            self._session.recolor(highlight, list(Color)[int(argument) - 1])
            self._refresh()

    def do_mark_note(self) -> None:
        """Edit the note of the current highlight."""
        highlight = self._current()
        if highlight is not None:
            self.reader_app.edit_note(highlight, lambda _: self._refresh())

    def do_copy_french(self) -> None:
        """Copy the highlighted text."""
        highlight = self._current()
        if highlight is not None:
            self.reader_app.copy(highlight.selector.exact, "the highlighted text")

    do_copy_both = do_copy_french

    def do_app_undo(self) -> None:
        """Undo the last change."""
        self.reader_app.undo()
        self.reload(self.list.current)

    def do_app_redo(self) -> None:
        """Redo the last undone change."""
        self.reader_app.redo()
        self.reload(self.list.current)
