from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from reader.text.alignment.lattice import DEFAULT_MODEL
from tests.text.links.gold import ARTICLES, CONSTRUCTED, Group, Pair, evaluate, read

LENGTHS = replace(DEFAULT_MODEL, token_weight=0.0)


@cache
def gold(*names: str) -> tuple[Pair, ...]:
    return tuple(pair for name in names for pair in read(name))


# The truth itself


@pytest.mark.parametrize("name", [*ARTICLES, *CONSTRUCTED])
def test_gold_pairs_are_complete(name: str) -> None:
    for pair in gold(name):
        assert sorted(i for group in pair.groups for i in group.french) == list(range(len(pair.french)))
        assert sorted(i for group in pair.groups for i in group.english) == list(range(len(pair.english)))
        for group in pair.groups:
            assert group.kind == f"{len(group.french)}-{len(group.english)}"
            for indexes, texts, words in zip(
                (group.french, group.english), (pair.french, pair.english), group.beginnings, strict=True
            ):
                beginnings = words.split(" / ") if indexes else []
                assert len(beginnings) == len(indexes), (pair.title, words)
                for index, beginning in zip(indexes, beginnings, strict=True):
                    assert texts[index].startswith(beginning.removesuffix("…").rstrip()), (pair.title, beginning)


def test_there_are_enough_gold_groups() -> None:
    groups = [group for pair in gold(*ARTICLES, *CONSTRUCTED) for group in pair.groups]
    hard = [group for group in groups if group.kind != "1-1" or group.free]
    assert len(groups) >= 80
    assert len(hard) >= 20


# The targets


def test_targets_are_met() -> None:
    total = evaluate(gold(*ARTICLES, *CONSTRUCTED))
    assert total.precision >= 0.98
    assert total.share >= 0.85


def test_precision_on_held_out_pairs() -> None:
    held_out = evaluate(gold("further"))
    assert held_out.precision >= 0.98
    assert held_out.share >= 0.8


def test_shared_tokens_improve_on_lengths_alone() -> None:
    hard = gold(*CONSTRUCTED)
    ours, lengths_only = evaluate(hard), evaluate(hard, LENGTHS)
    assert ours.precision > lengths_only.precision
    assert ours.share > lengths_only.share


def altered(change: str) -> list[Pair]:
    """Return the articles with a sentence dropped, joined or exchanged at every place."""
    found = []
    for pair in gold(*ARTICLES):
        count, english = len(pair.french), pair.english
        for k in range(count - 1 if count > 2 else 0):
            here, then = english[k], english[k + 1]
            if change == "dropped":
                new, order = (*english[:k], then), [i - (i > k) for i in range(count)]
            elif change == "joined":
                new, order = (*english[:k], f"{here} {then}"), [i - (i > k) for i in range(count)]
            else:
                new, order = (*english[:k], then, here), [*range(k), k + 1, k, *range(k + 2, count)]
            answers: list[tuple[int, ...]] = [(j,) for j in order]
            if change == "dropped":
                answers[k] = ()
            groups = tuple(
                Group(
                    "",
                    False,
                    tuple(i for i in range(count) if answers[i] == answer) if answer else (k,),
                    answer,
                    ("", ""),
                )
                for answer in dict.fromkeys(answers)
            )
            found.append(Pair(pair.title, pair.french, (*new, *english[k + 2 :]), groups))
    return found


@pytest.mark.parametrize(("change", "share"), [("dropped", 0.75), ("joined", 0.9), ("exchanged", 0.9)])
def test_altered_translations_are_detected_or_doubtful(change: str, share: float) -> None:
    total = evaluate(altered(change))
    assert total.precision >= 0.98
    assert total.share >= share
