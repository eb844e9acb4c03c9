"""Characters and cells convert into each other without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from reader.text.spans import Span
from reader.ui.spread.blocks import layout_paragraph
from reader.ui.spread.cell_offsets import cell_of, offset_at
from reader.ui.spread.cell_widths import cells, iter_clusters
from reader.ui.spread.line_breaking import visible_line
from tests.ui.spread.strategies import paragraphs, prose, quick_settings, typesettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.ui.spread.typesetting import LineAdjustment, Typesetting

texts = st.one_of(paragraphs, prose)


def _lines(text: str, width: int, typesetting: Typesetting) -> Iterator[tuple[int, int, LineAdjustment]]:
    layout = layout_paragraph(text, Span(0, len(text)), width, typesetting)
    for index, (start, end) in enumerate(layout.lines):
        yield start, end, layout.adjustment(index)


@quick_settings
@given(texts, st.integers(1, 80), typesettings)
def test_every_visible_character_is_found_at_its_cell(text: str, width: int, typesetting: Typesetting) -> None:
    for start, end, adjustment in _lines(text, width, typesetting):
        wide = dict(adjustment.widened_spaces)
        painted = ""
        for first, last, size in iter_clusters(text[start:end]):
            offset = start + first
            cell = cell_of(text, start, end, offset, adjustment)
            assert cell == cells(painted)
            for inside in range(offset, start + last):
                assert cell_of(text, start, end, inside, adjustment) == cell
            for within in range(size + wide.get(offset, 0)):
                assert offset_at(text, start, end, cell + within, adjustment=adjustment) == offset
            painted += visible_line(text, offset, start + last, ends_line=False, adjustment=adjustment)
        # An added hyphen has a cell of its own: it stands for the last letter.
        shown = visible_line(text, start, end, adjustment=adjustment)
        assert shown in {painted, painted + "-"}
        if shown != painted and painted:
            last_visible = offset_at(text, start, end, cells(painted) - 1, adjustment=adjustment)
            assert offset_at(text, start, end, cells(painted), adjustment=adjustment) == last_visible


@quick_settings
@given(texts, st.integers(1, 80), typesettings)
def test_cells_grow_from_zero_to_the_width_of_the_line(text: str, width: int, typesetting: Typesetting) -> None:
    for start, end, adjustment in _lines(text, width, typesetting):
        found = [cell_of(text, start, end, offset, adjustment) for offset in range(start, end + 1)]
        assert found == sorted(found)
        assert found[0] == 0
        assert found[-1] == cells(visible_line(text, start, end, ends_line=False, adjustment=adjustment))
        assert cell_of(text, start, end, start - 5, adjustment) == 0
        assert cell_of(text, start, end, end + 5, adjustment) == found[-1]


@quick_settings
@given(paragraphs, st.integers(-5, 80))
def test_a_cell_beside_the_line_finds_its_ends(text: str, cell: int) -> None:
    found = offset_at(text, 0, len(text), cell)
    assert 0 <= found <= max(0, len(text) - 1)
    if cell < 0:
        drawn = [start for start, _, size in iter_clusters(text) if size]
        assert found == (drawn[0] if drawn else 0)
    if cell >= cells(text):
        assert offset_at(text, 0, len(text), cell, past_end=True) == len(text)
        assert not cells(text) or cell_of(text, 0, len(text), found) < cells(text)


def test_cell_offsets_by_example() -> None:
    text = "«\u202fE\u0301té 日本 ❤️\u00adx\u202f»"
    positions = [
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
    assert [cell_of(text, 0, len(text), offset) for offset, _ in positions] == [cell for _, cell in positions]
    assert [offset_at(text, 0, len(text), cell) for _, cell in positions] == [offset for offset, _ in positions]
    assert offset_at(text, 0, len(text), 7) == 7
    assert offset_at(text, 0, len(text), 99) == 15
    assert offset_at(text, 0, len(text), 99, past_end=True) == len(text)
    assert offset_at(text, 3 + 1, 3 + 1, 4) == 4
