"""Starts the reader with its commands written down, one a line, instead of done, unless a file says that they are to be done.

``python recording_reader.py FILE WORDS…`` writes to FILE; while FILE.do exists, commands are done and not written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reader.cli import main
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.reading.screen import ReadingScreen


def record(screen: type[CommandScreen], written: Path, doing: Path) -> None:
    """Put a recorder in front of what a screen does with commands."""
    do = screen.do

    def recorded(self: CommandScreen, command_id: str, count: int | None, letter: str | None) -> None:
        if doing.exists():
            do(self, command_id, count, letter)
        else:
            with written.open("a") as file:
                file.write(json.dumps([self.context.name, command_id, count, letter]) + "\n")

    screen.do = recorded  # type: ignore[method-assign]  # the one place where keys become commands


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for each in (CommandScreen, ReadingScreen):
        record(each, target, target.with_name(target.name + ".do"))
    sys.exit(main(sys.argv[2:]))
