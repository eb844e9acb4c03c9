"""Viewport cases that the state machine (``test_viewport_machine``) rarely reaches."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.spans import Span
from reader.ui.spread.columns import compute_columns
from reader.ui.spread.selection import SelectionUnit
from reader.ui.spread.spread import RowPosition, Side, Spread
from reader.ui.spread.viewport import Viewport
from tests.ui.spread.layouts import ALL_MOTIONS, make_spread
from tests.ui.spread.strategies import article

LOREM: Final = (
    "Le chef du service a prononcé un rare discours à Prague mercredi, au cours duquel il a encouragé ses auditeurs à parler.",
    "« Notre porte est toujours ouverte », a-t-il dit.",
    "Oui.",
    "Dans son discours, qui décrivait à la fois un énorme atout et une menace majeure, il a déclaré que tout irait bien ; personne ne l’a cru, et pourtant chacun a applaudi longuement avant de rentrer chez soi.",
) * 6
ENGLISH: Final = (
    "The head of the service gave a rare speech in Prague on Wednesday, in which he encouraged his listeners to speak.",
    "“Our door is always open,” he said.",
    "Yes.",
    "",
) * 6
FRENCH = article(*LOREM)
FACING = article(*ENGLISH)


def _page(
    height: int = 20, width: int = 100, *, shown: bool = False, cursor: int = 0, row: int | None = None
) -> Viewport:
    return Viewport(make_spread(FRENCH, FACING, width, 66, shown, None), height, cursor, row)


@given(st.integers(0, len(FRENCH.text)), st.integers(0, 19), st.integers(2, 200), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_current_line_stays_on_its_row_unless_an_edge_shows(cursor: int, row: int, width: int, shown: bool) -> None:
    viewport = _page(cursor=cursor, row=row)
    before = viewport.cursor_row()
    viewport.set_layout(make_spread(FRENCH, FACING, width, 66, shown, None), 20)
    if viewport.top not in {viewport.spread.first, viewport.spread.last_top(20)}:
        assert viewport.cursor_row() == viewport.row
        if before == row:
            assert viewport.cursor_row() == before


def test_a_short_window_clamps_the_row_but_remembers_it() -> None:
    viewport = _page(height=30, cursor=1500, row=22)
    top = viewport.top
    viewport.set_layout(viewport.spread, 5)
    assert viewport.cursor_row() == 4
    viewport.set_layout(viewport.spread, 30)
    assert viewport.top == top
    assert viewport.cursor_row() == 22


def test_opening_remembers_a_row_outside_the_window() -> None:
    viewport = _page(height=5, cursor=1500, row=22)
    assert viewport.cursor_row() == 4
    assert viewport.row == 22


def test_moving_in_a_short_window_makes_the_current_row_the_anchor() -> None:
    viewport = _page(height=30, cursor=1500, row=22)
    viewport.set_layout(viewport.spread, 5)
    viewport.move("word")
    assert viewport.row == viewport.cursor_row()
    viewport.set_layout(viewport.spread, 30)
    assert viewport.cursor_row() == viewport.row < 5


def test_line_motions_keep_their_cell_across_short_lines() -> None:
    viewport = _page()
    for _ in range(12):
        viewport.move("right")
    cell = viewport.cursor_cell()
    cells = []
    for _ in range(8):
        viewport.move("down")
        cells.append(viewport.cursor_cell())
    assert cells.count(cell) >= 4, "a short line changed the goal cell"
    for _ in range(8):
        viewport.move("up")
    assert viewport.cursor_cell() == cell


def test_going_up_to_the_first_line_shows_the_title() -> None:
    viewport = _page(height=6)
    viewport.move("bottom")
    for _ in range(200):
        viewport.move("up")
    assert viewport.top == viewport.spread.first
    assert viewport.cursor_row() == viewport.spread.distance(viewport.spread.first, RowPosition(0, 0, 0), 6)


def test_page_motions_return_and_reach_both_ends() -> None:
    viewport = _page(height=12)
    tops = [viewport.top]
    while not viewport.at_end():
        viewport.move("page")
        tops.append(viewport.top)
        assert tops[-1] > tops[-2]
    viewport.move("page")
    assert viewport.cursors.french >= FRENCH.paragraphs[-1].start
    while viewport.top > viewport.spread.first:
        viewport.move("page_back")
    viewport.move("page_back")
    assert viewport.cursors.french == 0


def test_no_row_above_the_window_if_it_shows_french() -> None:
    viewport = Viewport(make_spread(article("le"), None, 1, 66, False, None), 1, 0, -1)
    assert viewport.cursor_row() == 0


def test_no_row_above_the_window_if_it_shows_other_paragraphs() -> None:
    """On a revealed paragraph's English, a larger window shows only French below."""
    spread = make_spread(FRENCH, FACING, 60, 66, False, 0)
    viewport = Viewport(spread, 2)
    viewport.move_to(FACING.paragraphs[0].end - 1, side=Side.ENGLISH)
    viewport.row = -1
    viewport.set_layout(spread, 12)
    assert viewport.cursors.side is Side.ENGLISH
    assert viewport.cursor_row() == 0


