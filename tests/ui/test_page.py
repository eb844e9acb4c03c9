"""The page as a state machine: whatever the reader and the window do, the caret is seen and the text does not jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.text.spans import Span
from reader.ui.spread.caret import MOTIONS
from reader.ui.spread.geometry import Manner, geometry
from reader.ui.spread.page import Page
from reader.ui.spread.passage import Unit
from reader.ui.spread.spread import RowKind, Side, Spot, Spread
from tests.ui.spread.strategies import article, articles, paragraphs

if TYPE_CHECKING:
    from reader.text.article import Article

ALL_MOTIONS: Final = sorted({*MOTIONS, "down", "up", "page", "page_back", "half", "half_back", "top"})
WIDTHS: Final = st.one_of(st.integers(1, 20), st.integers(30, 160))
HEIGHTS: Final = st.one_of(st.integers(1, 6), st.integers(7, 60))

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


Layout = tuple[int, int, bool, int | None]
"""The page's width, the measure, whether the English is shown, and the paragraph revealed."""


def spread_of(french: Article, english: Article | None, *layout: *Layout, manner: Manner = Manner.AUTOMATIC) -> Spread:
    width, measure, shown, revealed = layout
    shape = geometry(width, measure, shown and english is not None, manner)
    return Spread(
        french,
        english,
        shape,
        title="Un titre",
        meta="juillet 2023",
        revealed=frozenset() if revealed is None else frozenset({revealed}),
    )


