"""Sorting: the values of a settings file, sorted into what can be used and sentences about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.config.options import NAMES, choice_of
from reader.error_text import MOST_TOLD, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.config.engines import EngineSettings


class Sorting:
    """What came of one file."""

    def __init__(self, name: str, lines: Mapping[str, int]) -> None:
        self.name = name
        self.lines = lines
        self.chosen: dict[str, Any] = {}
        """The values at the top of the file, by the fields of Settings that they are for."""
        self.keys: dict[str, tuple[str, ...]] = {}
        self.engines: dict[str, EngineSettings] = {}
        self.problems: list[str] = []

    def place(self, heading: str) -> str:
        """Return where a heading stands, as sentences begin; the line of its table where its own is not known."""
        line = (
            self.lines.get(heading)
            or self.lines.get(heading.rpartition(".")[0])
            or self.lines.get(heading.partition(".")[0])
        )
        return f"{self.name}, line {line}" if line else self.name

    def take(self, values: Mapping[str, object]) -> None:
        """Sort every value of the file."""
        for heading, given in values.items():
            if heading == "keys":
                self._take_keys(given)
            elif heading == "engines":
                self._take_engines(given)
            elif (choice := choice_of(heading)) is None:
                guess = nearest(heading, NAMES) if len(self.problems) < MOST_TOLD else None
                hint = f"; is “{guess}” meant?" if guess else "."
                self._problem(heading, f"“{shown(heading)}” is no setting{hint}")
            elif (value := choice.value(given)) is None:
                self._problem(heading, choice.mistake())
            else:
                self.chosen[heading] = value

    def _take_engines(self, value: object) -> None:
        """Take how engines are set up."""
        # Most readers have none.
        from reader.config.engines import read_engine

        if not isinstance(value, dict):
            self._problem("engines", "each engine has a heading of its own, as in: [engines.libretranslate]")
            return
        for name, table in value.items():
            if not isinstance(table, dict):
                self._problem(f"engines.{name}", f"“{shown(name)}” is a heading of its own: [engines.NAME]")
                continue
            self.engines[name], problems = read_engine(name, table)
            for heading, sentence in problems:
                self._problem(f"engines.{name}.{heading}", sentence)

    def _take_keys(self, value: object) -> None:
        """Take the reader's keys, under names written ``move.down`` or ``"move.down"``."""
        if not isinstance(value, dict):
            self._problem(
                "keys", "“keys” is a heading of its own, written [keys], with the keys in the lines under it."
            )
            return
        for name, inner in value.items():
            if isinstance(inner, dict):
                for rest, keys in inner.items():
                    self._take_key(f"{name}.{rest}", keys)
            else:
                self._take_key(name, inner)

    def _take_key(self, command: str, value: object) -> None:
        """Take the keys of one command."""
        keys = [value] if isinstance(value, str) else value
        if choice_of(command):
            self._problem(f"keys.{command}", f"“{command}” is no command but a setting: it must stand above [keys].")
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            self.keys[command] = tuple(keys)
        else:
            self._problem(
                f"keys.{command}",
                f'“{shown(command)}” needs a key in quotes, or several in brackets, as in: move.down = ["j", "down"]',
            )

    def _problem(self, heading: str, sentence: str) -> None:
        """Add a sentence about what stands under a heading."""
        self.problems.append(f"{self.place(heading)}: {sentence}")
