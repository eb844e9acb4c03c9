"""Characters and cells convert into each other without loss."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.spread.breaker import break_lines
from reader.ui.spread.positions import cell_of, offset_at
from reader.ui.spread.widths import cells, measured
from tests.ui.spread.strategies import paragraphs, steady


@steady
@given(paragraphs, st.integers(1, 60))
def test_every_character_that_is_drawn_is_found_again_at_its_cell(text: str, width: int) -> None:
    for start, end in break_lines(text, width):
        for first, last, size in measured(text[start:end]):
            offset = start + first
            cell = cell_of(text, start, end, offset)
            for inside in range(offset, start + last):
                assert cell_of(text, start, end, inside) == cell
            for within in range(size):
                assert offset_at(text, start, end, cell + within) == offset


@steady
@given(paragraphs, st.integers(1, 60))
def test_cells_grow_from_nothing_to_the_width_of_the_line(text: str, width: int) -> None:
    for start, end in break_lines(text, width):
        found = [cell_of(text, start, end, offset) for offset in range(start, end + 1)]
        assert found == sorted(found)
        assert found[0] == 0
        assert found[-1] == cells(text[start:end])
        assert cell_of(text, start, end, start - 5) == 0
        assert cell_of(text, start, end, end + 5) == found[-1]


@steady
@given(paragraphs, st.integers(-5, 80))
def test_clicks_beside_the_line_find_its_ends(text: str, cell: int) -> None:
    found = offset_at(text, 0, len(text), cell)
    assert 0 <= found <= max(0, len(text) - 1)
    if cell < 0:
        drawn = [start for start, _, size in measured(text) if size]
        assert found == (drawn[0] if drawn else 0)
    if cell >= cells(text):
        assert offset_at(text, 0, len(text), cell, past_end=True) == len(text)
        assert not cells(text) or cell_of(text, 0, len(text), found) < cells(text)


def test_positions_by_example() -> None:
    text = "«\u202fE\u0301té 日本 ❤️\u00adx\u202f»"
    spots = [
        (0, 0),
        (1, 1),
        (2, 2),
        (4, 3),
        (5, 4),
        (6, 5),
        (7, 6),
        (8, 8),
        (9, 10),
        (10, 11),
        (13, 13),
        (14, 14),
        (15, 15),
    ]
    assert [cell_of(text, 0, len(text), offset) for offset, _ in spots] == [cell for _, cell in spots]
    assert [offset_at(text, 0, len(text), cell) for _, cell in spots] == [offset for offset, _ in spots]
    assert offset_at(text, 0, len(text), 7) == 7
    assert offset_at(text, 0, len(text), 99) == 15
    assert offset_at(text, 0, len(text), 99, past_end=True) == len(text)
    assert offset_at(text, 3 + 1, 3 + 1, 4) == 4
