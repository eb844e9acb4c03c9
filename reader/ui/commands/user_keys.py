"""Validate the user's keys and resolve their conflicts with the default keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.error_text import MAX_ERRORS, closest_match, excerpt, limit_errors
from reader.ui.commands.command import Command, Context
from reader.ui.commands.key_names import labels_for_keys, parse_sequence
from reader.ui.commands.key_tables import (
    Conflict,
    KeySequence,
    KeyTable,
    Priority,
    acts_in,
    build_tables,
    is_editing_key,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_SEQUENCE = 4
"""Maximum number of keys in a sequence."""

MAX_KEYS = 24
"""Maximum number of keys for one command."""


def apply_user_keys(
    commands: tuple[Command, ...], overrides: Mapping[str, Sequence[str]], locations: Mapping[str, str]
) -> tuple[dict[Context, KeyTable], dict[str, tuple[KeySequence, ...]], tuple[str, ...]]:
    """Return the key tables, the accepted user keys by command, and messages about the others.

    ``locations`` maps command ids to places in the settings file; a message begins with its place.
    """
    by_id = {command.id: command for command in commands}
    problems = _Problems(by_id, locations)
    user_keys: dict[str, tuple[KeySequence, ...]] = {}
    for name, keys in overrides.items():
        if (command := by_id.get(name)) is None:
            guess = closest_match(name, by_id) if len(problems.messages) < MAX_ERRORS else None
            problems.add(name, f"Unknown command “{excerpt(name)}”{f'; did you mean “{guess}”?' if guess else '.'}")
        elif (usable := _valid_keys(command, (keys,) if isinstance(keys, str) else tuple(keys), problems)) is not None:
            user_keys[name] = usable
    tables, conflicts = default_tables, _ = build_tables(commands, user_keys)
    if user_keys:
        default_tables, _ = build_tables(commands, {})
    while rejected := _rejected(commands, user_keys, default_tables, tables, conflicts):
        name, reason = rejected
        del user_keys[name]
        tables, conflicts = build_tables(commands, user_keys)
        problems.add(name, f"“{name}” {problems.kept_keys_text(name)}: {reason}.")
    problems.add_conflicts(conflicts, tables)
    return tables, user_keys, limit_errors(problems.messages)


def _valid_keys(command: Command, keys: tuple[str, ...], problems: _Problems) -> tuple[KeySequence, ...] | None:
    """Return the valid keys in canonical spelling; None if the defaults must stay."""
    valid: list[KeySequence] = []
    for text in keys[:MAX_KEYS]:
        sequence = parse_sequence(text)
        if sequence is None:
            problems.add(command.id, f"“{excerpt(text)}” is not a key.")
        elif len(sequence) > MAX_SEQUENCE:
            problems.add(command.id, f"“{excerpt(text)}” has more than {MAX_SEQUENCE} keys.")
        elif "escape" in sequence[1:]:
            problems.add(command.id, f"“{excerpt(text)}” cannot be typed: Esc cancels the keys before it.")
        elif sequence[0] in set("123456789") and acts_in(command, Context.PAGE):
            problems.add(command.id, f"“{excerpt(text)}” cannot be used on the page: it starts a count.")
        elif command.takes_character and (sequence[-1] != "*" or len(sequence) == 1):
            problems.add(command.id, f"“{excerpt(text)}” must end in “ *”, which means any letter.")
        else:
            valid.append(sequence[:-1] if command.takes_character else sequence)
    for_typing = [sequence for sequence in valid if _is_needed_for_typing(command, sequence)]
    if len(for_typing) < len(valid):  # else one message covers all of them
        valid = [sequence for sequence in valid if sequence not in for_typing]
        for sequence in dict.fromkeys(for_typing):
            keys_text = excerpt(" ".join(sequence))
            problems.add(command.id, f"“{keys_text}” cannot be used for “{command.id}”: you need it for typing.")
    if len(keys) > MAX_KEYS:
        problems.add(command.id, f"“{command.id}” has more than {MAX_KEYS} keys; the first {MAX_KEYS} are used.")
    if command.arguments and (len(set(valid)) != len(keys) or len(valid) % len(command.arguments)):
        needs = f"it needs {len(command.arguments)} different keys, one for each choice"
        problems.add(command.id, f"“{command.id}” {problems.kept_keys_text(command.id)}: {needs}.")
        return None
    if keys and not valid:
        problems.add(command.id, f"“{command.id}” {problems.kept_keys_text(command.id)}.")
        return None
    return tuple(valid)


def _is_needed_for_typing(command: Command, keys: KeySequence) -> bool:
    """Return whether keys are needed for typing wherever the command can be used."""
    return all(is_editing_key(context, keys) for context in Context if acts_in(command, context))


def _rejected(
    commands: tuple[Command, ...],
    user_keys: Mapping[str, tuple[KeySequence, ...]],
    default_tables: Mapping[Context, KeyTable],
    tables: Mapping[Context, KeyTable],
    conflicts: tuple[Conflict, ...],
) -> tuple[str, str] | None:
    """Return a command whose user keys must be dropped, and why; None if all can stay."""
    before, after = _bound_commands(default_tables), _bound_commands(tables)
    for command in commands:
        if not command.essential:
            continue
        for context in Context:
            if (command.id, context) not in before or (command.id, context) in after:
                continue
            takers = [
                conflict.winner.command
                for conflict in conflicts
                if (conflict.loser.command, conflict.context) == (command.id, context)
                and conflict.winner.command in user_keys
            ]
            name = command.id if command.id in user_keys else takers[0] if takers else None
            if name is not None:
                if name == command.id:
                    return name, f"its new keys cannot be used {context.value}"
                return name, f"its new keys would leave “{command.id}” without a key {context.value}"
    for name, keys in user_keys.items():
        if keys and not any((name, context) in after for context in Context):
            return name, "its new keys are needed for typing, or you gave them to other commands"
    return None


def _bound_commands(tables: Mapping[Context, KeyTable]) -> set[tuple[str, Context]]:
    return {(binding.command, context) for context, table in tables.items() for binding in table.bindings()}


class _Problems:
    """Messages about the user's keys, each beginning with its location."""

    def __init__(self, commands: Mapping[str, Command], locations: Mapping[str, str]) -> None:
        self.commands = commands
        self.locations = locations
        self.messages: list[str] = []

    def add(self, name: str, message: str) -> None:
        """Add a message about the keys of a command."""
        location = self.locations.get(name, "")
        self.messages.append(f"{location}: {message}" if location else message)

    def kept_keys_text(self, name: str) -> str:
        """Return the part of a message that names the keys the command keeps."""
        keys = self.commands[name].keys
        return f"keeps its default keys ({', '.join(labels_for_keys(keys))})" if keys else "has no key"

    def add_conflicts(self, conflicts: tuple[Conflict, ...], tables: Mapping[Context, KeyTable]) -> None:
        """Report keys taken from a command, one message per pair of commands and key."""
        contexts: dict[tuple[str, str, str, str], list[Context]] = {}
        is_user_key: dict[tuple[str, str, str, str], bool] = {}
        for conflict in conflicts:
            loser, winner = conflict.loser, conflict.winner
            if (loser.command, loser.keys) == (winner.command, winner.keys):
                continue
            # Declared precedence: selecting over page, one context over everywhere.
            if loser.priority < Priority.DECLARED and not (
                loser.priority is Priority.EVERYWHERE and winner.priority is Priority.USER
            ):
                continue
            pair = (loser.command, loser.spelling, winner.command, winner.spelling)
            contexts.setdefault(pair, []).append(conflict.context)
            is_user_key[pair] = loser.priority is Priority.USER
        for pair, pair_contexts in contexts.items():
            loser_id, lost, winner_id, taken = pair
            places = _joined([context.value for context in pair_contexts])
            if is_user_key[pair]:
                self.add(loser_id, f"“{lost}” is not used for “{loser_id}” {places}: “{winner_id}” uses “{taken}”.")
                continue
            with_it = "" if lost == taken else f", and with it “{lost}”,"
            left = self._remaining_keys_text(loser_id, pair_contexts, tables)
            self.add(winner_id, f"“{winner_id}” takes “{taken}”{with_it} from “{loser_id}” {places}, which {left}.")

    def _remaining_keys_text(self, name: str, contexts: list[Context], tables: Mapping[Context, KeyTable]) -> str:
        """Return the part of a message that names the keys left in all of the contexts."""
        keys = [
            dict.fromkeys(binding.spelling for binding in tables[context].bindings() if binding.command == name)
            for context in contexts
        ]
        left = [key for key in keys[0] if all(key in others for others in keys)]
        return f"keeps {_joined(list(labels_for_keys(left)))} there" if left else "has no other key there"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
