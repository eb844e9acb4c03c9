"""French words are hyphenated as in dictionaries; patterns are loaded only on demand."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reader
from reader.ui.spread.break_rules import SPACES
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.hyphenation import MAX_LETTERS, hyphenation_points
from reader.ui.spread.line_breaking import break_lines, hyphenate_lines, visible_line
from reader.ui.spread.typesetting import LineAdjustment, Typesetting
from tests.ui.spread.plain_rendering import draw_lines
from tests.ui.spread.strategies import anything, paragraphs, prose, quick_settings, seeds

SMALL_WORDS = sorted(set(re.findall(r"(?<![\w’'-])[a-zà-öø-ÿœ]{1,14}(?![\w’'-])", " ".join(seeds()))))


def _by_hand(words: list[str], width: int) -> list[str]:
    """Break lowercase words, none wider than the column, with a simple reference algorithm."""
    lines: list[str] = []
    left, line, may_hyphenate = deque(words), "", True
    while left:
        word = left.popleft()
        longer = f"{line} {word}" if line else word
        if len(longer) <= width:
            line = longer
            continue
        free = width - 1 - len(f"{line} ")
        point = max((point for point in hyphenation_points(word) if point <= free), default=0) if may_hyphenate else 0
        lines.append(f"{line} {word[:point]}-" if point else line)
        left.appendleft(word[point:])
        line, may_hyphenate = "", not point
    return [*lines, line]


@quick_settings
@given(st.lists(st.sampled_from(SMALL_WORDS), min_size=1, max_size=120), st.integers(14, 100))
def test_lines_match_a_simple_reference(words: list[str], width: int) -> None:
    assert draw_lines(" ".join(words), width, Typesetting(hyphenated=True)) == _by_hand(words, width)


@quick_settings
@given(st.one_of(prose, paragraphs), st.integers(1, 100))
def test_hyphenation_changes_only_the_display(text: str, width: int) -> None:
    """Hyphenation adds a hyphen to the display and removes nothing from the text."""
    lines, hyphenated_ends = hyphenate_lines(text, width)
    line_parts = "".join(text[start:end] for start, end in lines)
    spaces = SPACES + "\u00a0\u202f\u2007"
    table = str.maketrans("", "", spaces)
    assert line_parts.translate(table) == text.translate(table)
    assert hyphenated_ends <= {end for _, end in lines[:-1]}
    for start, end in lines:
        plain = visible_line(text, start, end)
        assert visible_line(text, start, end, adjustment=LineAdjustment(end in hyphenated_ends)) == plain + "-" * (
            end in hyphenated_ends
        )
        assert cells(plain) + (end in hyphenated_ends) <= max(width, 2)


@quick_settings
@given(st.one_of(prose, anything), st.integers(1, 60))
def test_without_hyphenation_points_words_stay_whole(text: str, width: int) -> None:
    assert hyphenate_lines(text.upper(), width) == (break_lines(text.upper(), width), frozenset())


@given(st.text("abcdeéilmnorstuœçx", max_size=60))
def test_three_letters_stay_on_each_side(word: str) -> None:
    found = hyphenation_points(word)
    assert list(found) == sorted(set(found))
    assert all(3 <= point <= len(word) - 3 for point in found)
    assert not found or len(word) <= MAX_LETTERS


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("ambassade", "ambas-sade"),
        ("certainement", "cer-tai-ne-ment"),
        ("anticonstitutionnellement", "anti-cons-ti-tu-tion-nel-le-ment"),
        ("bibliothèque", "biblio-thèque"),
        ("gouvernement", "gou-ver-ne-ment"),
        ("gagner", "gagner"),
        ("aujourd", "aujourd"),
        ("ainsi", "ainsi"),
        ("oiseau", "oiseau"),
        ("cœurs", "cœurs"),
        ("manœuvre", "manœuvre"),
    ],
)
def test_french_words_are_hyphenated_as_in_dictionaries(word: str, parts: str) -> None:
    points = [0, *hyphenation_points(word), len(word)]
    assert "-".join(word[a:b] for a, b in pairwise(points)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "a" * 80_000,
        "é" * 80_000,
        "certainement" * 6_000,
        "certainement " * 6_000,
        "certainement!" * 6_000,
        "certainement" + "!" * 80_000,
        "l’" * 100_000,
        "« certainement" * 10_000,
        "cer\u00adtainement" * 10_000,
        "certainement\u0301 " * 10_000,
        "日" * 50_000,
    ],
    ids=lambda text: ascii(text[:14]),
)
def test_hostile_texts_are_hyphenated(text: str) -> None:
    lines, hyphenated_ends = hyphenate_lines(text, 17)
    assert lines[-1][1] == len(text.rstrip(SPACES))
    assert len(hyphenated_ends) <= len(lines) / 2 + 1


def test_patterns_are_loaded_on_first_use() -> None:
    code = """
import sys
import reader.ui.app.app
from reader.text.model.article import Article
from reader.ui.spread.columns import compute_columns
from reader.ui.spread.typesetting import Typesetting
from reader.ui.spread.spread import Spread
french = Article("a", "t", "certainement, personne ne le regrettera jamais ; " * 40)
def layout(typesetting):
    spread = Spread(french, french, compute_columns(90, 66, True), typesetting=typesetting)
    spread.rows_from(spread.first, 40)
layout(Typesetting())
layout(Typesetting(justified=True))
assert "pyphen" not in sys.modules
layout(Typesetting(hyphenated=True))
assert "pyphen" in sys.modules
"""
    root = Path(reader.__file__).parents[1]
    subprocess.run([sys.executable, "-W", "error", "-c", code], cwd=root, check=True, timeout=60)
