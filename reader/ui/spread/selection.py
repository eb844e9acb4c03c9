"""The selection: how it expands to whole units and how motions extend it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.graphemes import next_boundary
from reader.text.segmentation.words import word_at
from reader.text.spans import Span
from reader.ui.spread import motions

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.ui.spread.blocks import Side
    from reader.ui.spread.spread import Spread


class SelectionUnit(Enum):
    """The unit a selection grows by."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@frozen_dataclass(frozen=True, slots=True)
class Selection:
    """A selection from an anchor to a head on one side, expanded to whole units."""

    side: Side
    anchor: int
    """Where it began, a code point of that side's text."""
    head: int
    """Where it ends: before or after the anchor."""
    unit: SelectionUnit

    def span_in(self, text: Article) -> Span:
        """Return the span of its side's text: whole units, never empty."""
        return expand_to_units(text, self.anchor, self.head, self.unit)


def motion_target(spread: Spread, side: Side, offset: int, motion: str, selection: Selection | None) -> int:
    """Return where a motion leads from an offset of a side.

    A forward selection grows and shrinks by whole sentences and paragraphs: a motion to the start
    of the next one goes to the end of this one.
    """
    step, text = motions.MOTIONS[motion], spread.text_of(side)
    found = step(spread, offset, side)
    if text is None or selection is None or selection.side is not side or offset < selection.anchor:
        return found
    if motion in {"sentence_back", "paragraph_back"} and found > selection.anchor:
        return max(selection.anchor, _end_before(text, found))
    if motion not in {"sentence", "paragraph"}:
        return found
    end = _end_before(text, found)
    if end <= offset or end < selection.span_in(text).end:
        end = _end_before(text, step(spread, found, side))
    return end


def expand_to_units(article: Article, anchor: int, head: int, unit: SelectionUnit) -> Span:
    """Return the span between two offsets, in either order, expanded to whole units."""
    match unit:
        case SelectionUnit.CHARACTER:
            return _graphemes(article, anchor, head)
        case SelectionUnit.WORD:
            return _words(article, anchor, head)
        case SelectionUnit.SENTENCE | SelectionUnit.PARAGRAPH:
            span_at = motions.sentence_at if unit is SelectionUnit.SENTENCE else _paragraph
            return Span(span_at(article, min(anchor, head)).start, span_at(article, max(anchor, head)).end)


def _graphemes(article: Article, anchor: int, head: int) -> Span:
    """Return the graphemes between two offsets, both included."""
    if not article.paragraphs:
        return Span(0, 0)
    first, last = sorted((motions.clamp_to_grapheme(article, anchor), motions.clamp_to_grapheme(article, head)))
    end = article.paragraphs[article.paragraph_at(last)].end
    return Span(first, max(first, min(end, next_boundary(article.text, last))))


def _words(article: Article, anchor: int, head: int) -> Span:
    """Return the span between two offsets expanded to whole words, without spaces at its edges.

    Punctuation counts as its own word. Between two words, the nearest word is selected.
    """
    whole = _graphemes(article, anchor, head)
    text = article.text
    start, end = whole.start, whole.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return word_at(text, whole.start) or whole
    first, last = word_at(text, start), word_at(text, end - 1)
    return Span(first.start if start in first else start, last.end if end - 1 in last else end)


def _paragraph(article: Article, offset: int) -> Span:
    return article.paragraphs[article.paragraph_at(offset)] if article.paragraphs else Span(0, 0)


def _end_before(text: Article, offset: int) -> int:
    """Return the last visible character before a sentence or paragraph starts.

    At the end of the text, that end.
    """
    if offset == motions.bottom(text):
        return offset
    end = motions.left(text, offset)
    while end > 0 and text.text[end].isspace():
        end = motions.left(text, end)
    return end
