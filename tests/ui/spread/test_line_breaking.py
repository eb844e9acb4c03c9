"""Line breaking follows its rules and takes no break that UAX #14 forbids."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.graphemes import clusters, is_boundary
from reader.ui.spread.break_rules import SOFT_RULES, SPACES
from reader.ui.spread.cell_widths import SOFT_HYPHEN, cells
from reader.ui.spread.line_breaking import Rule, break_lines, forbidding_rule, iter_lines, visible_line
from reader.ui.spread.typesetting import Typesetting
from tests.ui.spread.plain_rendering import draw_lines
from tests.ui.spread.strategies import (
    SEEDS,
    anything,
    english_seeds,
    french,
    paragraphs,
    paragraphs_of,
    prose,
    quick_settings,
    seeds,
)
from tests.ui.spread.unicode_oracle import opportunities, trimmed, typed_seeds, unicode_breaks

widths = st.one_of(st.integers(1, 12), st.integers(14, 100))
DIVIDER = " ⏎ "
CASES = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in Path(__file__).with_name("french.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d \|", line)
]


def _real(text: str) -> str:
    return text.translate(str.maketrans("⎵˽¦┊·", "\u00a0\u202f\u00ad\u200b "))


@pytest.mark.parametrize(("rule", "width", "text", "lines"), CASES, ids=lambda value: str(value)[:24])
def test_french_case_by_case(rule: str, width: str, text: str, lines: str) -> None:
    typesetting = Typesetting(hyphenated=rule in {"7", "9"}, justified=rule == "8")
    found = draw_lines(_real(text), int(width), typesetting, english=rule == "9")
    assert found == _real(lines).split(DIVIDER)


def test_every_rule_has_its_case() -> None:
    assert {case[0] for case in CASES} == set("123456789")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("av. J.-|C.", Rule.NOT_AN_OPPORTUNITY),
        ("un|deux", Rule.NOT_AN_OPPORTUNITY),
        ("un |deux", None),
        ("un\u00a0|deux", Rule.NO_BREAK_SPACE),
        ("un |\u2060deux", Rule.NO_BREAK_SPACE),
        ("l’|amour", Rule.APOSTROPHE),
        ("l’ |amour", Rule.APOSTROPHE),
        ("« l’un’ |ou", None),
        ("là |?", Rule.BEFORE_CLOSING),
        ("« |mot", Rule.AFTER_OPENING),
        ("mot\u2009|“oui”", Rule.SET_SPACE),
        ("un — |— deux", Rule.DASHES),
        ("10 |000", Rule.GROUPED_NUMBER),
        ("10 |km", Rule.UNIT),
        ("M. |Moore", Rule.ABBREVIATION),
        ("J. |Moore", Rule.ABBREVIATION),
        ("un plan B. |puis", None),
        ("5 ° |C", Rule.UNIT),
        ("là –|, puis", Rule.NOT_AN_OPPORTUNITY),
        ("là |–, puis", Rule.BEFORE_CLOSING),
        ("là |– puis", None),
        ("2023-|07", Rule.DIGITS),
        ("dit-|il", Rule.INVERSION),
        ("— |Oui", Rule.DIALOGUE_DASH),
        ("un |\u0301", Rule.GRAPHEME),
    ],
)
def test_a_forbidden_break_names_its_rule(text: str, rule: Rule | None) -> None:
    assert forbidding_rule(text.replace("|", ""), text.index("|")) is rule


def test_every_rule_is_tested() -> None:
    breaks = test_a_forbidden_break_names_its_rule.pytestmark  # type: ignore[attr-defined]  # pytest puts it there
    assert {rule for _, rule in breaks[0].args[1]} == {*Rule, None}


# -- invariants of all lines ------------------------------------------------------------------------


@quick_settings
@given(paragraphs, widths, st.booleans())
def test_only_spaces_at_breaks_are_dropped(text: str, width: int, english: bool) -> None:
    lines = break_lines(text, width, english=english)
    assert lines
    gaps = zip([0, *(end for _, end in lines)], [*(start for start, _ in lines), len(text)], strict=True)
    allowed = SPACES + "\u00a0\u202f\u2007"
    assert all(set(text[a:b]) <= set(allowed) for a, b in gaps)
    assert all(text[a:b] == "" or set(text[a:b]) & set(SPACES) for a, b in gaps)
    assert all(start < end for start, end in lines) or lines == ((0, 0),)


@quick_settings
@given(paragraphs, widths, st.booleans())
def test_no_line_is_too_wide(text: str, width: int, english: bool) -> None:
    for start, end in break_lines(text, width, english=english):
        shown = visible_line(text, start, end)
        visible = [1 for a, b in clusters(text[start:end]) if cells(text[start + a : start + b])]
        assert cell_len(shown) <= width or (len(visible) == 1 and width == 1)


@quick_settings
@given(paragraphs, widths, st.booleans())
def test_lines_begin_and_end_at_graphemes(text: str, width: int, english: bool) -> None:
    for start, end in break_lines(text, width, english=english):
        assert is_boundary(text, start)
        assert is_boundary(text, end)


@quick_settings
@given(french, widths, st.booleans())
def test_lines_are_as_long_as_the_rules_allow(text: str, width: int, english: bool) -> None:
    """Greedy: a break elsewhere than at an opportunity only if no opportunity fits."""
    lines = break_lines(text, width, english=english)
    allowed = opportunities(text, english=english)
    for (start, _), (following, _) in pairwise(lines):
        fitting = [o for o in allowed if cells(text[start:o]) and cells(trimmed(text, start, o)) <= width]
        if fitting and following in allowed:
            assert following == max(fitting)
        else:
            assert not fitting
            soft = forbidding_rule(text, following, english=english) in SOFT_RULES
            assert soft or cells(text[start:following].rstrip(SPACES)) <= max(width, 2)


@quick_settings
@given(french.map(lambda words: words.replace("\u2060", "")), st.integers(14, 100))
def test_lines_do_not_begin_or_end_with_misplaced_punctuation(text: str, width: int) -> None:
    lines = break_lines(text, width)
    for (start, end), (following, _) in pairwise(lines):
        if forbidding_rule(text, following) is None:
            assert text[following] not in "»:;!?"
            assert visible_line(text, start, end)[-1] not in "«“(["


@pytest.mark.parametrize("width", [14, 19, 24, 30, 38, 47, 57, 66, 90, 100])
def test_real_articles_follow_the_rules(width: int) -> None:
    bad = re.compile(r"^[\s»!?;:%)\]…€.,]|[«(\[“’'\s]$")
    for text in seeds():
        for plain in (text, text.replace("\u202f", " ").replace("\u00a0", " ")):
            lines = break_lines(plain, width)
            shown = [visible_line(plain, start, end) for start, end in lines]
            assert not [line for line in shown if bad.search(line)]
            assert re.sub(r"\s", "", "".join(shown)) == re.sub(r"\s", "", plain)


@quick_settings
@given(anything, anything)
def test_line_breaking_depends_on_the_text_alone(text: str, other: str) -> None:
    first = break_lines(text, 20)
    break_lines(other, 20)
    assert break_lines(text, 20) == first == tuple(iter_lines(text, 20))


# -- UAX #14 ----------------------------------------------------------------------------------------


def _foreign(text: str, english: bool) -> list[tuple[str, str]]:
    """Return the breaks that we allow and UAX #14 does not."""
    taken = [offset for offset in opportunities(text, english=english) if text[offset - 1] != SOFT_HYPHEN]
    return [(text[max(0, o - 8) : o], text[o : o + 8]) for o in taken if o not in unicode_breaks(text)]


