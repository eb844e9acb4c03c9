"""Build the request for a paragraph of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.segmentation.sentences import sentences
from reader.translation.engine import Request

if TYPE_CHECKING:
    from reader.text.model.article import Article

_MAX_CONTEXT: Final = 1_000
"""Code points of text before the paragraph."""


def build_request(article: Article, index: int, *, source: str = "fr", target: str = "en") -> Request:
    """Return the request for one paragraph, with context. ValueError for an empty paragraph."""
    paragraph = article.paragraph(index)
    parts = tuple(span.of(paragraph) for span in sentences(paragraph))
    before = article.paragraph(index - 1)[-_MAX_CONTEXT:] if index else ""
    return Request(parts, paragraph, source, target, before)
