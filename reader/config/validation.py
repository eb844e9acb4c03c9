"""Sorting: the values of a settings file, sorted into what can be used and sentences about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.config.options import TOP_LEVEL_NAMES, find_option
from reader.error_text import MAX_ERRORS, closest_match, excerpt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.config.engines import EngineSettings


class Validator:
    """What came of one file."""

    def __init__(self, name: str, lines: Mapping[str, int]) -> None:
        self.name = name
        self.line_numbers = lines
        self.values: dict[str, Any] = {}
        """The values at the top of the file, by the fields of Settings that they are for."""
        self.keys: dict[str, tuple[str, ...]] = {}
        self.engines: dict[str, EngineSettings] = {}
        self.errors: list[str] = []

    def location(self, heading: str) -> str:
        """Return where a heading stands, as sentences begin; the line of its table where its own is not known."""
        line = (
            self.line_numbers.get(heading)
            or self.line_numbers.get(heading.rpartition(".")[0])
            or self.line_numbers.get(heading.partition(".")[0])
        )
        return f"{self.name}, line {line}" if line else self.name

    def validate(self, values: Mapping[str, object]) -> None:
        """Sort every value of the file."""
        for heading, given in values.items():
            if heading == "keys":
                self._validate_keys(given)
            elif heading == "engines":
                self._validate_engines(given)
            elif (choice := find_option(heading)) is None:
                guess = closest_match(heading, TOP_LEVEL_NAMES) if len(self.errors) < MAX_ERRORS else None
                hint = f"; is “{guess}” meant?" if guess else "."
                self._add_error(heading, f"“{excerpt(heading)}” is no setting{hint}")
            elif (value := choice.parse(given)) is None:
                self._add_error(heading, choice.error())
            else:
                self.values[heading] = value

    def _validate_engines(self, value: object) -> None:
        """Take how engines are set up."""
        # Most readers have none.
        from reader.config.engines import parse_engine

        if not isinstance(value, dict):
            self._add_error("engines", "each engine has a heading of its own, as in: [engines.libretranslate]")
            return
        for name, table in value.items():
            if not isinstance(table, dict):
                self._add_error(f"engines.{name}", f"“{excerpt(name)}” is a heading of its own: [engines.NAME]")
                continue
            self.engines[name], problems = parse_engine(name, table)
            for heading, sentence in problems:
                self._add_error(f"engines.{name}.{heading}", sentence)

    def _validate_keys(self, value: object) -> None:
        """Take the reader's keys, under names written ``move.down`` or ``"move.down"``."""
        if not isinstance(value, dict):
            self._add_error(
                "keys", "“keys” is a heading of its own, written [keys], with the keys in the lines under it."
            )
            return
        for name, inner in value.items():
            if isinstance(inner, dict):
                for rest, keys in inner.items():
                    self._validate_key(f"{name}.{rest}", keys)
            else:
                self._validate_key(name, inner)

    def _validate_key(self, command: str, value: object) -> None:
        """Take the keys of one command."""
        keys = [value] if isinstance(value, str) else value
        if find_option(command):
            self._add_error(f"keys.{command}", f"“{command}” is no command but a setting: it must stand above [keys].")
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            self.keys[command] = tuple(keys)
        else:
            self._add_error(
                f"keys.{command}",
                f'“{excerpt(command)}” needs a key in quotes, or several in brackets, as in: move.down = ["j", "down"]',
            )

    def _add_error(self, heading: str, sentence: str) -> None:
        """Add a sentence about what stands under a heading."""
        self.errors.append(f"{self.location(heading)}: {sentence}")
