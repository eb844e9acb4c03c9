"""What can stand in the settings file: each name, what it does and what its value must be; and the example made of it."""

from __future__ import annotations

import re

from reader.frozen import frozen_dataclass

MAX_NUMBER = 1_000_000
"""The greatest number that a setting may have."""


@frozen_dataclass(frozen=True, slots=True)
class Option:
    """One name that may stand in the file."""

    name: str
    kind: type[str | bool | int]
    example: str
    """The line of the example, as it may be written."""
    description: str
    """What it does, in lines of the example."""
    pattern: str = ""
    """The regular expression that its words must match; empty: any words."""
    expected: str = "a name in quotes"
    """What is wanted where something else stands."""

    def parse(self, given: object) -> str | bool | int | None:
        """Return what was given as this setting has it; None when it cannot be used."""
        if self.kind is bool:
            return given if isinstance(given, bool) else None
        if self.kind is int:
            number = given if isinstance(given, int) and not isinstance(given, bool) else 0
            return number if 0 < number <= MAX_NUMBER else None
        words = given.strip() if isinstance(given, str) and given.isprintable() else ""
        return words if words and (not self.pattern or re.fullmatch(self.pattern, words)) else None

    def error(self) -> str:
        """Say what this setting wants, where it has something else."""
        return f"“{self.name}” {_EXPECTED.get(self.kind) or f'needs {self.expected}'}, as in: {self.example}"


_EXPECTED = {
    bool: "is either true or false, without quotes",
    int: f"is a whole number from 1 to {MAX_NUMBER:,}, without quotes",
}
"""What is wanted of a kind of value, for sentences."""

OPTIONS = (
    Option(
        "theme",
        str,
        'theme = "papier"',
        "The theme to open with. Without it, the one you had last comes back.\n"
        "Ours are papier (light) and encre (dark); the settings in the program list the others.",
    ),
    Option("light", str, 'light = "papier"', "The theme of the day: the key for light or dark goes between these two."),
    Option("dark", str, 'dark = "encre"', "The theme of the night."),
    Option(
        "mouse",
        bool,
        "mouse = true",
        "Whether the mouse acts in the program. With false, the terminal selects with it as it does elsewhere.",
    ),
    Option(
        "editor",
        str,
        'editor = "nano"',
        "The command that opens a note in your own editor. Without it, $EDITOR is asked.",
    ),
    Option(
        "engine",
        str,
        'engine = "apertium"',
        "The engine that brings English where there is none. docs/engines.md lists them; without it, none is asked.",
    ),
    Option(
        "target",
        str,
        'target = "en"',
        "The language to translate into, by its code of two letters.",
        pattern="[a-z]{2,3}",
        expected="the code of a language in quotes",
    ),
    Option(
        "memory",
        int,
        "memory = 500",
        "Megabytes that remembered translations may take. Beyond it, what engines said of the texts that you have not\n"
        "opened for longest is forgotten; never your own words, nor those that came with a text.",
    ),
    Option(
        "offline",
        bool,
        "offline = false",
        "With true, nothing is ever sent to another machine; engines on this one still work.",
    ),
    Option(
        "first_page",
        bool,
        "first_page = true",
        "Whether the page you leave is kept beside the library, so that the next start shows it at once.\n"
        "With false none is kept, and the start takes as long as the program needs.",
    ),
)
"""Every name at the top of the file, in the order of the example; tables follow them."""


TOP_LEVEL_NAMES = (*(choice.name for choice in OPTIONS), "engines", "keys")
"""Every heading of the file."""


def find_option(name: str) -> Option | None:
    """Return what may stand under a name at the top of the file; None where no value may."""
    return next((choice for choice in OPTIONS if choice.name == name), None)


def _example() -> str:
    lines = [
        "## Settings of Enregard. A line with a single # is an example: take the # away to use it.",
        "## A mistake here is told when the program opens; it opens all the same.",
        "",
    ]
    for choice in OPTIONS:
        lines += [*(f"## {line}" for line in choice.description.splitlines()), f"# {choice.example}", ""]
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
