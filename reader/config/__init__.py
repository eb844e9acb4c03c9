"""Settings: what the reader chose in ``settings.toml``, read kindly: a mistake is a sentence, never the end.

Here is what a reader without that file needs; what can stand in it (``choices``), its values by their headings (``headings``) and
their checks (``sorting``) are loaded with a file.
"""

from __future__ import annotations

import stat
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.error_text import excerpt, limit_errors
from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.config.engines import EngineSettings

MAX_FILE_BYTES = 64 * 1024
"""Bytes; a file beyond it is something else than settings."""

MEGABYTE = 1_000_000
"""Bytes of one unit of the setting ``memory``."""


class SettingsFileError(Exception):
    """Nothing of the file can be used; the message goes on where the file's name ends."""


@frozen_dataclass(frozen=True, slots=True)
class Settings:
    """What the reader chose; each field has the value of a reader who chose nothing."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by the id of a command, in the order of the file; no keys at all take a command's keys away."""
    key_locations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Where in the file each of them stands, for sentences: ``settings.toml, line 7``."""
    theme: str | None = None
    """The theme to open with, before the one remembered; None: the one remembered."""
    light: str = "papier"
    """The theme of the day."""
    dark: str = "encre"
    """The theme of the night."""
    mouse: bool = True
    """Whether the mouse acts on the page; without it the terminal's own selecting works."""
    editor: str | None = None
    """The command that opens a note in the reader's editor; None: $EDITOR."""
    engine: str | None = None
    """The engine that brings English, by its name; None: the one chosen in the program, or none."""
    target: str = "en"
    """ISO 639-1 code of the language to translate into."""
    memory: int = 500
    """Megabytes that the memory of translations may take before what engines said of texts not opened for long is forgotten."""
    offline: bool = False
    """Whether nothing may ever be sent to another machine; ``--offline`` sets it for one run."""
    engines: Mapping[str, EngineSettings] = field(default_factory=lambda: MappingProxyType({}))
    """How engines are set up, by their names; keys are never among it."""
    first_page: bool = True
    """Whether the page is kept at the end, so that the next start shows it at once."""


def load(path: Path, *, offline: bool = False) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in the file, and a sentence about each mistake in it; never raise.

    What is mistaken keeps its standard value. A file that is not there means a reader who chose nothing. ``offline`` is what
    the command line asked for: it holds whatever the file says, and so it does when nothing of the file can be read.
    """
    settings, problems = _load(path)
    return (replace(settings, offline=True) if offline else settings), problems


def _load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    name = excerpt(path.name) or "The settings"
    try:
        text = _read(path)
        if text is None:
            return Settings(), ()
        from reader.config.toml_lines import line_numbers, parse_toml
        from reader.config.validation import Validator

        given = parse_toml(text)
        sorting = Validator(name, line_numbers(text))
        sorting.validate(given)
    except SettingsFileError as error:
        return Settings(), (f"{name}{error} Until that is mended, the standard settings are used.",)
    settings = Settings(
        keys=MappingProxyType(sorting.keys),
        key_locations=MappingProxyType({key: sorting.location(f"keys.{key}") for key in sorting.keys}),
        engines=MappingProxyType(sorting.engines),
        **sorting.values,
    )
    return settings, limit_errors(sorting.errors)


def _read(path: Path) -> str | None:
    """Return the text of the file, None when there is none."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise SettingsFileError(" is a folder, where a file of settings is looked for.")
        if not stat.S_ISREG(kind):
            # A pipe would make us wait for ever.
            raise SettingsFileError(" is not a file that can be read to its end.")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise SettingsFileError(f" could not be read ({str(reason).lower()}).") from error
    if len(data) > MAX_FILE_BYTES:
        raise SettingsFileError(f" is larger than settings can be ({MAX_FILE_BYTES // 1024} kB).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsFileError(
            f", line {line}: the file is not written in UTF-8; save it so with your editor."
        ) from error
