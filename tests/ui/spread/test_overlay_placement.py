"""Dialogs are inside the window and leave the text they belong to visible."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.spread.columns import ColumnMode, EnglishMode, compute_columns
from reader.ui.spread.overlay_placement import (
    HEADING_ROWS,
    INSET,
    MIN_VISIBLE_REST,
    TextEdges,
    place_list,
    place_note_editor,
    place_translation_editor,
)


@given(st.integers(1, 250), st.integers(1, 90), st.data())
def test_the_editor_is_in_the_window_above_the_footer(width: int, height: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, height - 1))
    rows = data.draw(st.none() | st.just((first, data.draw(st.integers(first, height - 1)))))
    text = data.draw(st.integers(0, width - 1))
    beside = data.draw(st.integers(text, width))
    cell = data.draw(st.none() | st.just((text, data.draw(st.integers(1, width - text)))))
    placement = place_translation_editor(width, height, rows, TextEdges(0, text, beside, beside), column=cell)
    assert 0 <= placement.x < placement.x + placement.width <= width
    assert placement.y >= 0
    assert placement.y + placement.height <= max(height - 1, 3)
    if height >= 10 and rows is not None and cell is None and placement.x < beside:
        free_cells = [
            row for row in range(rows[0], rows[1] + 1) if not placement.y <= row < placement.y + placement.height
        ]
        assert free_cells or rows[0] >= height - 1 - max(5, height // 2), "all of the French is covered"


@st.composite
def windows(draw: st.DrawFn) -> tuple[int, int, TextEdges, ColumnMode]:
    """Windows of any size, with the edges of their text, and a sidebar if there is room."""
    width, height = draw(st.integers(1, 300)), draw(st.integers(1, 100))
    page = 28 if width >= 100 and draw(st.booleans()) else 0
    columns = compute_columns(
        width - page, draw(st.integers(1, 120)), draw(st.booleans()), draw(st.sampled_from(EnglishMode))
    )
    column = columns.french_x + columns.french_width
    right = columns.english_x + columns.english_width if columns.mode is ColumnMode.FACING else column
    return width, height, TextEdges(page, page + columns.french_x, page + column, page + right + 3), columns.mode


@given(windows(), st.integers(1, 100), st.booleans())
def test_a_list_is_in_the_window_and_leaves_no_slivers(
    window: tuple[int, int, TextEdges, ColumnMode], min_width: int, lower_half: bool
) -> None:
    width, height, edges, _ = window
    placement = place_list(width, height, edges, min_width, lower_half=lower_half)
    assert edges.page <= placement.x < placement.x + placement.width <= width
    assert 0 <= placement.y < placement.y + placement.height <= height
    text_end = edges.right - 3
    assert placement.x <= edges.text
    left_over = text_end - (placement.x + placement.width)
    assert left_over <= 0 or left_over >= MIN_VISIBLE_REST - 3
    if width - max(0, edges.text - INSET) >= min_width and edges.text >= INSET:
        assert placement.x + INSET == edges.text, "its text is not aligned"


@given(windows())
def test_the_note_editor_leaves_facing_english_visible(window: tuple[int, int, TextEdges, ColumnMode]) -> None:
    width, height, edges, mode = window
    placement = place_note_editor(width, height, (0, 0), edges)
    assert 0 <= placement.x < placement.x + placement.width <= width
    if mode is ColumnMode.FACING and placement.x < edges.right:
        assert placement.x + placement.width <= edges.column + 2


@given(st.integers(110, 250), st.integers(20, 90), st.integers(3, 10), st.integers(0, 5))
def test_the_edited_text_is_aligned_with_the_paragraph(width: int, height: int, top: int, more: int) -> None:
    placement = place_translation_editor(
        width, height, (top, top + more), TextEdges(0, 4, 56, width - 2), column=(60, 40)
    )
    assert (placement.x + INSET, placement.y + HEADING_ROWS) == (60, top)
    assert placement.width - 2 * INSET == 40
