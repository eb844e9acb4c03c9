"""What the footer, the palette and the help say about the commands, with the keys the reader has for them."""

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
    """One line of the palette: a command, with its letter where it needs one."""

    command: Command
    argument: str | None
    """What to hand to the command; None for nothing."""
    label: str
    """The command's label, and the letter in words."""
    keys: tuple[str, ...]
    """The labels of its keys; empty when only the palette has it."""


def footer_hints(keymap: Keymap, context: Context) -> tuple[Hint, ...]:
    """Return the footer of a context, its keys as the screen shows them; a command without a key there is left out."""
    hints = []
    for hint in FOOTER_HINTS[context]:
        labels = labels_for_keys(keymap.keys_for(hint.command, context))
        if labels:
            declared = label_for_key(hint.keys)
            hints.append(Hint(declared if declared in labels else labels[0], hint.label, hint.command))
    return tuple(hints)


def palette_entries(keymap: Keymap, context: Context) -> tuple[CommandEntry, ...]:
    """Return everything that can be called from the context, in the order of the help."""
    entries = []
    for command in keymap.commands_in(context):
        if command.arguments:
            for letter, words in zip(command.arguments, command.argument_labels, strict=True):
                keys = labels_for_keys(keymap.keys_for(command.id, context, letter))
                entries.append(CommandEntry(command, letter, f"{command.label}: {words}", keys))
        else:
            entries.append(
                CommandEntry(command, None, command.label, labels_for_keys(keymap.keys_for(command.id, context)))
            )
    return tuple(entries)


def help_groups(keymap: Keymap) -> tuple[tuple[Group, tuple[CommandEntry, ...]], ...]:
    """Return every command under its heading, with its keys of all contexts, for the help."""
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
