"""ArticleList: the sidebar's articles, by title, with date, how much was read, and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import display_date
from reader.text.model.catalog import CatalogEntry
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import truncate, truncate_rows
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.styles import safe_segment, style

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

WORDS_PER_MINUTE = 200
"""A calm pace for a foreign language's prose; a reader's own pace comes later."""


def reading_minutes(words: int) -> int:
    """Return how many minutes a text of that many words takes, at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


def progress_text(entry: CatalogEntry) -> str:
    """Say how much of an article was read."""
    if not entry.opened:
        return "new"
    return "read" if entry.progress >= 0.995 else f"{int(entry.progress * 100)} %"


def highlight_count(entry: CatalogEntry) -> str:
    """Say how many highlights an article has, with a dagger where there are notes among them."""
    return f"{entry.highlights}{' †' if entry.notes else ''}" if entry.highlights else ""


class ArticleList(RowList[CatalogEntry]):
    """The articles of the library. The one that is open has a bar and a bold title."""

    open_article_id: str = ""
    """The article open in the page."""
    focused_look: bool = False
    """Whether the list has the keys, so that its current item is shown."""

    def set_open_article(self, article_id: str) -> None:
        """Show which article is open, and make it the current item."""
        self.open_article_id = article_id
        for index, entry in enumerate(self.items):
            if entry.id == article_id:
                self.move_to(index)
                break
        self.refresh_rows()

    def rows_of(self, item: CatalogEntry, width: int, *, current: bool) -> list[list[Segment]]:
        """Return a title of up to three rows, one muted row, and a blank."""
        roles = self._render_style.roles
        ground = roles.selection if current and self.has_focus else roles.panel
        opened = item.id == self.open_article_id
        bar = safe_segment("┃" if opened else " ", style(roles.accent, roles.panel))
        title = style(roles.text, ground, bold=opened, underline=current and self.has_focus and roles.ansi)
        muted = style(roles.muted if ground == roles.panel else roles.text, ground)
        room = max(4, width - 5)
        when = display_date(item.date, short=True) if item.date else f"{reading_minutes(item.words)} min"
        facts = [when, progress_text(item)]
        if highlight_count(item):
            facts.append(highlight_count(item))
        if not item.english:
            facts.append("no English")
        left = style(roles.text, roles.panel)

        def row(text: str, look: Style) -> list[Segment]:
            return [
                safe_segment(" ", left),
                bar,
                safe_segment(" ", left),
                safe_segment(text + " " * (room - cells(text)), look),
            ]

        rows = [row(line, title) for line in truncate_rows(item.title, room, 3)]
        while len(facts) > 2 and cells(" · ".join(facts)) > room:
            facts.pop(0)  # the date gives way first
        rows.append(row(truncate(" · ".join(facts), room), muted))
        rows.append([safe_segment(" ", left)])
        return rows

    def on_focus(self) -> None:
        """Show which item has the keys."""
        self.refresh_rows()

    def on_blur(self) -> None:
        """Stop showing which item has the keys."""
        self.refresh_rows()
