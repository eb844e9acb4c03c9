"""Paragraph spans equal those found by splitting the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.model.paragraphs import SEPARATOR, Paragraphs
from reader.text.spans import Span

words = st.lists(st.text("aé ", max_size=5), min_size=1, max_size=12).map(SEPARATOR.join)
edges = st.none() | st.integers(-14, 14)


def cut(text: str) -> list[Span]:
    """Return every paragraph, by splitting."""
    spans, start = [], 0
    for paragraph in text.split(SEPARATOR) if text else ():
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + len(SEPARATOR)
    return spans


@given(words)
def test_paragraphs_equal_those_from_splitting(text: str) -> None:
    paragraphs, spans = Paragraphs.of(text), cut(text)
    assert list(paragraphs) == spans == [paragraphs[index] for index in range(len(paragraphs))]
    assert list(reversed(paragraphs)) == spans[::-1]
    assert len(paragraphs) == len(spans)
    assert bool(paragraphs) is bool(spans)


@given(words, edges, edges)
def test_slices(text: str, start: int | None, stop: int | None) -> None:
    assert list(Paragraphs.of(text)[start:stop]) == cut(text)[start:stop]


@given(words, st.integers(0, 90))
def test_at_returns_the_last_paragraph_before_an_offset(text: str, offset: int) -> None:
    found = [index for index, span in enumerate(cut(text)) if span.start <= offset]
    assert Paragraphs.of(text).at(offset) == max(found, default=0)


def test_an_empty_text_has_no_paragraphs() -> None:
    assert not Paragraphs.of("")
    assert Paragraphs.of("").at(3) == 0
