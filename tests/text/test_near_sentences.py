"""Sentences near an offset are those of the whole paragraph, whatever was asked before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import near_sentences
from reader.text.near_sentences import NearSentences
from reader.text.sentences import certain_cut, iter_sentences, sentences
from reader.text.spans import Span
from tests.strategies import french_paragraphs, hostile_paragraphs

PIECES = (
    *("A. ", "p. ex. ", "M. ", "Oui ? ", "… ", ". . ", "» ", "« Non ! » ", "1. ", "IV. ", "J.-C. ", "[1] ", ", ", "etc. ", "Il vint. "),
    *("Une phrase assez longue pour que rien n’en dépende. ", "une suite sans majuscule. ", "x" * 30, "   ", "(Elle sourit.) ", "B"),
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.one_of(french_paragraphs(), hostile_paragraphs()), min_size=1, max_size=4).map(" ".join),
)


@given(TEXTS, st.integers(0, 50), st.lists(st.tuples(st.sampled_from("<=>n"), st.integers(-5, 2_000)), max_size=12))
def test_they_are_those_of_the_whole_paragraph(text: str, start: int, asked: list[tuple[str, int]]) -> None:
    whole = sentences(text, start)
    near = NearSentences(text, start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near_sentences, "NEAR", 12)
        patch.setattr(near_sentences, "FAR", 200)
        for what, offset in asked:
            offset = start + min(offset, len(text) + 5)
            begun = [span for span in whole if span.start <= offset]
            if what == "=":
                assert near.at(offset) == (begun[-1] if begun else next(iter(whole), None))
            elif what == ">":
                assert near.after(offset) == next((span for span in whole if span.start > offset), None)
            elif what == "<":
                assert near.before(offset) == next((span for span in reversed(whole) if span.start < offset), None)
            else:
                count = max(0, offset - start) % 7
                assert near.first(count) == whole[:count]


@given(TEXTS, st.integers(0, 400), st.integers(0, 400))
def test_after_a_certain_cut_come_the_sentences_of_the_whole(text: str, start: int, length: int) -> None:
    cut = certain_cut(text, min(start, len(text)), start + length)
    if cut is not None:
        following = tuple(iter_sentences(text, cut=cut))
        assert following == sentences(text)[-len(following) :]
        assert following[0].start <= cut[1] < start + length


def test_of_a_book_in_one_paragraph_only_what_is_near_is_read() -> None:
    text = "Une phrase qui n’est ni courte ni longue. " * 20_000
    near = NearSentences(text)
    middle = near.at(400_007)
    assert middle is not None
    assert middle.of(text) == "Une phrase qui n’est ni courte ni longue."
    assert near.after(middle.start) == Span(middle.end + 1, middle.end + 1 + len(middle))
    assert near.at(0) == Span(0, 41)
    assert len(near.first(3)) == 3
    read = [run.reached - run.begins for run in (near._whole, *near._runs)]
    assert sum(read) < 10_000
