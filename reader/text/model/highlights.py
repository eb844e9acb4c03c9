"""Highlights and notes, as values."""

from __future__ import annotations

from bisect import insort
from enum import Enum
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.selectors import Anchor, Selector


class Color(Enum):
    """The six highlight colors, in the order of their keys 1 to 6."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    ORANGE = "orange"
    PURPLE = "purple"


@frozen_dataclass(frozen=True, slots=True)
class Note:
    """The user's note on a highlight."""

    body: str
    """Clean text, possibly of several lines."""
    created: str
    """ISO 8601, UTC, to the second."""
    modified: str
    """ISO 8601, UTC, to the second."""


@frozen_dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted quotation, described so that it can be found after the text changes."""

    id: str
    article_id: str
    selector: Selector
    color: Color
    created: str
    """ISO 8601, UTC, to the second."""
    modified: str
    note: Note | None = None


@frozen_dataclass(frozen=True, slots=True)
class AnchoredHighlight:
    """A highlight whose quotation was found in the text."""

    highlight: Highlight
    anchor: Anchor


@frozen_dataclass(frozen=True, slots=True)
class Orphan:
    """A highlight whose quotation is not in the current text. It is always shown, never dropped."""

    highlight: Highlight


@frozen_dataclass(frozen=True, slots=True)
class Draft:
    """An unsaved note, stored so that a crash cannot lose it."""

    highlight_id: str
    article_id: str
    body: str
    """Clean text, as typed so far."""
    owner: str
    """The process that edits it. Other processes are not offered a draft in use."""
    modified: str
    """ISO 8601, UTC, to the second."""


def layers(spans: Sequence[Span]) -> list[tuple[Span, tuple[int, ...]]]:
    """Split overlapping spans into runs, each with the indexes of the spans that cover it.

    ::

        0  ├───────────────────────┤          the longest is at the bottom
        1           ├───────┤                 the shortest is on top; commands act on it
        2                   ├───────────────┤
           ├────────┼───────┼───┼───────────┤
             (0,)    (1, 0) (2,0)   (2,)      each run: the shortest first

    The runs are disjoint, in order and not empty; together they cover what the spans cover. Of spans
    of equal length, the one that begins later is on top, then the one with the higher index (made
    later). Empty spans are ignored.

    >>> layers([Span(0, 9), Span(2, 5)])
    [(Span(start=0, end=2), (0,)), (Span(start=2, end=5), (1, 0)), (Span(start=5, end=9), (0,))]
    """
    order = sorted(
        (index for index, span in enumerate(spans) if span),
        key=lambda index: (len(spans[index]), -spans[index].start, -index),
    )
    ranks = {index: rank for rank, index in enumerate(order)}
    events = sorted(
        [(spans[index].start, rank, True) for index, rank in ranks.items()]
        + [(spans[index].end, rank, False) for index, rank in ranks.items()]
    )
    runs: list[tuple[Span, tuple[int, ...]]] = []
    active: list[int] = []  # ranks, sorted from top to bottom
    start = 0
    for offset, rank, opens in events:
        if active and offset > start:
            runs.append((Span(start, offset), tuple(order[layer] for layer in active)))
        start = offset
        if opens:
            insort(active, rank)
        else:
            active.remove(rank)
    return runs
