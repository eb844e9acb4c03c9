"""Settings: what the reader chose in ``settings.toml``, read kindly: a mistake is a sentence, never the end."""

from __future__ import annotations

import re
import stat
from dataclasses import field, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.mistakes import MOST_TOLD, few, nearest, shown
from reader.values import valueclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reader.engine_settings import EngineSettings

LARGEST_FILE = 64 * 1024
"""Bytes; a file beyond it is something else than settings."""

MEGABYTE = 1_000_000
"""Bytes of one unit of the setting ``memory``."""

MOST_DOTS = 60
"""Dots in a line: each one more in a name costs the parser more than the one before, up to minutes."""


class _Unreadable(EnregardError):
    """The whole file cannot be used."""


@valueclass(frozen=True, slots=True)
class Settings:
    """What the reader chose; each field has the value of a reader who chose nothing."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by the id of a command, in the order of the file; no keys at all take a command's keys away."""
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
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


@valueclass(frozen=True, slots=True)
class _Choice:
    """One name that may stand in the file."""

    name: str
    kind: type[str | bool | int]
    example: str
    """The line of the example, as it may be written."""
    said: str
    """What it does, in lines of the example."""
    form: str = ""
    """The regular expression that its words must match; empty: any words."""
    needs: str = "a name in quotes"
    """What is wanted where something else stands."""


_CHOICES = (
    _Choice(
        "theme",
        str,
        'theme = "papier"',
        "The theme to open with. Without it, the one you had last comes back.\n"
        "Ours are papier (light) and encre (dark); the settings in the program list the others.",
    ),
    _Choice(
        "light", str, 'light = "papier"', "The theme of the day: the key for light or dark goes between these two."
    ),
    _Choice("dark", str, 'dark = "encre"', "The theme of the night."),
    _Choice(
        "mouse",
        bool,
        "mouse = true",
        "Whether the mouse acts in the program. With false, the terminal selects with it as it does elsewhere.",
    ),
    _Choice(
        "editor",
        str,
        'editor = "nano"',
        "The command that opens a note in your own editor. Without it, $EDITOR is asked.",
    ),
    _Choice(
        "engine",
        str,
        'engine = "apertium"',
        "The engine that brings English where there is none. docs/engines.md lists them; without it, none is asked.",
    ),
    _Choice(
        "target",
        str,
        'target = "en"',
        "The language to translate into, by its code of two letters.",
        form="[a-z]{2,3}",
        needs="the code of a language in quotes",
    ),
    _Choice(
        "memory",
        int,
        "memory = 500",
        "Megabytes that remembered translations may take. Beyond it, what engines said of the texts that you have not\n"
        "opened for longest is forgotten; never your own words, nor those that came with a text.",
    ),
    _Choice(
        "offline",
        bool,
        "offline = false",
        "With true, nothing is ever sent to another machine; engines on this one still work.",
    ),
    _Choice(
        "first_page",
        bool,
        "first_page = true",
        "Whether the page you leave is kept beside the library, so that the next start shows it at once.\n"
        "With false none is kept, and the start takes as long as the program needs.",
    ),
)
"""Every name at the top of the file, in the order of the example; tables follow them."""


def _example() -> str:
    lines = [
        "## Settings of Enregard. A line with a single # is an example: take the # away to use it.",
        "## A mistake here is told when the program opens; it opens all the same.",
        "",
    ]
    for choice in _CHOICES:
        lines += [*(f"## {line}" for line in choice.said.splitlines()), f"# {choice.example}", ""]
    lines += [
        "## How engines are set up, each in a table of its own. Their keys do not belong here: `enregard config key NAME`.",
        "# [engines.libretranslate]",
        '# url = "https://translate.example.org"',
        "# pace = 0.5",
        "",
        "# [engines.argos]",
        '# path = "~/models/fr_en.argosmodel"',
        "",
        "# [engines.mymemory]",
        '# email = "you@example.org"',
        "",
        "## Your own keys, by the names in docs/keys.md: one key, several, or none. This part stands last.",
        "## Keys pressed one after another have a space between them. A key is taken from the command that had it.",
        "# [keys]",
        '# english.toggle = "t"',
        '# move.top = ["g g", "home"]',
        '# move.down = ["j", "down"]',
    ]
    return "\n".join(lines) + "\n"


