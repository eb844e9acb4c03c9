from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.model.article import SEPARATOR, Article
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


def test_empty_paragraphs_are_preserved() -> None:
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
def test_invalid_spans_are_refused(build: Callable[[], Span]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        build()


LINES = st.lists(st.text("ab ", max_size=4), min_size=1, max_size=8)


@given(LINES, st.text("ab ", min_size=1, max_size=4))
def test_paragraphs_equal_to(lines: list[str], words: str) -> None:
    article = Article("a", "T", SEPARATOR.join(lines))
    assert article.paragraphs_equal_to(words) == [index for index, line in enumerate(lines) if line == words]


@given(LINES, st.data())
def test_with_paragraphs_changes_no_other(lines: list[str], data: st.DataObject) -> None:
    changes = data.draw(st.dictionaries(st.integers(0, len(lines) - 1), st.text("cd ", min_size=1, max_size=4)))
    article = Article("a", "T", SEPARATOR.join(lines))
    if not article.paragraphs:  # one empty paragraph is no text
        changes = {}
    changed = [changes.get(index, line) for index, line in enumerate(lines)]
    assert article.with_paragraphs(changes) == Article("a", "T", SEPARATOR.join(changed))
    assert list(article.with_paragraphs(changes).paragraphs) == list(
        Article("a", "T", SEPARATOR.join(changed)).paragraphs
    )
