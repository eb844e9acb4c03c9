"""Promises: what the README tells a reader to type, so that the tests type just that, and nothing it says stays untried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from tests.end_to_end.making import ROOT

if TYPE_CHECKING:
    from tests.end_to_end.terminal import Terminal

README = (ROOT / "README.md").read_text(encoding="utf-8")

_CODE = re.compile(r"`` (.+?) ``|`([^`]+)`")
_SPELLED = {"Enter": "enter", "Esc": "escape", "50%": "5 0 %"}
"""Keys that the README spells for people, as the tests spell them."""


class Promises:
    """A passage of the README. As a context it fails at its end where the passage names a key or a word that was not tried."""

    def __init__(self, passage: str) -> None:
        self.passage = passage
        self._untried = {first or second for first, second in _CODE.findall(passage)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            assert not self._untried, f"the README says this too, and no test tries it: {sorted(self._untried)}"

    def __call__(self, words: str) -> str:
        """Return words of the passage, as they stand there; AssertionError where it does not say them."""
        assert words in self.passage, f"the README does not say {words!r} in: {self.passage}"
        self._untried.discard(words)
        return words

    def press(self, terminal: Terminal, *keys: str) -> None:
        """Press keys that the passage names, spelled as it spells them."""
        for key in keys:
            assert key in {first or second for first, second in _CODE.findall(self.passage)}, (
                f"the README does not name the key {key!r} in: {self.passage}"
            )
            self._untried.discard(key)
            terminal.press(_SPELLED.get(key, key))


def section(title: str) -> str:
    """Return a section of the README, from its heading to the next."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no section {title!r}"
    return found[1]


def paragraph(beginning: str) -> Promises:
    """Return the paragraph of the README that begins so."""
    found = re.search(rf"^{re.escape(beginning)}.*$", README, re.MULTILINE)
    assert found, f"the README has no paragraph {beginning!r}"
    return Promises(found[0])


def step(number: int) -> Promises:
    """Return one step of the first five minutes."""
    found = re.search(rf"^{number}\. (.*(?:\n +.*)*)$", section("The first five minutes"), re.MULTILINE)
    assert found, f"the README has no step {number}"
    return Promises(found[1])


def steps() -> list[int]:
    """Return the numbers of all steps of the first five minutes."""
    return [int(number) for number in re.findall(r"^(\d+)\. ", section("The first five minutes"), re.MULTILINE)]


def blocks(title: str) -> list[str]:
    """Return what stands set off in a section: commands for the shell, or what is written into a file."""
    found = re.findall(r"(?:^    .*\n|^\n(?=    ))+", section(title), re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE).strip("\n") for block in found]


def commands(title: str) -> list[str]:
    """Return the commands of a section, set off or among its words, without what is said beside them."""
    lines = [line.split("  #")[0].strip() for block in blocks(title) for line in block.splitlines()]
    return [line for line in (*lines, *re.findall(r"`([^`]+)`", section(title))) if line.startswith("enregard ")]


def command(title: str, *words: str, without: tuple[str, ...] = ()) -> str:
    """Return the first command of a section that has these words and not those; AssertionError where there is none."""
    for line in commands(title):
        if all(word in line for word in words) and not any(word in line for word in without):
            return line
    raise AssertionError(f"the README has no command with {words} under {title!r}: {commands(title)}")
