"""Declaration of a command: id, default keys, contexts, label and help."""

from __future__ import annotations

from enum import Enum

from reader.frozen import frozen_dataclass
from reader.text.lazy_regex import lazy_pattern

_ID = lazy_pattern(r"[a-z]+\.[a-z]+(_[a-z]+)*\Z")


class Context(Enum):
    """Where keys are handled; the value describes it in a message."""

    PAGE = "on the page"
    SELECTING = "while selecting"
    SIDEBAR = "in the sidebar"
    LIST = "in a list"
    DIALOG = "in a dialog"
    EDITOR = "in the editor"


EVERYWHERE = frozenset(Context)
"""All contexts; a command declared for a single context takes precedence."""

TYPING = frozenset({Context.DIALOG, Context.EDITOR})
"""Contexts with text input: printable keys type text and never invoke commands."""


_CONTEXT_LETTERS = dict(zip("PSBLDE", Context, strict=True))


def in_contexts(letters: str) -> frozenset[Context]:
    """Return the contexts for their letters, or "all".

    The letters: Page, Selecting, sideBar, List, Dialog, Editor.

    >>> in_contexts("P S") == {Context.PAGE, Context.SELECTING}
    True
    """
    return EVERYWHERE if letters == "all" else frozenset(_CONTEXT_LETTERS[char] for char in letters.split())


class Group(Enum):
    """Sections of the help, in order; the value is the heading."""

    READING = "Reading"
    SEARCH = "Search"
    TRANSLATION = "Translation"
    SELECTING = "Selection"
    HIGHLIGHTS = "Highlights and notes"
    COPYING = "Copying"
    ARTICLES = "Articles"
    LISTS = "Lists"
    TYPING = "Typing"
    PROGRAM = "Program"


@frozen_dataclass(frozen=True, slots=True)
class Command:
    """One command; key bindings, footer, palette, help and docs/keys.md are generated from it.

    Keys are spelled as in the settings (``j``, ``ctrl+d``, ``space``). A space separates the keys
    of a sequence (``g g``); a final ``*`` stands for any printable character.
    """

    id: str
    """Its name in the settings, e.g. ``move.down``."""
    keys: tuple[str, ...]
    """Default keys; empty if it is in the palette only."""
    contexts: frozenset[Context]
    """Where it acts. SELECTING inherits the commands of PAGE, except for keys it binds itself."""
    label: str
    """A few words in sentence case, for lists."""
    help: str
    """A sentence or two for the user."""
    group: Group
    counted: bool = False
    """Whether a number typed before the key repeats it."""
    arguments: tuple[str, ...] = ()
    """The argument that each key passes, in the order of ``keys``; empty if none does."""
    argument_labels: tuple[str, ...] = ()
    """A label for each argument, for the palette and the help."""
    excluded_contexts: frozenset[Context] = frozenset()
    """Contexts that do not inherit the command."""
    essential: bool = False
    """Whether it must have a key in each of its contexts, whatever the settings say."""
    pointer: str = ""
    """The mouse gesture that does the same, in a word or two; empty if there is none."""

    def __post_init__(self) -> None:
        if not _ID.match(self.id):
            raise ValueError(f"not the id of a command: {self.id!r}")
        if not self.contexts:
            raise ValueError(f"{self.id} acts nowhere")
        if not self.label or not self.help.endswith("."):
            raise ValueError(f"{self.id} needs a label and a help that is a sentence")
        if self.arguments and (self.takes_character or not self.keys or len(self.keys) % len(self.arguments)):
            raise ValueError(f"{self.id} needs as many keys as arguments")
        if len(self.argument_labels) != len(self.arguments):
            raise ValueError(f"{self.id} needs a label for each argument")

    @property
    def takes_argument(self) -> bool:
        """Return whether its keys pass an argument."""
        return bool(self.arguments) or self.takes_character

    @property
    def takes_character(self) -> bool:
        """Return whether its keys end with any printable character."""
        return any(keys.endswith(" *") for keys in self.keys)


@frozen_dataclass(frozen=True, slots=True)
class Hint:
    """A key and its label in the footer."""

    keys: str
    """The default key, or a range such as ``1–6``; replaced by the user's key."""
    label: str
    command: str
    """The id of the command."""
