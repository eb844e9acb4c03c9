"""Copying: which words of a page are copied: the passage or the sentence, and the paragraphs that face it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.article import SEPARATOR

if TYPE_CHECKING:
    from reader.ui.spread.blocks import Side
    from reader.ui.spread.viewport import Viewport


@frozen_dataclass(frozen=True, slots=True)
class CopiedText:
    """Words of one side, perhaps with what faces them."""

    text: str
    side: Side
    """The side they are of."""
    both: bool
    """Whether the paragraphs of the other side follow them, after a blank line."""


def text_to_copy(viewport: Viewport, *, both: bool) -> CopiedText | None:
    """Return the passage of a page or, without one, the sentence being read; None where there are no words.

    ``both``: with the whole paragraphs that face it, as far as the other side has any.
    """
    passage = viewport.selection
    side = passage.side if passage is not None else viewport.side
    text, span = viewport.spread.text_of(side), viewport.selection_span() or viewport.sentence()
    if text is None or not span:
        return None
    words, other = span.of(text.text), viewport.spread.text_of(side.other)
    if not both or other is None:
        return CopiedText(words, side, both=False)
    last = min(text.paragraph_at(span.end - 1), len(other.paragraphs) - 1)
    facing = [other.paragraph(index) for index in range(text.paragraph_at(span.start), last + 1)]
    return CopiedText(SEPARATOR.join([words, SEPARATOR.join(filter(None, facing))]), side, both=True)
