"""Help and palette: the commands, as they were declared, with the reader's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.listing import help_groups, palette_entries
from reader.ui.screens import messages as say
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.item_lists import CommandItem, CommandList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.ui.commands.command import Context
    from reader.ui.commands.keymap import Keymap
    from reader.ui.commands.listing import CommandEntry
    from reader.ui.screens.host import Host


class CommandsDialog(ListDialog[CommandItem]):
    """A list of commands. It gives back the one chosen, which the screen below then does."""

    LIST = CommandList
    EMPTY = say.NO_MATCHING_COMMAND
    MIN_WIDTH = 92

    def __init__(self, keymap: Keymap, below: Context) -> None:
        self._keymap = keymap
        self._below_context = below
        super().__init__()

    def choose(self, item: CommandItem) -> None:
        """Close, and have the command done."""
        if item.entry is not None:
            self.finish(item.entry)


class HelpDialog(CommandsDialog):
    """The keys, by group."""

    HEADING = "Keys"
    OPEN_LABEL = "Do it"

    def items(self) -> Sequence[CommandItem]:
        """Return every command under the heading of its group."""
        found: list[CommandItem] = []
        for group, entries in help_groups(self._keymap):
            if entries:
                found.append(CommandItem(group.value))
                found += [CommandItem(group.value, entry) for entry in entries]
        return found


class PaletteDialog(CommandsDialog):
    """Every command that can be done now, by name; typing filters at once."""

    HEADING = "Commands"
    FILTER_AT_ONCE = True

    def items(self) -> Sequence[CommandItem]:
        """Return the commands of the place the palette was called from."""
        return [
            CommandItem(entry.command.group.value, entry)
            for entry in palette_entries(self._keymap, self._below_context)
        ]


def open_commands_dialog(host: Host, sheet: type[CommandsDialog]) -> None:
    """List commands over the screen of now; the one chosen is done there. One list of them takes the place of the other."""
    below = host.screen
    if isinstance(below, CommandsDialog):
        if isinstance(below, sheet):
            return
        below.finish()
        below = host.screen
    if not isinstance(below, CommandScreen):
        return

    def run(chosen: CommandEntry | None) -> None:
        if chosen is not None:
            below.perform(chosen.command.id, chosen.argument)

    host.push_dialog(sheet(host.keymap, below.context), run)
