"""Motions lead to the expected offsets, always cursor positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reader.text.graphemes import is_boundary
from reader.text.spans import Span
from reader.ui.spread import motions
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.columns import compute_columns
from reader.ui.spread.selection import SelectionUnit, expand_to_units
from reader.ui.spread.spread import Side, Spread
from tests.ui.spread.strategies import article, articles, quick_settings, spreads

if TYPE_CHECKING:
    from reader.text.model.article import Article

STORY = article("L’été, il dit-elle. « Bien ! »", "Oui\u00ad. e\u0301t 日本 👩‍👩‍👧 fin.", "Trois.")
FORWARD = (motions.right, motions.word, motions.end_of_word, motions.sentence, motions.paragraph)
BACK = (motions.left, motions.word_back, motions.sentence_back, motions.paragraph_back)


def _is_cursor_position(text: Article, offset: int) -> bool:
    """Return whether an offset is a cursor position: a grapheme of a paragraph."""
    if not text.paragraphs:
        return offset == 0
    paragraph = text.paragraphs[text.paragraph_at(offset)]
    return (offset in paragraph and is_boundary(text.text, offset)) or offset == paragraph.start


@quick_settings
@given(articles(), st.data())
def test_every_motion_ends_at_a_cursor_position(text: Article, data: st.DataObject) -> None:
    offset = motions.clamp_to_grapheme(text, data.draw(st.integers(0, len(text.text))))
    assert _is_cursor_position(text, offset)
    for motion in FORWARD:
        found = motion(text, offset)
        assert _is_cursor_position(text, found)
        assert found >= offset
    for motion in BACK:
        found = motion(text, offset)
        assert _is_cursor_position(text, found)
        assert found <= max(offset, motions.top(text))


@quick_settings
@given(articles())
@example(article("leJ.\u202f\u0301Royaume-Uni"))
def test_motions_repeated_reach_the_ends_of_the_text(text: Article) -> None:
    for moves, start in ((FORWARD, motions.top(text)), (BACK, motions.bottom(text))):
        for motion in moves:
            offset = start
            for _ in range(len(text.text) + 2):
                before, offset = offset, motion(text, offset)
                if before == offset:
                    break
            assert motion(text, offset) == offset
            if motion in (motions.sentence, motions.paragraph):
                assert offset == motions.bottom(text)
            if motion in (motions.word_back, motions.sentence_back, motions.paragraph_back):
                assert offset == motions.top(text)


@quick_settings
@given(articles(), st.data())
def test_left_undoes_right_over_visible_characters(text: Article, data: st.DataObject) -> None:
    offset = motions.left(text, data.draw(st.integers(0, len(text.text))))
    further = motions.right(text, offset)
    if further != offset and motions._is_visible(text, offset):
        assert motions.left(text, further) == offset


@quick_settings
@given(spreads(), st.data())
def test_down_and_up_are_inverse(spread: Spread, data: st.DataObject) -> None:
    side = data.draw(st.sampled_from(Side))
    text = spread.text_of(side)
    if text is None or not text.paragraphs:
        return
    start = motions.clamp_to_grapheme(text, data.draw(st.integers(0, len(text.text))))
    count = data.draw(st.integers(1, 12))
    below, goal = motions.line_down(spread, start, None, count, side)
    assert _is_cursor_position(text, below)
    single = start
    for _ in range(count):
        single, _ = motions.line_down(spread, single, goal, 1, side)
    assert single == below
    if spread.line_at(start, side) is None:
        assert below == start
        return
    moved = 0
    probe = start
    while probe != below and moved < count:
        probe, _ = motions.line_down(spread, probe, goal, 1, side)
        moved += 1
    above, _ = motions.line_up(spread, below, goal, moved, side)
    assert spread.position_of(above, side=side) == spread.position_of(start, side=side)


@quick_settings
@given(spreads(), st.data())
def test_lines_begin_and_end_on_their_own_row(spread: Spread, data: st.DataObject) -> None:
    offset = motions.clamp_to_grapheme(spread.french, data.draw(st.integers(0, len(spread.french.text))))
    assume(spread.shows(spread.french.paragraph_at(offset), Side.FRENCH))
    first, last = motions.line_start(spread, offset), motions.line_end(spread, offset)
    position = spread.position_of(offset)
    line = spread.line_at(offset)
    assert line is not None
    assert spread.position_of(first) == spread.position_of(last) == position
    assert first <= last
    selected = sum(extra for _, extra in spread.row_at(offset).adjustment(Side.FRENCH).widened_spaces)
    assert motions.cell_at(spread, last) < max(1, cells(line.of(spread.french.text)) + selected)
    assert motions.line_start(spread, last) == first
    assert motions.cell_at(spread, first) == 0


@quick_settings
@given(spreads(), st.data())
def test_the_nearest_line_is_inside_the_window(spread: Spread, data: st.DataObject) -> None:
    height = data.draw(st.integers(1, 30))
    top = spread.move(spread.first, data.draw(st.integers(0, 60)))
    position = spread.move(top, data.draw(st.integers(-5, 35)))
    goal = data.draw(st.integers(0, 100))
    found = motions.nearest_offset(spread, position, goal, top, height)
    assert _is_cursor_position(spread.french, found)
    rows = spread.rows_from(top, height)
    if any(row.line(Side.FRENCH) for _, row in rows):
        assert spread.position_of(found) in [at for at, _ in rows]
    here = spread.row(position).line(Side.FRENCH)
    if here and position in [at for at, _ in rows]:
        assert spread.position_of(found) == position


def test_the_cursor_stays_in_its_column() -> None:
    text = article("un deux trois", "a", "quatre cinq")
    spread = Spread(text, None, compute_columns(15, 40, english=False))
    offset, goal = motions.line_down(spread, 9, None, 1)
    assert (offset, goal) == (15, 9)
    assert motions.line_down(spread, offset, goal, 1) == (27, 9)
    assert motions.line_up(spread, 27, goal, 2) == (9, 9)
    assert motions.line_down(spread, 0, motions.LINE_END_CELL, 2) == (28, motions.LINE_END_CELL)
    assert motions.line_down(spread, 0, None, 99) == (18, 0)
    assert motions.line_up(spread, 18, None, 99) == (0, 0)


def test_motions_skip_missing_english_paragraphs() -> None:
    french, english = article("Un.", "Deux.", "Trois."), article("One.", "", "Three.")
    spread = Spread(french, english, compute_columns(120, 66, english=True))
    assert motions.line_down(spread, 1, None, 1, Side.ENGLISH) == (english.text.index("Three") + 1, 1)
    assert motions.line_up(spread, english.text.index("Three"), None, 5, Side.ENGLISH) == (0, 0)
    longer = Spread(french, article("One.", "Two.", "Three.", "Four."), compute_columns(120, 66, english=True))
    assert motions.line_down(longer, 0, None, 9, Side.ENGLISH) == (12, 0)
    hidden = Spread(french, english, compute_columns(120, 66, english=False))
    assert motions.line_down(hidden, 1, None, 1, Side.ENGLISH) == (1, 0)


def _stops(text: Article, motion: str, start: int = 0) -> list[str]:
    """Return the words where a motion stops, four characters each."""
    spread = Spread(text, None, compute_columns(80, 66, english=False))
    found, offset = [], start
    while (following := motions.MOTIONS[motion](spread, offset)) != offset:
        offset = following
        found.append(text.text[offset : offset + 4])
    return found


@pytest.mark.parametrize(
    ("motion", "start", "expected"),
    [
        ("word", 0, ["été,", "il d", "dit-", "Bien", "Oui\u00ad", "e\u0301t ", "日本 👩", "fin.", "Troi", "s."]),
        ("sentence", 0, ["« Bi", "Oui\u00ad", "Troi", "."]),
        ("paragraph", 0, ["Oui\u00ad", "Troi", "."]),
        ("sentence_back", 999, ["Troi", "Oui\u00ad", "« Bi", "L’ét"]),
        ("paragraph_back", 999, ["Troi", "Oui\u00ad", "L’ét"]),
    ],
)
def test_motions_by_example(motion: str, start: int, expected: list[str]) -> None:
    start = min(start, motions.bottom(STORY))
    assert _stops(STORY, motion, start) == expected


def test_characters_by_example() -> None:
    inside = STORY.paragraphs[1]
    offsets = [inside.start]
    while offsets[-1] < inside.end - 1:
        offsets.append(motions.right(STORY, offsets[-1]))
    shown = [STORY.text[a:b] for a, b in zip(offsets, [*offsets[1:], inside.end], strict=True)]
    assert shown == [
        "O",
        "u",
        "i\u00ad",
        ".",
        " ",
        "e\u0301",
        "t",
        " ",
        "日",
        "本",
        " ",
        "👩‍👩‍👧",
        " ",
        "f",
        "i",
        "n",
        ".",
    ]


@quick_settings
@given(articles(), st.data(), st.sampled_from(SelectionUnit))
def test_selections_hold_both_ends_and_whole_units(text: Article, data: st.DataObject, unit: SelectionUnit) -> None:
    anchor = motions.clamp_to_grapheme(text, data.draw(st.integers(0, len(text.text))))
    head = motions.clamp_to_grapheme(text, data.draw(st.integers(0, len(text.text))))
    span = expand_to_units(text, anchor, head, unit)
    assert span
    assert span == expand_to_units(text, head, anchor, unit)
    assert is_boundary(text.text, span.start)
    assert is_boundary(text.text, span.end)
    assert not span.of(text.text).startswith("\n")
    assert not span.of(text.text).endswith("\n")
    if unit is not SelectionUnit.WORD:
        low, high = min(anchor, head), max(anchor, head)
        assert unit is SelectionUnit.SENTENCE or (span.start <= low and high < span.end)
    else:
        assert span.of(text.text).strip() == span.of(text.text) or not span.of(text.text).strip()


def test_selections_by_example() -> None:
    text = STORY.text

    def words(unit: SelectionUnit, anchor: str, head: str) -> str:
        return expand_to_units(STORY, text.index(anchor), text.index(head) + len(head) - 1, unit).of(text)

    assert words(SelectionUnit.WORD, "té", "dit") == "été, il dit-elle"
    assert words(SelectionUnit.WORD, "ien", "!") == "Bien !"
    assert words(SelectionUnit.WORD, ", il", ", il") == ", il"
    assert words(SelectionUnit.SENTENCE, "té", "té") == "L’été, il dit-elle."
    assert words(SelectionUnit.SENTENCE, "dit", "ien") == "L’été, il dit-elle. « Bien ! »"
    assert words(SelectionUnit.PARAGRAPH, "ien", "Oui") == STORY.paragraph(0) + "\n\n" + STORY.paragraph(1)
    assert words(SelectionUnit.CHARACTER, "t", "é, i") == "té, i"


def test_motions_in_an_empty_text() -> None:
    empty = article("")
    spread = Spread(empty, None, compute_columns(80, 66, english=False))
    for motion in motions.MOTIONS.values():
        assert motion(spread, 0) == 0
    for unit in SelectionUnit:
        assert expand_to_units(empty, 0, 0, unit) == Span(0, 0)
    assert motions.line_down(spread, 0) == (0, 0)
    assert motions.nearest_offset(spread, spread.first, 0, spread.first, 5) == 0
    assert motions.sentence_at(empty, 0) == Span(0, 0)
