"""The keymap: a pure object that turns presses into a command, a count, and a letter."""

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
"""A count typed beyond it stays there."""


@frozen_dataclass(frozen=True, slots=True)
class Pending:
    """What was typed and is not a whole command yet; nothing at all at first."""

    keys: KeySequence = ()
    """The beginning of a sequence."""
    count: int | None = None
    """The digits typed before it."""

    def __bool__(self) -> bool:
        return bool(self.keys) or self.count is not None

    @property
    def shown(self) -> str:
        """Return what the status line shows: ``12``, ``g``, ``3c``; empty when nothing is pending."""
        count = "" if self.count is None else str(self.count)
        return count + " ".join(label_for_key(key) for key in self.keys)


@frozen_dataclass(frozen=True, slots=True)
class Invocation:
    """A command that was asked for by keys."""

    command_id: str
    count: int | None = None
    """How many times; None when no count was typed or the command has no use for one."""
    argument: str | None = None
    """What the keys hand to the command (see ``Command.letters``), or the character typed for ``*``."""


@frozen_dataclass(frozen=True, slots=True)
class Unbound:
    """Keys that mean nothing here: in a line or an editor they are text; elsewhere nothing happens."""

    keys: KeySequence
    """What was pending, and the key that did not fit."""


NOTHING_PENDING = Pending()
"""Where every typing starts, and starts again after a command."""


@frozen_dataclass(frozen=True, slots=True)
class Keymap:
    """Every command with the keys it has, by context. It never changes; a reader's new keys make a new one."""

    commands: tuple[Command, ...]
    tables: Mapping[Context, KeyTable]
    user_keys: Mapping[str, tuple[KeySequence, ...]]
    """The reader's keys that were accepted, by command."""

    @classmethod
    def default(cls) -> Keymap:
        """Return the keymap of a reader who chose no keys."""
        return cls.build({})[0]

    @classmethod
    def build(
        cls,
        overrides: Mapping[str, Sequence[str]],
        locations: Mapping[str, str] | None = None,
        *,
        commands: tuple[Command, ...] = COMMANDS,
    ) -> tuple[Keymap, tuple[str, ...]]:
        """Return a keymap that works, whatever was chosen, and sentences about what could not be used.

        ``overrides`` gives keys by the id of a command, and none at all to take its keys away; ``places`` gives the
        place in the settings by the same id, for the sentences. A key chosen by the reader is taken from the command
        that had it, unless that one is essential and would have no other.
        """
        tables, own, problems = apply_user_keys(commands, overrides, locations or {})
        return cls(commands, MappingProxyType(tables), MappingProxyType(own)), problems

    def command(self, command_id: str) -> Command:
        """Return the declaration of a command; KeyError when there is none of that id."""
        for command in self.commands:
            if command.id == command_id:
                return command
        raise KeyError(command_id)

    def press(self, pending: Pending, key: str, context: Context) -> Invocation | Pending | Unbound:
        """Return what one more key comes to, in the spelling of ``spelled``.

        An Invocation or Nothing leaves nothing pending. Esc drops what is pending and does nothing else. In a line or
        an editor Nothing means: let the widget have the key. Call ``unfold`` first, for keys with Alt.
        """
        if pending and key == "escape":
            return NOTHING_PENDING
        if not pending.keys and (count := _counted(pending.count, key, context)) is not None:
            return Pending((), count)
        table, keys = self.tables[context], (*pending.keys, key)
        if found := table.exact.get(keys):
            return self._invocation(found, pending.count, found.argument)
        if keys in table.prefixes:
            return Pending(keys, pending.count)
        if is_character(key) and (found := table.wildcards.get(pending.keys)):
            return self._invocation(found, pending.count, key)
        alone = table.exact.get((key,))
        if pending.keys and alone and self.command(alone.command).contexts == EVERYWHERE:
            # Quit and the palette answer at once, even in the middle of other keys.
            return self._invocation(alone, None, alone.argument)
        return Unbound(keys)

    def split_alt(self, pending: Pending, key: str, context: Context) -> tuple[str, ...]:
        """Return the keys to press one by one for this one: an unbound Alt with a character is Esc, then the character.

        A terminal sends the same bytes for both. Press them one by one, because Esc may change the context.
        """
        letter = key.removeprefix("alt+")
        if letter == key or not is_character(letter):
            return (key,)
        table, keys = self.tables[context], (*pending.keys, key)
        return (key,) if keys in table.exact or keys in table.prefixes else ("escape", letter)

    def keys_for(self, command_id: str, context: Context | None = None, letter: str | None = None) -> tuple[str, ...]:
        """Return the keys of a command as settings spell them: in one context or in any, for one letter or for all.

        Raises KeyError for an id that no command has.
        """
        self.command(command_id)
        contexts = Context if context is None else (context,)
        claims = (claim for where in contexts for claim in self.tables[where].bindings())
        return tuple(
            dict.fromkeys(
                claim.spelling
                for claim in claims
                if claim.command == command_id and (letter is None or claim.argument == letter)
            )
        )

    def commands_in(self, context: Context) -> tuple[Command, ...]:
        """Return the commands that can be called in a context, those without a key too, in the order of the help."""
        return tuple(command for command in self.commands if acts_in(command, context))

    def _invocation(self, claim: Binding, count: int | None, letter: str | None) -> Invocation:
        return Invocation(claim.command, count if self.command(claim.command).counted else None, letter)


def _counted(count: int | None, key: str, context: Context) -> int | None:
    """Return the count with one more digit, or None where the key is no digit of a count."""
    if context is not Context.PAGE or len(key) != 1 or key not in "0123456789" or (count is None and key == "0"):
        return None
    return min((count or 0) * 10 + int(key), MAX_COUNT)
