"""Rows, positions and windows of a spread: complete, ordered and deterministic."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.spans import Span
from reader.ui.spread.columns import ColumnMode, compute_columns
from reader.ui.spread.line_breaking import break_lines, hyphenate_lines
from reader.ui.spread.spread import Row, RowKind, RowPosition, Side, Spread
from tests.ui.spread.plain_rendering import draw_row
from tests.ui.spread.strategies import article, articles, quick_settings, spreads, typesettings

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.ui.spread.typesetting import Typesetting

ALL = 1_000_000


def _rows(spread: Spread) -> list[tuple[RowPosition, Row]]:
    return spread.rows_from(spread.first, ALL)


# -- rows ---------------------------------------------------------------------------------------------


@quick_settings
@given(spreads())
def test_the_french_rows_are_the_lines_of_every_paragraph(spread: Spread) -> None:
    found = [row.line(Side.FRENCH) for _, row in _rows(spread)]
    expected = [
        Span(span.start + start, span.start + end)
        for index, span in enumerate(spread.french.paragraphs)
        if spread.shows(index, Side.FRENCH)
        for start, end in (
            hyphenate_lines(span.of(spread.french.text), spread.columns.french_width)[0]
            if spread.typesetting.hyphenated
            else break_lines(span.of(spread.french.text), spread.columns.french_width)
        )
    ]
    assert [line for line in found if line is not None] == expected


@quick_settings
@given(spreads())
def test_the_english_rows_are_its_lines_wherever_it_is_shown(spread: Spread) -> None:
    found = [line for _, row in _rows(spread) if (line := row.line(Side.ENGLISH)) is not None]
    expected = [
        Span(span.start + start, span.start + end)
        for index, span in enumerate(spread.english.paragraphs if spread.english else ())
        if span and (spread.columns.mode is not ColumnMode.FRENCH or index in spread.revealed)
        for start, end in break_lines(
            span.of(spread.english.text if spread.english else ""), spread.columns.english_width, english=True
        )
    ]
    assert found == expected


@quick_settings
@given(spreads())
def test_pairs_begin_together_and_are_separated(spread: Spread) -> None:
    rows = _rows(spread)
    for (_, before), (position, row) in pairwise(rows):
        if position.block >= 0 and (position.part, position.row) == (0, 0):
            assert before.kind is RowKind.BLANK
            first = Side.FRENCH if spread.shows(position.block, Side.FRENCH) else Side.ENGLISH
            assert row.line(first) is not None
        if row.kind is RowKind.BLANK and position.block >= 0:
            assert before.kind is not RowKind.BLANK
    facing = spread.columns.mode is ColumnMode.FACING
    for _, row in rows:
        assert row.kind is not RowKind.TEXT or row.french is not None or row.english is not None
        assert facing or row.french is None or row.english is None
    assert rows[0][1].kind is RowKind.BLANK


@quick_settings
@given(spreads())
def test_every_row_fits_the_page(spread: Spread) -> None:
    if min(spread.columns.french_width, spread.columns.english_width) > 1:  # else a wide character must stick out
        for _, row in _rows(spread):
            draw_row(spread, row)  # asserts that columns do not overlap


@quick_settings
@given(spreads())
def test_rows_can_be_requested_one_by_one(spread: Spread) -> None:
    rows = _rows(spread)
    positions = [position for position, _ in rows]
    assert positions == sorted(set(positions))
    assert (positions[0], positions[-1]) == (spread.first, spread.last)
    assert [spread.row(position) for position in positions] == [row for _, row in rows]
    for index in range(0, len(positions), 3):
        assert spread.rows_from(positions[index], 4) == rows[index : index + 4]


# -- positions ----------------------------------------------------------------------------------------


@quick_settings
@given(spreads(), st.data())
def test_moving_counts_rows_and_stays_on_the_page(spread: Spread, data: st.DataObject) -> None:
    positions = [position for position, _ in _rows(spread)]
    here = data.draw(st.integers(0, len(positions) - 1))
    target = data.draw(st.integers(0, len(positions) - 1))
    assert spread.move(positions[here], target - here) == positions[target]
    assert spread.move(positions[here], -here - 7) == spread.first
    assert spread.move(positions[here], len(positions)) == spread.last
    limit = data.draw(st.integers(1, 40))
    assert spread.distance(positions[here], positions[target], limit) == max(-limit, min(limit, target - here))


@quick_settings
@given(spreads(), st.integers(-2, 10), st.integers(0, 3), st.integers(-3, 500))
def test_a_position_of_another_layout_gives_the_nearest_row(spread: Spread, block: int, part: int, row: int) -> None:
    positions = [position for position, _ in _rows(spread)]
    assert spread.move(RowPosition(block, part, row), 0) in positions
    assert spread.rows_from(RowPosition(block, part, row), 1)[0][0] in positions


@quick_settings
@given(spreads(), st.data())
def test_an_offset_is_on_the_row_that_shows_it(spread: Spread, data: st.DataObject) -> None:
    side = data.draw(st.sampled_from(Side))
    text = spread.text_of(side)
    if text is None or not text.text:
        return
    offset = data.draw(st.integers(0, len(text.text)))
    position = spread.position_of(offset, side=side)
    paragraph = text.paragraph_at(offset)
    assert position.block == paragraph
    line = spread.row(position).line(side)
    assert line == spread.line_at(offset, side)
    if line is None:
        assert position.row == 0
        return
    lines = [found for _, row in _rows(spread) if (found := row.line(side)) is not None]
    here = [found for found in lines if text.paragraph_at(found.start) == paragraph]
    assert line == max((found for found in here if found.start <= offset), default=here[0])


@quick_settings
@given(spreads())
def test_the_first_offset_of_a_row_leads_back_to_it(spread: Spread) -> None:
    for position, row in _rows(spread):
        line = row.line(Side.FRENCH)
        if line is not None:
            assert spread.position_of(line.start) == position


# -- windows ------------------------------------------------------------------------------------------


@quick_settings
@given(spreads(), st.data())
def test_the_window_keeps_the_cursor_row_within_the_edges(spread: Spread, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(spread.french.text)))
    wanted, height = data.draw(st.integers(-2, 60)), data.draw(st.integers(1, 50))
    positions = [position for position, _ in _rows(spread)]
    top = positions.index(spread.top_for(offset, wanted, height))
    cursor = positions.index(spread.position_of(offset))
    # A negative row is above the window, which shows other rows of the same paragraph.
    row = min(wanted, height - 1)
    assert top == max(0, min(cursor - row, len(positions) - height))
    assert min(0, wanted) <= cursor - top < height
    assert positions.index(spread.last_top(height)) == max(0, len(positions) - height)


@quick_settings
@given(articles(least=2), st.data())
def test_any_sequence_of_layouts_restores_the_top(french: Article, data: st.DataObject) -> None:
    """Promise 1: any change of width, translation or typesetting and back restores the top."""
    english = article(
        *(words[::-1].replace("\n", " ") for words in map(french.paragraph, range(len(french.paragraphs))))
    )
    offset = data.draw(st.integers(0, len(french.text) - 1))
    columns_list = data.draw(
        st.lists(
            st.tuples(st.integers(1, 140), st.integers(1, 50), st.booleans(), typesettings), min_size=1, max_size=6
        )
    )
    row = data.draw(st.integers(0, 30))

    def top(width: int, height: int, shown: bool, typesetting: Typesetting) -> RowPosition:
        spread = Spread(
            french, english, compute_columns(width, 66, shown), title="T", meta="m", typesetting=typesetting
        )
        assert spread.distance(spread.top_for(offset, row, height), spread.position_of(offset), 100) < height
        return spread.top_for(offset, row, height)

    first = top(*columns_list[0])
    for columns in columns_list[1:]:
        top(*columns)
    assert top(*columns_list[0]) == first


def test_only_visible_blocks_are_laid_out() -> None:
    words = "Un mot qui suit un autre mot. " * 8
    text = article(*[words.strip()] * 4_000)
    spread = Spread(text, text, compute_columns(120, 66, english=True), title="T", meta="m")
    assert not spread._blocks
    middle = len(text.text) // 2
    top = spread.top_for(middle, 20, 40)
    rows = spread.rows_from(top, 40)
    assert len(rows) == 40
    assert rows[20][0] == spread.position_of(middle)
    # One more at each end, and the end of the text, to know the lowest possible top.
    assert len(spread._blocks) < 20
    for offset in range(0, len(text.text), 1_500):
        spread.position_of(offset)
    assert len(spread._blocks) <= 513


# -- special cases ------------------------------------------------------------------------------------


def test_an_empty_article_is_its_title() -> None:
    spread = Spread(article(""), None, compute_columns(80, 66, english=True), title="Rien", hint="Nothing")
    assert [row.kind for _, row in _rows(spread)] == [RowKind.BLANK, RowKind.TITLE, RowKind.BLANK]
    assert spread.position_of(0) == spread.position_of(99) == RowPosition(-1, 0, 0)
    assert spread.top_for(0, 5, 10) == spread.first
    assert spread.progress(0) == 1.0
    assert spread.line_at(0) is None
    bare = Spread(article(""), article(""), compute_columns(1, 40, english=False))
    assert [row.kind for _, row in _rows(bare)] == [RowKind.BLANK]
    assert bare.move(bare.first, 3) == bare.first == bare.last


@pytest.mark.parametrize("revealed", [frozenset(), frozenset({1})])
def test_revealing_a_paragraph_moves_nothing_above_it(revealed: frozenset[int]) -> None:
    french, english = article("Un.", "Deux.", "Trois."), article("One.", "Two.", "Three.")
    spread = Spread(french, english, compute_columns(70, 66, english=False), revealed=revealed)
    kinds = [(row.french is not None, row.english is not None) for _, row in _rows(spread)]
    blank, fr, en = (False, False), (True, False), (False, True)
    assert kinds == [blank, fr, blank, fr, *([en] if revealed else []), blank, fr]


def test_a_hint_replaces_the_english() -> None:
    french = article("Un.", "Deux.")
    english_only = Spread(french, None, compute_columns(70, 66, english=False), hint="No English.")
    assert not [row for _, row in _rows(english_only) if row.kind is RowKind.HINT or row.hint]
    requested = Spread(
        french, None, compute_columns(70, 66, english=False), hint="No English.", revealed=frozenset({1})
    )
    assert [position.block for position, row in _rows(requested) if row.kind is RowKind.HINT] == [1]
    given_english = Spread(french, article("One.", ""), compute_columns(70, 66, english=True), hint="No English.")
    assert not [row for _, row in _rows(given_english) if row.kind is RowKind.HINT or row.hint]


def test_progress_runs_from_zero_to_one() -> None:
    spread = Spread(article("abcd", "efgh"), None, compute_columns(70, 66, english=False))
    assert [spread.progress(offset) for offset in (-3, 0, 5, 10, 99)] == [0.0, 0.0, 0.5, 1.0, 1.0]


def test_english_may_have_fewer_paragraphs() -> None:
    spread = Spread(article("Un.", "Deux."), article(""), compute_columns(120, 66, english=True))
    assert not [row for _, row in _rows(spread) if row.english is not None]
    assert spread.position_of(0, side=Side.ENGLISH) == RowPosition(0, 0, 0)
