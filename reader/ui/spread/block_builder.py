"""Make-up: how the blocks of a layout are made of the two texts, each for itself and when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.text.languages import FRENCH
from reader.text.spans import Span
from reader.ui.spread.blocks import BLANK, NO_LINES, Galley, Head, Lines, Pair, Row, RowKind, Side, set_paragraph
from reader.ui.spread.columns import Geometry, Mode
from reader.ui.spread.line_breaking import break_lines
from reader.ui.spread.long_paragraph import Flow, flow_of
from reader.ui.spread.paragraph_parts import cuts_of, matched, share, shares
from reader.ui.spread.typesetting import PLAINLY, Setting

if TYPE_CHECKING:
    from reader.text.model.article import Article


@valueclass(frozen=True, slots=True)
class Makeup:
    """What a layout is made of; see ``Spread`` for what each means. It keeps nothing of what it makes."""

    french: Article
    english: Article | None
    geometry: Geometry
    title: str
    meta: str
    revealed: frozenset[int]
    hint: str
    asides: tuple[str, ...]
    setting: Setting

    # -- what is shown ----------------------------------------------------------------------------

    def side(self, side: Side) -> Article | None:
        """Return the text of a side; None when there is no English."""
        return self.french if side is Side.FRENCH else self.english

    def shows_english(self, paragraph: int) -> bool:
        """Tell whether the English of a paragraph belongs on the page."""
        return self.geometry.mode is not Mode.FRENCH or paragraph in self.revealed

    def shows(self, paragraph: int, side: Side) -> bool:
        """Tell whether a side of a paragraph has lines on the page, without setting them."""
        if not 0 <= paragraph < len(self.french.paragraphs):
            return False
        english, mode = self.english, self.geometry.mode
        if side is Side.FRENCH and mode is not Mode.ENGLISH:
            return True
        here = english is not None and paragraph < len(english.paragraphs) and bool(english.paragraphs[paragraph])
        return not here if side is Side.FRENCH else here and self.shows_english(paragraph)

    # -- parts ------------------------------------------------------------------------------------

    def parts(self, block: int) -> int:
        """Return how many parts a block is laid out in: one, unless its paragraph is as long as a chapter."""
        if block < 0:
            return 1
        french, english = self._shares(block)
        aside = self._aside_share(block, max(french, english)) if self.asides else 1
        if french == english == aside == 1:  # nearly all there are
            return 1
        return max(
            french if self.shows(block, Side.FRENCH) else 1, english if self.shows(block, Side.ENGLISH) else 1, aside
        )

    def part_of(self, offset: int, paragraph: int, side: Side) -> int:
        """Return the part of a paragraph that holds an offset of a side."""
        text, count = self.side(side), self._shares(paragraph)[side is Side.ENGLISH]
        if text is None or count == 1:
            return 0
        span = text.paragraphs[paragraph]
        inside = offset - span.start
        if self._flows(paragraph):
            return self._flow(text, paragraph, side, count).part_of(inside)
        return cuts_of(text.text, span, count, english=self._is_plain(text, side)).part_of(inside)

    def _flows(self, paragraph: int) -> bool:
        """Tell whether the lines of a paragraph follow one another with nothing between or beside them, as if it had no parts."""
        match self.geometry.mode:
            case Mode.FRENCH:
                return paragraph not in self.revealed
            case Mode.ENGLISH:
                return not self._aside(paragraph) and not (self.english is None and self.hint)
            case _:
                return False

    def _flow(self, text: Article, paragraph: int, side: Side, count: int) -> Flow:
        plain = self._is_plain(text, side)
        width = self.geometry.english if side is Side.ENGLISH else self.geometry.french
        hyphenated = self._setting(paragraph).hyphenated
        return flow_of(text.text, text.paragraphs[paragraph], count, width, hyphenated=hyphenated, english=plain)

    def _shares(self, paragraph: int) -> tuple[int, int]:
        theirs = self.english.paragraphs if self.english is not None else ()
        facing = len(theirs[paragraph]) if paragraph < len(theirs) else 0
        return shares(len(self.french.paragraphs[paragraph]), facing)

    def _aside(self, paragraph: int) -> str:
        shown = paragraph < len(self.asides) and self.shows_english(paragraph)
        return self.asides[paragraph] if shown else ""

    def _aside_share(self, paragraph: int, others: int) -> int:
        return matched(share(len(self._aside(paragraph))), others)

    # -- blocks -----------------------------------------------------------------------------------

    def block(self, block: int, part: int) -> Head | Pair:
        """Make one block: -1 is the title block, others are pairs of paragraphs, of which a long one has several parts."""
        return self._head() if block < 0 else self._pair(block, part)

    def _head(self) -> Head:
        rows = [BLANK]
        for kind, text in ((RowKind.TITLE, self.title), (RowKind.META, self.meta)):
            lines = break_lines(text, self.geometry.head) if text else ()
            rows += [Row(kind, Span(start, end), text=text, x=self.geometry.french_x) for start, end in lines]
        if len(rows) > 1:
            rows.append(BLANK)
        return Head(tuple(rows))

    def _pair(self, index: int, part: int) -> Pair:
        geometry = self.geometry
        parts, counts = self.parts(index), self._shares(index)
        said, hint = self._said(index, part)
        return Pair(
            index,
            self._galley(index, part, Side.FRENCH, counts[0], geometry.french),
            self._galley(index, part, Side.ENGLISH, counts[1], geometry.english),
            facing=geometry.mode is Mode.FACING,
            blank=part + 1 == parts and index + 1 < len(self.french.paragraphs),
            hint=said if hint else "",
            hint_lines=hint,
            hint_x=geometry.english_x,
            parts=parts,
        )

    def _galley(self, index: int, part: int, side: Side, count: int, width: int) -> Galley:
        text = self.side(side)
        if text is None or part >= count or not self.shows(index, side):
            return NO_LINES
        span, plain, setting = text.paragraphs[index], self._is_plain(text, side), self._setting(index)
        if count > 1 and self._flows(index):
            inside, lines, divided, ends = self._flow(text, index, side, count).part(part)
            return Galley(text.text, inside.moved(span.start), lines, width, plain, divided, setting.justified, ends)
        if count > 1:
            span = cuts_of(text.text, span, count, english=plain).span(part).moved(span.start)
        return set_paragraph(text.text, span, width, setting, english=plain)

    def _setting(self, index: int) -> Setting:
        """Return how a pair is set. A heading is never divided nor widened; its English, paragraph for paragraph, neither."""
        return PLAINLY if self.french.is_heading(index) else self.setting

    @staticmethod
    def _is_plain(text: Article, side: Side) -> bool:
        """Tell whether a side is not set by the rules of French, nor with its hyphens: they are for French alone."""
        return side is Side.ENGLISH or text.language != FRENCH

    def _said(self, index: int, part: int) -> tuple[str, Lines]:
        """Return what stands in the place of the English of a part, or under it, and its lines."""
        width = self.geometry.english
        if aside := self._aside(index):
            count = self._aside_share(index, max(self._shares(index)))
            if part >= count:
                return "", ()
            piece = Span(0, len(aside))
            if count > 1:
                piece = cuts_of(aside, piece, count, english=True).span(part)
            return aside, _hint_lines(aside, piece, width)
        here = self.revealed if self.geometry.mode is Mode.FRENCH else {0}
        if self.english is None and self.hint and index in here and part == 0:
            return self.hint, _hint_lines(self.hint, Span(0, len(self.hint)), width)
        return "", ()


def _hint_lines(hint: str, piece: Span, width: int) -> Lines:
    """Return the lines of a piece of a hint, which may be of several paragraphs, one under the other."""
    found: list[tuple[int, int]] = []
    start = piece.start
    for words in piece.of(hint).split("\n"):
        lines = break_lines(words, width, english=True) if words else ((0, 0),)
        found += [(start + first, start + last) for first, last in lines]
        start += len(words) + 1
    return tuple(found)
