"""The reader's own keys: what of them can be used, and a sentence about what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.error_text import MAX_ERRORS, closest_match, excerpt, limit_errors
from reader.ui.commands.command import Command, Context
from reader.ui.commands.key_names import labels_for_keys, parse_sequence
from reader.ui.commands.key_tables import Conflict, KeySequence, KeyTable, Priority, acts_in, build_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_SEQUENCE = 4
"""Keys pressed one after another for one command, at most."""

MAX_KEYS = 24
"""Different keys for one command, at most."""


def apply_user_keys(
    commands: tuple[Command, ...], overrides: Mapping[str, Sequence[str]], locations: Mapping[str, str]
) -> tuple[dict[Context, KeyTable], dict[str, tuple[KeySequence, ...]], tuple[str, ...]]:
    """Return the tables, the reader's keys that are in them by command, and sentences about the others.

    ``places`` says where in the settings each command was given keys; a sentence begins with it.
    """
    by_id = {command.id: command for command in commands}
    telling = _Problems(by_id, locations)
    own: dict[str, tuple[KeySequence, ...]] = {}
    for name, keys in overrides.items():
        if (command := by_id.get(name)) is None:
            guess = closest_match(name, by_id) if len(telling.sentences) < MAX_ERRORS else None
            telling.add(name, f"“{excerpt(name)}” is no command{f'; is “{guess}” meant?' if guess else '.'}")
        elif (usable := _valid_keys(command, (keys,) if isinstance(keys, str) else tuple(keys), telling)) is not None:
            own[name] = usable
    tables, losses = standard, _ = build_tables(commands, own)
    if own:
        standard, _ = build_tables(commands, {})
    while refused := _rejected(commands, own, standard, tables, losses):
        name, why = refused
        del own[name]
        tables, losses = build_tables(commands, own)
        telling.add(name, f"“{name}” {telling.kept_keys_text(name)}: {why}.")
    telling.add_conflicts(losses, tables)
    return tables, own, limit_errors(telling.sentences)


def _valid_keys(command: Command, keys: tuple[str, ...], telling: _Problems) -> tuple[KeySequence, ...] | None:
    """Return the keys that can be used, in their one spelling; None when the command keeps its own."""
    found: list[KeySequence] = []
    for one in keys[:MAX_KEYS]:
        whole = parse_sequence(one)
        if whole is None:
            telling.add(command.id, f"“{excerpt(one)}” is not how a key is spelled.")
        elif len(whole) > MAX_SEQUENCE:
            telling.add(command.id, f"“{excerpt(one)}” is more than {MAX_SEQUENCE} keys.")
        elif "escape" in whole[1:]:
            telling.add(command.id, f"“{excerpt(one)}” cannot be typed: Esc drops the keys before it.")
        elif whole[0] in set("123456789") and acts_in(command, Context.PAGE):
            telling.add(command.id, f"“{excerpt(one)}” cannot be used on the page, where a digit says how many times.")
        elif command.takes_character and (whole[-1] != "*" or len(whole) == 1):
            telling.add(command.id, f"“{excerpt(one)}” must end in “ *”, which stands for any letter.")
        else:
            found.append(whole[:-1] if command.takes_character else whole)
    if len(keys) > MAX_KEYS:
        telling.add(command.id, f"“{command.id}” has more than {MAX_KEYS} keys; the first {MAX_KEYS} are used.")
    if command.arguments and (len(set(found)) != len(keys) or len(found) % len(command.arguments)):
        needs = f"it needs {len(command.arguments)} different ones, one for each choice"
        telling.add(command.id, f"“{command.id}” {telling.kept_keys_text(command.id)}: {needs}.")
        return None
    if keys and not found:
        telling.add(command.id, f"“{command.id}” {telling.kept_keys_text(command.id)}.")
        return None
    return tuple(found)


def _rejected(
    commands: tuple[Command, ...],
    own: Mapping[str, tuple[KeySequence, ...]],
    standard: Mapping[Context, KeyTable],
    tables: Mapping[Context, KeyTable],
    losses: tuple[Conflict, ...],
) -> tuple[str, str] | None:
    """Return one command whose own keys cannot stand, and why; None when all can."""
    had, has = _bound_commands(standard), _bound_commands(tables)
    for command in commands:
        if not command.essential:
            continue
        for context in Context:
            if (command.id, context) not in had or (command.id, context) in has:
                continue
            takers = [
                loss.winner.command
                for loss in losses
                if (loss.loser.command, loss.context) == (command.id, context) and loss.winner.command in own
            ]
            name = command.id if command.id in own else takers[0] if takers else None
            if name is not None:
                if name == command.id:
                    return name, f"none of its new ones can be used {context.value}"
                return name, f"the new ones would leave “{command.id}” without a key {context.value}"
    for name, keys in own.items():
        if keys and not any((name, context) in has for context in Context):
            return name, "the new ones are needed for typing, or belong to other commands you gave keys to"
    return None


def _bound_commands(tables: Mapping[Context, KeyTable]) -> set[tuple[str, Context]]:
    return {(claim.command, context) for context, table in tables.items() for claim in table.bindings()}


class _Problems:
    """Sentences about the reader's keys, each beginning with the place it speaks of."""

    def __init__(self, commands: Mapping[str, Command], places: Mapping[str, str]) -> None:
        self.commands = commands
        self.locations = places
        self.sentences: list[str] = []

    def add(self, name: str, sentence: str) -> None:
        """Add a sentence about what was set for the command of that name."""
        place = self.locations.get(name, "")
        self.sentences.append(f"{place}: {sentence}" if place else sentence)

    def kept_keys_text(self, name: str) -> str:
        """Return the half of a sentence that says what the command has instead."""
        keys = self.commands[name].keys
        return f"keeps its usual keys ({', '.join(labels_for_keys(keys))})" if keys else "stays without a key"

    def add_conflicts(self, losses: tuple[Conflict, ...], tables: Mapping[Context, KeyTable]) -> None:
        """Tell which keys changed hands, one sentence for each pair of commands and key."""
        contexts: dict[tuple[str, str, str, str], list[Context]] = {}
        owned: dict[tuple[str, str, str, str], bool] = {}
        for loss in losses:
            loser, winner = loss.loser, loss.winner
            if (loser.command, loser.keys) == (winner.command, winner.keys):
                continue
            # The page gives way to the passage, and "everywhere" to a context, as declared: nothing to tell.
            if loser.priority < Priority.DECLARED and not (
                loser.priority is Priority.EVERYWHERE and winner.priority is Priority.USER
            ):
                continue
            pair = (loser.command, loser.spelling, winner.command, winner.spelling)
            contexts.setdefault(pair, []).append(loss.context)
            owned[pair] = loser.priority is Priority.USER
        for pair, where in contexts.items():
            loser_id, lost, winner_id, kept = pair
            places = _joined([context.value for context in where])
            if owned[pair]:
                self.add(loser_id, f"“{lost}” is not used for “{loser_id}” {places}: “{winner_id}” has “{kept}” there.")
                continue
            with_it = "" if lost == kept else f", and with it “{lost}”,"
            left = self._remaining_keys_text(loser_id, where, tables)
            self.add(winner_id, f"“{winner_id}” takes “{kept}”{with_it} from “{loser_id}” {places}, which {left}.")

    def _remaining_keys_text(self, name: str, contexts: list[Context], tables: Mapping[Context, KeyTable]) -> str:
        """Return the half of a sentence that says which keys a command still has in all of the contexts."""
        keys = [
            dict.fromkeys(claim.spelling for claim in tables[context].bindings() if claim.command == name)
            for context in contexts
        ]
        left = [key for key in keys[0] if all(key in others for others in keys)]
        return f"keeps {_joined(list(labels_for_keys(left)))} there" if left else "has no other key there"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
