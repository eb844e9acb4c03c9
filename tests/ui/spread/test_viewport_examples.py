"""The page in cases where a reader who does anything (``test_page_machine``) would seldom go."""

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
    height: int = 20, width: int = 100, *, shown: bool = False, caret: int = 0, row: int | None = None
) -> Viewport:
    return Viewport(make_spread(FRENCH, FACING, width, 66, shown, None), height, caret, row)


@given(st.integers(0, len(FRENCH.text)), st.integers(0, 19), st.integers(2, 200), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_line_being_read_stays_on_its_row_unless_an_edge_shows(
    caret: int, row: int, width: int, shown: bool
) -> None:
    page = _page(caret=caret, row=row)
    before = page.cursor_row()
    page.set_layout(make_spread(FRENCH, FACING, width, 66, shown, None), 20)
    if page.top not in {page.spread.first, page.spread.last_top(20)}:
        assert page.cursor_row() == page.row
        if before == row:
            assert page.cursor_row() == before


def test_a_short_window_clamps_the_row_and_does_not_forget_it() -> None:
    page = _page(height=30, caret=1500, row=22)
    top = page.top
    page.set_layout(page.spread, 5)
    assert page.cursor_row() == 4
    page.set_layout(page.spread, 30)
    assert page.top == top
    assert page.cursor_row() == 22


def test_opening_on_a_row_of_another_window_does_not_lose_the_row() -> None:
    page = _page(height=5, caret=1500, row=22)
    assert page.cursor_row() == 4
    assert page.row == 22


def test_moving_in_a_window_too_short_for_the_row_makes_the_row_of_now_the_anchor() -> None:
    page = _page(height=30, caret=1500, row=22)
    page.set_layout(page.spread, 5)
    page.move("word")
    assert page.row == page.cursor_row()
    page.set_layout(page.spread, 30)
    assert page.cursor_row() == page.row < 5


def test_going_up_and_down_by_lines_keeps_to_its_cell_across_short_lines() -> None:
    page = _page()
    for _ in range(12):
        page.move("right")
    cell = page.cursor_cell()
    cells = []
    for _ in range(8):
        page.move("down")
        cells.append(page.cursor_cell())
    assert cells.count(cell) >= 4, "a short line made the caret forget its cell"
    for _ in range(8):
        page.move("up")
    assert page.cursor_cell() == cell


def test_going_up_to_the_first_line_shows_the_title() -> None:
    page = _page(height=6)
    page.move("bottom")
    for _ in range(200):
        page.move("up")
    assert page.top == page.spread.first
    assert page.cursor_row() == page.spread.distance(page.spread.first, RowPosition(0, 0, 0), 6)


def test_pages_on_and_back_come_home_and_reach_both_ends() -> None:
    page = _page(height=12)
    tops = [page.top]
    while not page.at_end():
        page.move("page")
        tops.append(page.top)
        assert tops[-1] > tops[-2]
    page.move("page")
    assert page.french_cursor >= FRENCH.paragraphs[-1].start
    while page.top > page.spread.first:
        page.move("page_back")
    page.move("page_back")
    assert page.french_cursor == 0


def test_a_row_above_the_window_is_none_where_the_window_shows_french() -> None:
    page = Viewport(make_spread(article("le"), None, 1, 66, False, None), 1, 0, -1)
    assert page.cursor_row() == 0


def test_a_row_above_the_window_is_none_where_the_window_shows_other_paragraphs() -> None:
    """On the English of the one paragraph that was revealed, nothing but French follows in a larger window."""
    spread = make_spread(FRENCH, FACING, 60, 66, False, 0)
    page = Viewport(spread, 2)
    page.move_to(FACING.paragraphs[0].end - 1, side=Side.ENGLISH)
    page.row = -1
    page.set_layout(spread, 12)
    assert page.side is Side.ENGLISH
    assert page.cursor_row() == 0


def test_pages_keep_to_the_row_across_blank_ones() -> None:
    page = _page(height=9, width=120)
    page.move_to(FRENCH.paragraphs[8].start)
    page.scroll(page.cursor_row() - 4)
    row, seen = page.cursor_row(), set()
    for _ in range(6):
        page.move("page")
        seen.add(page.cursor_row())
    for _ in range(6):
        page.move("page_back")
    assert len(seen) > 1, "some of the pages have no words on that row"
    assert page.cursor_row() == row


def test_a_page_keeps_two_rows_in_sight() -> None:
    page = _page(height=12)
    last = page.rows()[-2][0]
    page.move("page")
    assert page.rows()[0][0] == last


@pytest.mark.parametrize("height", [1, 2, 3])
def test_pages_go_on_in_the_lowest_windows(height: int) -> None:
    page = _page(height=height)
    for _ in range(500):
        page.move("page")
    assert page.french_cursor >= FRENCH.paragraphs[-1].start


def test_the_share_is_whole_only_at_the_end() -> None:
    page = _page()
    assert page.progress() == 0.0
    page.move("paragraph", 4)
    assert 0 < page.progress() < 1
    page.move("bottom")
    assert page.progress() == 1.0


def test_a_sentence_dragged_takes_whole_sentences_in_both_directions() -> None:
    page = _page()
    first, second = FRENCH.paragraphs[0], FRENCH.paragraphs[1]
    for anchor, head in ((5, second.start + 3), (second.start + 3, 5)):
        page.select_range(Side.FRENCH, anchor, head, SelectionUnit.SENTENCE)
        assert page.selection_span() == Span(first.start, second.end)


def test_a_passage_of_the_english_grows_from_there() -> None:
    page = _page(shown=True)
    page.select_range(Side.ENGLISH, 4, 20, SelectionUnit.WORD)
    page.move("down", 3)
    assert page.selection is not None
    assert (page.selection.side, page.selection.anchor, page.selection.head) == (Side.ENGLISH, 4, page.english_cursor)
    assert page.english_cursor > 20


def test_a_jump_in_the_french_leaves_a_passage_of_the_english_alone() -> None:
    page = _page(shown=True)
    page.select_range(Side.ENGLISH, 4, 20, SelectionUnit.WORD)
    before = page.selection
    page.move_to(300)
    assert (page.side, page.selection) == (Side.FRENCH, before)


def test_english_taller_than_the_window_can_be_scrolled_through_and_stays_where_it_is() -> None:
    tall = " ".join(["Words that go on and on."] * 40)
    french, english = article("Un mot.", "Deux mots.", "Fin."), article(tall, "Two words.", "End.")
    spread = make_spread(french, english, 40, 66, True, None)
    page = Viewport(spread, 8)
    for _ in range(12):
        page.scroll(1)
    assert not any(row.line(Side.FRENCH) for _, row in page.rows())
    top = page.top
    page.set_layout(make_spread(french, english, 30, 66, True, None), 8)
    page.set_layout(spread, 8)
    assert page.top == top, "the English being read went away"


@pytest.mark.parametrize("height", [1, 2, 3, 5])
def test_a_window_shorter_than_the_title_shows_the_text_at_the_start(height: int) -> None:
    shape = compute_columns(20, 66, False)
    title = "Un titre si long qu’il prend bien des lignes dans une fenêtre étroite"
    page = Viewport(Spread(FRENCH, None, shape, title=title, meta="juillet 2023"), height)
    assert 0 <= page.cursor_row() < height
    page.move("bottom")
    page.move("top")
    assert 0 <= page.cursor_row() < height
    assert page.french_cursor == 0
    page.move("bottom")
    page.move("up", 5000)
    assert page.french_cursor < FRENCH.paragraphs[0].end


def test_nothing_is_a_page_too() -> None:
    empty = article()
    page = Viewport(make_spread(empty, None, 80, 66, False, None), 20)
    for motion in ALL_MOTIONS:
        page.move(motion, 3)
    page.scroll(5)
    page.start_selection(SelectionUnit.WORD)
    assert page.selection_span() in {None, Span(0, 0)}
    assert page.french_cursor == 0
    assert page.progress() == 1.0
