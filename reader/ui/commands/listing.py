"""What the footer, the palette and the help say about the commands, with the keys the reader has for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.ui.commands.command import Command, Context, Group, Hint
from reader.ui.commands.key_names import label_for_key, labels_for_keys
from reader.ui.commands.registry import FOOTERS

if TYPE_CHECKING:
    from reader.ui.commands.keymap import Keymap


@valueclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: a command, with its letter where it needs one."""

    command: Command
    letter: str | None
    """What to hand to the command; None for nothing."""
    label: str
    """The command's label, and the letter in words."""
    keys: tuple[str, ...]
    """The labels of its keys; empty when only the palette has it."""


def footer(keymap: Keymap, context: Context) -> tuple[Hint, ...]:
    """Return the footer of a context, its keys as the screen shows them; a command without a key there is left out."""
    hints = []
    for hint in FOOTERS[context]:
        labels = labels_for_keys(keymap.keys_for(hint.command, context))
        if labels:
            declared = label_for_key(hint.keys)
            hints.append(Hint(declared if declared in labels else labels[0], hint.label, hint.command))
    return tuple(hints)


def palette(keymap: Keymap, context: Context) -> tuple[Entry, ...]:
    """Return everything that can be called from the context, in the order of the help."""
    entries = []
    for command in keymap.commands_in(context):
        if command.letters:
            for letter, words in zip(command.letters, command.letter_labels, strict=True):
                keys = labels_for_keys(keymap.keys_for(command.id, context, letter))
                entries.append(Entry(command, letter, f"{command.label}: {words}", keys))
        else:
            entries.append(Entry(command, None, command.label, labels_for_keys(keymap.keys_for(command.id, context))))
    return tuple(entries)


def help_groups(keymap: Keymap) -> tuple[tuple[Group, tuple[Entry, ...]], ...]:
    """Return every command under its heading, with its keys of all contexts, for the help."""
    return tuple(
        (
            group,
            tuple(
                Entry(command, None, command.label, labels_for_keys(keymap.keys_for(command.id)))
                for command in keymap.commands
                if command.group is group
            ),
        )
        for group in Group
    )
