"""Lazy alignment, evaluated on megabyte paragraphs of hand-aligned sentences."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.alignment import lazy_alignment
from reader.text.alignment.lattice import Lattice, run_to_end
from reader.text.alignment.lazy_alignment import CHUNK, MAX_SENTENCES, LazyAlignment
from reader.text.alignment.sentence_alignment import EMPTY_SPAN
from reader.text.segmentation.lazy_sentences import LazySentences
from reader.text.spans import Span
from tests.budget import times
from tests.strategies import french_paragraphs, hostile_paragraphs
from tests.text.links.long_paragraphs import MEGABYTE, evaluate_long_paragraph, long_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.lists(st.one_of(french_paragraphs(), hostile_paragraphs()), min_size=1, max_size=30).map(" ".join)


def links_of(french: str, english: str, start: int = 0) -> LazyAlignment:
    return LazyAlignment(LazySentences(french, start), LazySentences(english, start))


@cache
def small() -> LazyAlignment:
    whole = long_paragraph(size=60_000)
    return links_of(whole.french, whole.english)


@pytest.mark.slow
def test_precision_in_a_megabyte_paragraph() -> None:
    whole = long_paragraph()
    assert min(len(whole.french), len(whole.english)) > MEGABYTE
    total = evaluate_long_paragraph(whole, every=times(16, 8))
    assert total.precision >= 0.98
    assert total.share >= 0.85


@pytest.mark.slow
def test_a_missing_tenth_is_handled() -> None:
    """A tenth of the pairs have no English, a tenth of the English no French.

    The share includes sentences that can have no counterpart.
    """
    total = evaluate_long_paragraph(long_paragraph(0.1), every=times(16, 8))
    assert total.precision >= 0.98
    assert total.share >= 0.6
    added = evaluate_long_paragraph(long_paragraph(0.1, 0.1), every=times(16, 8))
    assert added.precision >= 0.97
    assert added.share >= 0.5


@pytest.mark.slow
def test_unrelated_english_is_not_aligned() -> None:
    whole = long_paragraph()
    sentences = whole.english.split(". ")
    random.Random(1).shuffle(sentences)
    assert evaluate_long_paragraph(replace(whole, english=". ".join(sentences)), every=times(40, 20)).marked == 0


@settings(max_examples=times(15, 100))
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 60_000)), min_size=1, max_size=4), st.data())
def test_results_do_not_depend_on_earlier_requests(requested: list[tuple[bool, int]], data: st.DataObject) -> None:
    whole, known = long_paragraph(size=60_000), small()
    fresh = links_of(whole.french, whole.english)
    for english, offset in requested:
        for links in (fresh, known):
            run_to_end(links.align_in_steps(offset, english=english))
    english, offset = data.draw(st.sampled_from(requested))
    answer = fresh.counterpart_at(offset, english=english)
    assert answer == known.counterpart_at(offset, english=english)
    if answer:  # and what answers is answered by it
        run_to_end(fresh.align_in_steps(answer.start, english=not english))
        back = fresh.counterpart_at(answer.start, english=not english)
        here = LazySentences(whole.english if english else whole.french).at(offset)
        assert here is not None
        assert not back or back.start <= here.start < back.end


@given(TEXTS, TEXTS, st.lists(st.tuples(st.booleans(), st.integers(0, 5_000)), max_size=5), st.integers(0, 30))
def test_any_texts_can_be_aligned(french: str, english: str, requested: list[tuple[bool, int]], start: int) -> None:
    links = links_of(french, english, start)
    for there, offset in requested:
        run_to_end(links.align_in_steps(start + offset, english=there))
        answer = links.counterpart_at(start + offset, english=there)
        assert start <= answer.start < answer.end <= start + len(french if there else english) or answer == EMPTY_SPAN
    for linked in links.overlapping(Span(start, start + len(english))):
        assert all(ours and theirs for ours, theirs in linked.confident_pairs())


@pytest.mark.parametrize(
    "words",
    ["A. ", "x", " ", "? ", "Mot. ", "1 000 000 ", "« ", ". ", "Non ! "],
)
def test_a_megabyte_is_not_read_to_its_end(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = words * (MEGABYTE // len(words))
    read = 0
    after: Callable[[LazySentences, int], Span | None] = LazySentences.after

    def counted(self: LazySentences, offset: int) -> Span | None:
        nonlocal read
        read += 1
        return after(self, offset)

    monkeypatch.setattr(LazySentences, "after", counted)
    whole = long_paragraph()
    links = (links_of(text, whole.english), links_of(whole.french, text), links_of(text, text))
    for one in links:
        for chunk in (0, len(text) // 2 // CHUNK):
            run_to_end(one._align_chunk(chunk))
    assert read < 6 * 2 * (MAX_SENTENCES + 2)


def test_lookups_do_not_align_and_steps_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [0]
    really: Callable[[Lattice, int, int], Any] = Lattice._steps

    def counted(self: Lattice, i: int, j: int) -> Any:
        steps[-1] += 1
        return really(self, i, j)

    monkeypatch.setattr(Lattice, "_steps", counted)
    whole = long_paragraph()
    links = links_of(whole.french, whole.english)
    middle = len(whole.french) // 2
    assert links.counterpart_at(middle) == EMPTY_SPAN
    assert steps == [0]
    work = links.align_in_steps(middle)
    while next(work, work) is None:
        steps.append(0)
    assert max(steps) <= MAX_SENTENCES + 1, "no more than a row of the lattice"
    assert links.counterpart_at(middle)
    assert not list(links.align_in_steps(middle)), "it is cached"


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lazy_alignment, "CACHED_CHUNKS", 3)
    whole = long_paragraph(size=60_000)
    links = links_of(whole.french, whole.english)
    for offset in range(0, 30_000, CHUNK):
        run_to_end(links.align_in_steps(offset))
        assert len(links._chunks) <= 3
