from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.alignment.paragraph_mismatch import first_mismatch

LENGTHS = st.lists(st.integers(0, 900), max_size=30)


def book(seed: int, paragraphs: int) -> tuple[list[str], list[str]]:
    """A text and its translation, about nine tenths as long."""
    rng = random.Random(seed)
    french = [rng.choice((40, 120, 300, 600, 900)) + rng.randrange(80) for _ in range(paragraphs)]
    english = [max(5, round(length * rng.gauss(0.9, 0.07))) for length in french]
    return ["a" * length for length in french], ["b" * length for length in english]


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("change", ["split", "merge", "left out", "added", "tail"])
def test_the_mismatch_is_found(seed: int, change: str) -> None:
    french, english = book(seed, 40)
    at = random.Random(seed).randrange(3, 36)
    while change == "split" and len(english[at]) < 200:
        at = (at + 1) % 38
    if change == "split":
        half = len(english[at]) // 2
        english[at : at + 1] = [english[at][:half], english[at][half:]]
    elif change == "merge":
        english[at : at + 2] = [english[at] + english[at + 1]]
    elif change == "left out":
        del english[at]
    elif change == "added":
        english.insert(at, "b" * 333)
    else:
        at = 30
        del english[at:]
    assert abs(first_mismatch(french, english) - at) <= 2


def test_the_first_of_several_is_returned() -> None:
    french, english = book(99, 60)
    long = [index for index, words in enumerate(english) if len(words) > 400]
    for at in (long[-2], long[2]):
        half = len(english[at]) // 2
        english[at : at + 1] = [english[at][:half], english[at][half:]]
    assert abs(first_mismatch(french, english) - long[2]) <= 1


@pytest.mark.parametrize("at", [10, 1990])
def test_a_missing_chapter(at: int) -> None:
    french, english = book(5, 2000)
    del english[at : at + 8]
    assert abs(first_mismatch(french, english) - at) <= 2


@pytest.mark.parametrize(
    ("french", "english", "parted"),
    [(["a"], ["a", "b"], 1), (["a", "b"], ["a"], 1), ([], ["a"], 0), (["a"], [], 0), ([], [], 0)],
)
def test_very_short_texts(french: list[str], english: list[str], parted: int) -> None:
    assert abs(first_mismatch(french, english) - parted) <= 1
    assert 0 <= first_mismatch(french, english) <= len(french)


@given(LENGTHS, LENGTHS)
def test_the_result_is_always_an_index(ours: list[int], theirs: list[int]) -> None:
    french, english = ["a" * length for length in ours], ["b" * length for length in theirs]
    assert 0 <= first_mismatch(french, english) <= len(french)
