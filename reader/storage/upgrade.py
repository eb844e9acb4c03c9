"""Bringing a library to the format of today: one transaction for each step, and a copy of the file before the first."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from reader.error_text import replace_unprintable
from reader.storage import errors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.storage.migrations import Migration


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that ran; 0 for a file that holds nothing yet."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration], *, stamp: str) -> None:
    """Run the steps that have not run yet; several programs may do so at once.

    The number of a step is written in the step's own transaction. StorageError when a step fails: the file is as it was before it.
    """
    # SQLite can rebuild a table only with foreign keys off; every step is checked for them before its commit.
    connection.execute("PRAGMA foreign_keys = OFF")
    holds_data = schema_version(connection) > 0
    backup: Path | None = None
    while schema_version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Asked again under the lock: another program may have run the step meanwhile.
            found = schema_version(connection)
            if found < len(migrations):
                if holds_data and backup is None:
                    backup = back_up(path, found, stamp)
                _run(connection, path, migrations[found], found, backup)
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def _run(connection: sqlite3.Connection, path: Path, step: Migration, found: int, backup: Path | None) -> None:
    try:
        for statement in step:
            if isinstance(statement, str):
                connection.execute(statement)
            else:
                statement(connection)
        if (broken := connection.execute("PRAGMA foreign_key_check").fetchone()) is not None:
            raise sqlite3.IntegrityError(f"the step leaves a reference to nothing: {broken}")
        connection.execute(f"PRAGMA user_version = {found + 1}")
    except sqlite3.Error as error:
        # On a new file there is no reader's data, and what a full disk or a lock needs is said elsewhere.
        if backup is None or errors.is_known_error(error):
            raise
        raise errors.storage_error(
            errors.MIGRATION_FAILED, path, found=found, wanted=found + 1, backup=replace_unprintable(str(backup))
        ) from error


def back_up(path: Path, found: int, stamp: str) -> Path:
    """Copy the library beside itself, whole and durable, and return the copy's path; StorageError when it cannot be.

    The copy is made through SQLite, so that it holds what is still in the -wal file, and appears under its name only when
    complete. (Opening the file by other means would drop this process's locks on it.)
    """
    backup = path.with_name(f"{path.name}.backup-{found}-{stamp}")
    partial = path.with_name(f"{backup.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600, exist_ok=False)
        with (
            closing(sqlite3.connect(path, isolation_level=None)) as source,
            closing(sqlite3.connect(partial, isolation_level=None)) as target,
        ):
            target.execute("PRAGMA synchronous = FULL")
            source.backup(target)
            # One file that stands alone: no -wal beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        partial.replace(backup)
        _settle(backup.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise errors.storage_error(errors.BACKUP_FAILED, path) from error
    return backup


def _settle(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems refuse this for a folder; the copy itself is durable all the same.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def roll_back(connection: sqlite3.Connection) -> None:
    """End a transaction that failed; SQLite may have ended it already (a full disk does)."""
    if connection.in_transaction:
        # The first error is the one to hear about; the file is safe either way, as nothing was committed.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
