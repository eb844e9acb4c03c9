"""The tests of spreads and viewports, with very small paragraph parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.ui.spread import paragraph_parts
from tests.ui.spread.test_spread import (
    test_a_position_of_another_layout_gives_the_nearest_row,
    test_an_offset_is_on_the_row_that_shows_it,
    test_any_sequence_of_layouts_restores_the_top,
    test_every_row_fits_the_page,
    test_moving_counts_rows_and_stays_on_the_page,
    test_pairs_begin_together_and_are_separated,
    test_rows_can_be_requested_one_by_one,
    test_the_first_offset_of_a_row_leads_back_to_it,
    test_the_window_keeps_the_cursor_row_within_the_edges,
)
from tests.ui.spread.test_viewport_machine import TestViewport

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "TestViewport",
    "test_a_position_of_another_layout_gives_the_nearest_row",
    "test_an_offset_is_on_the_row_that_shows_it",
    "test_any_sequence_of_layouts_restores_the_top",
    "test_every_row_fits_the_page",
    "test_moving_counts_rows_and_stays_on_the_page",
    "test_pairs_begin_together_and_are_separated",
    "test_rows_can_be_requested_one_by_one",
    "test_the_first_offset_of_a_row_leads_back_to_it",
    "test_the_window_keeps_the_cursor_row_within_the_edges",
]


@pytest.fixture(autouse=True, scope="module")
def _small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph_parts, "LONG_PARAGRAPH", 48)
        patch.setattr(paragraph_parts, "PART_LENGTH", 24)
        yield
