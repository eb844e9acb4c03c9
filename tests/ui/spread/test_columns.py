"""The columns fit every window, and match the documented examples."""

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
        columns = compute_columns(width, measure, english)
        assert columns.width == width
        assert columns.french_width >= 1 <= columns.english_width
        assert columns.french_width <= measure
        assert -1 <= columns.gutter_x < columns.french_x or (columns.gutter_x, columns.french_x) == (-1, 0)
        assert max(columns.french_x + columns.french_width, columns.english_x + columns.english_width) <= width
        assert (columns.mode is ColumnMode.FRENCH) == (not english)
        if columns.mode is ColumnMode.FACING:
            assert min(columns.french_width, columns.english_width) >= MIN_FACING_COLUMN
            assert max(columns.french_width, columns.english_width) <= max(MIN_FACING_COLUMN, measure - 6)
            assert columns.english_width <= columns.french_width
            assert columns.english_x == columns.french_x + columns.french_width + COLUMN_GAP
            assert columns.title_width == columns.french_width + COLUMN_GAP + columns.english_width
        else:
            assert columns.french_x <= columns.english_x <= columns.french_x + 2
            assert columns.title_width == columns.french_width
        if width >= NARROW_WIDTH:
            assert columns.french_x >= 4
            assert columns.gutter_x == columns.french_x - 2
            assert width - columns.english_x - columns.english_width >= 2
            middle = columns.french_x + columns.title_width / 2
            assert abs(middle - width / 2) <= 1
        elif width >= 3:
            assert columns.gutter_x == columns.french_x - 1
            assert width - columns.french_x - columns.french_width >= 1


def test_hidden_or_interleaved_english_does_not_move_the_french() -> None:
    for width in range(1, 82):
        english_only, beside = compute_columns(width, 66, english=False), compute_columns(width, 66, english=True)
        assert (english_only.french_x, english_only.french_width, english_only.gutter_x) == (
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
    columns = compute_columns(width, measure, english)
    assert (
        columns.mode,
        columns.gutter_x,
        columns.french_x,
        columns.french_width,
        columns.english_x,
        columns.english_width,
    ) == expected


def test_the_measure_changes_the_facing_french_too() -> None:
    assert [compute_columns(200, measure, english=True).french_width for measure in (50, 52, 66, 90)] == [
        44,
        46,
        60,
        84,
    ]


@pytest.mark.parametrize("ratio", [0.0, 0.44, 0.47, 0.5, 0.56, 0.6, 1.0])
def test_columns_follow_the_ratio_if_there_is_room(ratio: float) -> None:
    for width in range(1, 260):
        for measure in (40, 50, 66, 90):
            columns = compute_columns(width, measure, english=True, french_ratio=ratio)
            if columns.mode is not ColumnMode.FACING:
                assert columns == compute_columns(width, measure, english=True), (
                    "the texts change nothing where they do not face"
                )
                continue
            assert min(columns.french_width, columns.english_width) >= MIN_FACING_COLUMN
            assert max(columns.french_width, columns.english_width) <= max(MIN_FACING_COLUMN, measure - 6)
            if min(columns.french_width, columns.english_width) > MIN_FACING_COLUMN:
                found = columns.french_width / (columns.french_width + columns.english_width)
                assert abs(found - max(0.44, min(ratio, 0.6))) < 0.011


@pytest.mark.parametrize(("french", "english", "ratio"), [(110, 100, 110 / 210), (100, 100, 0.5), (90, 110, 0.45)])
def test_the_ratio_is_that_of_the_translated_pairs(french: int, english: int, ratio: float) -> None:
    ours = article("seulement en français" * 50, *["x" * french] * 9)
    theirs = article("", *["y" * english] * 9)
    assert french_ratio(ours, theirs) == pytest.approx(ratio)


def test_a_short_translation_gives_the_default_ratio() -> None:
    assert french_ratio(article("Oui, mais non."), article("No.")) == DEFAULT_FRENCH_RATIO
    assert french_ratio(article("Oui."), None) == DEFAULT_FRENCH_RATIO
    assert french_ratio(article(), article()) == DEFAULT_FRENCH_RATIO


def test_the_ratio_of_a_book_is_sampled() -> None:
    ours, theirs = article(*["x" * 110, "x" * 55] * 5000), article(*["y" * 100, "y" * 50] * 5000)
    assert french_ratio(ours, theirs) == pytest.approx(110 / 210, abs=0.01)


def test_columns_that_do_not_fit_are_rejected() -> None:
    for wrong in ((10, 0, 1, 10, 1, 5), (10, 0, 1, 5, 8, 3), (10, 2, 1, 5, 1, 5), (10, 0, 1, 0, 1, 5)):
        width, *rest = wrong
        with pytest.raises(ValueError, match="do not fit"):
            Columns(width, ColumnMode.FRENCH, *rest)
