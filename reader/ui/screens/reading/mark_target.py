"""MarkTarget: a highlight to go to when a dialog closes."""

from __future__ import annotations

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class MarkTarget:
    """A highlight and its article."""

    article_id: str
    highlight_id: str
