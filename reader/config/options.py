"""The options of the settings file: names, types, descriptions, and the example file."""

from __future__ import annotations

import re

from reader.frozen import frozen_dataclass

MAX_NUMBER = 1_000_000
"""Largest number allowed."""


@frozen_dataclass(frozen=True, slots=True)
class Option:
    """One top-level option of the file."""

    name: str
    kind: type[str | bool | int]
    example: str
    """Its line in the example file."""
    description: str
    """Its description in the example file, one or more lines."""
    pattern: str = ""
    """Regular expression that a text must match; empty: any text."""
    expected: str = "a name in quotes"
    """The expected value of a text option, for error messages."""

    def parse(self, given: object) -> str | bool | int | None:
        """Return the given value in this option's type; None if it is invalid."""
        if self.kind is bool:
            return given if isinstance(given, bool) else None
        if self.kind is int:
            number = given if isinstance(given, int) and not isinstance(given, bool) else 0
            return number if 0 < number <= MAX_NUMBER else None
        text = given.strip() if isinstance(given, str) and given.isprintable() else ""
        return text if text and (not self.pattern or re.fullmatch(self.pattern, text)) else None

    def error(self) -> str:
        """Return the error message for an invalid value."""
        return f"“{self.name}” must be {_EXPECTED.get(self.kind, self.expected)}. Example: {self.example}"


_EXPECTED = {
    bool: "true or false (no quotes)",
    int: f"a whole number from 1 to {MAX_NUMBER:,} (no quotes)",
}
"""The expected value by type, for error messages."""

OPTIONS = (
    Option(
        "theme",
        str,
        'theme = "papier"',
        "The theme at startup. Default: the last one used.\n"
        "papier (light) and encre (dark) are ours; the settings in the program list all themes.",
    ),
    Option("light", str, 'light = "papier"', "The light theme. One key switches between this and the dark theme."),
    Option("dark", str, 'dark = "encre"', "The dark theme."),
    Option(
        "mouse",
        bool,
        "mouse = true",
        "Whether the program uses the mouse. With false, the terminal's own mouse selection works.",
    ),
    Option(
        "editor",
        str,
        'editor = "nano"',
        "The command that opens a note in an external editor. Default: $EDITOR.",
    ),
    Option(
        "engine",
        str,
        'engine = "apertium"',
        "The translation engine; docs/engines.md lists them. Default: the one chosen in the program, if any.",
    ),
    Option(
        "target",
        str,
        'target = "en"',
        "The language to translate into, as a two-letter code.",
        pattern="[a-z]{2,3}",
        expected="a language code in quotes",
    ),
    Option(
        "memory",
        int,
        "memory = 500",
        "Space for saved translations, in megabytes. Above it, engine translations of the least recently opened articles\n"
        "are deleted; your translations and those added with an article never are.",
    ),
    Option(
        "offline",
        bool,
        "offline = false",
        "With true, nothing is sent to other machines; local engines still work.",
    ),
    Option(
        "first_page",
        bool,
        "first_page = true",
        "Whether to save the last screen beside the library, so that the next start shows it at once.\n"
        "With false, nothing is saved and startup is slower.",
    ),
)
"""All top-level options, in the order of the example; tables follow."""


TOP_LEVEL_NAMES = (*(option.name for option in OPTIONS), "engines", "keys")
"""All top-level names of the file, including tables."""


def find_option(name: str) -> Option | None:
    """Return the top-level option with this name, or None."""
    return next((option for option in OPTIONS if option.name == name), None)


def _example() -> str:
    lines = [
        "## Settings of Enregard. A line with a single # is an example: remove the # to use it.",
        "## Errors are shown at startup; the program still opens.",
        "",
    ]
    for option in OPTIONS:
        lines += [*(f"## {line}" for line in option.description.splitlines()), f"# {option.example}", ""]
    lines += [
        "## Engine settings, one table each. Save keys with `enregard config key NAME`, not here.",
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
        "## Your own keys: one, several or none for each command in docs/keys.md. This table must come last.",
        "## Separate the keys of a sequence with spaces. A key assigned here is removed from its old command.",
        "# [keys]",
        '# english.toggle = "t"',
        '# move.top = ["g g", "home"]',
        '# move.down = ["j", "down"]',
    ]
    return "\n".join(lines) + "\n"


EXAMPLE = _example()
"""A settings file that explains every option, all in comments."""
