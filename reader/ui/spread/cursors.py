"""Sides: the French and the English of a page, and where the reader is on each.

Each side has a caret, and the reader is on one of them (``here``, on ``side``); the other one is in the sentence that answers,
so the French ``caret``, which marks and the place go by, is right on both sides. Where the side the reader chose is not shown, the
reader is on the other one until it is again, or until something else is done.
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
    """The two carets of a page. It knows what is shown, but nothing of rows and windows."""

    def __init__(self, spread: Spread, caret: int) -> None:
        self._spread = spread
        self.french = motions.clamp_to_grapheme(spread.french, caret)
        """A code point of the French, at the start of a grapheme."""
        self.english = 0
        """A code point of the English; of use while the reader is on that side."""
        self.side = Side.FRENCH
        """The side the reader is on: it is always shown at its caret."""
        self._chosen_side = Side.FRENCH
        self._links: SentenceLinks | None = None
        self._choose_shown_side()

    # -- where the reader is ----------------------------------------------------------------------

    @property
    def current(self) -> int:
        """The caret of the side the reader is on, a code point of that side's text."""
        return self._cursor_of(self.side)

    @property
    def text(self) -> Article:
        """The text of the side the reader is on."""
        return self._spread.text_of(self.side) or self._spread.french

    def sentence(self) -> Span:
        """Return the sentence being read, a span of the text of ``side``."""
        return motions.sentence_at(self.text, self.current)

    def counterpart(self) -> Span:
        """Return what answers the sentence being read, a span of the other side; empty where it is doubtful or not shown."""
        if not self.shows(self.side.other):
            return Span(0, 0)
        pairing = self.sentence_links()
        if pairing is None:
            return Span(0, 0)
        return pairing.counterpart(self.side, self.current)

    def shows(self, side: Side) -> bool:
        """Tell whether a side is shown in the paragraph where the caret is."""
        return self._spread.shows(self.text.paragraph_at(self.current), side)

    def sentence_links(self) -> SentenceLinks | None:
        """Return the links between the sentences of both sides; None when there is no English."""
        french, english = self._spread.french, self._spread.english
        if english is None:
            return None
        if self._links is None or self._links.french is not french or self._links.english is not english:
            from reader.ui.spread.sentence_links import (
                SentenceLinks,  # not in the first frame of those who read French alone
            )

            self._links = SentenceLinks(french, english, self._spread.engine_segments)
        return self._links

    # -- what changes it --------------------------------------------------------------------------

    def move_to(self, offset: int, side: Side) -> None:
        """Put the caret on an offset of a side; the French one follows an English one."""
        self.side = self._chosen_side = side
        if side is Side.FRENCH:
            self.french = motions.clamp_to_grapheme(self._spread.french, offset)
        else:
            self.english = motions.clamp_to_grapheme(self.text, offset)
            self._follow_other_side()
        if not self._is_shown(side):  # where there is no English (or no French), one reads on in the other
            self._choose_shown_side()
            self._chosen_side = self.side

    def switch_side(self) -> bool:
        """Go to the other side, to where one was in the sentence that answers; False where that is not shown."""
        if not self.shows(self.side.other):
            return False
        self._follow_other_side()
        self.side = self._chosen_side = self.side.other
        return True

    def set_layout(self, spread: Spread) -> None:
        """Take a new layout of the same texts: another side may be shown."""
        self._spread = spread
        self._choose_shown_side()

    def replace_english(self, english: Article) -> None:
        """Take the English caret along into other English, as far into its paragraph as it was. ``lay`` is to follow."""
        before = self._spread.english
        if before is not None and before.paragraphs and english.paragraphs:
            index = min(before.paragraph_at(self.english), len(english.paragraphs) - 1)
            inside = self.english - before.paragraphs[index].start
            moved = min(english.paragraphs[index].start + inside, english.paragraphs[index].end)
            self.english = motions.clamp_to_grapheme(english, moved)

    def update_french(self) -> None:
        """Take the French caret along once more is linked than when the reader moved in the English."""
        if self.side is Side.ENGLISH:
            self._follow_other_side()

    def restore(self, side: Side, caret: int, english_caret: int) -> None:
        """Take the side and the carets that were before. ``lay`` is to follow."""
        self._chosen_side, self.french, self.english = side, caret, english_caret

    # -- inside -----------------------------------------------------------------------------------

    def _cursor_of(self, side: Side) -> int:
        return self.french if side is Side.FRENCH else self.english

    def _is_shown(self, side: Side) -> bool:
        text = self._spread.text_of(side)
        return text is not None and self._spread.shows(text.paragraph_at(self._cursor_of(side)), side)

    def _choose_shown_side(self) -> None:
        """Be on the side that was chosen or, where that is not shown, on the other one."""
        self.side = self._chosen_side
        if not self._is_shown(self.side):
            other = self._chosen_side.other
            if other is Side.ENGLISH:
                self._follow_other_side()
            self.side = other if self._is_shown(other) else Side.FRENCH

    def _follow_other_side(self) -> None:
        """Take the other side's caret along to what answers the sentence being read."""
        pairing = self.sentence_links()
        if pairing is None:
            return
        if self.side is Side.FRENCH:
            followed = pairing.follow_cursor(Side.FRENCH, self.french, self.english)
            self.english = motions.clamp_to_grapheme(pairing.english, followed)
        else:
            followed = pairing.follow_cursor(Side.ENGLISH, self.english, self.french)
            self.french = motions.clamp_to_grapheme(self._spread.french, followed)
