"""ToldList: a list whose items say more than a line: engines, what they send, what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from reader.frozen import valueclass
from reader.text.graphemes import snap_back
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import fit, shorten
from reader.ui.widgets.item_lists import Value
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.styles import segment, style

if TYPE_CHECKING:
    from rich.segment import Segment

MOST_ROWS = 12
"""Rows of what one item says; longer words are cut with an ellipsis."""

_SEEN = 4_000
"""Code points that are more than such rows show."""


def beginning(words: str) -> str:
    """Return as much of some words as an item can show: a paragraph may be as long as a book, and all of it would be folded and fitted."""
    return words if len(words) <= _SEEN else f"{words[: snap_back(words, _SEEN)]}…"


@valueclass(frozen=True, slots=True)
class Told(Generic[Value]):
    """One item: a name, a fact at its right, and what is said of it underneath."""

    value: Value | None
    """What choosing it means; None: nothing, it is there to be read."""
    label: str
    fact: str = ""
    said: str = ""
    plain: bool = False
    """Whether what is said is in the color of the text, as the English of a paragraph is."""
    begins: bool = False
    """Whether the list begins at it."""

    @property
    def words(self) -> str:
        """What the filter looks at."""
        return f"{self.label} {self.said}"


class ToldList(RowList[Told[Any]]):
    """Items of several rows, a blank row after each."""

    def rows_of(self, item: Told[Any], width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one item."""
        roles = self._ink.roles
        room = max(8, width - 6)
        mark = segment(" ┃ " if current else "   ", style(roles.accent, roles.shade, bold=True))
        muted = style(roles.muted, roles.shade)
        rows: list[list[Segment]] = []
        if item.label:
            label = shorten(item.label, room)
            fact = shorten(item.fact, max(0, room - cells(label) - 2))
            gap = " " * max(1, room - cells(label) - cells(fact))
            ink = style(roles.ink, roles.shade, bold=current or item.value is None)
            rows.append([mark, segment(label, ink), segment(gap + fact, muted)])
        look = style(roles.ink, roles.shade) if item.plain else muted
        rows += [[mark, segment(line, look)] for line in (fit(item.said, room, MOST_ROWS) if item.said else ())]
        return [*rows, []]
