"""What the README and the pages of docs/ tell a user to type, so that tests type exactly that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from tests.end_to_end.making import ROOT

if TYPE_CHECKING:
    from tests.end_to_end.terminal import Terminal

PAGES = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in ("README.md", "docs/reading.md", "docs/translation.md", "docs/command-line.md")
}
README = PAGES["README.md"]
TOUR = "The first five minutes"
"""The section of docs/reading.md with the numbered steps."""

_CODE = re.compile(r"`` (.+?) ``|`([^`]+)`")
_KEYS = {"Enter": "enter", "Esc": "escape", "50%": "5 0 %"}
"""Keys as the pages spell them, and as the tests do."""


class Promises:
    """A piece of a page. As a context it fails if the piece names a key or a word that was not tried."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self._untried = {first or second for first, second in _CODE.findall(self.text)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            assert not self._untried, f"no test tries: {sorted(self._untried)}"

    def __call__(self, words: str) -> str:
        """Return words of the piece as they are; AssertionError if it does not have them."""
        assert words in self.text, f"{words!r} is not in: {self.text}"
        self._untried.discard(words)
        return words

    def press(self, terminal: Terminal, *keys: str) -> None:
        """Press keys that the piece names, spelled as it spells them."""
        for key in keys:
            assert key in {first or second for first, second in _CODE.findall(self.text)}, (
                f"the key {key!r} is not named in: {self.text}"
            )
            self._untried.discard(key)
            terminal.press(_KEYS.get(key, key))


def section(title: str, page: str = "README.md") -> str:
    """Return a section of a page, from its heading to the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGES[page], re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no section {title!r}"
    return found[1]


def paragraph(beginning: str, page: str = "README.md") -> Promises:
    """Return the paragraph of a page that begins like this, with a list that follows it."""
    found = re.search(rf"^{re.escape(beginning)}.*?(?=\n\n(?!- )|\Z)", PAGES[page], re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no paragraph {beginning!r}"
    return Promises(found[0])


def step(number: int) -> Promises:
    """Return one step of the tour."""
    found = re.search(rf"^{number}\. (.*(?:\n +.*)*)$", section(TOUR, "docs/reading.md"), re.MULTILINE)
    assert found, f"the tour has no step {number}"
    return Promises(found[1])


def steps() -> list[int]:
    """Return the numbers of all steps of the tour."""
    return [int(number) for number in re.findall(r"^(\d+)\. ", section(TOUR, "docs/reading.md"), re.MULTILINE)]


def blocks(title: str, page: str = "README.md") -> list[str]:
    """Return the indented blocks of a section: shell commands, or what is written into a file."""
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", section(title, page), re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).strip("\n") for block in found]


def commands(title: str, page: str = "README.md") -> list[str]:
    """Return the commands of a section, in blocks or in its text, without the comments."""
    lines = [line.split("  #")[0].strip() for block in blocks(title, page) for line in block.splitlines()]
    inline = [" ".join(line.split()) for line in re.findall(r"`([^`]+)`", section(title, page))]
    return [line for line in (*lines, *inline) if line.startswith("enregard ")]


def command(title: str, *words: str, page: str = "README.md", without: tuple[str, ...] = ()) -> str:
    """Return the first command of a section with these words and without those."""
    for line in commands(title, page):
        if all(word in line for word in words) and not any(word in line for word in without):
            return line
    raise AssertionError(f"{page} has no command with {words} under {title!r}: {commands(title, page)}")
