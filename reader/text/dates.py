"""Dates: an article's date in French, and a day in English."""

from __future__ import annotations

from datetime import date as day_of
from typing import Final

from reader.text.lazy_regex import lazy_pattern

_ISO: Final = lazy_pattern(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_MONTHS: Final = (
    ("janvier", "janv."),
    ("février", "févr."),
    ("mars", "mars"),
    ("avril", "avril"),
    ("mai", "mai"),
    ("juin", "juin"),
    ("juillet", "juil."),
    ("août", "août"),
    ("septembre", "sept."),
    ("octobre", "oct."),
    ("novembre", "nov."),
    ("décembre", "déc."),
)
"""Each month in full, and abbreviated as the Imprimerie nationale does."""
_ENGLISH_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def display_date(date: str, short: bool = False) -> str:
    """Return an ISO 8601 date in French. Other text and impossible dates are returned unchanged.

    >>> display_date("2023-07"), display_date("2023-07-01"), display_date("2023-07", short=True)
    ('juillet 2023', '1er juillet 2023', 'juil. 2023')
    """
    found = _ISO.fullmatch(date)
    if found is None:
        return date
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        day_of(year, month, int(day or 1))
    except ValueError:
        return date
    name = f"{_MONTHS[month - 1][short]} {year}"
    if day is None:
        return name
    return f"1er {name}" if int(day) == 1 else f"{int(day)} {name}"


def display_day(timestamp: str) -> str:
    """Return the day of an ISO 8601 timestamp in English. Other text is returned unchanged.

    >>> display_day("2026-11-03T09:00:00Z")
    '3 November 2026'
    """
    found = _ISO.match(timestamp)
    if found is None or found[3] is None or not 1 <= int(found[2]) <= 12:
        return timestamp
    return f"{int(found[3])} {_ENGLISH_MONTHS[int(found[2]) - 1]} {found[1]}"
