"""Passage: what is being selected, and how motions make it grow. Pure."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reader.ui.spread import caret as motions
from reader.values import valueclass

if TYPE_CHECKING:
    from reader.text.article import Article
    from reader.text.spans import Span
    from reader.ui.spread.blocks import Side
    from reader.ui.spread.spread import Spread


class Unit(Enum):
    """What a passage grows by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@valueclass(frozen=True, slots=True)
class Passage:
    """What is being selected: from an anchor to a head, on one side, widened to whole units."""

    side: Side
    anchor: int
    """Where it began, a code point of that side's text."""
    head: int
    """Where it was taken to: before or after the anchor."""
    unit: Unit

    def span_in(self, text: Article) -> Span:
        """Return it as a span of its side's text: whole units, never empty."""
        return motions.widened(text, self.anchor, self.head, self.unit.value)


def moved(spread: Spread, side: Side, offset: int, motion: str, passage: Passage | None) -> int:
    """Return where one motion leads from an offset of a side.

    A passage that grew forward is taken, and given back, by whole sentences and paragraphs: the motion that would go to the
    beginning of the next one goes to the end of this one.
    """
    step, text = motions.MOTIONS[motion], spread.side(side)
    found = step(spread, offset, side)
    if text is None or passage is None or passage.side is not side or offset < passage.anchor:
        return found
    if motion in {"sentence_back", "paragraph_back"} and found > passage.anchor:
        return max(passage.anchor, _end_before(text, found))
    if motion not in {"sentence", "paragraph"}:
        return found
    end = _end_before(text, found)
    if end <= offset or end < passage.span_in(text).end:
        end = _end_before(text, step(spread, found, side))
    return end


def _end_before(text: Article, offset: int) -> int:
    """Return the last sign before the beginning of a sentence or paragraph; at the text's end, that."""
    if offset == motions.bottom(text):
        return offset
    end = motions.left(text, offset)
    while end > 0 and text.text[end].isspace():
        end = motions.left(text, end)
    return end
