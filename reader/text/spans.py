"""Spans: half-open ranges of code points."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in a text.

    >>> Span(2, 5).overlaps(Span(4, 9)), Span(2, 5).overlaps(Span(5, 9))
    (True, False)
    """

    start: int
    """The first code point inside."""
    end: int
    """The first code point after; never before ``start``."""

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share at least one code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def clip(self, other: Span) -> Span:
        """Return the part of this span inside the other; else an empty span at the nearer edge."""
        start = min(max(self.start, other.start), other.end)
        return Span(start, max(start, min(self.end, other.end)))

    def moved(self, by: int) -> Span:
        """Return the span shifted by so many code points."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Return the text that the span covers."""
        return text[self.start : self.end]
