"""Keymap: turn key presses into commands with a count and an argument."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.commands.command import EVERYWHERE, Command, Context
from reader.ui.commands.key_names import is_character, label_for_key
from reader.ui.commands.key_tables import Binding, KeySequence, KeyTable, acts_in
from reader.ui.commands.registry import COMMANDS
from reader.ui.commands.user_keys import apply_user_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_COUNT = 9_999
"""Larger counts are reduced to it."""


@frozen_dataclass(frozen=True, slots=True)
class Pending:
    """Keys typed that are not a complete command yet."""

    keys: KeySequence = ()
    """The start of a sequence."""
    count: int | None = None
    """The number typed before it."""

    def __bool__(self) -> bool:
        return bool(self.keys) or self.count is not None

    @property
    def shown(self) -> str:
        """The text for the footer, e.g. ``12``, ``g``, ``3c``; empty if nothing is pending."""
        count = "" if self.count is None else str(self.count)
        return count + " ".join(label_for_key(key) for key in self.keys)


@frozen_dataclass(frozen=True, slots=True)
class Invocation:
    """A command to run."""

    command_id: str
    count: int | None = None
    """None if no count was typed or the command takes none."""
    argument: str | None = None
    """See ``Command.arguments``; or the character typed for ``*``."""


@frozen_dataclass(frozen=True, slots=True)
class Unbound:
    """Keys without a command here; in an input or an editor they type text."""

    keys: KeySequence
    """The pending keys and the last one."""


NOTHING_PENDING = Pending()
"""The initial state, and the state after each command."""


@frozen_dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every command, by context. Immutable."""

    commands: tuple[Command, ...]
    tables: Mapping[Context, KeyTable]
    user_keys: Mapping[str, tuple[KeySequence, ...]]
    """Accepted user keys, by command id."""

    @classmethod
    def default(cls) -> Keymap:
        """Return the keymap without user keys."""
        return cls.build({})[0]

    @classmethod
    def build(
        cls,
        overrides: Mapping[str, Sequence[str]],
        locations: Mapping[str, str] | None = None,
        *,
        commands: tuple[Command, ...] = COMMANDS,
    ) -> tuple[Keymap, tuple[str, ...]]:
        """Return a usable keymap, and messages about the user keys that could not be used.

        ``overrides`` maps command ids to keys; no keys unbinds the command. ``locations`` maps ids
        to places in the settings file, for the messages. A user key is taken from the command that
        had it, unless that one is essential and has no other key.
        """
        tables, user_keys, problems = apply_user_keys(commands, overrides, locations or {})
        return cls(commands, MappingProxyType(tables), MappingProxyType(user_keys)), problems

    def command(self, command_id: str) -> Command:
        """Return a command by its id. Raises KeyError."""
        for command in self.commands:
            if command.id == command_id:
                return command
        raise KeyError(command_id)

    def press(self, pending: Pending, key: str, context: Context) -> Invocation | Pending | Unbound:
        """Return the result of one more key, spelled as by ``key_name``.

        After an Invocation or Unbound nothing is pending. Esc cancels pending keys. In an input or
        an editor, Unbound means that the widget handles the key. Call ``split_alt`` first.
        """
        if pending and key == "escape":
            return NOTHING_PENDING
        if not pending.keys and (count := _extended_count(pending.count, key, context)) is not None:
            return Pending((), count)
        table, keys = self.tables[context], (*pending.keys, key)
        if found := table.exact.get(keys):
            return self._invocation(found, pending.count, found.argument)
        if keys in table.prefixes:
            return Pending(keys, pending.count)
        if is_character(key) and (found := table.wildcards.get(pending.keys)):
            return self._invocation(found, pending.count, key)
        single = table.exact.get((key,))
        if pending.keys and single and self.command(single.command).contexts == EVERYWHERE:
            # Quit and the palette work even in the middle of a sequence.
            return self._invocation(single, None, single.argument)
        return Unbound(keys)

    def split_alt(self, pending: Pending, key: str, context: Context) -> tuple[str, ...]:
        """Split an unbound Alt key with a character into Esc and the character.

        Terminals send the same bytes for both. Press the keys one at a time: Esc may change the
        context.
        """
        character = key.removeprefix("alt+")
        if character == key or not is_character(character):
            return (key,)
        table, keys = self.tables[context], (*pending.keys, key)
        return (key,) if keys in table.exact or keys in table.prefixes else ("escape", character)

    def keys_for(self, command_id: str, context: Context | None = None, argument: str | None = None) -> tuple[str, ...]:
        """Return the keys of a command as spelled in the settings.

        Without a context, those of all contexts; without an argument, those of all arguments.
        Raises KeyError for an unknown id.
        """
        self.command(command_id)
        contexts = Context if context is None else (context,)
        bindings = (binding for each in contexts for binding in self.tables[each].bindings())
        return tuple(
            dict.fromkeys(
                binding.spelling
                for binding in bindings
                if binding.command == command_id and (argument is None or binding.argument == argument)
            )
        )

    def commands_in(self, context: Context) -> tuple[Command, ...]:
        """Return the commands available in a context, with or without a key, in help order."""
        return tuple(command for command in self.commands if acts_in(command, context))

    def _invocation(self, binding: Binding, count: int | None, argument: str | None) -> Invocation:
        return Invocation(binding.command, count if self.command(binding.command).counted else None, argument)


def _extended_count(count: int | None, key: str, context: Context) -> int | None:
    """Return the count with one more digit; None if the key is not a digit of a count."""
    if context is not Context.PAGE or len(key) != 1 or key not in "0123456789" or (count is None and key == "0"):
        return None
    return min((count or 0) * 10 + int(key), MAX_COUNT)
