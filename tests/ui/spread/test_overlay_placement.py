"""Where the sheet goes in which English is written: inside the window, and the French stays in sight."""

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
def test_it_is_inside_the_window_and_off_the_footer(width: int, height: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, height - 1))
    rows = data.draw(st.none() | st.just((first, data.draw(st.integers(first, height - 1)))))
    text = data.draw(st.integers(0, width - 1))
    beside = data.draw(st.integers(text, width))
    cell = data.draw(st.none() | st.just((text, data.draw(st.integers(1, width - text)))))
    place = place_translation_editor(width, height, rows, TextEdges(0, text, beside, beside), column=cell)
    assert 0 <= place.x < place.x + place.width <= width
    assert place.y >= 0
    assert place.y + place.height <= max(height - 1, 3)
    if height >= 10 and rows is not None and cell is None and place.x < beside:
        free = [row for row in range(rows[0], rows[1] + 1) if not place.y <= row < place.y + place.height]
        assert free or rows[0] >= height - 1 - max(5, height // 2), "all of the French is covered"


@st.composite
def windows(draw: st.DrawFn) -> tuple[int, int, TextEdges, ColumnMode]:
    """Windows of any size, and where the text stands in them, with the articles beside it where there is room."""
    width, height = draw(st.integers(1, 300)), draw(st.integers(1, 100))
    page = 28 if width >= 100 and draw(st.booleans()) else 0
    shape = compute_columns(
        width - page, draw(st.integers(1, 120)), draw(st.booleans()), draw(st.sampled_from(EnglishMode))
    )
    column = shape.french_x + shape.french_width
    right = shape.english_x + shape.english_width if shape.mode is ColumnMode.FACING else column
    return width, height, TextEdges(page, page + shape.french_x, page + column, page + right + 3), shape.mode


@given(windows(), st.integers(1, 100), st.booleans())
def test_a_list_is_in_the_window_off_the_articles_and_leaves_no_splinters(
    window: tuple[int, int, TextEdges, ColumnMode], least: int, low: bool
) -> None:
    width, height, edges, _ = window
    place = place_list(width, height, edges, least, lower_half=low)
    assert edges.page <= place.x < place.x + place.width <= width
    assert 0 <= place.y < place.y + place.height <= height
    text_end = edges.right - 3
    assert place.x <= edges.text
    left_over = text_end - (place.x + place.width)
    assert left_over <= 0 or left_over >= MIN_VISIBLE_REST - 3
    if width - max(0, edges.text - INSET) >= least and edges.text >= INSET:
        assert place.x + INSET == edges.text, "its words do not line up with the text"


@given(windows())
def test_the_sheet_of_a_note_leaves_the_facing_english_whole(window: tuple[int, int, TextEdges, ColumnMode]) -> None:
    width, height, edges, mode = window
    place = place_note_editor(width, height, (0, 0), edges)
    assert 0 <= place.x < place.x + place.width <= width
    if mode is ColumnMode.FACING and place.x < edges.right:
        assert place.x + place.width <= edges.column + 2


@given(st.integers(110, 250), st.integers(20, 90), st.integers(3, 10), st.integers(0, 5))
def test_its_words_lie_where_those_of_the_paragraph_stand(width: int, height: int, top: int, more: int) -> None:
    place = place_translation_editor(width, height, (top, top + more), TextEdges(0, 4, 56, width - 2), column=(60, 40))
    assert (place.x + INSET, place.y + HEADING_ROWS) == (60, top)
    assert place.width - 2 * INSET == 40