EXAMPLE = _example()
"""A settings file with every setting explained, all of it in comments."""


def load(path: Path, *, offline: bool = False) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in the file, and a sentence about each mistake in it; never raise.

    What is mistaken keeps its standard value. A file that is not there means a reader who chose nothing. ``offline`` is what
    the command line asked for: it holds whatever the file says, and so it does when nothing of the file can be read.
    """
    settings, problems = _load(path)
    return (replace(settings, offline=True) if offline else settings), problems


def _load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    name = shown(path.name) or "The settings"
    try:
        text = _read(path)
        if text is None:
            return Settings(), ()
        values = _parse(text)
    except _Unreadable as error:
        return Settings(), (f"{name}{error} Until that is mended, the standard settings are used.",)
    reading = _Reading(name, _lines(text))
    reading.read(values)
    words, standard = reading.words, Settings()
    settings = Settings(
        keys=MappingProxyType(reading.keys),
        places=MappingProxyType({key: reading.place(f"keys.{key}") for key in reading.keys}),
        theme=words.get("theme", standard.theme),
        light=words.get("light", standard.light),
        dark=words.get("dark", standard.dark),
        mouse=reading.switches.get("mouse", standard.mouse),
        editor=words.get("editor", standard.editor),
        engine=words.get("engine", standard.engine),
        target=words.get("target", standard.target),
        memory=reading.numbers.get("memory", standard.memory),
        offline=reading.switches.get("offline", standard.offline),
        engines=MappingProxyType(reading.engines),
        first_page=reading.switches.get("first_page", standard.first_page),
    )
    return settings, few(reading.problems)


class _Reading:
    """The values of a file, sorted into what can be used and sentences about the rest."""

    def __init__(self, name: str, lines: Mapping[str, int]) -> None:
        self.name = name
        self.lines = lines
        self.words: dict[str, str] = {}
        self.switches: dict[str, bool] = {}
        self.numbers: dict[str, int] = {}
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

    def read(self, values: Mapping[str, object]) -> None:
        """Sort every value of the file."""
        for heading, given in values.items():
            if heading == "keys":
                self.read_keys(given)
            elif heading == "engines":
                self.read_engines(given)
            elif choice := _choice(heading):
                self.read_choice(choice, given)
            else:
                guess = nearest(heading, _NAMES) if len(self.problems) < MOST_TOLD else None
                hint = f"; is “{guess}” meant?" if guess else "."
                self.problem(heading, f"“{shown(heading)}” is no setting{hint}")

    def read_choice(self, choice: _Choice, value: object) -> None:
        """Take one value of the top of the file."""
        if choice.kind is bool and isinstance(value, bool):
            self.switches[choice.name] = value
        elif (
            choice.kind is int
            and isinstance(value, int)
            and not isinstance(value, bool)
            and 0 < value <= LARGEST_NUMBER
        ):
            self.numbers[choice.name] = value
        elif choice.kind is str and isinstance(value, str) and _fits(choice, value):
            self.words[choice.name] = value.strip()
        else:
            needs = _NEEDS.get(choice.kind) or f"needs {choice.needs}"
            self.problem(choice.name, f"“{choice.name}” {needs}, as in: {choice.example}")

    def read_engines(self, value: object) -> None:
        """Take how engines are set up."""
        # Most readers have none.
        from reader.engine_settings import read_engine

        if not isinstance(value, dict):
            self.problem("engines", "each engine has a heading of its own, as in: [engines.libretranslate]")
            return
        for name, table in value.items():
            if not isinstance(table, dict):
                self.problem(f"engines.{name}", f"“{shown(name)}” is a heading of its own: [engines.NAME]")
                continue
            self.engines[name], problems = read_engine(name, table)
            for heading, sentence in problems:
                self.problem(f"engines.{name}.{heading}", sentence)

    def read_keys(self, value: object) -> None:
        """Take the reader's keys, under names written ``move.down`` or ``"move.down"``."""
        if not isinstance(value, dict):
            self.problem("keys", "“keys” is a heading of its own, written [keys], with the keys in the lines under it.")
            return
        for name, inner in value.items():
            if isinstance(inner, dict):
                for rest, keys in inner.items():
                    self.read_key(f"{name}.{rest}", keys)
            else:
                self.read_key(name, inner)

    def read_key(self, command: str, value: object) -> None:
        """Take the keys of one command."""
        keys = [value] if isinstance(value, str) else value
        if _choice(command):
            self.problem(f"keys.{command}", f"“{command}” is no command but a setting: it must stand above [keys].")
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            self.keys[command] = tuple(keys)
        else:
            self.problem(
                f"keys.{command}",
                f'“{shown(command)}” needs a key in quotes, or several in brackets, as in: move.down = ["j", "down"]',
            )

    def problem(self, heading: str, sentence: str) -> None:
        """Add a sentence about what stands under a heading."""
        self.problems.append(f"{self.place(heading)}: {sentence}")


