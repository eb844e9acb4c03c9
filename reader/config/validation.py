"""Validate the values of a settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.config.options import TOP_LEVEL_NAMES, find_option
from reader.error_text import MAX_ERRORS, closest_match, excerpt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.config.engines import EngineSettings


class Validator:
    """Collects the valid values of one file, and messages about the others."""

    def __init__(self, name: str, line_numbers: Mapping[str, int]) -> None:
        self.name = name
        self.line_numbers = line_numbers
        self.values: dict[str, Any] = {}
        """Top-level values by field of ``Settings``."""
        self.keys: dict[str, tuple[str, ...]] = {}
        self.engines: dict[str, EngineSettings] = {}
        self.errors: list[str] = []

    def location(self, key: str) -> str:
        """Return the start of a message: file and line of a key, or the line of its table."""
        line = (
            self.line_numbers.get(key)
            or self.line_numbers.get(key.rpartition(".")[0])
            or self.line_numbers.get(key.partition(".")[0])
        )
        return f"{self.name}, line {line}" if line else self.name

    def validate(self, values: Mapping[str, object]) -> None:
        """Validate all values of the file."""
        for key, value in values.items():
            if key == "keys":
                self._validate_keys(value)
            elif key == "engines":
                self._validate_engines(value)
            elif (option := find_option(key)) is None:
                suggestion = closest_match(key, TOP_LEVEL_NAMES) if len(self.errors) < MAX_ERRORS else None
                hint = f"; did you mean “{suggestion}”?" if suggestion else "."
                self._add_error(key, f"Unknown setting “{excerpt(key)}”{hint}")
            elif (parsed := option.parse(value)) is None:
                self._add_error(key, option.error())
            else:
                self.values[key] = parsed

    def _validate_engines(self, value: object) -> None:
        # Lazy: most users configure no engines.
        from reader.config.engines import parse_engine

        if not isinstance(value, dict):
            self._add_error("engines", "Each engine needs its own table. Example: [engines.libretranslate]")
            return
        for name, table in value.items():
            if not isinstance(table, dict):
                self._add_error(f"engines.{name}", f"“{excerpt(name)}” must be a table: [engines.NAME]")
                continue
            self.engines[name], errors = parse_engine(name, table)
            for key, message in errors:
                self._add_error(f"engines.{name}.{key}", message)

    def _validate_keys(self, value: object) -> None:
        """Validate the user's keys; command names are ``move.down`` or ``"move.down"``."""
        if not isinstance(value, dict):
            self._add_error("keys", "“keys” must be a table: write [keys], then the keys on the lines below.")
            return
        for name, entry in value.items():
            if isinstance(entry, dict):
                for suffix, keys in entry.items():
                    self._validate_key(f"{name}.{suffix}", keys)
            else:
                self._validate_key(name, entry)

    def _validate_key(self, command: str, value: object) -> None:
        """Validate the keys of one command."""
        keys = [value] if isinstance(value, str) else value
        if find_option(command):
            self._add_error(f"keys.{command}", f"“{command}” is a setting, not a command. Move it above [keys].")
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            self.keys[command] = tuple(keys)
        else:
            self._add_error(
                f"keys.{command}",
                f'“{excerpt(command)}” must be a key in quotes, or a list of keys. Example: move.down = ["j", "down"]',
            )

    def _add_error(self, key: str, message: str) -> None:
        """Add a message about a table or key."""
        self.errors.append(f"{self.location(key)}: {message}")
