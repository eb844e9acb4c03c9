"""Parse the settings file and find the line of each key, which `tomllib` does not report."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from reader.config.model import SettingsFileError

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DOTS = 60
"""Maximum dots in a line: `tomllib` needs quadratic time for dotted keys, up to minutes."""


def parse_toml(text: str) -> Mapping[str, object]:
    """Parse a settings file as TOML 1.0; SettingsFileError if it is invalid."""
    for number, content in enumerate(text.split("\n"), 1):
        if content.count(".") > MAX_DOTS and not content.lstrip().startswith("#"):
            raise SettingsFileError(f", line {number}: Too many dots in a name.")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        twice = "overwrite" in str(error) or "twice" in str(error)
        reason = "This name appears twice" if twice else "Invalid TOML. Write NAME = VALUE, with text in quotes"
        raise SettingsFileError(f", line {line}: {reason}.") from error


_KEY_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DOTTED_KEY = rf"{_KEY_PART}(?:[ \t]*+\.[ \t]*+{_KEY_PART})*+"
_TABLE_OR_KEY = re.compile(rf"[ \t]*+(?:\[[ \t]*+(?P<table>{_DOTTED_KEY})[ \t]*+\]|(?P<name>{_DOTTED_KEY})[ \t]*+=)")
"""The start of a table or a key."""


def line_numbers(text: str) -> dict[str, int]:
    """Return the line number, from 1, of each table and key."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not (match := _TABLE_OR_KEY.match(line)):
            continue
        path = ".".join(part.strip("\"'") for part in re.findall(_KEY_PART, match["table"] or match["name"]))
        if match["table"]:
            table = path
        elif table:
            path = f"{table}.{path}"
        found.setdefault(path, number)
    return found
