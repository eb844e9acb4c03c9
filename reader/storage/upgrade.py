"""Migrate a library to the current schema: a backup first, then one transaction a migration."""

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
    """Return the number of the last migration that ran; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration], *, stamp: str) -> None:
    """Run the missing migrations; several programs may do so at once.

    Each transaction also stores the number of its migration. StorageError if a migration fails: the
    file is unchanged since the one before.
    """
    # Rebuilding a table needs foreign keys off; each migration checks them before its commit.
    connection.execute("PRAGMA foreign_keys = OFF")
    holds_data = schema_version(connection) > 0
    backup: Path | None = None
    while schema_version(connection) < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Checked again under the lock: another program may have run it meanwhile.
            found = schema_version(connection)
            if found < len(migrations):
                if holds_data and backup is None:
                    backup = back_up(path, found, stamp)
                _run(connection, path, migrations[found], found, backup)
            connection.execute("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def _run(connection: sqlite3.Connection, path: Path, migration: Migration, found: int, backup: Path | None) -> None:
    try:
        for statement in migration:
            if isinstance(statement, str):
                connection.execute(statement)
            else:
                statement(connection)
        if (broken := connection.execute("PRAGMA foreign_key_check").fetchone()) is not None:
            raise sqlite3.IntegrityError(f"the migration leaves a broken reference: {broken}")
        connection.execute(f"PRAGMA user_version = {found + 1}")
    except sqlite3.Error as error:
        # A new file has no data to lose, and a full disk or a lock has its own message.
        if backup is None or errors.is_known_error(error):
            raise
        raise errors.storage_error(
            errors.MIGRATION_FAILED, path, found=found, wanted=found + 1, backup=replace_unprintable(str(backup))
        ) from error


def back_up(path: Path, found: int, stamp: str) -> Path:
    """Copy the library into its folder, complete and durable; return the copy's path.

    The copy is made by SQLite, so it includes the -wal file, and gets its final name only when
    complete. Opening the file any other way would drop this process's locks. StorageError on
    failure.
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
            # A single file, without a -wal file.
            target.execute("PRAGMA journal_mode = DELETE")
        partial.replace(backup)
        _sync_folder(backup.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise errors.storage_error(errors.BACKUP_FAILED, path) from error
    return backup


def _sync_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, where the system supports it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some file systems refuse this for a folder; the copy itself is durable anyway.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def roll_back(connection: sqlite3.Connection) -> None:
    """Roll back a failed transaction; SQLite may have done so already, as on a full disk."""
    if connection.in_transaction:
        # Report the first error. The file is safe: nothing was committed.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
