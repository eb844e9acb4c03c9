"""Tables: which keys mean which command in one context, and who gives way where two want the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.commands.command import EVERYWHERE, TYPING, Command, Context
from reader.ui.commands.key_names import is_printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KeySequence = tuple[str, ...]
"""Keys to press one after another, each in its one spelling."""


def _key_set(*words: str) -> frozenset[str]:
    return frozenset(key for some in words for key in some.split())


EDITING_KEYS: Mapping[Context, frozenset[str]] = {
    Context.DIALOG: _key_set(
        "left right home end backspace delete ctrl+a ctrl+c ctrl+d ctrl+e ctrl+k ctrl+u ctrl+v ctrl+w ctrl+x",
        "alt+backspace ctrl+backspace super+backspace super+c ctrl+left ctrl+right shift+left shift+right",
        "shift+home shift+end ctrl+shift+a ctrl+shift+left ctrl+shift+right",
    ),
    Context.EDITOR: _key_set(
        "left right up down home end pageup pagedown backspace delete enter tab f6 f7",
        "ctrl+a ctrl+c ctrl+d ctrl+e ctrl+k ctrl+u ctrl+v ctrl+w ctrl+x ctrl+y ctrl+z ctrl+shift+k",
        "alt+backspace alt+delete ctrl+backspace super+backspace super+c super+x super+y super+z",
        "ctrl+left ctrl+right ctrl+shift+left ctrl+shift+right",
        "shift+left shift+right shift+up shift+down shift+home shift+end",
    ),
}
"""Keys that a line or an editor needs itself. (A line leaves Enter to us, and has no use for up and down.)"""


class Priority(IntEnum):
    """Who keeps a key that two commands want: the higher one."""

    EVERYWHERE = 0
    """Declared for every context."""
    INHERITED = 1
    """A command of the page, while selecting."""
    INHERITED_USER = 2
    """The same, by keys that the reader chose."""
    DECLARED = 3
    """Declared for this context by name."""
    USER = 4
    """Chosen by the reader."""


@frozen_dataclass(frozen=True, slots=True)
class Binding:
    """One command wanting some keys in one context."""

    command: str
    keys: KeySequence
    """Without the final ``*``."""
    takes_character: bool
    """Whether any one printable character follows the keys."""
    argument: str | None
    """What the keys hand to the command; None for nothing, or for the character that follows."""
    priority: Priority

    @property
    def spelling(self) -> str:
        """Return the keys as settings spell them."""
        return " ".join((*self.keys, "*") if self.takes_character else self.keys)


@frozen_dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that was refused in a context, and the one that stands in its way."""

    context: Context
    loser: Binding
    winner: Binding


@dataclass(slots=True)
class KeyTable:
    """The keys of one context; built once, then only read."""

    exact: dict[KeySequence, Binding] = field(default_factory=dict)
    """Complete keys."""
    wildcards: dict[KeySequence, Binding] = field(default_factory=dict)
    """Keys that one more printable character completes."""
    prefixes: dict[KeySequence, Binding] = field(default_factory=dict)
    """Beginnings, each with one of the claims that go on from there."""

    def conflicting(self, claim: Binding) -> Binding | None:
        """Return a claim already in the table because of which this one could not be typed, or the other way round."""
        for length in range(1, len(claim.keys)):
            start = claim.keys[:length]
            if found := self.exact.get(start) or self.wildcards.get(start):
                return found
        return self.exact.get(claim.keys) or self.prefixes.get(claim.keys)

    def add(self, claim: Binding) -> None:
        """Put a claim without a rival into the table."""
        longest = len(claim.keys) + 1 if claim.takes_character else len(claim.keys)
        for length in range(1, longest):
            self.prefixes.setdefault(claim.keys[:length], claim)
        (self.wildcards if claim.takes_character else self.exact)[claim.keys] = claim

    def bindings(self) -> Iterable[Binding]:
        """Yield every claim that was granted."""
        yield from self.exact.values()
        yield from self.wildcards.values()


def acts_in(command: Command, context: Context) -> bool:
    """Tell whether the command can be called in the context, by a key or from the palette."""
    if context is Context.SELECTING and Context.PAGE in command.contexts:
        return context in command.contexts or context not in command.excluded_contexts
    return context in command.contexts


def declared_keys(command: Command) -> tuple[KeySequence, ...]:
    """Return the keys a command is declared with, which are in their one spelling, without a final ``*``."""
    split = [tuple(keys.split()) for keys in command.keys]
    return tuple(keys[:-1] for keys in split) if command.takes_character else tuple(split)


def is_editing_key(context: Context, keys: KeySequence) -> bool:
    """Tell whether the first of the keys belongs to the line or the editor of the context."""
    return context in TYPING and (is_printable(keys[0]) or keys[0] in EDITING_KEYS[context])


def build_tables(
    commands: Iterable[Command], user_keys: Mapping[str, tuple[KeySequence, ...]]
) -> tuple[dict[Context, KeyTable], tuple[Conflict, ...]]:
    """Return a table for each context, and the claims that gave way.

    ``own`` holds the reader's keys by command, in the order in which they were chosen: the earlier keeps a key that
    two of them want.
    """
    tables: dict[Context, KeyTable] = {}
    losses: list[Conflict] = []
    commands = tuple(commands)
    chosen = {command: number for number, command in enumerate(user_keys)}
    for context in Context:
        claims = [claim for command in commands for claim in _bindings(command, context, user_keys.get(command.id))]
        # The sort is stable: within a rank, declarations keep their order and the reader's keys theirs.
        claims.sort(key=lambda claim: (-claim.priority, chosen.get(claim.command, 0)))
        table = tables[context] = KeyTable()
        for claim in claims:
            if (rival := table.conflicting(claim)) is None:
                table.add(claim)
            else:
                losses.append(Conflict(context, claim, rival))
    return tables, tuple(losses)


def _bindings(command: Command, context: Context, own: tuple[KeySequence, ...] | None) -> Iterable[Binding]:
    if not acts_in(command, context):
        return
    if context not in command.contexts:
        rank = Priority.INHERITED if own is None else Priority.INHERITED_USER
    elif own is not None:
        rank = Priority.USER
    else:
        rank = Priority.EVERYWHERE if command.contexts == EVERYWHERE else Priority.DECLARED
    for number, keys in enumerate(declared_keys(command) if own is None else own):
        if not is_editing_key(context, keys):
            letter = command.arguments[number % len(command.arguments)] if command.arguments else None
            yield Binding(command.id, keys, command.takes_character, letter, rank)
