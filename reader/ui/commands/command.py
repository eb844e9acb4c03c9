"""Command: one thing the reader can do, where, by which keys, and in which words it is told."""

from __future__ import annotations

from enum import Enum

from reader.frozen import frozen_dataclass
from reader.text.lazy_regex import late_pattern

_ID = late_pattern(r"[a-z]+\.[a-z]+(_[a-z]+)*\Z")


class Context(Enum):
    """Where the keys go; the value is how a sentence says it."""

    PAGE = "on the page"
    SELECTING = "while selecting"
    SIDEBAR = "in the sidebar"
    LIST = "in a list"
    DIALOG = "in a dialog"
    EDITOR = "in the editor"


EVERYWHERE = frozenset(Context)
"""What the table of keys calls "all": a row of one context alone goes before it."""

TYPING = frozenset({Context.DIALOG, Context.EDITOR})
"""Where the reader types: a printable key is a letter there, never a command."""


_LETTERS = dict(zip("PSBLDE", Context, strict=True))


def in_contexts(letters: str) -> frozenset[Context]:
    """Return contexts from the letters of the table of keys: Page, Selecting, sideBar, List, Dialog, Editor; or "all".

    >>> where("P S") == {Context.PAGE, Context.SELECTING}
    True
    """
    return EVERYWHERE if letters == "all" else frozenset(_LETTERS[letter] for letter in letters.split())


class Group(Enum):
    """The parts of the help, in its order; the value is the heading."""

    READING = "Reading"
    FINDING = "Finding"
    ENGLISH = "English"
    SELECTING = "Selecting"
    MARKS = "Marks"
    COPYING = "Copying"
    ARTICLES = "Articles"
    LISTS = "Lists"
    TYPING = "Lines and notes"
    PROGRAM = "The program"


@frozen_dataclass(frozen=True, slots=True)
class Command:
    """One thing the reader can do; binding, footer, palette, help and documentation are made from it.

    A key is spelled as in settings (``j``, ``ctrl+d``, ``space``); keys pressed one after another are joined by a
    space (``g g``); ``*`` at the end stands for any one printable character.
    """

    id: str
    """What settings call it: ``move.down``."""
    keys: tuple[str, ...]
    """The keys it has unless the reader chose others; none: it is in the palette only."""
    contexts: frozenset[Context]
    """Where it acts. Selecting inherits the page's commands unless a command of its own has the key."""
    label: str
    """A few words, sentence case, for lists."""
    help: str
    """One sentence for the reader."""
    group: Group
    counted: bool = False
    """Whether a number typed before the key says how many times."""
    arguments: tuple[str, ...] = ()
    """What each of the keys in turn hands to the command; empty when they all mean the same."""
    argument_labels: tuple[str, ...] = ()
    """The letters in words, one for one, for the palette and the help."""
    excluded_contexts: frozenset[Context] = frozenset()
    """Contexts that would inherit it but do not."""
    essential: bool = False
    """Whether each of its contexts must keep a key for it, whatever the settings say."""
    pointer: str = ""
    """What the mouse does instead, in a word or two; empty when nothing."""

    def __post_init__(self) -> None:
        if not _ID.match(self.id):
            raise ValueError(f"not the id of a command: {self.id!r}")
        if not self.contexts:
            raise ValueError(f"{self.id} acts nowhere")
        if not self.label or not self.help.endswith("."):
            raise ValueError(f"{self.id} needs a label and a help that is a sentence")
        if self.arguments and (self.takes_character or not self.keys or len(self.keys) % len(self.arguments)):
            raise ValueError(f"{self.id} needs as many keys as letters")
        if len(self.argument_labels) != len(self.arguments):
            raise ValueError(f"{self.id} needs a label for each letter")

    @property
    def takes_character(self) -> bool:
        """Tell whether its keys end in any one printable character."""
        return any(keys.endswith(" *") for keys in self.keys)


@frozen_dataclass(frozen=True, slots=True)
class Hint:
    """One key and one plain word in the footer."""

    keys: str
    """The key as declared; ``1–6`` for a run of keys. The keymap puts the reader's own in its place."""
    label: str
    command: str
    """The id of the command it stands for."""


@frozen_dataclass(frozen=True, slots=True)
class Reserved:
    """Keys kept free for something that a later version will bring."""

    keys: tuple[str, ...]
    contexts: frozenset[Context]
    purpose: str
    """What they are kept for, in a few words."""
