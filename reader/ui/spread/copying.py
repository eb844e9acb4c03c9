"""Copying: which words of a page are copied: the passage or the sentence, and the paragraphs that face it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.text.model.article import SEPARATOR

if TYPE_CHECKING:
    from reader.ui.spread.blocks import Side
    from reader.ui.spread.viewport import Page


@valueclass(frozen=True, slots=True)
class Copied:
    """Words of one side, perhaps with what faces them."""

    words: str
    side: Side
    """The side they are of."""
    both: bool
    """Whether the paragraphs of the other side follow them, after a blank line."""


def to_copy(page: Page, *, both: bool) -> Copied | None:
    """Return the passage of a page or, without one, the sentence being read; None where there are no words.

    ``both``: with the whole paragraphs that face it, as far as the other side has any.
    """
    passage = page.passage
    side = passage.side if passage is not None else page.side
    text, span = page.spread.side(side), page.passage_span() or page.sentence()
    if text is None or not span:
        return None
    words, other = span.of(text.text), page.spread.side(side.other)
    if not both or other is None:
        return Copied(words, side, both=False)
    last = min(text.paragraph_at(span.end - 1), len(other.paragraphs) - 1)
    facing = [other.paragraph(index) for index in range(text.paragraph_at(span.start), last + 1)]
    return Copied(SEPARATOR.join([words, SEPARATOR.join(filter(None, facing))]), side, both=True)
