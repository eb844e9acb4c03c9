"""The sidebar's list of articles: title, date, progress and highlight count."""

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
"""Assumed reading speed until the user's own is known."""


def reading_minutes(words: int) -> int:
    """Return the minutes needed for so many words, at least one."""
    return max(1, round(words / WORDS_PER_MINUTE))


def progress_text(entry: CatalogEntry) -> str:
    """Describe how much of an article was read."""
    if not entry.opened:
        return "new"
    return "read" if entry.progress >= 0.995 else f"{int(entry.progress * 100)} %"


def highlight_count(entry: CatalogEntry) -> str:
    """Return the number of highlights, with a dagger if any has a note; empty for none."""
    return f"{entry.highlights}{' †' if entry.notes else ''}" if entry.highlights else ""


class ArticleList(RowList[CatalogEntry]):
    """The articles of the library; the open one has a bar and a bold title."""

    open_article_id: str = ""
    """The id of the article shown on the page."""

    def set_open_article(self, article_id: str) -> None:
        """Mark the open article and make it the current item."""
        self.open_article_id = article_id
        for index, entry in enumerate(self.items):
            if entry.id == article_id:
                self.move_to(index)
                break
        self.refresh_rows()

    def rows_of(self, item: CatalogEntry, width: int, *, current: bool) -> list[list[Segment]]:
        """Return up to three rows of title, a muted row of facts, and a blank row."""
        roles = self._render_style.roles
        background = roles.selection if current and self.has_focus else roles.panel
        opened = item.id == self.open_article_id
        bar = safe_segment("┃" if opened else " ", style(roles.accent, roles.panel))
        title = style(roles.text, background, bold=opened, underline=current and self.has_focus and roles.ansi)
        muted = style(roles.muted if background == roles.panel else roles.text, background)
        room = max(4, width - 5)
        when = display_date(item.date, short=True) if item.date else f"{reading_minutes(item.words)} min"
        facts = [when, progress_text(item)]
        if highlight_count(item):
            facts.append(highlight_count(item))
        if not item.english:
            facts.append("no English")
        panel_style = style(roles.text, roles.panel)

        def row(text: str, row_style: Style) -> list[Segment]:
            return [
                safe_segment(" ", panel_style),
                bar,
                safe_segment(" ", panel_style),
                safe_segment(text + " " * (room - cells(text)), row_style),
            ]

        rows = [row(line, title) for line in truncate_rows(item.title, room, 3)]
        while len(facts) > 2 and cells(" · ".join(facts)) > room:
            facts.pop(0)
        rows.append(row(truncate(" · ".join(facts), room), muted))
        rows.append([safe_segment(" ", panel_style)])
        return rows

    def on_focus(self) -> None:
        """Show the current item as focused."""
        self.refresh_rows()

    def on_blur(self) -> None:
        """Show the current item as not focused."""
        self.refresh_rows()
