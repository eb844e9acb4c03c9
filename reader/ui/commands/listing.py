"""Commands with their current keys, as the footer, the palette and the help show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.ui.commands.command import Command, Context, Group, Hint
from reader.ui.commands.key_names import label_for_key, labels_for_keys
from reader.ui.commands.registry import FOOTER_HINTS

if TYPE_CHECKING:
    from reader.ui.commands.keymap import Keymap


@frozen_dataclass(frozen=True, slots=True)
class CommandEntry:
    """A row of the palette or the help: a command, with its argument if it takes one."""

    command: Command
    argument: str | None
    """The argument to pass; None if there is none."""
    label: str
    """The label of the command and of its argument."""
    keys: tuple[str, ...]
    """The labels of its keys; empty if it has none."""


def footer_hints(keymap: Keymap, context: Context) -> tuple[Hint, ...]:
    """Return the footer hints of a context; commands without a key there are omitted."""
    hints = []
    for hint in FOOTER_HINTS[context]:
        labels = labels_for_keys(keymap.keys_for(hint.command, context))
        if labels:
            declared = label_for_key(hint.keys)
            hints.append(Hint(declared if declared in labels else labels[0], hint.label, hint.command))
    return tuple(hints)


def palette_entries(keymap: Keymap, context: Context) -> tuple[CommandEntry, ...]:
    """Return the palette rows of a context, in the order of the help."""
    entries = []
    for command in keymap.commands_in(context):
        if command.arguments:
            for argument, label in zip(command.arguments, command.argument_labels, strict=True):
                keys = labels_for_keys(keymap.keys_for(command.id, context, argument))
                entries.append(CommandEntry(command, argument, f"{command.label}: {label}", keys))
        else:
            entries.append(
                CommandEntry(command, None, command.label, labels_for_keys(keymap.keys_for(command.id, context)))
            )
    return tuple(entries)


def help_groups(keymap: Keymap) -> tuple[tuple[Group, tuple[CommandEntry, ...]], ...]:
    """Return all commands by group, with their keys in all contexts, for the help."""
    return tuple(
        (
            group,
            tuple(
                CommandEntry(command, None, command.label, labels_for_keys(keymap.keys_for(command.id)))
                for command in keymap.commands
                if command.group is group
            ),
        )
        for group in Group
    )
