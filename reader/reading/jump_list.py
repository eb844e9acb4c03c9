"""The Trail: the places the reader jumped from, to go back to and forward again, in one article and across them."""

from __future__ import annotations

from reader.frozen import frozen_dataclass

MAX_JUMPS = 200
"""How many places are remembered on each side; the oldest are forgotten."""


@frozen_dataclass(frozen=True, slots=True)
class JumpLocation:
    """A place in an article."""

    article_id: str
    caret: int
    """Code point of the article's text."""
    row: int
    """The screen row the caret stood on, counted from the top of the page."""

    def is_same_position(self, other: JumpLocation) -> bool:
        """Tell whether two stops are the same place of the text, wherever that stood on the screen."""
        return (self.article_id, self.caret) == (other.article_id, other.caret)


@frozen_dataclass(frozen=True, slots=True)
class JumpList:
    """What lies behind the reader and what lies ahead, the nearest last. Where the reader is now belongs to neither."""

    older: tuple[JumpLocation, ...] = ()
    newer: tuple[JumpLocation, ...] = ()

    def push(self, current: JumpLocation) -> JumpList:
        """Return the trail after a jump from here: what lay ahead is forgotten, as in a browser."""
        return JumpList(_with(self.older, current))

    def latest(self, current: JumpLocation) -> JumpLocation | None:
        """Return the place behind that is nearest and elsewhere than here; None when there is none."""
        return next((stop for stop in reversed(self.older) if not stop.is_same_position(current)), None)

    def back(self, current: JumpLocation, steps: int = 1) -> tuple[JumpList, JumpLocation | None]:
        """Return the trail after going back, and where that leads; None, and this trail, when nothing lies behind.

        Places that are where the reader is anyway are passed over. More steps than there are lead to the first place.
        """
        behind, ahead, stop = _walk(self.older, self.newer, current, steps)
        return (self, None) if stop is None else (JumpList(behind, ahead), stop)

    def forward(self, current: JumpLocation, steps: int = 1) -> tuple[JumpList, JumpLocation | None]:
        """Return the trail after going forward, and where that leads; None, and this trail, when nothing lies ahead."""
        ahead, behind, stop = _walk(self.newer, self.older, current, steps)
        return (self, None) if stop is None else (JumpList(behind, ahead), stop)


def _walk(
    source: tuple[JumpLocation, ...], target: tuple[JumpLocation, ...], here: JumpLocation, steps: int
) -> tuple[tuple[JumpLocation, ...], tuple[JumpLocation, ...], JumpLocation | None]:
    """Take stops from one side, putting the place that is left for each on the other."""
    found: JumpLocation | None = None
    for _ in range(steps):
        while source and source[-1].is_same_position(here):
            source = source[:-1]
        if not source:
            break
        target = _with(target, here)
        source, found = source[:-1], source[-1]
        here = found
    return source, target, found


def _with(stops: tuple[JumpLocation, ...], stop: JumpLocation) -> tuple[JumpLocation, ...]:
    """Return the stops with one more; the same place twice running is one, with the row of now."""
    if stops and stops[-1].is_same_position(stop):
        stops = stops[:-1]
    return (*stops, stop)[-MAX_JUMPS:]
