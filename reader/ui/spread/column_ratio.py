"""The ratio of lengths of a text and its translation, for the widths of facing columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.ui.spread.columns import DEFAULT_FRENCH_RATIO

if TYPE_CHECKING:
    from reader.text.model.article import Article

SAMPLE_SIZE: Final = 400
"""Pairs of paragraphs in the sample, spread over the text."""
MIN_SAMPLE_LENGTH: Final = 400
"""Code points of both sides together below which the ratio is unreliable."""


def french_ratio(french: Article, english: Article | None) -> float:
    """Return the French share of the length of all pairs with both sides, 0 to 1.

    Returns the default if too little is translated. Lengths are code points of a sample of the
    pairs; no text is read.
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