class PageMachine(RuleBasedStateMachine):
    """A reader who does anything, in a window that does anything."""

    page: Page

    @initialize(
        french=articles(),
        english=st.lists(st.one_of(st.just(""), paragraphs.map(str.strip)), min_size=7, max_size=7),
        has_english=st.booleans(),
        width=WIDTHS,
        height=HEIGHTS,
        caret=st.integers(0, 2000),
        row=st.one_of(st.none(), st.integers(-3, 80)),
    )
    def open(
        self,
        *,
        french: Article,
        english: list[str],
        has_english: bool,
        width: int,
        height: int,
        caret: int,
        row: int | None,
    ) -> None:
        self.french = french
        self.english = article(*english[: len(french.paragraphs)]) if has_english else None
        self.layout: Layout = (width, 66, False, None)
        self.manner = Manner.AUTOMATIC
        self.page = Page(spread_of(self.french, self.english, *self.layout), height, caret, row)

    def sees(self, side: Side) -> bool:
        return any(row.line(side) for _, row in self.page.rows())

    # -- the reader's acts --------------------------------------------------------------------

    @rule(motion=st.sampled_from(ALL_MOTIONS), count=st.integers(0, 40))
    def move(self, motion: str, count: int) -> None:
        before = self.page.passage
        self.page.move(motion, count)
        if before is not None and before.side is self.page.side:
            assert self.page.passage is not None
            assert self.page.passage.anchor == before.anchor
            assert self.page.passage.head == self.page.here
        else:
            assert self.page.passage == before

    @rule(rows=st.integers(-100, 100))
    def scroll(self, rows: int) -> None:
        side, caret, seen = self.page.side, self.page.here, self.page.top
        self.page.scroll(rows)
        target = max(
            self.page.spread.first,
            min(self.page.spread.move(seen, rows), self.page.spread.last_top(self.page.height)),
        )
        assert self.page.top == target
        row = self.page.spread.distance(self.page.top, self.page.spread.spot_of(caret, side=side), self.page.height)
        if 0 <= row < self.page.height:
            assert (self.page.side, self.page.here) == (side, caret), "the caret left a word still in the window"

    @rule(offset=st.integers(-5, 3000), center=st.booleans())
    def go(self, offset: int, center: bool) -> None:
        self.page.go(offset, center=center)

    @precondition(lambda self: self.english is not None)
    @rule(offset=st.integers(-5, 3000))
    def go_in_the_english(self, offset: int) -> None:
        self.page.go(offset, side=Side.ENGLISH)

    @rule()
    def cross_and_back(self) -> None:
        """One comes back to the same word, or stays where there is nothing to go to."""
        before, can = (self.page.side, self.page.here), self.page.shows(self.page.side.other)
        self.page.cross()
        assert (self.page.side is not before[0]) is can
        self.page.cross()
        assert (self.page.side, self.page.here) == before

    @rule()
    def cross(self) -> None:
        self.page.cross()

    @rule(unit=st.sampled_from(Unit))
    def select(self, unit: Unit) -> None:
        self.page.select(unit)

    @rule(data=st.data(), unit=st.sampled_from(Unit), side=st.sampled_from(Side))
    def drag(self, data: st.DataObject, unit: Unit, side: Side) -> None:
        text = self.page.spread.side(side)
        if text is None:
            return
        rows = [row.line(side) for _, row in self.page.rows()]
        lines = [line for line in rows if line]
        if lines:
            ends = [data.draw(st.sampled_from(lines)).start for _ in range(2)]
            self.page.drag(side, ends[0], ends[1], unit)

    @precondition(lambda self: self.page.passage is not None)
    @rule()
    def swap(self) -> None:
        before = self.page.passage_span()
        self.page.swap()
        assert self.page.passage_span() == before, "going to the other end changed the passage"

    @rule()
    def drop(self) -> None:
        self.page.drop_passage()
        assert self.page.passage_span() is None

    # -- what happens to the reader -----------------------------------------------------------

    def _lay(self, layout: Layout, height: int) -> None:
        before = self.page.caret, self.page.row, self.page.passage
        self.page.lay(spread_of(self.french, self.english, *layout, manner=self.manner), height)
        self.layout = layout
        assert (self.page.caret, self.page.row, self.page.passage) == before

    @rule(width=WIDTHS, height=HEIGHTS)
    def resize(self, width: int, height: int) -> None:
        self._lay((width, *self.layout[1:]), height)

    @rule()
    def toggle(self) -> None:
        width, measure, shown, _ = self.layout
        self._lay((width, measure, not shown, None), self.page.height)

    @rule(measure=st.sampled_from(range(40, 91, 2)))
    def set_measure(self, measure: int) -> None:
        width, _, shown, revealed = self.layout
        self._lay((width, measure, shown, revealed), self.page.height)

    @rule(manner=st.sampled_from(Manner))
    def choose(self, manner: Manner) -> None:
        self.manner = manner
        width, measure, _, _ = self.layout
        self._lay((width, measure, True, None), self.page.height)

    @rule()
    def reveal(self) -> None:
        width, measure, _, revealed = self.layout
        here = self.french.paragraph_at(self.page.caret) if revealed is None else None
        self._lay((width, measure, False, here), self.page.height)

    @rule(
        tour=st.lists(st.tuples(WIDTHS, st.sampled_from(range(40, 91, 2)), st.booleans(), HEIGHTS), max_size=4),
    )
    def there_and_back(self, tour: list[tuple[int, int, bool, int]]) -> None:
        """Any number of layouts and back: the picture is the same to the row."""
        layout, height = self.layout, self.page.height
        self._lay(layout, height)
        before = self.page.top
        for width, measure, shown, other in tour:
            self._lay((width, measure, shown, None), other)
        self._lay(layout, height)
        assert self.page.top == before

    # -- what always holds --------------------------------------------------------------------

    @invariant()
    def the_caret_is_seen(self) -> None:
        """It is in the window, wherever that shows any French: English set between paragraphs can be taller than it."""
        page = self.page
        rows = page.rows()
        assert 0 < len(rows) <= page.height
        if not self.sees(page.side):
            own = page.spread.spot_of(page.here, side=page.side).block
            assert {spot.block for spot, _ in rows} <= {-1, own}, "the title, or the other side of what is being read"
            return
        assert 0 <= page.caret_row() < page.height
        spot, row = rows[page.caret_row()]
        assert spot == page.spread.spot_of(page.here, side=page.side)
        assert row.kind is RowKind.TEXT
        assert row.line(page.side) is not None

    @invariant()
    def the_caret_is_in_a_paragraph(self) -> None:
        page = self.page
        span = self.french.paragraphs[self.french.paragraph_at(page.caret)]
        assert page.caret in span or (not span and page.caret == span.start)

    @invariant()
    def the_french_caret_is_in_what_answers(self) -> None:
        """On the English side it is in the sentence that answers, or in the same pair where that is doubtful."""
        page = self.page
        if page.side is Side.ENGLISH:
            assert self.english is not None
            pair = min(self.english.paragraph_at(page.english_caret), len(self.french.paragraphs) - 1)
            assert self.french.paragraph_at(page.caret) == pair
            answer, pairing = page.counterpart(), page.sides.pairing()
            # One who came from a sentence that has no answer is still in it.
            assert pairing is not None
            assert not answer or page.caret in answer or not pairing.answer(Side.FRENCH, page.caret)

    @invariant()
    def the_window_is_on_the_page(self) -> None:
        page = self.page
        assert page.spread.first <= page.top
        assert page.top <= max(page.spread.first, page.spread.last_top(page.height))

    @invariant()
    def the_passage_has_words_of_its_text(self) -> None:
        span = self.page.passage_span()
        if self.page.passage is not None:
            text = self.page.spread.side(self.page.passage.side)
            assert text is not None
            assert span is not None
            assert 0 <= span.start < span.end <= len(text.text)

    @invariant()
    def the_share_is_a_share(self) -> None:
        assert 0.0 <= self.page.share() <= 1.0


