"""The settings, and the errors of their file."""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.config.engines import EngineSettings

MEGABYTE = 1_000_000
"""Bytes in one unit of ``Settings.memory``."""


class SettingsFileError(Exception):
    """The whole file is unusable; the message is to follow the file name."""


@frozen_dataclass(frozen=True, slots=True)
class Settings:
    """The user's settings, with their defaults."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by command id, in file order; an empty tuple unbinds the command."""
    key_locations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """File and line of each entry in ``keys``, for messages: ``settings.toml, line 7``."""
    theme: str | None = None
    """The theme at startup; None: the last one used."""
    light: str = "papier"
    """The light theme."""
    dark: str = "encre"
    """The dark theme."""
    mouse: bool = True
    """Whether the program handles the mouse; if not, the terminal's own selection works."""
    editor: str | None = None
    """Command of the external editor for notes; None: $EDITOR."""
    engine: str | None = None
    """Name of the translation engine; None: the one chosen in the program, if any."""
    target: str = "en"
    """ISO 639-1 code of the language to translate into."""
    memory: int = 500
    """Maximum size of the saved translations, in megabytes."""
    offline: bool = False
    """Whether to send nothing to other machines; ``--offline`` sets it for one run."""
    engines: Mapping[str, EngineSettings] = field(default_factory=lambda: MappingProxyType({}))
    """Engine settings by engine name; never keys."""
    first_page: bool = True
    """Whether to save the last screen, so that the next start shows it at once."""
