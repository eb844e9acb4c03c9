"""The connection to the library file: how it is made, opened and checked, and what a transaction is."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reader.storage import errors
from reader.storage.migrations import APPLICATION_ID, MIGRATIONS
from reader.storage.upgrade import roll_back, schema_version, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reader.storage.migrations import Migration

Row = tuple[Any, ...]

_PAUSE = 0.01
"""Seconds between two tries to open a library that another program is making; SQLite itself waits everywhere else."""


class Database:
    """One connection to one library file. For one thread: SQLite refuses the others."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._identity = _identity(path)

    def fetch_all(self, sql: str, *arguments: object) -> list[Row]:
        """Return what a query finds; StorageError when the file cannot be read."""
        with errors.translate_errors(self.path):
            return self.connection.execute(sql, arguments).fetchall()

    def fetch_one(self, sql: str, *arguments: object) -> Row | None:
        """Return the first row a query finds, or None."""
        found = self.fetch_all(sql, *arguments)
        return found[0] if found else None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Make one transaction of what is executed inside: all of it is on disk afterwards, or none.

        StorageError when the file cannot be written; whatever is raised inside undoes the transaction.
        """
        with errors.translate_errors(self.path):
            self._check_identity()
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                roll_back(self.connection)
                raise

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self.connection.close()

    def _check_identity(self) -> None:
        # SQLite would go on writing into a file that has no name any more, and every mark would be lost at the end.
        if _identity(self.path) != self._identity:
            raise errors.storage_error(errors.MOVED, self.path)


def open_database(
    path: Path, *, stamp: str, timeout: float = 1.0, migrations: Sequence[Migration] = MIGRATIONS
) -> Database:
    """Open a library, made first if there is none, and bring it to the format of today.

    ``stamp`` names the copy that is kept when an older library is migrated; ``timeout`` is how many seconds to wait for
    another program. StorageError when the file is not a library, is newer, damaged, locked, or cannot be read or written.
    """
    path = path.absolute()
    with errors.translate_errors(path):
        _prepare(path)
        deadline = time.monotonic() + timeout
        while True:
            connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
            try:
                _set_up(connection, path, migrations, stamp)
                return Database(connection, path)
            except sqlite3.Error as error:
                connection.close()
                # Two programs that make the same library may meet where SQLite does not wait by itself.
                if not errors.is_locked(error) or time.monotonic() >= deadline:
                    raise
            except BaseException:
                connection.close()
                raise
            time.sleep(_PAUSE)


def _prepare(path: Path) -> None:
    """Make the folder and an empty file, for the reader's eyes only; check that what is there can be a library."""
    _make_folder(path.parent)
    try:
        # An existing file is never opened here: closing it again would drop the locks of another connection of ours.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not stat.S_ISREG(path.stat().st_mode):
            raise errors.storage_error(errors.NOT_A_FILE, path) from None
        if not os.access(path, os.R_OK):
            raise errors.storage_error(errors.UNREADABLE, path) from None
        if not os.access(path, os.W_OK):
            raise errors.storage_error(errors.READ_ONLY, path) from None


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent)
        # Another program may be making the same folder; a file in its place is found out by the next step.
        folder.mkdir(mode=0o700, exist_ok=True)


def _set_up(connection: sqlite3.Connection, path: Path, steps: Sequence[Migration], stamp: str) -> None:
    # Nothing is written before we know that the file is ours.
    _recognize(connection, path, len(steps))
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise errors.storage_error(errors.WAL_UNSUPPORTED, path)
    # What is committed is on disk, not on its way there: each commit waits for the disk (on macOS, for the disk's own
    # memory too).
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    # A file from elsewhere cannot make us run what it brings.
    connection.execute("PRAGMA trusted_schema = OFF")
    if schema_version(connection) < len(steps):
        upgrade(connection, path, steps, stamp=stamp)
    connection.execute("PRAGMA foreign_keys = ON")


def _recognize(connection: sqlite3.Connection, path: Path, known: int) -> None:
    # One read transaction, so that another program cannot make the library between two questions.
    connection.execute("BEGIN")
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        found = schema_version(connection)
        has_tables = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]
    finally:
        roll_back(connection)
    if application == 0 and found == 0 and not has_tables:
        return
    if application != APPLICATION_ID:
        raise errors.storage_error(errors.NOT_A_LIBRARY, path)
    if found > known:
        raise errors.storage_error(errors.NEWER, path, found=found, known=known)
    if found < 1:
        raise errors.storage_error(errors.DAMAGED, path)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what makes a file itself and not another of the same name; None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
