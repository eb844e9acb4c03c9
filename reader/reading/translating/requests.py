"""What an engine is asked for a paragraph of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.segmentation.sentences import sentences
from reader.translation.engine import Request

if TYPE_CHECKING:
    from reader.text.model.article import Article

_MAX_CONTEXT: Final = 1_000
"""Code points of what stands before a paragraph."""


def build_request(article: Article, index: int, *, source: str = "fr", target: str = "en") -> Request:
    """Return what to ask for one paragraph of an article, with what stands before it. ValueError for one without words."""
    paragraph = article.paragraph(index)
    parts = tuple(span.of(paragraph) for span in sentences(paragraph))
    before = article.paragraph(index - 1)[-_MAX_CONTEXT:] if index else ""
    return Request(parts, paragraph, source, target, before)
