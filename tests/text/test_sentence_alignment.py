from __future__ import annotations

import itertools
import random
from collections import defaultdict
from math import exp, fsum, inf, isclose, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.alignment import lattice as lattices
from reader.text.alignment.cognates import shared_tokens
from reader.text.alignment.lattice import DEFAULT_MODEL, AlignmentModel
from reader.text.alignment.sentence_alignment import (
    CONFIDENT,
    MAX_SENTENCES,
    Link,
    align_sentences,
    counterpart,
    group_probabilities,
    link_at,
)
from tests.strategies import french_sentences, hostile_texts
from tests.text.links.gold import ARTICLES, read

SENTENCES = st.one_of(french_sentences(), hostile_texts(12), st.text(max_size=30))
SIDES = st.lists(SENTENCES, max_size=6)
FEW = st.lists(SENTENCES, min_size=1, max_size=4)


# Single cases


def ends(links: tuple[Link, ...]) -> list[tuple[list[int], list[int]]]:
    return [(list(found.french), list(found.english)) for found in links if found.confidence >= CONFIDENT]


def test_names_and_numbers_find_a_dropped_sentence() -> None:
    french = [
        "Moore arriva à Prague en 1968.",
        "Il neigeait sur Vienne ce jour-là, et Metternich, qui avait 40 lettres à signer, n’en signa que 12.",
        "Skripal vivait à Salisbury en 2018.",
    ]
    english = ["Moore came to Prague in 1968.", "Skripal was living in Salisbury in 2018."]
    assert ends(align_sentences(french, english)) == [([0], [0]), ([2], [1])]
    assert counterpart(align_sentences(french, english), 1) is None


def test_a_possibly_dropped_or_merged_sentence_is_doubtful() -> None:
    french = ["Moore arriva à Prague en 1968.", "Il neigeait ce jour-là.", "Skripal vivait à Salisbury en 2018."]
    english = ["Moore came to Prague in 1968.", "Skripal was living in Salisbury in 2018."]
    assert counterpart(align_sentences(french, english), 2) is None


def test_two_neighbors_may_change_places() -> None:
    french = [
        "Il revint.",
        "« Non », dit Moore en 1968.",
        "Prigojine quitta Moscou avec 300 soldats.",
        "La nuit tombait.",
    ]
    english = [
        "He came back.",
        "Prigozhin left Moscow with 300 soldiers.",
        "“No,” said Moore in 1968.",
        "Night was falling.",
    ]
    links = align_sentences(french, english)
    assert ([1], [2]) in ends(links)
    assert ([2], [1]) in ends(links)
    assert counterpart(links, 1, english=True) == range(2, 3)


def test_number_formats_are_equivalent() -> None:
    french = [
        "Il en compta 46 000.",
        "Il en pesa 3,5.",
        "Il en vit vingt.",
        "Il revint en août.",
        "Il en prit 1 002 003.",
    ]
    english = ["He counted 46,000.", "He weighed 3.5.", "He saw 20.", "He came in August.", "He took 1,002,003."]
    found = shared_tokens(french, english)
    for index, (ours, theirs) in enumerate(zip(found.french, found.english, strict=True)):
        assert ours & theirs, index
        assert not any(ours & other for other in (*found.english[:index], *found.english[index + 1 :]))


def test_names_match_at_sentence_start_and_in_lower_case() -> None:
    found = shared_tokens(
        ["Moore parla.", "Les chars russes partirent."], ["So said Moore.", "Then the Russian tanks left."]
    )
    assert found.french[0] & found.english[0]
    assert found.french[1] & found.english[1]


def test_ambiguous_sentences_are_not_linked() -> None:
    links = align_sentences(["Oui."] * 3, ["Yes."] * 2)
    assert all(counterpart(links, index) is None for index in range(3))


def test_one_sentence_matches_one() -> None:
    (found,) = align_sentences(
        ["Elle y pense sérieusement, les deux mains autour de son verre."], ["She gives it serious thought."]
    )
    assert (found.french, found.english) == (range(1), range(1))
    assert found.confidence >= CONFIDENT


def test_one_contradicting_sentence_is_doubtful() -> None:
    french = (
        "En 1846, Hugo, Dumas et Balzac dînèrent à Tours avec 300 soldats, 46 chevaux et 12 canons, un jeudi de mars."
    )
    assert counterpart(align_sentences([french], ["Sorry, Google: 404?"]), 0) is None


