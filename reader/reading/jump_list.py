"""The Trail: the places the reader jumped from, to go back to and forward again, in one article and across them."""

from __future__ import annotations

from reader.frozen import valueclass

LONGEST = 200
"""How many places are remembered on each side; the oldest are forgotten."""


@valueclass(frozen=True, slots=True)
class Stop:
    """A place in an article."""

    article_id: str
    caret: int
    """Code point of the article's text."""
    row: int
    """The screen row the caret stood on, counted from the top of the page."""

    def is_at(self, other: Stop) -> bool:
        """Tell whether two stops are the same place of the text, wherever that stood on the screen."""
        return (self.article_id, self.caret) == (other.article_id, other.caret)


@valueclass(frozen=True, slots=True)
class Trail:
    """What lies behind the reader and what lies ahead, the nearest last. Where the reader is now belongs to neither."""

    behind: tuple[Stop, ...] = ()
    ahead: tuple[Stop, ...] = ()

    def leave(self, here: Stop) -> Trail:
        """Return the trail after a jump from here: what lay ahead is forgotten, as in a browser."""
        return Trail(_with(self.behind, here))

    def last(self, here: Stop) -> Stop | None:
        """Return the place behind that is nearest and elsewhere than here; None when there is none."""
        return next((stop for stop in reversed(self.behind) if not stop.is_at(here)), None)

    def back(self, here: Stop, steps: int = 1) -> tuple[Trail, Stop | None]:
        """Return the trail after going back, and where that leads; None, and this trail, when nothing lies behind.

        Places that are where the reader is anyway are passed over. More steps than there are lead to the first place.
        """
        behind, ahead, stop = _walk(self.behind, self.ahead, here, steps)
        return (self, None) if stop is None else (Trail(behind, ahead), stop)

    def forward(self, here: Stop, steps: int = 1) -> tuple[Trail, Stop | None]:
        """Return the trail after going forward, and where that leads; None, and this trail, when nothing lies ahead."""
        ahead, behind, stop = _walk(self.ahead, self.behind, here, steps)
        return (self, None) if stop is None else (Trail(behind, ahead), stop)


def _walk(
    source: tuple[Stop, ...], target: tuple[Stop, ...], here: Stop, steps: int
) -> tuple[tuple[Stop, ...], tuple[Stop, ...], Stop | None]:
    """Take stops from one side, putting the place that is left for each on the other."""
    found: Stop | None = None
    for _ in range(steps):
        while source and source[-1].is_at(here):
            source = source[:-1]
        if not source:
            break
        target = _with(target, here)
        source, found = source[:-1], source[-1]
        here = found
    return source, target, found


def _with(stops: tuple[Stop, ...], stop: Stop) -> tuple[Stop, ...]:
    """Return the stops with one more; the same place twice running is one, with the row of now."""
    if stops and stops[-1].is_at(stop):
        stops = stops[:-1]
    return (*stops, stop)[-LONGEST:]
