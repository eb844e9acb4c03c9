"""ToldList: a list whose items say more than a line: engines, what they send, what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from reader.frozen import frozen_dataclass
from reader.text.graphemes import snap_back
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import truncate, truncate_rows
from reader.ui.widgets.item_lists import Value
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.styles import safe_segment, style

if TYPE_CHECKING:
    from rich.segment import Segment

MAX_ROWS = 12
"""Rows of what one item says; longer words are cut with an ellipsis."""

MAX_CODE_POINTS = 4_000
"""Code points that are more than such rows show."""


def excerpt(text: str) -> str:
    """Return as much of some words as an item can show: a paragraph may be as long as a book, and all of it would be folded and fitted."""
    return text if len(text) <= MAX_CODE_POINTS else f"{text[: snap_back(text, MAX_CODE_POINTS)]}…"


@frozen_dataclass(frozen=True, slots=True)
class DetailItem(Generic[Value]):
    """One item: a name, a fact at its right, and what is said of it underneath."""

    value: Value | None
    """What choosing it means; None: nothing, it is there to be read."""
    label: str
    fact: str = ""
    detail: str = ""
    plain: bool = False
    """Whether what is said is in the color of the text, as the English of a paragraph is."""
    is_initial: bool = False
    """Whether the list begins at it."""

    @property
    def filter_text(self) -> str:
        """What the filter looks at."""
        return f"{self.label} {self.detail}"


class DetailList(RowList[DetailItem[Any]]):
    """Items of several rows, a blank row after each."""

    def rows_of(self, item: DetailItem[Any], width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one item."""
        roles = self._render_style.roles
        room = max(8, width - 6)
        mark = safe_segment(" ┃ " if current else "   ", style(roles.accent, roles.panel, bold=True))
        muted = style(roles.muted, roles.panel)
        rows: list[list[Segment]] = []
        if item.label:
            label = truncate(item.label, room)
            fact = truncate(item.fact, max(0, room - cells(label) - 2))
            gap = " " * max(1, room - cells(label) - cells(fact))
            ink = style(roles.text, roles.panel, bold=current or item.value is None)
            rows.append([mark, safe_segment(label, ink), safe_segment(gap + fact, muted)])
        look = style(roles.text, roles.panel) if item.plain else muted
        rows += [
            [mark, safe_segment(line, look)]
            for line in (truncate_rows(item.detail, room, MAX_ROWS) if item.detail else ())
        ]
        return [*rows, []]
