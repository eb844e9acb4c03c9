"""Proportion: how long an article is beside its English, so that facing columns can be as wide as their texts need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.spread.columns import DEFAULT_FRENCH_RATIO

if TYPE_CHECKING:
    from reader.text.model.article import Article

SAMPLE_SIZE: Final = 400
"""Pairs of paragraphs that are looked at, spread over the text: a book's proportion is known as well from these as from all."""
MIN_SAMPLE_LENGTH: Final = 400
"""Code points of both sides together under which a proportion says nothing."""


def french_ratio(french: Article, english: Article | None) -> float:
    """Return the French part of the lengths of all pairs that have both sides, 0 to 1; the usual part where there are too few.

    Lengths are counted in code points, and only in a sample of the pairs: nothing of the texts is read.
    """
    if english is None:
        return DEFAULT_FRENCH_RATIO
    count = min(len(french.paragraphs), len(english.paragraphs))
    sample = range(0, count, max(1, count // SAMPLE_SIZE))
    ours = theirs = 0
    for our, their in zip(french.paragraphs.lengths(sample), english.paragraphs.lengths(sample), strict=True):
        if our and their:
            ours += our
            theirs += their
    return ours / (ours + theirs) if ours + theirs >= MIN_SAMPLE_LENGTH else DEFAULT_FRENCH_RATIO
