"""Load ``settings.toml``; errors in it become messages and never stop the program.

The options, the TOML parser and the validation are imported only when the file exists.
"""

from __future__ import annotations

import stat
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.config.model import MEGABYTE, Settings, SettingsFileError
from reader.error_text import excerpt, limit_errors

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_FILE_BYTES", "MEGABYTE", "Settings", "load"]

MAX_FILE_BYTES = 64 * 1024
"""Maximum size of the file in bytes."""


def load(path: Path, *, offline: bool = False) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings and a message about each error in the file; never raise.

    Invalid values keep their defaults; without a file, all values are defaults. ``offline`` (from
    the command line) turns offline mode on whatever the file contains.
    """
    settings, errors = _load(path)
    return (replace(settings, offline=True) if offline else settings), errors


def _load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    name = excerpt(path.name) or "The settings"
    try:
        text = _read(path)
        if text is None:
            return Settings(), ()
        from reader.config.toml_lines import line_numbers, parse_toml
        from reader.config.validation import Validator

        values = parse_toml(text)
        validator = Validator(name, line_numbers(text))
        validator.validate(values)
    except SettingsFileError as error:
        return Settings(), (f"{name}{error} Using defaults until this is fixed.",)
    settings = Settings(
        keys=MappingProxyType(validator.keys),
        key_locations=MappingProxyType({key: validator.location(f"keys.{key}") for key in validator.keys}),
        engines=MappingProxyType(validator.engines),
        **validator.values,
    )
    return settings, limit_errors(validator.errors)


def _read(path: Path) -> str | None:
    """Return the text of the file; None if there is no file."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise SettingsFileError(" is a folder, not a settings file.")
        if not stat.S_ISREG(kind):
            # Reading a pipe could block forever.
            raise SettingsFileError(" is not a regular file.")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "invalid name"
        raise SettingsFileError(f" could not be read ({str(reason).lower()}).") from error
    if len(data) > MAX_FILE_BYTES:
        raise SettingsFileError(f" is too large for a settings file (limit: {MAX_FILE_BYTES // 1024} kB).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsFileError(f", line {line}: The file is not UTF-8. Save it as UTF-8.") from error
