"""Marks: highlights and notes, as values."""

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
    """The six colors of a highlight, in the order of their keys 1 to 6."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    ORANGE = "orange"
    PURPLE = "purple"


@frozen_dataclass(frozen=True, slots=True)
class Note:
    """The reader's words on one highlight."""

    body: str
    """Clean text; lines kept."""
    created: str
    """ISO 8601, UTC, to the second."""
    modified: str
    """ISO 8601, UTC, to the second."""


@frozen_dataclass(frozen=True, slots=True)
class Highlight:
    """A colored mark on a passage, described so that it survives a change of the text."""

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
    """A highlight whose passage was found."""

    highlight: Highlight
    anchor: Anchor


@frozen_dataclass(frozen=True, slots=True)
class Orphan:
    """A highlight whose passage cannot be found in the text of today; always shown, never dropped."""

    highlight: Highlight


@frozen_dataclass(frozen=True, slots=True)
class Draft:
    """A note being written and not yet kept; on disk, so that a crash cannot lose its words."""

    highlight_id: str
    article_id: str
    body: str
    """Clean text, as typed so far."""
    owner: str
    """Which run of the program writes it; another run is not offered a draft in use."""
    modified: str
    """ISO 8601, UTC, to the second."""


def layers(spans: Sequence[Span]) -> list[tuple[Span, tuple[int, ...]]]:
    """Lay overlapping spans over one another: runs of text, each with the indexes of the spans over it.

    ::

        0  ├───────────────────────┤          the longest lies lowest
        1           ├───────┤                 the shortest lies on top, and is what commands act on
        2                   ├───────────────┤
           ├────────┼───────┼───┼───────────┤
             (0,)    (1, 0) (2,0)   (2,)      each run: the shortest first

    The runs are disjoint and in order, none is empty, and together they cover just what the spans cover. Of spans equally
    long the one that begins later comes first, then the one with the higher index: a mark made later lies on top.
    Empty spans lie over nothing.

    >>> layers([Span(0, 9), Span(2, 5)])
    [(Span(start=0, end=2), (0,)), (Span(start=2, end=5), (1, 0)), (Span(start=5, end=9), (0,))]
    """
    order = sorted(
        (index for index, span in enumerate(spans) if span),
        key=lambda index: (len(spans[index]), -spans[index].start, -index),
    )
    rank = {index: place for place, index in enumerate(order)}
    events = sorted(
        [(spans[index].start, place, True) for index, place in rank.items()]
        + [(spans[index].end, place, False) for index, place in rank.items()]
    )
    runs: list[tuple[Span, tuple[int, ...]]] = []
    over: list[int] = []  # ranks, so that they sort as they lie
    since = 0
    for offset, place, begins in events:
        if over and offset > since:
            runs.append((Span(since, offset), tuple(order[lying] for lying in over)))
        since = offset
        if begins:
            insort(over, place)
        else:
            over.remove(place)
    return runs
