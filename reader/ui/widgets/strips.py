"""Strips: the rows of the page that were painted, kept until what they show looks otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.spans import Span
from reader.ui.spread.spread import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.strip import Strip

    from reader.ui.spread.spread import Row, Spot

KEPT: Final = 400
"""How many painted rows are kept."""
_NOTHING: Final = Span(0, 0)


class Strips:
    """Painted rows, by where they stand in the text."""

    def __init__(self) -> None:
        self._kept: dict[Spot, tuple[Row, Strip]] = {}

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()

    def at(self, spot: Spot) -> Strip | None:
        """Return a row as it was painted; None when it is to be painted."""
        kept = self._kept.get(spot)
        return kept[1] if kept is not None else None

    def keep(self, spot: Spot, row: Row, strip: Strip) -> None:
        """Keep a painted row."""
        if len(self._kept) > KEPT:
            self._kept.clear()
        self._kept[spot] = (row, strip)

    def drop(self, spans: Iterable[Span]) -> None:
        """Forget the rows that spans of either side touch."""
        ends = [(span.start, span.end) for span in spans if span]
        if not ends:
            return
        for spot, (row, _) in list(self._kept.items()):
            french, english = row.french or _NOTHING, row.english or _NOTHING
            for start, end in ends:  # plain numbers: several hundred rows are looked at for each key
                if (french.start < end and start < french.end) or (english.start < end and start < english.end):
                    del self._kept[spot]
                    break


def touches(row: Row, span: Span) -> bool:
    """Tell whether a row shows words of a span of either side."""
    if row.kind is not RowKind.TEXT:
        return False
    return (row.french is not None and row.french.overlaps(span)) or (
        row.english is not None and row.english.overlaps(span)
    )
