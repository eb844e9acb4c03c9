"""GoTo: where a sheet sends the reader when it closes."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class MarkTarget:
    """An article, and the highlight in it to go to."""

    article_id: str
    highlight_id: str
