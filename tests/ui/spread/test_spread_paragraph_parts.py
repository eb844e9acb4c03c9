"""What holds for every spread and every page holds where their paragraphs are laid out in parts: the same tests, with parts so
small that a paragraph of three lines has several.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.spread import paragraph_parts
from tests.ui.spread.test_spread import (
    test_a_spot_of_another_layout_means_the_nearest_row,
    test_an_offset_is_on_the_row_that_shows_it,
    test_any_way_round_the_windows_leads_back_to_the_same_top,
    test_every_row_fits_the_page,
    test_moving_counts_rows_and_stays_on_the_page,
    test_pairs_begin_together_and_stand_apart,
    test_rows_can_be_asked_for_one_by_one,
    test_the_first_words_of_a_row_lead_back_to_it,
    test_the_window_holds_the_caret_on_its_row_and_keeps_to_the_edges,
)
from tests.ui.spread.test_viewport_machine import TestPage

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "TestPage",
    "test_a_spot_of_another_layout_means_the_nearest_row",
    "test_an_offset_is_on_the_row_that_shows_it",
    "test_any_way_round_the_windows_leads_back_to_the_same_top",
    "test_every_row_fits_the_page",
    "test_moving_counts_rows_and_stays_on_the_page",
    "test_pairs_begin_together_and_stand_apart",
    "test_rows_can_be_asked_for_one_by_one",
    "test_the_first_words_of_a_row_lead_back_to_it",
    "test_the_window_holds_the_caret_on_its_row_and_keeps_to_the_edges",
]


@pytest.fixture(autouse=True, scope="module")
def _small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph_parts, "LONG", 48)
        patch.setattr(paragraph_parts, "PART", 24)
        yield
