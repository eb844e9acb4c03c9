"""Connect to the library file: create, open and check it, and run transactions."""

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
"""Seconds between attempts to open a library that another program is creating."""


class Database:
    """A connection to one library file. Use it only from the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path
        self._identity = _identity(path)

    def fetch_all(self, sql: str, *arguments: object) -> list[Row]:
        """Return all rows of a query; StorageError if the file cannot be read."""
        with errors.translate_errors(self.path):
            return self.connection.execute(sql, arguments).fetchall()

    def fetch_one(self, sql: str, *arguments: object) -> Row | None:
        """Return the first row of a query, or None."""
        found = self.fetch_all(sql, *arguments)
        return found[0] if found else None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit everything executed inside, durably, or roll it all back.

        StorageError if the file cannot be written. Any exception raised inside rolls back.
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
        """Close the file. Closing twice is allowed."""
        self.connection.close()

    def _check_identity(self) -> None:
        # SQLite would keep writing to an unlinked file, and everything saved would be lost.
        if _identity(self.path) != self._identity:
            raise errors.storage_error(errors.MOVED, self.path)


def open_database(
    path: Path, *, stamp: str, timeout: float = 1.0, migrations: Sequence[Migration] = MIGRATIONS
) -> Database:
    """Open a library, creating it if there is none, and migrate it to the current schema.

    ``stamp`` is part of the name of the backup made before a migration. ``timeout`` is how many
    seconds to wait for another program. StorageError if the file is not a library, is newer,
    damaged or locked, or cannot be read or written.
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
                # Programs creating the same library at once may collide where SQLite does not wait.
                if not errors.is_locked(error) or time.monotonic() >= deadline:
                    raise
            except BaseException:
                connection.close()
                raise
            time.sleep(_PAUSE)


def _prepare(path: Path) -> None:
    """Create the folder and an empty private file; check that the file can be a library."""
    _make_folder(path.parent)
    try:
        # Never open an existing file here: closing it drops the locks of other connections.
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
        # Another program may be creating the same folder. A file in its place fails later.
        folder.mkdir(mode=0o700, exist_ok=True)


def _set_up(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration], stamp: str) -> None:
    # Write nothing before the file is known to be a library.
    _recognize(connection, path, len(migrations))
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise errors.storage_error(errors.WAL_UNSUPPORTED, path)
    # Each commit waits for the disk; fullfsync also flushes the drive's cache on macOS.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")
    # Do not run functions that the schema of a foreign file may name.
    connection.execute("PRAGMA trusted_schema = OFF")
    if schema_version(connection) < len(migrations):
        upgrade(connection, path, migrations, stamp=stamp)
    connection.execute("PRAGMA foreign_keys = ON")


def _recognize(connection: sqlite3.Connection, path: Path, known: int) -> None:
    # One read transaction, so that another program cannot create the library between two queries.
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
    """Return the device and inode of a file, or None if there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
