"""The page as a state machine: whatever the reader and the window do, the caret is seen and the text does not jump."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.ui.spread.columns import EnglishMode
from reader.ui.spread.selection import SelectionUnit
from reader.ui.spread.spread import RowKind, Side
from reader.ui.spread.viewport import Viewport
from tests.ui.spread.layouts import ALL_MOTIONS, Layout, make_spread
from tests.ui.spread.strategies import article, articles, paragraphs

if TYPE_CHECKING:
    from reader.text.model.article import Article

WIDTHS: Final = st.one_of(st.integers(1, 20), st.integers(30, 160))
HEIGHTS: Final = st.one_of(st.integers(1, 6), st.integers(7, 60))


class PageMachine(RuleBasedStateMachine):
    """A reader who does anything, in a window that does anything."""

    page: Viewport

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
        self.manner = EnglishMode.AUTOMATIC
        self.page = Viewport(make_spread(self.french, self.english, *self.layout), height, caret, row)

    def sees(self, side: Side) -> bool:
        return any(row.line(side) for _, row in self.page.rows())

    # -- the reader's acts --------------------------------------------------------------------

    @rule(motion=st.sampled_from(ALL_MOTIONS), count=st.integers(0, 40))
    def move(self, motion: str, count: int) -> None:
        before = self.page.selection
        self.page.move(motion, count)
        if before is not None and before.side is self.page.side:
            assert self.page.selection is not None
            assert self.page.selection.anchor == before.anchor
            assert self.page.selection.head == self.page.cursor
        else:
            assert self.page.selection == before

    @rule(rows=st.integers(-100, 100))
    def scroll(self, rows: int) -> None:
        side, caret, seen = self.page.side, self.page.cursor, self.page.top
        self.page.scroll(rows)
        target = max(
            self.page.spread.first,
            min(self.page.spread.move(seen, rows), self.page.spread.last_top(self.page.height)),
        )
        assert self.page.top == target
        row = self.page.spread.distance(self.page.top, self.page.spread.position_of(caret, side=side), self.page.height)
        if 0 <= row < self.page.height:
            assert (self.page.side, self.page.cursor) == (side, caret), "the caret left a word still in the window"

    @rule(offset=st.integers(-5, 3000), center=st.booleans())
    def go(self, offset: int, center: bool) -> None:
        self.page.move_to(offset, center=center)

    @precondition(lambda self: self.english is not None)
    @rule(offset=st.integers(-5, 3000))
    def go_in_the_english(self, offset: int) -> None:
        self.page.move_to(offset, side=Side.ENGLISH)

    @rule()
    def cross_and_back(self) -> None:
        """One comes back to the same word, or stays where there is nothing to go to."""
        before, can = (self.page.side, self.page.cursor), self.page.shows(self.page.side.other)
        self.page.switch_side()
        assert (self.page.side is not before[0]) is can
        self.page.switch_side()
        assert (self.page.side, self.page.cursor) == before

    @rule()
    def cross(self) -> None:
        self.page.switch_side()

    @rule(unit=st.sampled_from(SelectionUnit))
    def select(self, unit: SelectionUnit) -> None:
        self.page.start_selection(unit)

    @rule(data=st.data(), unit=st.sampled_from(SelectionUnit), side=st.sampled_from(Side))
    def drag(self, data: st.DataObject, unit: SelectionUnit, side: Side) -> None:
        text = self.page.spread.text_of(side)
        if text is None:
            return
        rows = [row.line(side) for _, row in self.page.rows()]
        lines = [line for line in rows if line]
        if lines:
            ends = [data.draw(st.sampled_from(lines)).start for _ in range(2)]
            self.page.select_range(side, ends[0], ends[1], unit)

    @precondition(lambda self: self.page.passage is not None)
    @rule()
    def swap(self) -> None:
        before = self.page.selection_span()
        self.page.swap_selection_ends()
        assert self.page.selection_span() == before, "going to the other end changed the passage"

    @rule()
    def drop(self) -> None:
        self.page.clear_selection()
        assert self.page.selection_span() is None

    # -- what happens to the reader -----------------------------------------------------------

    def _lay(self, layout: Layout, height: int) -> None:
        before = self.page.french_cursor, self.page.row, self.page.selection
        self.page.set_layout(make_spread(self.french, self.english, *layout, english_mode=self.manner), height)
        self.layout = layout
        assert (self.page.french_cursor, self.page.row, self.page.selection) == before

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

    @rule(manner=st.sampled_from(EnglishMode))
    def choose(self, manner: EnglishMode) -> None:
        self.manner = manner
        width, measure, _, _ = self.layout
        self._lay((width, measure, True, None), self.page.height)

    @rule()
    def reveal(self) -> None:
        width, measure, _, revealed = self.layout
        here = self.french.paragraph_at(self.page.french_cursor) if revealed is None else None
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
            own = page.spread.position_of(page.cursor, side=page.side).block
            assert {spot.block for spot, _ in rows} <= {-1, own}, "the title, or the other side of what is being read"
            return
        assert 0 <= page.cursor_row() < page.height
        spot, row = rows[page.cursor_row()]
        assert spot == page.spread.position_of(page.cursor, side=page.side)
        assert row.kind is RowKind.TEXT
        assert row.line(page.side) is not None

    @invariant()
    def the_caret_is_in_a_paragraph(self) -> None:
        page = self.page
        span = self.french.paragraphs[self.french.paragraph_at(page.french_cursor)]
        assert page.french_cursor in span or (not span and page.french_cursor == span.start)

    @invariant()
    def the_french_caret_is_in_what_answers(self) -> None:
        """On the English side it is in the sentence that answers, or in the same pair where that is doubtful."""
        page = self.page
        if page.side is Side.ENGLISH:
            assert self.english is not None
            pair = min(self.english.paragraph_at(page.english_cursor), len(self.french.paragraphs) - 1)
            assert self.french.paragraph_at(page.french_cursor) == pair
            answer, pairing = page.counterpart(), page.cursors.sentence_links()
            # One who came from a sentence that has no answer is still in it.
            assert pairing is not None
            assert (
                not answer or page.french_cursor in answer or not pairing.counterpart(Side.FRENCH, page.french_cursor)
            )

    @invariant()
    def the_window_is_on_the_page(self) -> None:
        page = self.page
        assert page.spread.first <= page.top
        assert page.top <= max(page.spread.first, page.spread.last_top(page.height))

    @invariant()
    def the_passage_has_words_of_its_text(self) -> None:
        span = self.page.selection_span()
        if self.page.selection is not None:
            text = self.page.spread.text_of(self.page.selection.side)
            assert text is not None
            assert span is not None
            assert 0 <= span.start < span.end <= len(text.text)

    @invariant()
    def the_share_is_a_share(self) -> None:
        assert 0.0 <= self.page.progress() <= 1.0


TestPage = PageMachine.TestCase
TestPage.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
