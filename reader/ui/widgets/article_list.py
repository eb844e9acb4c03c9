"""ArticleList: the sidebar's articles, by title, with date, how much was read, and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import display_date
from reader.text.model.catalog import Entry
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import fit, shorten
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.styles import segment, style

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

WORDS_PER_MINUTE = 200
"""A calm pace for a foreign language's prose; a reader's own pace comes later."""


def minutes(words: int) -> int:
    """Return how many minutes a text of that many words takes, at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


def progress(entry: Entry) -> str:
    """Say how much of an article was read."""
    if not entry.opened:
        return "new"
    return "read" if entry.share >= 0.995 else f"{int(entry.share * 100)} %"


def marks_of(entry: Entry) -> str:
    """Say how many highlights an article has, with a dagger where there are notes among them."""
    return f"{entry.highlights}{' †' if entry.notes else ''}" if entry.highlights else ""


class ArticleList(RowList[Entry]):
    """The articles of the library. The one that is open has a bar and a bold title."""

    open_id: str = ""
    """The article open in the page."""
    focused_look: bool = False
    """Whether the list has the keys, so that its current item is shown."""

    def mark_open(self, article_id: str) -> None:
        """Show which article is open, and make it the current item."""
        self.open_id = article_id
        for index, entry in enumerate(self.items):
            if entry.id == article_id:
                self.go(index)
                break
        self.repaint()

    def rows_of(self, item: Entry, width: int, *, current: bool) -> list[list[Segment]]:
        """Return a title of up to three rows, one muted row, and a blank."""
        roles = self._ink.roles
        ground = roles.selected if current and self.has_focus else roles.shade
        opened = item.id == self.open_id
        bar = segment("┃" if opened else " ", style(roles.accent, roles.shade))
        title = style(roles.ink, ground, bold=opened, underline=current and self.has_focus and roles.ansi)
        muted = style(roles.muted if ground == roles.shade else roles.ink, ground)
        room = max(4, width - 5)
        when = display_date(item.date, short=True) if item.date else f"{minutes(item.words)} min"
        facts = [when, progress(item)]
        if marks_of(item):
            facts.append(marks_of(item))
        if not item.english:
            facts.append("no English")
        left = style(roles.ink, roles.shade)

        def row(text: str, look: Style) -> list[Segment]:
            return [
                segment(" ", left),
                bar,
                segment(" ", left),
                segment(text + " " * (room - cells(text)), look),
            ]

        rows = [row(line, title) for line in fit(item.title, room, 3)]
        while len(facts) > 2 and cells(" · ".join(facts)) > room:
            facts.pop(0)  # the date gives way first
        rows.append(row(shorten(" · ".join(facts), room), muted))
        rows.append([segment(" ", left)])
        return rows

    def on_focus(self) -> None:
        """Show which item has the keys."""
        self.repaint()

    def on_blur(self) -> None:
        """Stop showing which item has the keys."""
        self.repaint()
