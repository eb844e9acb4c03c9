from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.article import SEPARATOR, Article
from reader.text.spans import Span
from tests.strategies import articles

if TYPE_CHECKING:
    from collections.abc import Callable

SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda at: Span(at[0], at[0] + at[1]))


@settings(max_examples=40)
@given(articles(), st.data())
def test_paragraphs_and_separators_cover_the_text(article: Article, data: st.DataObject) -> None:
    paragraphs = [article.paragraph(index) for index in range(len(article.paragraphs))]
    assert SEPARATOR.join(paragraphs) == article.text
    offset = data.draw(st.integers(0, len(article.text)))
    span = article.paragraphs[article.paragraph_at(offset)]
    assert span.start <= offset <= span.end + len(SEPARATOR)
    assert offset == len(article.text) or offset < span.end + len(SEPARATOR)


def test_empty_paragraphs_are_kept() -> None:
    article = Article("a", "T", "Un.\n\n\n\nTrois.")
    assert [span.of(article.text) for span in article.paragraphs] == ["Un.", "", "Trois."]
    assert not Article("a", "T", "").paragraphs


@given(SPANS, SPANS)
def test_spans(one: Span, other: Span) -> None:
    common = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == bool(common) == other.overlaps(one)
    clipped = one.clip(other)
    assert set(range(clipped.start, clipped.end)) == common
    assert other.start <= clipped.start <= clipped.end <= other.end
    assert bool(one) == (len(one) > 0)


@pytest.mark.parametrize("build", [lambda: Span(-1, 2), lambda: Span(3, 2)])
def test_a_span_cannot_be_built_wrong(build: Callable[[], Span]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        build()
