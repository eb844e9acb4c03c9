"""Justification widens only spaces between words, within limits, and changes no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.spans import Span
from reader.ui.spread.blocks import ParagraphLayout, layout_paragraph
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.justification import widen_spaces
from reader.ui.spread.line_breaking import forbidding_rule, visible_line
from reader.ui.spread.typesetting import MAX_EXTRA_CELLS, UNADJUSTED, LineAdjustment, Typesetting
from tests.ui.spread.plain_rendering import draw_lines
from tests.ui.spread.strategies import anything, english_seeds, french, paragraphs, prose, quick_settings, seeds

widths = st.one_of(st.integers(1, 13), st.integers(14, 100))


def _galley(
    text: str, width: int, *, hyphenated: bool, justified: bool, english: bool = False, at: int = 0
) -> ParagraphLayout:
    """Lay out a paragraph at offset ``at`` of a longer text."""
    whole = "x" * max(0, at - 2) + "\n\n" * (at >= 2) + text + "\n\nTout autre chose."
    start = len(whole) - len(text) - len("\n\nTout autre chose.")
    return layout_paragraph(
        whole, Span(start, start + len(text)), width, Typesetting(hyphenated, justified), english=english
    )


@quick_settings
@given(st.one_of(prose, french), widths, st.booleans(), st.booleans(), st.integers(0, 5))
def test_a_line_is_justified_if_its_spaces_allow(
    text: str, width: int, hyphenated: bool, english: bool, at: int
) -> None:
    layout = _galley(text, width, hyphenated=hyphenated, justified=True, english=english, at=at)
    start = layout.span.start
    for index, (first, last) in enumerate(layout.lines):
        adjustment = layout.adjustment(index)
        plain = visible_line(layout.text, start + first, start + last, adjustment=LineAdjustment(adjustment.hyphen))
        slack = width - cells(plain)
        gaps = [
            offset
            for offset in range(first + 1, last - 1)
            if text[offset] == " " and forbidding_rule(text, offset + 1, english=english) is None
        ]
        if index == len(layout.lines) - 1 or not 0 < slack <= MAX_EXTRA_CELLS * len(gaps):
            assert adjustment.widened_spaces == ()
            continue
        shares = dict(adjustment.widened_spaces)
        assert set(shares) <= {start + gap for gap in gaps}
        distributed = [shares.get(start + gap, 0) for gap in gaps]
        assert sum(distributed) == slack
        assert max(distributed) - min(distributed) <= 1
        assert cells(visible_line(layout.text, start + first, start + last, adjustment=adjustment)) == width


@quick_settings
@given(paragraphs, widths, st.booleans())
def test_the_lines_are_the_same_and_only_spaces_are_added(text: str, width: int, hyphenated: bool) -> None:
    ragged = _galley(text, width, hyphenated=hyphenated, justified=False)
    even = _galley(text, width, hyphenated=hyphenated, justified=True)
    assert (even.lines, even.hyphenated_ends) == (ragged.lines, ragged.hyphenated_ends)
    one = draw_lines(text, width, Typesetting(hyphenated))
    other = draw_lines(text, width, Typesetting(hyphenated, justified=True))
    assert [line.replace(" ", "") for line in one] == [line.replace(" ", "") for line in other]
    assert one[-1] == other[-1]


@pytest.mark.parametrize("width", [14, 30, 38, 52, 66, 90])
def test_typed_and_typographic_spaces_are_equivalent(width: int) -> None:
    """A space fixed by a punctuation mark is fixed even if typed as an ordinary one."""
    typesetting = Typesetting(hyphenated=True, justified=True)
    for text in seeds()[::3]:
        typed = text.replace("\u202f", " ").replace("\u00a0", " ")
        fixed = list(typed)
        for offset, character in enumerate(typed[:-1]):
            if character == " " and forbidding_rule(typed, offset + 1) is not None:
                fixed[offset] = "\u00a0"
        lines = draw_lines("".join(fixed), width, typesetting)
        assert [line.replace("\u00a0", " ") for line in lines] == draw_lines(typed, width, typesetting)


@pytest.mark.parametrize("width", [40, 60, 66])
def test_real_pages_are_justified(width: int) -> None:
    for texts, english in ((seeds(), False), (english_seeds(), True)):
        lines = [
            line
            for text in texts
            for line in draw_lines(text, width, Typesetting(hyphenated=True, justified=True), english=english)[:-1]
        ]
        assert sum(cells(line) == width for line in lines) > 0.97 * len(lines)


def _by_hand(text: str, slack: int, *, from_right: bool = False) -> str:
    widened_spaces = widen_spaces(text, Span(0, len(text)), Span(0, len(text)), slack, from_right=from_right)
    return visible_line(text, 0, len(text), adjustment=LineAdjustment(widened_spaces=widened_spaces)).replace(" ", ".")


@pytest.mark.parametrize(
    ("slack", "left", "right"),
    [
        (0, "a.b.c.d.e", "a.b.c.d.e"),
        (1, "a..b.c.d.e", "a.b.c.d..e"),
        (2, "a..b.c..d.e", "a.b..c.d..e"),
        (3, "a..b..c..d.e", "a.b..c..d..e"),
        (4, "a..b..c..d..e", "a..b..c..d..e"),
        (5, "a...b..c..d..e", "a..b..c..d...e"),
        (12, "a....b....c....d....e", "a....b....c....d....e"),
        (13, "a.b.c.d.e", "a.b.c.d.e"),
    ],
)
def test_extra_cells_are_distributed_from_either_end(slack: int, left: str, right: str) -> None:
    assert _by_hand("a b c d e", slack) == left
    assert _by_hand("a b c d e", slack, from_right=True) == right


def test_lines_alternate() -> None:
    lines = draw_lines("un beau mot là " * 3 + "fin", 16, Typesetting(justified=True))
    assert lines == ["un  beau  mot là", "un beau  mot  là", "un  beau  mot là", "fin"]


def test_a_space_is_judged_in_its_whole_paragraph() -> None:
    """A dash that begins a line begins no dialogue, and half of a unit is a unit."""
    lines = draw_lines("un deux trois — dix onze quarante", 14, Typesetting(justified=True))
    assert lines == ["un  deux trois", "—   dix   onze", "quarante"]
    lines = draw_lines("Il en faut donc 5 millions à peu près", 25, Typesetting(hyphenated=True, justified=True))
    assert lines == ["Il  en  faut  donc 5 mil-", "lions à peu près"]


def test_spaces_at_line_edges_are_not_widened() -> None:
    assert _by_hand(" a b ", 1) == ".a..b."
    assert _by_hand("ab", 1) == "ab"
    assert widen_spaces("", Span(0, 0), Span(0, 0), 3) == ()


@quick_settings
@given(anything, widths)
def test_hostile_texts_never_overflow(text: str, width: int) -> None:
    layout = _galley(text, width, hyphenated=True, justified=True)
    for index, (first, last) in enumerate(layout.lines):
        shown = visible_line(layout.text, first, last, adjustment=layout.adjustment(index))
        assert cells(shown) <= max(width, 2)


def test_a_line_of_stacked_accents_is_not_justified() -> None:
    text = "a b" + "\u0301" * 3_000 + " c d" * 400
    layout = _galley(text, 1_000, hyphenated=True, justified=True)
    assert layout.lines[0][1] > 3_000
    assert layout.adjustment(0).widened_spaces == ()
    assert layout.adjustment(-1) == layout.adjustment(len(layout.lines)) == UNADJUSTED


@pytest.mark.parametrize("widened_spaces", [((3, 0),), ((3, 4),), ((3, 1), (3, 1)), ((5, 1), (3, 1)), ((-1, 1),)])
def test_an_invalid_adjustment_is_rejected(widened_spaces: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="cannot be widened"):
        LineAdjustment(widened_spaces=widened_spaces)
