"""Help and palette: dialogs that list the commands with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.listing import help_groups, palette_entries
from reader.ui.screens import messages
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.item_lists import CommandItem, CommandList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.ui.app.app import Enregard
    from reader.ui.commands.command import Context
    from reader.ui.commands.keymap import Keymap
    from reader.ui.commands.listing import CommandEntry


class CommandsDialog(ListDialog[CommandItem]):
    """A list of commands; its result is the chosen one, to run on the screen below."""

    LIST = CommandList
    EMPTY = messages.NO_MATCHING_COMMAND
    MIN_WIDTH = 92

    def __init__(self, keymap: Keymap, below_context: Context) -> None:
        self._keymap = keymap
        self._below_context = below_context
        super().__init__()

    def choose(self, item: CommandItem) -> None:
        """Close and run the command."""
        if item.entry is not None:
            self.finish(item.entry)


class HelpDialog(CommandsDialog):
    """All commands by group, with their keys."""

    HEADING = "Keys"
    OPEN_LABEL = "Run"

    def items(self) -> Sequence[CommandItem]:
        """Return all commands under the headings of their groups."""
        found: list[CommandItem] = []
        for group, entries in help_groups(self._keymap):
            if entries:
                found.append(CommandItem(group.value))
                found += [CommandItem(group.value, entry) for entry in entries]
        return found


class PaletteDialog(CommandsDialog):
    """The commands of a context; typing filters at once."""

    HEADING = "Commands"
    OPEN_LABEL = "Run"
    FILTER_AT_ONCE = True

    def items(self) -> Sequence[CommandItem]:
        """Return the commands of the context below."""
        return [
            CommandItem(entry.command.group.value, entry)
            for entry in palette_entries(self._keymap, self._below_context)
        ]


def open_commands_dialog(app: Enregard, dialog: type[CommandsDialog]) -> None:
    """Open the help or the palette, replacing the other one; run the chosen command below."""
    below = app.screen
    if isinstance(below, CommandsDialog):
        if isinstance(below, dialog):
            return
        below.finish()
        below = app.screen
    if not isinstance(below, CommandScreen):
        return

    def run(chosen: CommandEntry | None) -> None:
        if chosen is not None:
            below.perform(chosen.command.id, chosen.argument)

    app.push_dialog(dialog(app.keymap, below.context), run)
