"""Headings: the values of a settings file, and the lines they stand in, which the parser of the standard library does not tell."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from reader.config import SettingsFileError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DOTS = 60
"""Dots in a line: each one more in a name costs the parser more than the one before, up to minutes."""


def parse_toml(text: str) -> Mapping[str, object]:
    """Return the values of a settings file by their headings, as TOML 1.0 has them. Unusable when it is no TOML."""
    for number, words in enumerate(text.split("\n"), 1):
        if words.count(".") > MAX_DOTS and not words.lstrip().startswith("#"):
            raise SettingsFileError(f", line {number}: there are more dots than a setting can have.")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        twice = "overwrite" in str(error) or "twice" in str(error)
        what = "this name is given twice" if twice else "a setting is written NAME = VALUE, with words in quotes"
        raise SettingsFileError(f", line {line}: {what}.") from error


_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTTED_KEY = rf"{_KEY_PART}(?:[ \t]*+\.[ \t]*+{_KEY_PART})*+"
_TABLE_OR_KEY = re.compile(rf"[ \t]*+(?:\[[ \t]*+(?P<table>{_DOTTED_KEY})[ \t]*+\]|(?P<name>{_DOTTED_KEY})[ \t]*+=)")
"""Where a table or a name begins."""


def line_numbers(text: str) -> dict[str, int]:
    """Return the line, from 1, of each heading; the parser of the standard library does not tell."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not (here := _TABLE_OR_KEY.match(line)):
            continue
        path = ".".join(part.strip("\"'") for part in re.findall(_KEY_PART, here["table"] or here["name"]))
        if here["table"]:
            table = path
        elif table:
            path = f"{table}.{path}"
        found.setdefault(path, number)
    return found