TestPage = PageMachine.TestCase
TestPage.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


# -- cases, where the machine would seldom go -----------------------------------------------------


FRENCH = article(*LOREM)
FACING = article(*ENGLISH)


def _page(height: int = 20, width: int = 100, *, shown: bool = False, caret: int = 0, row: int | None = None) -> Page:
    return Page(spread_of(FRENCH, FACING, width, 66, shown, None), height, caret, row)


@given(st.integers(0, len(FRENCH.text)), st.integers(0, 19), st.integers(2, 200), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_line_being_read_stays_on_its_row_unless_an_edge_shows(
    caret: int, row: int, width: int, shown: bool
) -> None:
    page = _page(caret=caret, row=row)
    before = page.caret_row()
    page.lay(spread_of(FRENCH, FACING, width, 66, shown, None), 20)
    if page.top not in {page.spread.first, page.spread.last_top(20)}:
        assert page.caret_row() == page.row
        if before == row:
            assert page.caret_row() == before


def test_a_short_window_clamps_the_row_and_does_not_forget_it() -> None:
    page = _page(height=30, caret=1500, row=22)
    top = page.top
    page.lay(page.spread, 5)
    assert page.caret_row() == 4
    page.lay(page.spread, 30)
    assert page.top == top
    assert page.caret_row() == 22


def test_opening_on_a_row_of_another_window_does_not_lose_the_row() -> None:
    page = _page(height=5, caret=1500, row=22)
    assert page.caret_row() == 4
    assert page.row == 22


def test_moving_in_a_window_too_short_for_the_row_makes_the_row_of_now_the_anchor() -> None:
    page = _page(height=30, caret=1500, row=22)
    page.lay(page.spread, 5)
    page.move("word")
    assert page.row == page.caret_row()
    page.lay(page.spread, 30)
    assert page.caret_row() == page.row < 5


def test_going_up_and_down_by_lines_keeps_to_its_cell_across_short_lines() -> None:
    page = _page()
    for _ in range(12):
        page.move("right")
    cell = page.cell()
    cells = []
    for _ in range(8):
        page.move("down")
        cells.append(page.cell())
    assert cells.count(cell) >= 4, "a short line made the caret forget its cell"
    for _ in range(8):
        page.move("up")
    assert page.cell() == cell


def test_going_up_to_the_first_line_shows_the_title() -> None:
    page = _page(height=6)
    page.move("bottom")
    for _ in range(200):
        page.move("up")
    assert page.top == page.spread.first
    assert page.caret_row() == page.spread.distance(page.spread.first, Spot(0, 0, 0), 6)


def test_pages_on_and_back_come_home_and_reach_both_ends() -> None:
    page = _page(height=12)
    tops = [page.top]
    while not page.at_end():
        page.move("page")
        tops.append(page.top)
        assert tops[-1] > tops[-2]
    page.move("page")
    assert page.caret >= FRENCH.paragraphs[-1].start
    while page.top > page.spread.first:
        page.move("page_back")
    page.move("page_back")
    assert page.caret == 0


def test_a_row_above_the_window_is_none_where_the_window_shows_french() -> None:
    page = Page(spread_of(article("le"), None, 1, 66, False, None), 1, 0, -1)
    assert page.caret_row() == 0


def test_a_row_above_the_window_is_none_where_the_window_shows_other_paragraphs() -> None:
    """On the English of the one paragraph that was revealed, nothing but French follows in a larger window."""
    spread = spread_of(FRENCH, FACING, 60, 66, False, 0)
    page = Page(spread, 2)
    page.go(FACING.paragraphs[0].end - 1, side=Side.ENGLISH)
    page.row = -1
    page.lay(spread, 12)
    assert page.side is Side.ENGLISH
    assert page.caret_row() == 0


def test_pages_keep_to_the_row_across_blank_ones() -> None:
    page = _page(height=9, width=120)
    page.go(FRENCH.paragraphs[8].start)
    page.scroll(page.caret_row() - 4)
    row, seen = page.caret_row(), set()
    for _ in range(6):
        page.move("page")
        seen.add(page.caret_row())
    for _ in range(6):
        page.move("page_back")
    assert len(seen) > 1, "some of the pages have no words on that row"
    assert page.caret_row() == row


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
    assert page.caret >= FRENCH.paragraphs[-1].start


def test_the_share_is_whole_only_at_the_end() -> None:
    page = _page()
    assert page.share() == 0.0
    page.move("paragraph", 4)
    assert 0 < page.share() < 1
    page.move("bottom")
    assert page.share() == 1.0


def test_a_sentence_dragged_takes_whole_sentences_in_both_directions() -> None:
    page = _page()
    first, second = FRENCH.paragraphs[0], FRENCH.paragraphs[1]
    for anchor, head in ((5, second.start + 3), (second.start + 3, 5)):
        page.drag(Side.FRENCH, anchor, head, Unit.SENTENCE)
        assert page.passage_span() == Span(first.start, second.end)


def test_a_passage_of_the_english_grows_from_there() -> None:
    page = _page(shown=True)
    page.drag(Side.ENGLISH, 4, 20, Unit.WORD)
    page.move("down", 3)
    assert page.passage is not None
    assert (page.passage.side, page.passage.anchor, page.passage.head) == (Side.ENGLISH, 4, page.english_caret)
    assert page.english_caret > 20


def test_a_jump_in_the_french_leaves_a_passage_of_the_english_alone() -> None:
    page = _page(shown=True)
    page.drag(Side.ENGLISH, 4, 20, Unit.WORD)
    before = page.passage
    page.go(300)
    assert (page.side, page.passage) == (Side.FRENCH, before)


def test_english_taller_than_the_window_can_be_scrolled_through_and_stays_where_it_is() -> None:
    tall = " ".join(["Words that go on and on."] * 40)
    french, english = article("Un mot.", "Deux mots.", "Fin."), article(tall, "Two words.", "End.")
    spread = spread_of(french, english, 40, 66, True, None)
    page = Page(spread, 8)
    for _ in range(12):
        page.scroll(1)
    assert not any(row.line(Side.FRENCH) for _, row in page.rows())
    top = page.top
    page.lay(spread_of(french, english, 30, 66, True, None), 8)
    page.lay(spread, 8)
    assert page.top == top, "the English being read went away"


@pytest.mark.parametrize("height", [1, 2, 3, 5])
def test_a_window_shorter_than_the_title_shows_the_text_at_the_start(height: int) -> None:
    shape = geometry(20, 66, False)
    title = "Un titre si long qu’il prend bien des lignes dans une fenêtre étroite"
    page = Page(Spread(FRENCH, None, shape, title=title, meta="juillet 2023"), height)
    assert 0 <= page.caret_row() < height
    page.move("bottom")
    page.move("top")
    assert 0 <= page.caret_row() < height
    assert page.caret == 0
    page.move("bottom")
    page.move("up", 5000)
    assert page.caret < FRENCH.paragraphs[0].end


def test_nothing_is_a_page_too() -> None:
    empty = article()
    page = Page(spread_of(empty, None, 80, 66, False, None), 20)
    for motion in ALL_MOTIONS:
        page.move(motion, 3)
    page.scroll(5)
    page.select(Unit.WORD)
    assert page.passage_span() in {None, Span(0, 0)}
    assert page.caret == 0
    assert page.share() == 1.0