@quick_settings
@given(st.one_of(french.map(str.strip), prose), st.booleans())
def test_every_break_is_allowed_by_unicode(text: str, english: bool) -> None:
    assert _foreign(text, english) == []


@quick_settings
@given(
    st.lists(
        st.sampled_from(
            [
                *"ab é1-—–‐«»!?;:.,…€%()[]“”‘’'\"/日ーっ。†אก¿„‹›‼\u2009\u3000\u200b\u00ad\u00a0\u2060\u0301\u200d",
                " ",
                " ",
                " ",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_every_break_among_punctuation_is_allowed_by_unicode(text: str) -> None:
    assert _foreign(text.strip(), english=False) == []


def test_the_bundled_article_agrees_with_unicode_except_inversions() -> None:
    counted: Counter[str] = Counter()
    for text in paragraphs_of([SEEDS / "000_3058addbbcf4618e.txt"]):
        for offset in unicode_breaks(text) - {len(text)}:
            rule = forbidding_rule(text, offset)
            counted["taken" if rule is None else rule.name] += 1
    assert counted == {"taken": 616, "INVERSION": 2}


def test_forbidden_breaks_of_bundled_articles_by_rule() -> None:
    """Real French with ordinary spaces needs each of these rules; UAX #14 has the others."""
    counted: Counter[Rule] = Counter()
    for text in typed_seeds():
        forbidden = ((offset, forbidding_rule(text, offset)) for offset in unicode_breaks(text) - {len(text)})
        counted.update(rule for _, rule in forbidden if rule is not None)
    assert set(counted) == {
        Rule.BEFORE_CLOSING,
        Rule.GROUPED_NUMBER,
        Rule.UNIT,
        Rule.ABBREVIATION,
        Rule.INVERSION,
        Rule.DIALOGUE_DASH,
    }


def test_the_bundled_english_breaks_as_unicode_does() -> None:
    for text in english_seeds()[::5]:
        assert _foreign(text, english=True) == []


# -- hostile texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "-" * 200_000,
        "» " * 100_000,
        "a" + " " * 1_000_000 + "»",
        "日" * 100_000,
        "ab\u00ad" * 50_000,
        "\u200b" * 100_000 + "a",
        "\u2060" * 20_000,
        "a" + "\u0301" * 5_000,
        "👩\u200d" * 5_000,
        "🇫" * 5_001,
        "« " * 50_000,
        "a" + "\u00a0" * 200_000 + "b",
        "a " + "\u00a0" * 200_000 + " b",
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_hostile_texts_are_broken_into_lines(text: str) -> None:
    lines = break_lines(text, 40)
    assert all(a[1] <= b[0] for a, b in pairwise(lines))
    assert max(cells(visible_line(text, start, end)) for start, end in lines[:50] + lines[-50:]) <= 40
    assert lines[-1][1] == len(text.rstrip(SPACES))


def test_a_line_has_at_least_one_cell() -> None:
    with pytest.raises(ValueError, match="at least one cell"):
        break_lines("mot", 0)


def test_an_empty_text_is_an_empty_line() -> None:
    assert break_lines("", 10) == break_lines("  \u2003 ", 10) == ((0, 0),)


def test_lines_are_computed_lazily() -> None:
    """The first lines of a long paragraph do not read the rest."""
    text = "Un mot. " * 200_000
    lines = iter_lines(text, 30)
    assert [next(lines) for _ in range(2)] == [(0, 26), (27, 55)]


def test_only_a_line_end_shows_a_hyphen() -> None:
    text = "inter\u00adnational\u00ad"
    assert visible_line(text, 0, 6) == "inter-"
    assert visible_line(text, 0, 6, ends_line=False) == "inter"
    assert visible_line(text, 0, len(text)) == "international"


@pytest.mark.parametrize("signs", ["\u0301", "\u2060", "e" + "\u0301" * 300])
def test_zero_width_characters_do_not_fill_a_line_forever(signs: str) -> None:
    text = "Un mot, puis " + signs * (20_000 // len(signs))
    lines = break_lines(text, 60)
    assert "".join(text[start:end] for start, end in lines).replace(" ", "") == text.replace(" ", "")
    assert max(end - start for start, end in lines) <= 1024
    assert all(is_boundary(text, start) for start, _ in lines)