def test_page_motions_keep_the_row_across_blank_rows() -> None:
    viewport = _page(height=9, width=120)
    viewport.move_to(FRENCH.paragraphs[8].start)
    viewport.scroll(viewport.cursor_row() - 4)
    row, visible = viewport.cursor_row(), set()
    for _ in range(6):
        viewport.move("page")
        visible.add(viewport.cursor_row())
    for _ in range(6):
        viewport.move("page_back")
    assert len(visible) > 1, "some pages have no text on that row"
    assert viewport.cursor_row() == row


def test_a_page_motion_keeps_two_rows_visible() -> None:
    viewport = _page(height=12)
    last = viewport.rows()[-2][0]
    viewport.move("page")
    assert viewport.rows()[0][0] == last


@pytest.mark.parametrize("height", [1, 2, 3])
def test_page_motions_work_in_the_lowest_windows(height: int) -> None:
    viewport = _page(height=height)
    for _ in range(500):
        viewport.move("page")
    assert viewport.cursors.french >= FRENCH.paragraphs[-1].start


def test_progress_is_complete_only_at_the_end() -> None:
    viewport = _page()
    assert viewport.progress() == 0.0
    viewport.move("paragraph", 4)
    assert 0 < viewport.progress() < 1
    viewport.move("bottom")
    assert viewport.progress() == 1.0


def test_dragging_by_sentence_selects_whole_sentences() -> None:
    viewport = _page()
    first, second = FRENCH.paragraphs[0], FRENCH.paragraphs[1]
    for anchor, head in ((5, second.start + 3), (second.start + 3, 5)):
        viewport.select_range(Side.FRENCH, anchor, head, SelectionUnit.SENTENCE)
        assert viewport.selection_span() == Span(first.start, second.end)


def test_an_english_selection_is_extended() -> None:
    viewport = _page(shown=True)
    viewport.select_range(Side.ENGLISH, 4, 20, SelectionUnit.WORD)
    viewport.move("down", 3)
    assert viewport.selection is not None
    assert (viewport.selection.side, viewport.selection.anchor, viewport.selection.head) == (
        Side.ENGLISH,
        4,
        viewport.cursors.english,
    )
    assert viewport.cursors.english > 20


def test_a_jump_in_the_french_keeps_an_english_selection() -> None:
    viewport = _page(shown=True)
    viewport.select_range(Side.ENGLISH, 4, 20, SelectionUnit.WORD)
    before = viewport.selection
    viewport.move_to(300)
    assert (viewport.cursors.side, viewport.selection) == (Side.FRENCH, before)


def test_tall_english_can_be_scrolled_and_stays_in_place() -> None:
    tall = " ".join(["Words that go on and on."] * 40)
    french, english = article("Un mot.", "Deux mots.", "Fin."), article(tall, "Two words.", "End.")
    spread = make_spread(french, english, 40, 66, True, None)
    viewport = Viewport(spread, 8)
    for _ in range(12):
        viewport.scroll(1)
    assert not any(row.line(Side.FRENCH) for _, row in viewport.rows())
    top = viewport.top
    viewport.set_layout(make_spread(french, english, 30, 66, True, None), 8)
    viewport.set_layout(spread, 8)
    assert viewport.top == top, "the current English is no longer visible"


@pytest.mark.parametrize("height", [1, 2, 3, 5])
def test_a_window_lower_than_the_title_starts_at_the_text(height: int) -> None:
    columns = compute_columns(20, 66, False)
    title = "Un titre si long qu’il prend bien des lignes dans une fenêtre étroite"
    viewport = Viewport(Spread(FRENCH, None, columns, title=title, meta="juillet 2023"), height)
    assert 0 <= viewport.cursor_row() < height
    viewport.move("bottom")
    viewport.move("top")
    assert 0 <= viewport.cursor_row() < height
    assert viewport.cursors.french == 0
    viewport.move("bottom")
    viewport.move("up", 5000)
    assert viewport.cursors.french < FRENCH.paragraphs[0].end


def test_an_empty_article() -> None:
    empty = article()
    viewport = Viewport(make_spread(empty, None, 80, 66, False, None), 20)
    for motion in ALL_MOTIONS:
        viewport.move(motion, 3)
    viewport.scroll(5)
    viewport.start_selection(SelectionUnit.WORD)
    assert viewport.selection_span() in {None, Span(0, 0)}
    assert viewport.cursors.french == 0
    assert viewport.progress() == 1.0
