"""Run the program, but write its commands to a file instead of running them.

``python recording_reader.py FILE ARGUMENTS…`` writes one command a line to FILE. While FILE.do
exists, commands are run and not written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import main
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.reading.screen import ReadingScreen

if TYPE_CHECKING:
    from reader.ui.commands.keymap import Invocation


def record(screen: type[CommandScreen], written: Path, doing: Path) -> None:
    """Replace ``do`` of a screen by a recorder."""
    do = screen.do

    def recorded(self: CommandScreen, invocation: Invocation) -> None:
        if doing.exists():
            do(self, invocation)
        else:
            with written.open("a") as file:
                file.write(
                    json.dumps([self.context.name, invocation.command_id, invocation.count, invocation.argument]) + "\n"
                )

    screen.do = recorded  # type: ignore[method-assign]  # the only place where keys become commands


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for each in (CommandScreen, ReadingScreen):
        record(each, target, target.with_name(target.name + ".do"))
    sys.exit(main(sys.argv[2:]))
