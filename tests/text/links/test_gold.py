from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from reader.text.alignment.lattice import DEFAULT_MODEL
from tests.text.links.gold import ARTICLES, CONSTRUCTED, Group, Pair, evaluate, read

EVALUATE = Path(__file__).parents[3] / "tools" / "evaluate.py"
LENGTHS = replace(DEFAULT_MODEL, token_weight=0.0)


@cache
def gold(*names: str) -> tuple[Pair, ...]:
    return tuple(pair for name in names for pair in read(name))


# The truth itself


@pytest.mark.parametrize("name", [*ARTICLES, *CONSTRUCTED])
def test_the_pairs_linked_by_hand_are_whole(name: str) -> None:
    for pair in gold(name):
        assert sorted(i for group in pair.groups for i in group.french) == list(range(len(pair.french)))
        assert sorted(i for group in pair.groups for i in group.english) == list(range(len(pair.english)))
        for group in pair.groups:
            assert group.kind == f"{len(group.french)}-{len(group.english)}"
            for indexes, texts, words in zip(
                (group.french, group.english), (pair.french, pair.english), group.beginnings, strict=True
            ):
                begun = words.split(" / ") if indexes else []
                assert len(begun) == len(indexes), (pair.title, words)
                for index, beginning in zip(indexes, begun, strict=True):
                    assert texts[index].startswith(beginning.removesuffix("…").rstrip()), (pair.title, beginning)


def test_there_is_enough_to_be_held_against() -> None:
    groups = [group for pair in gold(*ARTICLES, *CONSTRUCTED) for group in pair.groups]
    hard = [group for group in groups if group.kind != "1-1" or group.free]
    assert len(groups) >= 80
    assert len(hard) >= 20


# The targets


def test_the_targets_are_met() -> None:
    total = evaluate(gold(*ARTICLES, *CONSTRUCTED))
    assert total.precision >= 0.98
    assert total.share >= 0.85


def test_the_table_can_be_printed() -> None:
    ran = subprocess.run([sys.executable, EVALUATE], capture_output=True, text=True, encoding="utf-8", check=True)
    assert re.search(r"^total +928 ", ran.stdout, re.MULTILINE)


def test_precision_holds_on_what_had_no_part_in_the_constants() -> None:
    kept_apart = evaluate(gold("further"))
    assert kept_apart.precision >= 0.98
    assert kept_apart.share >= 0.8


def test_what_is_shared_tells_more_than_lengths_alone() -> None:
    hard = gold(*CONSTRUCTED)
    ours, bare = evaluate(hard), evaluate(hard, LENGTHS)
    assert ours.precision > bare.precision
    assert ours.share > bare.share


def altered(change: str) -> list[Pair]:
    """The articles with one sentence dropped, two joined, or two exchanged, everywhere it can be done."""
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
def test_a_translator_who_changes_something_is_seen_or_doubted(change: str, share: float) -> None:
    total = evaluate(altered(change))
    assert total.precision >= 0.98
    assert total.share >= share