@pytest.mark.parametrize(
    ("french", "english"), [([], []), (["Oui."], []), ([], ["Yes."]), (["Oui."] * (MAX_SENTENCES + 1), ["Yes."])]
)
def test_nothing_to_link(french: list[str], english: list[str]) -> None:
    assert align_sentences(french, english) == ()
    assert group_probabilities(french, english) == {}


def test_counterparts_in_both_directions() -> None:
    links = (Link(range(2), range(1), 0.95), Link(range(2, 3), range(1, 3), 0.7))
    assert counterpart(links, 0) == counterpart(links, 1) == range(1)
    assert counterpart(links, 0, english=True) == range(2)
    assert counterpart(links, 2) is None
    assert counterpart(links, 2, threshold=0.6) == range(1, 3)
    assert counterpart(links, 2, english=True, threshold=0.6) == range(2, 3)
    assert counterpart(links, 3) is None
    assert counterpart(links, -1) is None
    assert link_at(links, 1) is links[0]


@pytest.mark.parametrize(
    ("french", "english", "confidence"),
    [
        (range(0), range(1), 1.0),
        (range(1), range(0), 1.0),
        (range(-1, 1), range(1), 1.0),
        (range(0, 4, 2), range(1), 1.0),
        (range(1), range(1), 0.0),
        (range(1), range(1), 1.1),
        (range(1), range(1), nan),
    ],
)
def test_invalid_links_are_refused(french: range, english: range, confidence: float) -> None:
    with pytest.raises(ValueError, match="not a"):
        Link(french, english, confidence)


@pytest.mark.parametrize(
    "change",
    [
        {"group_priors": ((1, 1, 1.0),)},
        {"group_priors": ((5, 1, 1.0),)},
        {"group_priors": ((0, 0, 1.0),)},
        {"length_variance": 0.0},
        {"token_weight": -1.0},
    ],
)
def test_invalid_models_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"groups|priors|parameters"):
        AlignmentModel(**change)  # type: ignore[arg-type] # wrong on purpose


# Properties


@given(SIDES, SIDES)
def test_links_are_disjoint_and_more_likely_right_than_wrong(french: list[str], english: list[str]) -> None:
    links = align_sentences(french, english)
    for side, count in (("french", len(french)), ("english", len(english))):
        indexes = [index for found in links for index in getattr(found, side)]
        assert len(indexes) == len(set(indexes))
        assert all(0 <= index < count for index in indexes)
    assert [found.french.start for found in links] == sorted(found.french.start for found in links)
    assert all(0.5 < found.confidence <= 1 for found in links)
    for found in links:
        for index in found.french:
            assert counterpart(links, index, threshold=0) == found.english
        for index in found.english:
            assert counterpart(links, index, english=True, threshold=0) == found.french


@given(st.lists(SENTENCES, min_size=1, max_size=7), st.lists(SENTENCES, min_size=1, max_size=7))
def test_probabilities_of_a_sentence_add_up_to_one(french: list[str], english: list[str]) -> None:
    found = group_probabilities(french, english)
    for side, count in ((0, len(french)), (1, len(english))):
        for index in range(count):
            total = fsum(chance for group, chance in found.items() if group[side][0] <= index < group[side][1])
            assert isclose(total, 1.0, abs_tol=1e-3)


@settings(max_examples=60)
@given(FEW, FEW)
def test_forward_backward_equals_enumeration(french: list[str], english: list[str]) -> None:
    lattice = lattices.Lattice(french, english, DEFAULT_MODEL)
    end = (len(french), len(english))
    weighed: dict[lattices.SentenceGroup, list[float]] = defaultdict(list)
    alignments = 0

    def go(i: int, j: int, weight: float, groups: tuple[lattices.SentenceGroup, ...]) -> None:
        nonlocal alignments
        if (i, j) == end:
            alignments += 1
            for group in groups:
                weighed[group].append(weight)
            totals.append(weight)
            return
        for row, column, step, crossed in lattice._steps(i, j):
            straight: tuple[lattices.SentenceGroup, ...] = (((i, row), (j, column)),)
            across: tuple[lattices.SentenceGroup, ...] = (((i, i + 1), (j + 1, column)), ((i + 1, row), (j, j + 1)))
            made = across if crossed else straight
            go(row, column, weight + step, groups + made)

    totals: list[float] = []
    go(0, 0, 0.0, ())
    assert alignments >= 1
    top = max(totals)
    total = fsum(exp(weight - top) for weight in totals)
    expected = {group: fsum(exp(weight - top) for weight in weights) / total for group, weights in weighed.items()}
    found = group_probabilities(french, english)
    for group in expected.keys() | found.keys():
        assert isclose(found.get(group, 0.0), expected.get(group, 0.0), abs_tol=1e-4)


