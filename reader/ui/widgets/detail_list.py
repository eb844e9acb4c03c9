"""A list whose items have several lines of detail: engines, translations of a paragraph."""

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
"""Rows of detail per item; longer text is truncated with an ellipsis."""

MAX_CODE_POINTS = 4_000
"""Code points that always fill ``MAX_ROWS``."""


def excerpt(text: str) -> str:
    """Return the part of a text that an item can show, so that a huge paragraph is not wrapped."""
    return text if len(text) <= MAX_CODE_POINTS else f"{text[: snap_back(text, MAX_CODE_POINTS)]}…"


@frozen_dataclass(frozen=True, slots=True)
class DetailItem(Generic[Value]):
    """An item: a label, a fact at its right, and detail below."""

    value: Value | None
    """The result of choosing it; None if it is only there to be read."""
    label: str
    fact: str = ""
    detail: str = ""
    plain: bool = False
    """Whether the detail has the text color instead of the muted one."""
    is_initial: bool = False
    """Whether the list opens on it."""

    @property
    def filter_text(self) -> str:
        """The text that the filter searches."""
        return f"{self.label} {self.detail}"


class DetailList(RowList[DetailItem[Any]]):
    """Items of several rows, each followed by a blank row."""

    def rows_of(self, item: DetailItem[Any], width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one item."""
        roles = self._render_style.roles
        room = max(8, width - 6)
        bar = safe_segment(" ┃ " if current else "   ", style(roles.accent, roles.panel, bold=True))
        muted = style(roles.muted, roles.panel)
        rows: list[list[Segment]] = []
        if item.label:
            label = truncate(item.label, room)
            fact = truncate(item.fact, max(0, room - cells(label) - 2))
            gap = " " * max(1, room - cells(label) - cells(fact))
            label_style = style(roles.text, roles.panel, bold=current or item.value is None)
            rows.append([bar, safe_segment(label, label_style), safe_segment(gap + fact, muted)])
        detail_style = style(roles.text, roles.panel) if item.plain else muted
        rows += [
            [bar, safe_segment(line, detail_style)]
            for line in (truncate_rows(item.detail, room, MAX_ROWS) if item.detail else ())
        ]
        return [*rows, []]
