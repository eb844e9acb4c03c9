"""Links on the page: the English of the sentence that is being read, as a span of the English text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reader.text.linking import Link, counterpart, link
from reader.text.spans import Span
from reader.ui.spread.caret import sentences_of

if TYPE_CHECKING:
    from reader.text.article import Article

NOWHERE: Final = Span(0, 0)
MOST: Final = 1_600
"""French times English sentences of one paragraph: more are not linked, because a key must not wait for them."""


@lru_cache(maxsize=64)
def _links(french: tuple[str, ...], english: tuple[str, ...]) -> tuple[Link, ...]:
    return link(french, english)


def facing_sentence(french: Article, english: Article, caret: int) -> Span:
    """Return the English that answers the caret's sentence; empty where there is none, or where it is doubtful."""
    index = french.paragraph_at(caret)
    if index >= len(english.paragraphs) or not english.paragraphs[index]:
        return NOWHERE
    ours, theirs = sentences_of(french, index), sentences_of(english, index)
    if not ours or not theirs or len(ours) * len(theirs) > MOST:
        return NOWHERE
    here = next((number for number, span in enumerate(ours) if caret < span.end), len(ours) - 1)
    links = _links(tuple(span.of(french.text) for span in ours), tuple(span.of(english.text) for span in theirs))
    found = counterpart(links, here)
    return Span(theirs[found.start].start, theirs[found.stop - 1].end) if found else NOWHERE
