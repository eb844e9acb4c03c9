"""What to copy: the selection or the current sentence, optionally with the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.article import SEPARATOR

if TYPE_CHECKING:
    from reader.ui.spread.blocks import Side
    from reader.ui.spread.viewport import Viewport


@frozen_dataclass(frozen=True, slots=True)
class CopiedText:
    """Text of one side, optionally followed by the other side's paragraphs."""

    text: str
    side: Side
    """The side of the selection or sentence."""
    both: bool
    """Whether the paragraphs of the other side follow, after a blank line."""


def text_to_copy(viewport: Viewport, *, both: bool) -> CopiedText | None:
    """Return the selection or, without one, the current sentence; None if there is no text.

    ``both`` adds the whole paragraphs of the other side, as far as it has them.
    """
    selection = viewport.selection
    side = selection.side if selection is not None else viewport.cursors.side
    text, span = viewport.spread.text_of(side), viewport.selection_span() or viewport.cursors.sentence()
    if text is None or not span:
        return None
    copied, other = span.of(text.text), viewport.spread.text_of(side.other)
    if not both or other is None:
        return CopiedText(copied, side, both=False)
    last = min(text.paragraph_at(span.end - 1), len(other.paragraphs) - 1)
    facing = [other.paragraph(index) for index in range(text.paragraph_at(span.start), last + 1)]
    return CopiedText(SEPARATOR.join([copied, SEPARATOR.join(filter(None, facing))]), side, both=True)
