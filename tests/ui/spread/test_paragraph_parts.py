"""Long paragraphs are laid out in parts, with the same result in any order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.graphemes import is_boundary
from reader.text.spans import Span
from reader.ui.spread import block_builder, paragraph_parts
from reader.ui.spread.blocks import layout_paragraph
from reader.ui.spread.break_rules import ALL_SPACES
from reader.ui.spread.columns import ColumnMode, EnglishMode, compute_columns
from reader.ui.spread.line_breaking import break_lines, hyphenate_lines
from reader.ui.spread.long_paragraph import long_paragraph
from reader.ui.spread.paragraph_parts import PartBoundaries, facing_part, part_boundaries, part_count, part_counts
from reader.ui.spread.spread import RowKind, RowPosition, Side, Spread
from reader.ui.spread.typesetting import Typesetting
from tests.ui.spread.strategies import anything, article, french, prose, quick_settings, spreads, typesettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.ui.spread.spread import Row

ALL = 1_000_000
SENTENCE = "Une phrase qui n’est ni courte ni longue. "

texts = st.one_of(
    prose,
    st.lists(st.one_of(french, prose, anything), min_size=2, max_size=4).map(" ".join).map(str.strip).filter(bool),
    st.builds(lambda unit, count: (unit * count).strip(), st.sampled_from(("x", "日", "e\u0301\u0323", "a b ")), st.integers(1, 400)),
).filter(bool)  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph_parts, "LONG_PARAGRAPH", 60)
        patch.setattr(paragraph_parts, "PART_LENGTH", 30)
        yield


@st.composite
def long_spreads(draw: st.DrawFn) -> Spread:
    """A layout in which some paragraphs have several parts, on one side or both."""
    ours = draw(st.lists(texts, min_size=1, max_size=3))
    theirs = draw(st.one_of(st.none(), st.lists(st.one_of(st.just(""), texts), min_size=len(ours), max_size=len(ours))))
    return Spread(
        article(*ours),
        article(*theirs) if theirs is not None else None,
        compute_columns(
            draw(st.integers(8, 150)),
            draw(st.integers(40, 90)),
            draw(st.booleans()),
            draw(st.sampled_from(EnglishMode)),
        ),
        title="Un titre",
        revealed=draw(st.frozensets(st.integers(0, len(ours) - 1), max_size=2)),
        hint=draw(st.sampled_from(["", "No English is here yet."])),
        asides=tuple(draw(st.lists(st.one_of(st.just(""), texts), max_size=2))),
        typesetting=draw(typesettings),
    )


def fresh_layout(spread: Spread) -> Spread:
    """Return the same layout with empty caches."""
    return Spread(
        spread.french,
        spread.english,
        spread.columns,
        title=spread.title,
        revealed=spread.revealed,
        hint=spread.hint,
        asides=spread.asides,
        typesetting=spread.typesetting,
    )


def all_rows(spread: Spread) -> list[tuple[RowPosition, Row]]:
    return spread.rows_from(spread.first, ALL)


# -- boundaries -----------------------------------------------------------------------------------------


@given(texts, st.integers(0, 2_000), st.booleans(), st.lists(st.integers(-3, 2_000), max_size=6))
def test_parts_cover_the_paragraph_in_any_order(text: str, other: int, english: bool, requested: list[int]) -> None:
    count = part_counts(len(text), other)[0]
    boundaries, fresh = PartBoundaries(text, count, english=english), PartBoundaries(text, count, english=english)
    found = [boundaries.span(part) for part in range(count)]
    assert (found[0].start, found[-1].end) == (0, len(text))
    assert all(before.end == span.start < span.end for before, span in pairwise([Span(0, 0), *found]))
    for offset in requested:
        here = fresh.part_of(offset)
        assert fresh.span(here) == found[here]
        assert min(max(offset, 0), len(text) - 1) in found[here]


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_english_of_similar_length_has_as_many_parts(french: int, english: int) -> None:
    ours, theirs = part_counts(french, english)
    assert ours == part_count(french)
    assert (ours == 1) == (french <= paragraph_parts.LONG_PARAGRAPH)
    assert (theirs == 1) == (english <= paragraph_parts.LONG_PARAGRAPH)
    if ours > 1 and theirs > 1 and french <= 1.8 * english and english <= 1.8 * french:
        assert ours == theirs
    assert french <= paragraph_parts.LONG_PARAGRAPH or french / ours <= paragraph_parts.PART_LENGTH
    assert (
        english <= paragraph_parts.LONG_PARAGRAPH
        or paragraph_parts.PART_LENGTH / 3 <= english / theirs <= 2 * paragraph_parts.PART_LENGTH
    )


@quick_settings
@given(long_spreads())
def test_french_lines_do_not_depend_on_the_english(spread: Spread) -> None:
    columns = compute_columns(spread.columns.width, 66, english=False)
    english_only = Spread(spread.french, None, columns, title=spread.title, typesetting=spread.typesetting)
    beside = Spread(spread.french, spread.english, columns, title=spread.title, typesetting=spread.typesetting)
    lines = [[line for _, row in all_rows(each) if (line := row.line(Side.FRENCH))] for each in (english_only, beside)]
    assert lines[0] == lines[1]


def test_a_part_ends_with_a_sentence_or_word_or_character() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph_parts, "LONG_PARAGRAPH", 16_000)
        patch.setattr(paragraph_parts, "PART_LENGTH", 8_000)
        for text, begins in (
            (SENTENCE * 3_000, SENTENCE),
            ("mot " * 30_000, "mot "),
            ("« non ! » " * 12_000, "« non ! » "),
        ):
            boundaries = PartBoundaries(text.strip(), part_count(len(text)))
            assert boundaries.count == -(-len(text) // 8_000)
            for part in range(1, boundaries.count):
                assert text.startswith(begins, boundaries.span(part).start)
                assert abs(boundaries.span(part).start - len(text) * part // boundaries.count) <= 1_000
        for text in ("e\u0301\u0323" * 30_000, "\u0301" * 90_000, "日" * 50_000):
            boundaries = PartBoundaries(text, part_count(len(text)))
            assert all(is_boundary(text, boundaries.span(part).start) for part in range(boundaries.count))


def test_a_long_paragraph_is_faced_by_its_part() -> None:
    ours, theirs = article("Un.", SENTENCE * 40, "Deux."), article("One.", "A sentence like many. " * 60)
    for offset in range(0, len(ours.text), 11):
        found = facing_part(ours, theirs, offset, english=False)
        index = min(ours.paragraph_at(offset), 1)
        whole = theirs.paragraphs[index]
        assert whole.start <= found.start <= found.end <= whole.end
        assert index == 0 or len(found) < 60
        assert ours.paragraph_at(offset) == 2 or facing_part(
            theirs, ours, found.start, english=True
        ).start <= offset < max(1 + ours.paragraphs[index].end, 5)
    assert facing_part(article(""), theirs, 0, english=True) == theirs.paragraphs[0]


# -- rows -----------------------------------------------------------------------------------------------


@quick_settings
@given(long_spreads(), st.data())
def test_rows_do_not_depend_on_the_order_of_requests(spread: Spread, data: st.DataObject) -> None:
    rows = all_rows(spread)
    other = fresh_layout(spread)
    for _ in range(6):
        index = data.draw(st.integers(0, len(rows) - 1))
        position, row = rows[index]
        match data.draw(st.sampled_from(("row", "window", "offset", "up"))):
            case "row":
                assert other.row(position) == row
            case "window":
                assert other.rows_from(position, 7) == rows[index : index + 7]
            case "up":
                assert other.move(position, -3) == rows[max(0, index - 3)][0]
            case _:
                for side in Side:
                    line = row.line(side)
                    if line:
                        assert other.position_of(line.start, side=side) == position
    assert all_rows(other) == rows


@quick_settings
@given(long_spreads())
def test_the_rows_of_all_parts_omit_only_spaces(spread: Spread) -> None:
    rows = all_rows(spread)
    for side in Side:
        text = spread.text_of(side)
        found = [line for _, row in rows if (line := row.line(side)) is not None]
        if text is None:
            assert not found
            continue
        expected: list[Span] = []
        width = spread.columns.french_width if side is Side.FRENCH else spread.columns.english_width
        for index, span in enumerate(text.paragraphs):
            if not spread.shows(index, side):
                continue
            there = spread.text_of(side.other)
            facing = len(there.paragraphs[index]) if there is not None and index < len(there.paragraphs) else 0
            english = side is Side.ENGLISH
            lengths = (facing, len(span)) if english else (len(span), facing)
            count = part_counts(*lengths)[english]
            if count > 1 and spread._builder._is_continuous(index):  # see test_long_paragraph
                hyphenated = spread.typesetting.hyphenated and not english
                flow = long_paragraph(text.text, span, count, width, hyphenated=hyphenated, english=english)
                for piece, found_there, _, _ in map(flow.part, range(count)):
                    expected += [Span(*line).moved(span.start + piece.start) for line in found_there]
                continue
            boundaries = PartBoundaries(span.of(text.text), count, english=english)
            for part in range(boundaries.count):
                piece = boundaries.span(part).moved(span.start)
                words = piece.of(text.text)
                lines = (
                    hyphenate_lines(words, width)[0]
                    if spread.typesetting.hyphenated and not english
                    else break_lines(words, width, english=english)
                )
                expected += [Span(*line).moved(piece.start) for line in lines]
        assert found == expected
        for before, after in pairwise(found):
            assert before.end <= after.start
            if text.paragraph_at(before.start) == text.paragraph_at(after.start):
                assert set(text.text[before.end : after.start]) <= ALL_SPACES


@quick_settings
@given(long_spreads())
def test_columns_begin_every_part_together(spread: Spread) -> None:
    rows = dict(all_rows(spread))
    for position, row in rows.items():
        if position.block < 0 or position.row or spread.columns.mode is not ColumnMode.FACING:
            continue
        for side in Side:
            layout = spread._layout(position, side)
            assert row.line(side) == layout.line(0)
    blanks = [position for position, row in rows.items() if row.kind is RowKind.BLANK and position.block >= 0]
    assert [position.block for position in blanks] == list(range(len(spread.french.paragraphs) - 1))


@quick_settings
@given(long_spreads(), st.data())
def test_line_motions_cross_parts(spread: Spread, data: st.DataObject) -> None:
    side = data.draw(st.sampled_from(Side))
    text = spread.text_of(side)
    if text is None or not text.text:
        return
    lines = [line for _, row in all_rows(spread) if (line := row.line(side)) is not None]
    offset = data.draw(st.integers(0, len(text.text)))
    layout = spread.layout_at(offset, side)
    assert bool(layout.lines) == spread.shows(text.paragraph_at(offset), side)
    if not layout.lines:
        return
    own = [layout.line(index) for index in range(len(layout.lines))]
    at = lines.index(own[0] or layout.span)
    assert lines[at : at + len(own)] == own
    after = [each.line(index) for each in spread.layouts_from(offset, side, 1) for index in range(len(each.lines))]
    assert after == lines[at + len(own) :]
    before = [each.line(index) for each in spread.layouts_from(offset, side, -1) for index in reversed(range(len(each.lines)))]  # fmt: skip
    assert before == lines[:at][::-1]


def test_new_english_leaves_the_other_parts_unchanged() -> None:
    """The lines of a long paragraph stay the same when the English before it grows."""
    ours = article("Un.", SENTENCE * 20)
    before, after = (
        article("One.", "A sentence like many. " * 30),
        article("One more word.", "A sentence like many. " * 30),
    )
    spread = Spread(ours, before, compute_columns(120, 66, english=True))
    all_rows(spread)
    grown = spread.with_english(after, frozenset({0}))
    assert all_rows(grown) == all_rows(Spread(ours, after, compute_columns(120, 66, english=True)))


def test_only_visible_parts_are_laid_out() -> None:
    set_lengths: list[int] = []
    really = layout_paragraph

    def counted(text: str, span: Span, *rest: object, **more: object) -> object:
        set_lengths.append(len(span))
        return really(text, span, *rest, **more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_builder, "layout_paragraph", counted)
        patch.setattr(paragraph_parts, "LONG_PARAGRAPH", 16_000)
        patch.setattr(paragraph_parts, "PART_LENGTH", 8_000)
        text = article((SENTENCE * 24_000).strip())
        spread = Spread(text, text, compute_columns(120, 66, english=True))
        spread.rows_from(spread.top_for(500_000, 20, 40), 40)
        assert 0 < sum(set_lengths) < 80_000
        assert part_boundaries.cache_info().maxsize is not None
        for width in (100, 60, 100):
            set_lengths.clear()
            other = Spread(
                text, text, compute_columns(width, 66, english=True), typesetting=Typesetting(justified=True)
            )
            other.rows_from(other.top_for(len(text.text) - 1, 39, 40), 40)
            assert sum(set_lengths) < 80_000


@quick_settings
@given(spreads())
def test_short_paragraphs_have_one_part(spread: Spread) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paragraph_parts, "LONG_PARAGRAPH", 16_000)
        assert {position.part for position, _ in all_rows(spread)} == {0}
