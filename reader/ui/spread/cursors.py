"""The two cursors of a page, one in the French and one in the English.

One side is current. The other side's cursor is in the matching sentence, so the French cursor, used
for highlights and the reading position, is valid on both sides. If the chosen side is not shown,
the other one is current until the chosen side is shown again or the cursor is moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.spans import Span
from reader.ui.spread import motions
from reader.ui.spread.blocks import Side

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.ui.spread.sentence_links import SentenceLinks
    from reader.ui.spread.spread import Spread


class Cursors:
    """The cursors of both sides. They depend on what is shown, but not on rows and windows."""

    def __init__(self, spread: Spread, cursor: int) -> None:
        self._spread = spread
        self.french = motions.clamp_to_grapheme(spread.french, cursor)
        """A code point of the French, at the start of a grapheme."""
        self.english = 0
        """A code point of the English; only meaningful while that side is current."""
        self.side = Side.FRENCH
        """The current side; always shown at its cursor."""
        self._chosen_side = Side.FRENCH
        self._links: SentenceLinks | None = None
        self._choose_shown_side()

    # -- state ------------------------------------------------------------------------------------

    @property
    def current(self) -> int:
        """The cursor of the current side, a code point of that side's text."""
        return self._cursor_of(self.side)

    @property
    def text(self) -> Article:
        """The text of the current side."""
        return self._spread.text_of(self.side) or self._spread.french

    def sentence(self) -> Span:
        """Return the current sentence, a span of the text of ``side``."""
        return motions.sentence_at(self.text, self.current)

    def counterpart(self) -> Span:
        """Return the match of the current sentence, a span of the other side.

        Empty if the match is doubtful or not shown.
        """
        if not self.shows(self.side.other):
            return Span(0, 0)
        links = self.sentence_links()
        if links is None:
            return Span(0, 0)
        return links.counterpart(self.side, self.current)

    def shows(self, side: Side) -> bool:
        """Return whether a side is shown in the paragraph of the cursor."""
        return self._spread.shows(self.text.paragraph_at(self.current), side)

    def sentence_links(self) -> SentenceLinks | None:
        """Return the links between the sentences of both sides; None when there is no English."""
        french, english = self._spread.french, self._spread.english
        if english is None:
            return None
        if self._links is None or self._links.french is not french or self._links.english is not english:
            # Not needed for the first frame of a page of French.
            from reader.ui.spread.sentence_links import SentenceLinks

            self._links = SentenceLinks(french, english, self._spread.engine_segments)
        return self._links

    # -- moving -----------------------------------------------------------------------------------

    def move_to(self, offset: int, side: Side) -> None:
        """Move the cursor to an offset of a side; the French cursor follows an English one."""
        self.side = self._chosen_side = side
        if side is Side.FRENCH:
            self.french = motions.clamp_to_grapheme(self._spread.french, offset)
        else:
            self.english = motions.clamp_to_grapheme(self.text, offset)
            self._follow_other_side()
        if not self._is_shown(side):  # no text on that side: go on in the other
            self._choose_shown_side()
            self._chosen_side = self.side

    def switch_side(self) -> bool:
        """Switch to the matching sentence of the other side; False if it is not shown."""
        if not self.shows(self.side.other):
            return False
        self._follow_other_side()
        self.side = self._chosen_side = self.side.other
        return True

    def set_layout(self, spread: Spread) -> None:
        """Use a new layout of the same texts, which may show another side."""
        self._spread = spread
        self._choose_shown_side()

    def replace_english(self, english: Article) -> None:
        """Move the English cursor to the same place of another translation.

        Call ``set_layout`` afterwards.
        """
        previous = self._spread.english
        if previous is not None and previous.paragraphs and english.paragraphs:
            index = min(previous.paragraph_at(self.english), len(english.paragraphs) - 1)
            inside = self.english - previous.paragraphs[index].start
            moved = min(english.paragraphs[index].start + inside, english.paragraphs[index].end)
            self.english = motions.clamp_to_grapheme(english, moved)

    def update_french(self) -> None:
        """Move the French cursor to the match, after more sentences were linked."""
        if self.side is Side.ENGLISH:
            self._follow_other_side()

    def restore(self, side: Side, cursor: int, english_cursor: int) -> None:
        """Restore an earlier side and its cursors. Call ``set_layout`` afterwards."""
        self._chosen_side, self.french, self.english = side, cursor, english_cursor

    # -- helpers ----------------------------------------------------------------------------------

    def _cursor_of(self, side: Side) -> int:
        return self.french if side is Side.FRENCH else self.english

    def _is_shown(self, side: Side) -> bool:
        text = self._spread.text_of(side)
        return text is not None and self._spread.shows(text.paragraph_at(self._cursor_of(side)), side)

    def _choose_shown_side(self) -> None:
        """Make the chosen side current, or the other one if the chosen side is not shown."""
        self.side = self._chosen_side
        if not self._is_shown(self.side):
            other = self._chosen_side.other
            if other is Side.ENGLISH:
                self._follow_other_side()
            self.side = other if self._is_shown(other) else Side.FRENCH

    def _follow_other_side(self) -> None:
        """Move the other side's cursor to the match of the current sentence."""
        links = self.sentence_links()
        if links is None:
            return
        if self.side is Side.FRENCH:
            followed = links.follow_cursor(Side.FRENCH, self.french, self.english)
            self.english = motions.clamp_to_grapheme(links.english, followed)
        else:
            followed = links.follow_cursor(Side.ENGLISH, self.english, self.french)
            self.french = motions.clamp_to_grapheme(self._spread.french, followed)
