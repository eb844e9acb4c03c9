"""The columns fit every window, and stand where the pictures show them."""

from __future__ import annotations

import pytest

from reader.ui.spread.column_ratio import french_ratio
from reader.ui.spread.columns import (
    COLUMN_GAP,
    DEFAULT_FRENCH_RATIO,
    MIN_FACING_COLUMN,
    NARROW_WIDTH,
    ColumnMode,
    Columns,
    compute_columns,
)
from tests.ui.spread.strategies import article

ALL = [
    (width, measure, english) for width in range(1, 401) for measure in range(40, 91, 2) for english in (False, True)
]


def test_columns_fit_every_window_and_measure() -> None:
    for width, measure, english in ALL:
        shape = compute_columns(width, measure, english)
        assert shape.width == width
        assert shape.french_width >= 1 <= shape.english_width
        assert shape.french_width <= measure
        assert -1 <= shape.gutter_x < shape.french_x or (shape.gutter_x, shape.french_x) == (-1, 0)
        assert max(shape.french_x + shape.french_width, shape.english_x + shape.english_width) <= width
        assert (shape.mode is ColumnMode.FRENCH) == (not english)
        if shape.mode is ColumnMode.FACING:
            assert min(shape.french_width, shape.english_width) >= MIN_FACING_COLUMN
            assert max(shape.french_width, shape.english_width) <= max(MIN_FACING_COLUMN, measure - 6)
            assert shape.english_width <= shape.french_width
            assert shape.english_x == shape.french_x + shape.french_width + COLUMN_GAP
            assert shape.title_width == shape.french_width + COLUMN_GAP + shape.english_width
        else:
            assert shape.french_x <= shape.english_x <= shape.french_x + 2
            assert shape.title_width == shape.french_width
        if width >= NARROW_WIDTH:
            assert shape.french_x >= 4
            assert shape.gutter_x == shape.french_x - 2
            assert width - shape.english_x - shape.english_width >= 2
            middle = shape.french_x + shape.title_width / 2
            assert abs(middle - width / 2) <= 1
        elif width >= 3:
            assert shape.gutter_x == shape.french_x - 1
            assert width - shape.french_x - shape.french_width >= 1


def test_the_english_hidden_or_interleaved_leaves_the_french_where_it_is() -> None:
    for width in range(1, 82):
        alone, beside = compute_columns(width, 66, english=False), compute_columns(width, 66, english=True)
        assert (alone.french_x, alone.french_width, alone.gutter_x) == (
            beside.french_x,
            beside.french_width,
            beside.gutter_x,
        )


@pytest.mark.parametrize(
    ("width", "measure", "english", "expected"),
    [
        (120, 66, False, (ColumnMode.FRENCH, 25, 27, 66, 29, 64)),
        (64, 66, False, (ColumnMode.FRENCH, 2, 4, 58, 6, 56)),
        (40, 66, False, (ColumnMode.FRENCH, 0, 1, 38, 3, 36)),
        (92, 66, True, (ColumnMode.FACING, 2, 4, 43, 51, 39)),
        (82, 66, True, (ColumnMode.FACING, 2, 4, 36, 44, 36)),
        (81, 66, True, (ColumnMode.INTERLEAVED, 5, 7, 66, 9, 64)),
        (120, 66, True, (ColumnMode.FACING, 2, 4, 57, 65, 53)),
        (200, 66, True, (ColumnMode.FACING, 38, 40, 60, 104, 55)),
        (200, 40, True, (ColumnMode.FACING, 60, 62, 36, 102, 36)),
        (200, 90, True, (ColumnMode.FACING, 15, 17, 84, 105, 78)),
        (1, 66, True, (ColumnMode.INTERLEAVED, -1, 0, 1, 0, 1)),
        (2, 66, True, (ColumnMode.INTERLEAVED, 0, 1, 1, 1, 1)),
    ],
)
def test_columns_by_example(width: int, measure: int, english: bool, expected: tuple[object, ...]) -> None:
    shape = compute_columns(width, measure, english)
    assert (
        shape.mode,
        shape.gutter_x,
        shape.french_x,
        shape.french_width,
        shape.english_x,
        shape.english_width,
    ) == expected


def test_the_measure_changes_the_facing_french_too() -> None:
    assert [compute_columns(200, measure, english=True).french_width for measure in (50, 52, 66, 90)] == [
        44,
        46,
        60,
        84,
    ]


@pytest.mark.parametrize("part", [0.0, 0.44, 0.47, 0.5, 0.56, 0.6, 1.0])
def test_columns_in_proportion_fit_and_are_in_it_where_there_is_room(part: float) -> None:
    for width in range(1, 260):
        for measure in (40, 50, 66, 90):
            shape = compute_columns(width, measure, english=True, french_ratio=part)
            if shape.mode is not ColumnMode.FACING:
                assert shape == compute_columns(width, measure, english=True), (
                    "the texts change nothing where they do not face"
                )
                continue
            assert min(shape.french_width, shape.english_width) >= MIN_FACING_COLUMN
            assert max(shape.french_width, shape.english_width) <= max(MIN_FACING_COLUMN, measure - 6)
            if min(shape.french_width, shape.english_width) > MIN_FACING_COLUMN:
                found = shape.french_width / (shape.french_width + shape.english_width)
                assert abs(found - max(0.44, min(part, 0.6))) < 0.011


@pytest.mark.parametrize(("french", "english", "part"), [(110, 100, 110 / 210), (100, 100, 0.5), (90, 110, 0.45)])
def test_the_part_is_that_of_the_lengths_where_both_sides_are_there(french: int, english: int, part: float) -> None:
    ours = article("seulement en français" * 50, *["x" * french] * 9)
    theirs = article("", *["y" * english] * 9)
    assert french_ratio(ours, theirs) == pytest.approx(part)


def test_a_few_words_of_english_say_nothing() -> None:
    assert french_ratio(article("Oui, mais non."), article("No.")) == DEFAULT_FRENCH_RATIO
    assert french_ratio(article("Oui."), None) == DEFAULT_FRENCH_RATIO
    assert french_ratio(article(), article()) == DEFAULT_FRENCH_RATIO


def test_a_book_is_measured_by_a_sample() -> None:
    ours, theirs = article(*["x" * 110, "x" * 55] * 5000), article(*["y" * 100, "y" * 50] * 5000)
    assert french_ratio(ours, theirs) == pytest.approx(110 / 210, abs=0.01)


def test_columns_that_do_not_fit_cannot_be_built() -> None:
    for wrong in ((10, 0, 1, 10, 1, 5), (10, 0, 1, 5, 8, 3), (10, 2, 1, 5, 1, 5), (10, 0, 1, 0, 1, 5)):
        width, *rest = wrong
        with pytest.raises(ValueError, match="do not fit"):
            Columns(width, ColumnMode.FRENCH, *rest)
