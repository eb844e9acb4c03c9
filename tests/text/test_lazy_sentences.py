"""Lazy sentences equal those of the whole paragraph, whatever was requested before."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.segmentation import lazy_sentences
from reader.text.segmentation import sentences as sentences_module
from reader.text.segmentation.lazy_sentences import LazySentences
from reader.text.segmentation.sentences import certain_cut, iter_sentences, sentences
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
def test_they_equal_those_of_the_whole_paragraph(text: str, start: int, requested: list[tuple[str, int]]) -> None:
    whole = sentences(text, start)
    near = LazySentences(text, start)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lazy_sentences, "MAX_SEQUENTIAL_READ", 12)
        patch.setattr(lazy_sentences, "MAX_LOOKBACK", 200)
        for what, offset in requested:
            offset = start + min(offset, len(text) + 5)
            started = [span for span in whole if span.start <= offset]
            if what == "=":
                assert near.at(offset) == (started[-1] if started else next(iter(whole), None))
            elif what == ">":
                assert near.after(offset) == next((span for span in whole if span.start > offset), None)
            elif what == "<":
                assert near.before(offset) == next((span for span in reversed(whole) if span.start < offset), None)
            else:
                count = max(0, offset - start) % 7
                assert near.first(count) == whole[:count]


@given(TEXTS, st.integers(0, 400), st.integers(0, 400))
def test_sentences_after_a_certain_cut(text: str, start: int, length: int) -> None:
    cut = certain_cut(text, min(start, len(text)), start + length)
    if cut is not None:
        following = tuple(iter_sentences(text, cut=cut))
        assert following == sentences(text)[-len(following) :]
        assert following[0].start <= cut[1] < start + length


def test_a_long_paragraph_is_read_near_the_offset_only() -> None:
    text = "Une phrase qui n’est ni courte ni longue. " * 20_000
    near = LazySentences(text)
    middle = near.at(400_007)
    assert middle is not None
    assert middle.of(text) == "Une phrase qui n’est ni courte ni longue."
    assert near.after(middle.start) == Span(middle.end + 1, middle.end + 1 + len(middle))
    assert near.at(0) == Span(0, 41)
    assert len(near.first(3)) == 3
    read = [run.end - run.begin for block in near._blocks.values() for run in (block._from_start, *block._runs)]
    assert sum(read) < 10_000


@given(TEXTS, st.integers(0, 50), st.lists(st.integers(-5, 2_000), max_size=12))
def test_forced_boundaries_do_not_depend_on_earlier_requests(text: str, start: int, requested: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lazy_sentences, "MAX_SEQUENTIAL_READ", 12)
        patch.setattr(lazy_sentences, "MAX_LOOKBACK", 200)
        patch.setattr(lazy_sentences, "BLOCK", 64)
        whole = LazySentences(text, start).first(len(text) + 1)
        cached = "".join(span.of("\0" * start + text) for span in whole)
        assert "".join(cached.split()) == "".join(text.split()), "nothing is left out"
        assert all(one.end <= other.start for one, other in itertools.pairwise(whole))
        near = LazySentences(text, start)
        for offset in requested:
            offset = start + min(offset, len(text) + 5)
            started = [span for span in whole if span.start <= offset]
            assert near.at(offset) == (started[-1] if started else next(iter(whole), None))
            assert near.after(offset) == next((span for span in whole if span.start > offset), None)
            assert near.before(offset) == next((span for span in reversed(whole) if span.start < offset), None)


@pytest.mark.parametrize("words", ["A. ", "p. ex. ", "1. ", "x", "« ", "— ", " ", ". ", "e\u0301\u0323", "1 000 000 "])
def test_without_a_certain_cut_few_blocks_are_read(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    original, requested = sentences_module._continues, [0]

    def counted(*args: Any) -> bool:
        requested[0] += 1
        return original(*args)

    monkeypatch.setattr(sentences_module, "_continues", counted)
    text = words * (1_000_000 // len(words))
    for offset in (0, len(text) // 2, len(text) - 1):
        requested[0] = 0
        near = LazySentences(text)
        here = near.at(offset)
        assert words == " " or (here is not None and len(here) <= 2 * lazy_sentences.BLOCK)
        near.after(offset)
        near.before(offset)
        assert requested[0] < 6 * lazy_sentences.BLOCK / len(words) + 10
