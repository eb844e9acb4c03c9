"""Help and palette: the commands, as they were declared, with the reader's own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.listing import help_groups, palette
from reader.ui.screens import sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.widgets.item_lists import CommandItem, CommandList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.ui.commands.command import Context
    from reader.ui.commands.keymap import Keymap
    from reader.ui.commands.listing import Entry


class CommandsSheet(Sheet):
    """A list of commands. Choosing one closes the sheet; the screen below then does it."""

    LEAST_WIDE = 92

    def __init__(self, keymap: Keymap, below: Context) -> None:
        self._keymap = keymap
        self._below = below
        super().__init__()

    def make_list(self) -> CommandList:
        """Return the list of commands."""
        return CommandList(id="rows", empty=say.NO_SUCH_COMMAND)

    def words(self, item: CommandItem) -> str:
        """Return everything said of a command."""
        return f"{item.label} {item.help} {item.group} {item.keys} {item.command}"

    def choose(self, item: CommandItem) -> None:
        """Close, and have the command done."""
        if item.command:
            self.finish(item)


class HelpSheet(CommandsSheet):
    """The keys, by group."""

    HEADING = "Keys"
    ENTER = "Do it"

    def items(self) -> Sequence[CommandItem]:
        """Return every command under the heading of its group."""
        found: list[CommandItem] = []
        for group, entries in help_groups(self._keymap):
            if entries:
                found.append(CommandItem("", group.value, "", "", group.value))
                found += [_item(entry) for entry in entries]
        return found

    def first_current(self, shown: Sequence[CommandItem]) -> int:
        """Begin at the first command, not at its heading."""
        return next((index for index, item in enumerate(shown) if item.command), 0)


class PaletteSheet(CommandsSheet):
    """Every command that can be done now, by name; typing filters at once."""

    HEADING = "Commands"
    FILTER_AT_ONCE = True

    def items(self) -> Sequence[CommandItem]:
        """Return the commands of the place the palette was called from."""
        return [_item(entry) for entry in palette(self._keymap, self._below)]


def _item(entry: Entry) -> CommandItem:
    command = entry.command
    return CommandItem(command.id, entry.label, "  ".join(entry.keys), command.help, command.group.value, entry.letter)
