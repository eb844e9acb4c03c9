from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.dates import display_date

if TYPE_CHECKING:
    import datetime as dt


@pytest.mark.parametrize(
    ("date", "full", "short"),
    [
        ("2023-07", "juillet 2023", "juil. 2023"),
        ("2023-07-19", "19 juillet 2023", "19 juil. 2023"),
        ("2024-08-01", "1er août 2024", "1er août 2024"),
        ("1789-07-14", "14 juillet 1789", "14 juil. 1789"),
        ("2023-02-28", "28 février 2023", "28 févr. 2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_dates_are_displayed_in_french(date: str, full: str, short: str) -> None:
    assert display_date(date) == full
    assert display_date(date, short=True) == short


@pytest.mark.parametrize(
    "words", ["", "hier", "2023-13", "2023-02-30", "2023-7", "2023-07-1", "0000-01", "٢٠٢٣-٠٧", "2023-07-19T10"]
)
def test_other_text_is_unchanged(words: str) -> None:
    assert display_date(words) == words


@given(st.dates())
def test_every_day_shows_its_number_and_year(day: dt.date) -> None:
    words = display_date(day.isoformat()).split()
    assert words[0] == ("1er" if day.day == 1 else str(day.day))
    assert words[2] == str(day.year)


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", fullmatch=True)), st.booleans())
def test_only_real_dates_change(words: str, short: bool) -> None:
    displayed = display_date(words, short=short)
    assert displayed == words or re.fullmatch(r"((1er|[2-9]|[123][0-9]) )?[a-zéû]{3,9}\.? [0-9]{1,4}", displayed)
