"""Every column width from 14 to 100: each break in the bundled articles is allowed."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest
from hypothesis import given, settings

from tests.ui.spread.strategies import SEEDS, english_seeds, paragraphs_of, prose
from tests.ui.spread.unicode_oracle import judge, typed_seeds

WIDTHS: Final = range(14, 101)


@pytest.mark.parametrize("hyphenated", [False, True], ids=["whole", "divided"])
def test_the_bundled_articles(hyphenated: bool) -> None:
    kinds: Counter[str] = Counter()
    for text in [*paragraphs_of([SEEDS / "000_3058addbbcf4618e.txt"]), *typed_seeds()]:
        for width in WIDTHS:
            kinds += judge(text, width, hyphenated=hyphenated)
    # Only in the narrowest columns is anything held together wider than the column.
    assert kinds["taken"] > 100 * (kinds["folded"] + kinds["gave way"])
    assert (kinds["divided"] > 500) == hyphenated


def test_the_bundled_english() -> None:
    kinds: Counter[str] = Counter()
    for text in english_seeds()[::5]:
        for width in WIDTHS:
            kinds += judge(text, width, english=True)
    assert kinds["taken"] > 100 * (kinds["folded"] + kinds["gave way"])


@pytest.mark.parametrize("width", range(1, 14))
def test_columns_narrower_than_words(width: int) -> None:
    """Narrower than columns in an ordinary window; the rules apply all the same."""
    for text in [
        "anticonstitutionnellement",
        "l’électroencéphalographie, certainement incompréhensible",
        *typed_seeds()[:6],
    ]:
        judge(text, width)
        judge(text, width, hyphenated=width > 1)


@settings(deadline=None, max_examples=15)
@given(prose)
def test_random_french(text: str) -> None:
    for width in WIDTHS:
        judge(text, width)
        judge(text, width, hyphenated=True)
