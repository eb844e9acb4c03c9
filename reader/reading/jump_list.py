"""The jump list: positions to go back and forward to, in one article and across articles."""

from __future__ import annotations

from reader.frozen import frozen_dataclass

MAX_JUMPS = 200
"""How many positions are remembered in each direction; the oldest are dropped."""


@frozen_dataclass(frozen=True, slots=True)
class JumpLocation:
    """A position in an article."""

    article_id: str
    caret: int
    """Offset in code points of the article's text."""
    row: int
    """The caret's screen row, from the top of the page."""

    def is_same_position(self, other: JumpLocation) -> bool:
        """Return whether two locations are the same text position, on any screen row."""
        return (self.article_id, self.caret) == (other.article_id, other.caret)


@frozen_dataclass(frozen=True, slots=True)
class JumpList:
    """Older and newer positions, the nearest last. The current position is in neither."""

    older: tuple[JumpLocation, ...] = ()
    newer: tuple[JumpLocation, ...] = ()

    def push(self, current: JumpLocation) -> JumpList:
        """Return the list after a jump from ``current``; drop newer positions, as browsers do."""
        return JumpList(_push(self.older, current))

    def latest(self, current: JumpLocation) -> JumpLocation | None:
        """Return the nearest older position that differs from ``current``, or None."""
        return next((location for location in reversed(self.older) if not location.is_same_position(current)), None)

    def back(self, current: JumpLocation, steps: int = 1) -> tuple[JumpList, JumpLocation | None]:
        """Return the list after going back, and the target; None and this list if there is none.

        Positions equal to the current one are skipped. Too many steps lead to the oldest position.
        """
        older, newer, target = _walk(self.older, self.newer, current, steps)
        return (self, None) if target is None else (JumpList(older, newer), target)

    def forward(self, current: JumpLocation, steps: int = 1) -> tuple[JumpList, JumpLocation | None]:
        """Return the list after going forward, and the target; like ``back``."""
        newer, older, target = _walk(self.newer, self.older, current, steps)
        return (self, None) if target is None else (JumpList(older, newer), target)


def _walk(
    source: tuple[JumpLocation, ...], target: tuple[JumpLocation, ...], current: JumpLocation, steps: int
) -> tuple[tuple[JumpLocation, ...], tuple[JumpLocation, ...], JumpLocation | None]:
    """Pop positions from one side, pushing each position left behind onto the other."""
    found: JumpLocation | None = None
    for _ in range(steps):
        while source and source[-1].is_same_position(current):
            source = source[:-1]
        if not source:
            break
        target = _push(target, current)
        source, found = source[:-1], source[-1]
        current = found
    return source, target, found


def _push(locations: tuple[JumpLocation, ...], location: JumpLocation) -> tuple[JumpLocation, ...]:
    """Return the locations with one more; repeating the last one only updates its row."""
    if locations and locations[-1].is_same_position(location):
        locations = locations[:-1]
    return (*locations, location)[-MAX_JUMPS:]
