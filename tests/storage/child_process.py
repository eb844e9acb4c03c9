"""Another program using the same library: a script that takes a command.

hold PATH           lock the whole file until stdin closes
mark PATH N PREFIX  open the library, wait for a line, add an article (always the same)
                    and N highlights; print each id
upgrade PATH        wait for a line, open the library with one more migration, print its version
refused PATH        open the library without root permissions; print the error message
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import sys
from pathlib import Path

from reader.errors import StorageError
from reader.storage.database import open_database
from reader.storage.migrations import MIGRATIONS
from reader.storage.store import Store
from reader.storage.upgrade import schema_version
from reader.text.formats.manuscript import Manuscript
from reader.text.model.highlights import Color, Highlight, Note
from reader.text.model.selectors import Selector

NOW = "2024-03-01T00:00:00Z"
TIMEOUT = 30.0
STEP = ("ALTER TABLE articles ADD COLUMN mood TEXT NOT NULL DEFAULT 'calme'",)


def print_line(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def hold(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    print_line("held")
    sys.stdin.read()


def add_highlights(path: Path, count: int, prefix: str) -> None:
    print_line("ready")
    sys.stdin.readline()
    numbers = itertools.count()
    store = Store.open(path, now=lambda: NOW, new_id=lambda: f"{prefix}-{next(numbers)}", timeout=TIMEOUT)
    article_id, _ = store.add_article(Manuscript(title="T", author="", date="", source="", paragraphs=("Un.", "Deux.")))
    for number in range(count):
        identity = f"{prefix}-h{number}"
        selector = Selector("Un", "", ".", 0)
        store.save_highlight(Highlight(identity, article_id, selector, Color.BLUE, NOW, NOW, Note(identity, NOW, NOW)))
        # Printed only after the commit: a printed id must be in the library.
        print_line(identity)
    store.close()


def upgrade(path: Path) -> None:
    print_line("ready")
    sys.stdin.readline()
    database = open_database(path, stamp="20240301", timeout=TIMEOUT, migrations=(*MIGRATIONS, STEP))
    print_line(str(schema_version(database.connection)))
    database.close()


def report_error(path: Path) -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    try:
        Store.open(path, now=lambda: NOW, new_id=lambda: "id", timeout=0.05).close()
    except StorageError as error:
        print_line(str(error))
    else:
        print_line("opened")


if __name__ == "__main__":
    command, path_argument, *rest = sys.argv[1:]
    if command == "hold":
        hold(Path(path_argument))
    elif command == "mark":
        add_highlights(Path(path_argument), int(rest[0]), rest[1])
    elif command == "upgrade":
        upgrade(Path(path_argument))
    elif command == "refused":
        report_error(Path(path_argument))
    else:
        sys.exit(f"unknown: {command}")