@given(FEW, FEW)
def test_steps_cover_all_groups(french: list[str], english: list[str]) -> None:
    lattice = lattices.Lattice(french, english, DEFAULT_MODEL)
    for i, j in itertools.product(range(len(french) + 1), range(len(english) + 1)):
        steps = lattice._steps(i, j)
        assert all(-inf < step < inf for _, _, step, _ in steps)
        left = [
            (i + a, j + b, False)
            for a, b, _ in DEFAULT_MODEL.group_priors
            if i + a <= len(french) and j + b <= len(english)
        ]  # fmt: skip
        if i + 2 <= len(french) and j + 2 <= len(english):
            left.append((i + 2, j + 2, True))
        assert sorted((row, column, crossed) for row, column, _, crossed in steps) == sorted(left)


# Long paragraphs


def long_pair(count: int) -> tuple[list[str], list[str]]:
    pairs = [pair for name in (*ARTICLES[1:], "extra") for pair in read(name)]
    french = [sentence for pair in pairs for sentence in pair.french]
    english = [sentence for pair in pairs for sentence in pair.english]
    return french[:count], english[:count]


def test_two_hundred_sentences_need_few_points() -> None:
    french, english = long_pair(200)  # these answer each other one for one
    assert [
        (found.french, found.english) for found in align_sentences(french, english) if found.confidence >= CONFIDENT
    ] == [(range(index, index + 1), range(index, index + 1)) for index in range(200)]
    before, _, _ = lattices.run_to_end(lattices.Lattice(french, english, DEFAULT_MODEL)._forward(30.0))
    assert len(before) < 12 * 200


def test_the_beam_does_not_change_the_result() -> None:
    french, english = long_pair(320)
    lattice = lattices.Lattice(french[-60:], english[-58:], DEFAULT_MODEL)
    everything, likely = (lattices.run_to_end(lattice._forward_backward(beam)) for beam in (inf, lattices._BEAM_WIDTH))
    assert likely
    for group in everything.keys() | likely.keys():
        assert isclose(everything.get(group, 0.0), likely.get(group, 0.0), abs_tol=1e-3)


@pytest.mark.parametrize("count", [100, 61])
def test_long_paragraphs_without_evidence_have_no_links(count: int) -> None:
    assert ends(align_sentences(["Oui."] * 100, ["Yes."] * count)) == []


def test_unrelated_long_paragraphs_have_almost_no_links() -> None:
    rng = random.Random(7)
    french, english = long_pair(200)
    rng.shuffle(english)
    right = sum(
        found.french == found.english for found in align_sentences(french, english) if found.confidence >= CONFIDENT
    )
    assert len(ends(align_sentences(french, english))) - right <= 4


@pytest.mark.parametrize(
    ("french", "english"),
    [
        (["a" * 10**6, "b" * 10**6], ["c" * 10**6]),
        (["1" * 10**6, "2,5" * 10**5], ["3 000" * 10**5]),
        (["?" * 10**5, "«" * 10**5], ["!" * 10**5] * 3),
        (["", "", ""], ["", ""]),
        (["漢字。" * 50, "👩\u200d👩\u200d👧", "\ud800"], ["e\u0301" * 400, "\x1b[2J"]),
        (["İ" * 50, "ŉ ﬁ ß ½ ² ①"], ["½ ² ① ٣٤"]),
    ],
)
def test_hostile_sentences_are_aligned_like_any_other(french: list[str], english: list[str]) -> None:
    found = group_probabilities(french, english)
    assert all(0 <= chance <= 1 + 1e-6 for chance in found.values())
    assert align_sentences(french, english) == align_sentences(french, english)


@given(st.lists(hostile_texts(20), max_size=8), st.lists(hostile_texts(20), max_size=8))
def test_tokens_are_bits_with_evidence(french: list[str], english: list[str]) -> None:
    found = shared_tokens(french, english)
    assert len(found.french) == len(found.french_only) == len(french)
    assert len(found.english) == len(found.english_only) == len(english)
    for signs in (*found.french, *found.english):
        assert found.one_sided_score(signs) <= 0 <= found.match_gain(signs)
    assert all(
        evidence >= -2 * missed
        for evidence, missed in zip(found.two_sided.values(), found.one_sided.values(), strict=True)
    )
    assert all(own <= 0 for own in (*found.french_only, *found.english_only))
