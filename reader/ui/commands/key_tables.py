"""Key tables: the command bound to each key sequence, for each context."""

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
"""Keys to press in turn, in canonical spelling."""


def _key_set(*lines: str) -> frozenset[str]:
    return frozenset(key for line in lines for key in line.split())


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
"""Keys that Textual's Input and TextArea use. (Input does not use up, down or Enter.)"""


class Priority(IntEnum):
    """Precedence when two commands want the same key; the higher one wins."""

    EVERYWHERE = 0
    """Declared for every context."""
    INHERITED = 1
    """A command of PAGE, in SELECTING."""
    INHERITED_USER = 2
    """The same, with user keys."""
    DECLARED = 3
    """Declared for this context."""
    USER = 4
    """User keys."""


@frozen_dataclass(frozen=True, slots=True)
class Binding:
    """A key sequence and its command, in one context."""

    command: str
    keys: KeySequence
    """Without the final ``*``."""
    takes_character: bool
    """Whether any one printable character follows the keys."""
    argument: str | None
    """The argument the keys pass; None if none, or if a character follows."""
    priority: Priority

    @property
    def spelling(self) -> str:
        """The keys as spelled in the settings."""
        return " ".join((*self.keys, "*") if self.takes_character else self.keys)


@frozen_dataclass(frozen=True, slots=True)
class Conflict:
    """A binding dropped in a context, and the one it conflicts with."""

    context: Context
    loser: Binding
    winner: Binding


@dataclass(slots=True)
class KeyTable:
    """The bindings of one context; read-only once built."""

    exact: dict[KeySequence, Binding] = field(default_factory=dict)
    """Complete sequences."""
    wildcards: dict[KeySequence, Binding] = field(default_factory=dict)
    """Sequences completed by any printable character."""
    prefixes: dict[KeySequence, Binding] = field(default_factory=dict)
    """Starts of sequences, each with one binding that begins with it."""

    def conflicting(self, binding: Binding) -> Binding | None:
        """Return a binding in the table that conflicts with this one; None if none does."""
        for length in range(1, len(binding.keys)):
            start = binding.keys[:length]
            if found := self.exact.get(start) or self.wildcards.get(start):
                return found
        return self.exact.get(binding.keys) or self.prefixes.get(binding.keys)

    def add(self, binding: Binding) -> None:
        """Add a binding that has no conflict."""
        longest = len(binding.keys) + 1 if binding.takes_character else len(binding.keys)
        for length in range(1, longest):
            self.prefixes.setdefault(binding.keys[:length], binding)
        (self.wildcards if binding.takes_character else self.exact)[binding.keys] = binding

    def bindings(self) -> Iterable[Binding]:
        """Yield every binding."""
        yield from self.exact.values()
        yield from self.wildcards.values()


def acts_in(command: Command, context: Context) -> bool:
    """Return whether the command is available in the context."""
    if context is Context.SELECTING and Context.PAGE in command.contexts:
        return context in command.contexts or context not in command.excluded_contexts
    return context in command.contexts


def declared_keys(command: Command) -> tuple[KeySequence, ...]:
    """Return the default keys of a command, without a final ``*``."""
    split = [tuple(keys.split()) for keys in command.keys]
    return tuple(keys[:-1] for keys in split) if command.takes_character else tuple(split)


def is_editing_key(context: Context, keys: KeySequence) -> bool:
    """Return whether the first key is needed for typing or editing in the context."""
    return context in TYPING and (is_printable(keys[0]) or keys[0] in EDITING_KEYS[context])


def build_tables(
    commands: Iterable[Command], user_keys: Mapping[str, tuple[KeySequence, ...]]
) -> tuple[dict[Context, KeyTable], tuple[Conflict, ...]]:
    """Return a table for each context, and the conflicts.

    ``user_keys`` maps command ids to user keys; the earlier command keeps a key that two want.
    """
    tables: dict[Context, KeyTable] = {}
    conflicts: list[Conflict] = []
    commands = tuple(commands)
    user_order = {command: number for number, command in enumerate(user_keys)}
    for context in Context:
        bindings = [
            binding for command in commands for binding in _bindings(command, context, user_keys.get(command.id))
        ]
        # The sort is stable: within a priority, commands and user keys keep their order.
        bindings.sort(key=lambda binding: (-binding.priority, user_order.get(binding.command, 0)))
        table = tables[context] = KeyTable()
        for binding in bindings:
            if (conflicting := table.conflicting(binding)) is None:
                table.add(binding)
            else:
                conflicts.append(Conflict(context, binding, conflicting))
    return tables, tuple(conflicts)


def _bindings(command: Command, context: Context, user_keys: tuple[KeySequence, ...] | None) -> Iterable[Binding]:
    if not acts_in(command, context):
        return
    if context not in command.contexts:
        priority = Priority.INHERITED if user_keys is None else Priority.INHERITED_USER
    elif user_keys is not None:
        priority = Priority.USER
    else:
        priority = Priority.EVERYWHERE if command.contexts == EVERYWHERE else Priority.DECLARED
    for number, keys in enumerate(declared_keys(command) if user_keys is None else user_keys):
        if not is_editing_key(context, keys):
            argument = command.arguments[number % len(command.arguments)] if command.arguments else None
            yield Binding(command.id, keys, command.takes_character, argument, priority)
