"""The lines of a long paragraph alone in its column do not show its parts."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.spans import Span
from reader.ui.spread import paragraph_parts
from reader.ui.spread.columns import ColumnMode, EnglishMode, compute_columns
from reader.ui.spread.line_breaking import break_lines, hyphenate_lines, iter_hyphenated_lines, may_hyphenate_after
from reader.ui.spread.long_paragraph import LongParagraph
from reader.ui.spread.paragraph_parts import PartBoundaries, part_count
from reader.ui.spread.spread import Side, Spread
from reader.ui.spread.typesetting import Typesetting
from tests.ui.spread.plain_rendering import draw
from tests.ui.spread.strategies import anything, article, english_seeds, french, prose, quick_settings, seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALL = 1_000_000

texts = st.one_of(
    st.lists(prose, min_size=2, max_size=6).map(" ".join),
    st.lists(st.one_of(french, prose, anything), min_size=4, max_size=12).map(" ".join).map(str.strip).filter(bool),
    st.builds(lambda unit, count: (unit * count).strip(), st.sampled_from(("x", "日", "e\u0301\u0323", "a b ", "co\u00ad")), st.integers(100, 900)),
    st.builds(lambda count: "Un mot" + " " * count + "puis deux, et encore " * 9 + "fin.", st.integers(100, 900)),
)  # fmt: skip


def in_small_parts(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test with parts of a few lines."""

    @wraps(test)
    def run(*given: object, **named: object) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(paragraph_parts, "LONG_PARAGRAPH", 200)
            patch.setattr(paragraph_parts, "PART_LENGTH", 100)
            test(*given, **named)

    return run


def flow_in(words: str, width: int, *, hyphenated: bool = False, english: bool = False) -> tuple[LongParagraph, int]:
    count = part_count(len(words))
    return LongParagraph(
        words, PartBoundaries(words, count, english=english), width, hyphenated=hyphenated, english=english
    ), count


def filled(
    words: str,
    rows: list[tuple[int, int, bool]],
    begin: int,
    stop: int,
    fill: Callable[..., Iterator[tuple[int, int, bool]]],
) -> bool:
    """Return whether lines are greedy; near ``stop`` the text may be taken to end."""
    start, may_hyphenate = begin, True
    for index, row in enumerate(rows):
        last = index + 1 == len(rows)
        for text in (words, words[:stop]):
            next_rows = fill(text, start=start, may_hyphenate=may_hyphenate)
            found, following = next(next_rows), next(next_rows, None)
            if found == row and ((following is None or following[0] >= stop) if last else following is not None):
                break
        else:
            return False
        start = following[0] if following is not None else stop
        may_hyphenate = may_hyphenate_after(words, row) if row[1] > row[0] else True
    return True


@quick_settings
@given(texts, st.integers(1, 40), st.booleans(), st.booleans(), st.data())
@in_small_parts
def test_lines_are_greedy_except_where_parts_do_not_meet(
    words: str, width: int, hyphenated: bool, english: bool, data: st.DataObject
) -> None:
    hyphenated = hyphenated and not english
    paragraph, count = flow_in(words, width, hyphenated=hyphenated, english=english)
    for part in data.draw(st.permutations(range(count))):
        paragraph.part(part)
    begin, rows = 0, list[tuple[int, int, bool]]()
    for part in range(count):
        span, lines, hyphenated_ends, ends = paragraph.part(part)
        assert lines, "a part has a line"
        rows += [(span.start + start, span.start + end, end in hyphenated_ends) for start, end in lines]
        if ends:
            assert filled(
                words,
                rows,
                begin,
                span.end,
                partial(iter_hyphenated_lines, width=width, english=english, hyphenated=hyphenated),
            )
            begin, rows = span.end, []
    assert (begin, rows) == (len(words), [])
    for part in range(count):
        span = paragraph.part(part)[0]
        assert paragraph.part_of(span.start) == paragraph.part_of(span.end - 1) == part


@pytest.mark.parametrize("width", [20, 28, 41, 50])
@pytest.mark.parametrize("side", Side)
def test_parts_are_invisible_in_prose(width: int, side: Side) -> None:
    """At these widths all parts meet: sooner in narrow columns, which have more lines."""
    english = side is Side.ENGLISH
    words = " ".join((english_seeds() if english else seeds()) * 8)
    paragraph, count = flow_in(words, width, english=english)
    assert count > 10
    found = [paragraph.part(part) for part in range(count)]
    lines = [(span.start + start, span.start + end) for span, lines, _, _ in found for start, end in lines]
    assert tuple(lines) == break_lines(words, width, english=english)
    assert [ends for *_, ends in found] == [False] * (count - 1) + [True]


def test_parts_are_rarely_visible_in_wide_columns() -> None:
    words = " ".join(seeds() * 8)
    paragraph, count = flow_in(words, 66)
    visible_rows = [span.end for span, _, _, ends in map(paragraph.part, range(count)) if ends]
    assert len(visible_rows) < count / 5
    assert all(words[end - 1] == " " and not words[end].isspace() for end in visible_rows[:-1])


def test_parts_are_invisible_with_hyphenation_and_justification() -> None:
    words = " ".join(seeds() * 8)
    typesetting = Typesetting(hyphenated=True, justified=True)
    spread = Spread(article(words), None, compute_columns(40, 40, english=False), typesetting=typesetting)
    rows = [row for _, row in spread.rows_from(spread.first, ALL) if row.french]
    assert max(position.part for position, _ in spread.rows_from(spread.first, ALL)) > 10
    lines, hyphenated_ends = hyphenate_lines(words, spread.columns.french_width)
    assert [row.french for row in rows] == [Span(*line) for line in lines]
    assert {row.french.end for row in rows if row.french and row.french_adjustment.hyphen} == hyphenated_ends
    drawn = draw(spread).splitlines()[1:]
    full = [line for line in drawn if len(line.strip()) == spread.columns.french_width]
    assert len(full) > 0.8 * len(drawn)


@quick_settings
@given(texts, st.integers(8, 60))
@in_small_parts
def test_english_alone_is_continuous_too(words: str, width: int) -> None:
    columns = compute_columns(width, 40, english=True, english_mode=EnglishMode.ENGLISH)
    assert columns.mode is ColumnMode.ENGLISH
    spread = Spread(article("Un."), article(words), columns)
    found = [row.english for _, row in spread.rows_from(spread.first, ALL) if row.english is not None]
    paragraph, count = flow_in(words, columns.english_width, english=True)
    assert found == [
        Span(span.start + start, span.start + end)
        for span, lines, _, _ in map(paragraph.part, range(count))
        for start, end in lines
    ]
