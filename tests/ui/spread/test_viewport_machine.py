"""The viewport as a state machine: the cursor stays visible and the text does not jump."""

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


class ViewportMachine(RuleBasedStateMachine):
    """Random user actions in a window that changes at random."""

    viewport: Viewport

    @initialize(
        french=articles(),
        english=st.lists(st.one_of(st.just(""), paragraphs.map(str.strip)), min_size=7, max_size=7),
        has_english=st.booleans(),
        width=WIDTHS,
        height=HEIGHTS,
        cursor=st.integers(0, 2000),
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
        cursor: int,
        row: int | None,
    ) -> None:
        self.french = french
        self.english = article(*english[: len(french.paragraphs)]) if has_english else None
        self.layout: Layout = (width, 66, False, None)
        self.mode = EnglishMode.AUTOMATIC
        self.viewport = Viewport(make_spread(self.french, self.english, *self.layout), height, cursor, row)

    def sees(self, side: Side) -> bool:
        return any(row.line(side) for _, row in self.viewport.rows())

    # -- actions of the user ------------------------------------------------------------------------

    @rule(motion=st.sampled_from(ALL_MOTIONS), count=st.integers(0, 40))
    def move(self, motion: str, count: int) -> None:
        before = self.viewport.selection
        self.viewport.move(motion, count)
        if before is not None and before.side is self.viewport.cursors.side:
            assert self.viewport.selection is not None
            assert self.viewport.selection.anchor == before.anchor
            assert self.viewport.selection.head == self.viewport.cursors.current
        else:
            assert self.viewport.selection == before

    @rule(rows=st.integers(-100, 100))
    def scroll(self, rows: int) -> None:
        side, cursor, top = self.viewport.cursors.side, self.viewport.cursors.current, self.viewport.top
        self.viewport.scroll(rows)
        target = max(
            self.viewport.spread.first,
            min(self.viewport.spread.move(top, rows), self.viewport.spread.last_top(self.viewport.height)),
        )
        assert self.viewport.top == target
        row = self.viewport.spread.distance(
            self.viewport.top, self.viewport.spread.position_of(cursor, side=side), self.viewport.height
        )
        if 0 <= row < self.viewport.height:
            assert (self.viewport.cursors.side, self.viewport.cursors.current) == (side, cursor), (
                "the cursor left a word still in the window"
            )

    @rule(offset=st.integers(-5, 3000), center=st.booleans())
    def move_to(self, offset: int, center: bool) -> None:
        self.viewport.move_to(offset, center=center)

    @precondition(lambda self: self.english is not None)
    @rule(offset=st.integers(-5, 3000))
    def move_in_the_english(self, offset: int) -> None:
        self.viewport.move_to(offset, side=Side.ENGLISH)

    @rule()
    def switch_side_twice(self) -> None:
        """Switching sides twice returns to the same word, or does nothing."""
        before, can = (
            (self.viewport.cursors.side, self.viewport.cursors.current),
            self.viewport.cursors.shows(self.viewport.cursors.side.other),
        )
        self.viewport.switch_side()
        assert (self.viewport.cursors.side is not before[0]) is can
        self.viewport.switch_side()
        assert (self.viewport.cursors.side, self.viewport.cursors.current) == before

    @rule()
    def switch_side(self) -> None:
        self.viewport.switch_side()

    @rule(unit=st.sampled_from(SelectionUnit))
    def select(self, unit: SelectionUnit) -> None:
        self.viewport.start_selection(unit)

    @rule(data=st.data(), unit=st.sampled_from(SelectionUnit), side=st.sampled_from(Side))
    def drag(self, data: st.DataObject, unit: SelectionUnit, side: Side) -> None:
        text = self.viewport.spread.text_of(side)
        if text is None:
            return
        rows = [row.line(side) for _, row in self.viewport.rows()]
        lines = [line for line in rows if line]
        if lines:
            ends = [data.draw(st.sampled_from(lines)).start for _ in range(2)]
            self.viewport.select_range(side, ends[0], ends[1], unit)

    @precondition(lambda self: self.viewport.selection is not None)
    @rule()
    def swap_ends(self) -> None:
        before = self.viewport.selection_span()
        self.viewport.swap_selection_ends()
        assert self.viewport.selection_span() == before, "the selection changed"

    @rule()
    def clear_selection(self) -> None:
        self.viewport.clear_selection()
        assert self.viewport.selection_span() is None

    # -- changes from outside -----------------------------------------------------------------------

    def _set_layout(self, layout: Layout, height: int) -> None:
        before = self.viewport.cursors.french, self.viewport.row, self.viewport.selection
        self.viewport.set_layout(make_spread(self.french, self.english, *layout, english_mode=self.mode), height)
        self.layout = layout
        assert (self.viewport.cursors.french, self.viewport.row, self.viewport.selection) == before

    @rule(width=WIDTHS, height=HEIGHTS)
    def resize(self, width: int, height: int) -> None:
        self._set_layout((width, *self.layout[1:]), height)

    @rule()
    def toggle(self) -> None:
        width, measure, shown, _ = self.layout
        self._set_layout((width, measure, not shown, None), self.viewport.height)

    @rule(measure=st.sampled_from(range(40, 91, 2)))
    def set_measure(self, measure: int) -> None:
        width, _, shown, revealed = self.layout
        self._set_layout((width, measure, shown, revealed), self.viewport.height)

    @rule(mode=st.sampled_from(EnglishMode))
    def choose(self, mode: EnglishMode) -> None:
        self.mode = mode
        width, measure, _, _ = self.layout
        self._set_layout((width, measure, True, None), self.viewport.height)

    @rule()
    def reveal(self) -> None:
        width, measure, _, revealed = self.layout
        paragraph = self.french.paragraph_at(self.viewport.cursors.french) if revealed is None else None
        self._set_layout((width, measure, False, paragraph), self.viewport.height)

    @rule(
        tour=st.lists(st.tuples(WIDTHS, st.sampled_from(range(40, 91, 2)), st.booleans(), HEIGHTS), max_size=4),
    )
    def there_and_back(self, tour: list[tuple[int, int, bool, int]]) -> None:
        """Any number of layouts and back restores the same top row."""
        layout, height = self.layout, self.viewport.height
        self._set_layout(layout, height)
        before = self.viewport.top
        for width, measure, shown, other in tour:
            self._set_layout((width, measure, shown, None), other)
        self._set_layout(layout, height)
        assert self.viewport.top == before

    # -- invariants ---------------------------------------------------------------------------------

    @invariant()
    def the_cursor_is_visible(self) -> None:
        """It is in the window if that shows any text of its side; tall English may fill it."""
        viewport = self.viewport
        rows = viewport.rows()
        assert 0 < len(rows) <= viewport.height
        if not self.sees(viewport.cursors.side):
            own = viewport.spread.position_of(viewport.cursors.current, side=viewport.cursors.side).block
            assert {position.block for position, _ in rows} <= {-1, own}, (
                "the title, or the other side of the current paragraph"
            )
            return
        assert 0 <= viewport.cursor_row() < viewport.height
        position, row = rows[viewport.cursor_row()]
        assert position == viewport.spread.position_of(viewport.cursors.current, side=viewport.cursors.side)
        assert row.kind is RowKind.TEXT
        assert row.line(viewport.cursors.side) is not None

    @invariant()
    def the_cursor_is_in_a_paragraph(self) -> None:
        viewport = self.viewport
        span = self.french.paragraphs[self.french.paragraph_at(viewport.cursors.french)]
        assert viewport.cursors.french in span or (not span and viewport.cursors.french == span.start)

    @invariant()
    def the_french_cursor_is_in_the_match(self) -> None:
        """On the English side it is in the matching sentence, or the same pair if that is doubtful."""
        viewport = self.viewport
        if viewport.cursors.side is Side.ENGLISH:
            assert self.english is not None
            pair = min(self.english.paragraph_at(viewport.cursors.english), len(self.french.paragraphs) - 1)
            assert self.french.paragraph_at(viewport.cursors.french) == pair
            match, links = viewport.cursors.counterpart(), viewport.cursors.sentence_links()
            # Coming from a sentence without a match, the cursor is still in it.
            assert links is not None
            assert (
                not match
                or viewport.cursors.french in match
                or not links.counterpart(Side.FRENCH, viewport.cursors.french)
            )

    @invariant()
    def the_window_is_on_the_page(self) -> None:
        viewport = self.viewport
        assert viewport.spread.first <= viewport.top
        assert viewport.top <= max(viewport.spread.first, viewport.spread.last_top(viewport.height))

    @invariant()
    def the_selection_is_in_its_text(self) -> None:
        span = self.viewport.selection_span()
        if self.viewport.selection is not None:
            text = self.viewport.spread.text_of(self.viewport.selection.side)
            assert text is not None
            assert span is not None
            assert 0 <= span.start < span.end <= len(text.text)

    @invariant()
    def progress_is_from_zero_to_one(self) -> None:
        assert 0.0 <= self.viewport.progress() <= 1.0


TestViewport = ViewportMachine.TestCase
TestViewport.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
