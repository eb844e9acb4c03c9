"""GoTo: where a sheet sends the reader when it closes."""

from __future__ import annotations

from reader.frozen import valueclass


@valueclass(frozen=True, slots=True)
class GoTo:
    """An article, and the highlight in it to go to."""

    article_id: str
    highlight_id: str
