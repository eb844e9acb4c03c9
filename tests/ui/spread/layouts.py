"""Spreads for the tests of the viewport, and the names of all motions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.spread.columns import EnglishMode, compute_columns
from reader.ui.spread.motions import MOTIONS
from reader.ui.spread.spread import Spread

if TYPE_CHECKING:
    from reader.text.model.article import Article

ALL_MOTIONS: Final = sorted({*MOTIONS, "down", "up", "page", "page_back", "half", "half_back", "top"})

Layout = tuple[int, int, bool, int | None]
"""The page width, the measure, whether the English is shown, and the revealed paragraph."""


def make_spread(
    french: Article, english: Article | None, *layout: *Layout, english_mode: EnglishMode = EnglishMode.AUTOMATIC
) -> Spread:
    """Return the layout of a spread with a title."""
    width, measure, shown, revealed = layout
    columns = compute_columns(width, measure, shown and english is not None, english_mode)
    return Spread(
        french,
        english,
        columns,
        title="Un titre",
        meta="juillet 2023",
        revealed=frozenset() if revealed is None else frozenset({revealed}),
    )