LARGEST_NUMBER = 1_000_000
"""The greatest number that a setting may have."""

_NEEDS = {
    bool: "is either true or false, without quotes",
    int: f"is a whole number from 1 to {LARGEST_NUMBER:,}, without quotes",
}
"""What is wanted of a kind of value, for sentences."""

_NAMES = (*(choice.name for choice in _CHOICES), "engines", "keys")


def _fits(choice: _Choice, value: str) -> bool:
    words = value.strip()
    return bool(words) and value.isprintable() and (not choice.form or re.fullmatch(choice.form, words) is not None)


def _choice(name: str) -> _Choice | None:
    return next((choice for choice in _CHOICES if choice.name == name), None)


def _read(path: Path) -> str | None:
    """Return the text of the file, None when there is none."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise _Unreadable(" is a folder, where a file of settings is looked for.")
        if not stat.S_ISREG(kind):
            # A pipe would make us wait for ever.
            raise _Unreadable(" is not a file that can be read to its end.")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise _Unreadable(f" could not be read ({str(reason).lower()}).") from error
    if len(data) > LARGEST_FILE:
        raise _Unreadable(f" is larger than settings can be ({LARGEST_FILE // 1024} kB).")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unreadable(f", line {line}: the file is not written in UTF-8; save it so with your editor.") from error


def _parse(text: str) -> Mapping[str, object]:
    """Return the values of the file by their headings."""
    for number, words in enumerate(text.split("\n"), 1):
        if words.count(".") > MOST_DOTS and not words.lstrip().startswith("#"):
            raise _Unreadable(f", line {number}: there are more dots than a setting can have.")
    # 20 ms that only a reader with settings pays.
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.rstrip().count("\n") + 1
        twice = "overwrite" in str(error) or "twice" in str(error)
        what = "this name is given twice" if twice else "a setting is written NAME = VALUE, with words in quotes"
        raise _Unreadable(f", line {line}: {what}.") from error


_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_PATH = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"


@cache
def _line() -> re.Pattern[str]:
    """Find where a table or a name begins. Made when first needed: most readers have no settings file."""
    return re.compile(rf"[ \t]*+(?:\[[ \t]*+(?P<table>{_PATH})[ \t]*+\]|(?P<name>{_PATH})[ \t]*+=)")


def _lines(text: str) -> dict[str, int]:
    """Return the line, from 1, of each heading; the parser of the standard library does not tell."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not (found := _line().match(line)):
            continue
        path = ".".join(part.strip("\"'") for part in re.findall(_PART, found["table"] or found["name"]))
        if found["table"]:
            table = path
        elif table:
            path = f"{table}.{path}"
        lines.setdefault(path, number)
    return lines
