"""Error messages for the library file. Programming errors pass through unchanged."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reader.error_text import replace_unprintable
from reader.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LOCKED = (
    "Another program is using the library {path}. Nothing was read or saved. "
    "Try again in a moment, or close the other program."
)
FULL = "The disk is full, so the library {path} was not changed. Free some space and try again."
DAMAGED = (
    "The library {path} is damaged; it was not changed. "
    "Restore a backup (files named {name}.backup-… in the same folder), or move it away to start a new one."
)
READ_ONLY = (
    "The library {path} is read-only. "
    "Allow writing to the file and its folder, or choose another library with --library."
)
UNREADABLE = (
    "The library {path} cannot be opened. "
    "Check the permissions of the file and its folder, or choose another library with --library."
)
DISK = "The disk could not read or write the library {path}. Check that it is connected, then try again."
MOVED = (
    "The library {path} was moved, replaced or deleted while open. Nothing was saved. "
    "Put it back, then restart Enregard."
)
NOT_A_FILE = "The library {path} is not a file. Move it away, or choose another library with --library."
NO_FOLDER = (
    "The folder of the library {path} cannot be created: a file has its name. "
    "Move that file away, or choose another library with --library."
)
NOT_A_LIBRARY = (
    "{path} is not an Enregard library; it was not changed. Move it away, or choose another library with --library."
)
NOT_A_DATABASE = (
    "{path} is not an Enregard library, or is badly damaged; it was not changed. Choose another library with "
    "--library, or restore a backup (files named {name}.backup-… in the same folder)."
)
NEWER = (
    "The library {path} needs a newer Enregard (format {found}; this version reads up to {known}). "
    "It was not changed. Update Enregard, or choose another library with --library."
)
WAL_UNSUPPORTED = (
    "The disk with the library {path} does not support safe sharing between programs. "
    "Choose a library on a local disk with --library."
)
MIGRATION_FAILED = (
    "The library {path} could not be converted from format {found} to {wanted}; it was not changed. "
    "A backup is in {backup}. Use your previous version of Enregard, and report this error."
)
BACKUP_FAILED = (
    "The library {path} needs a new format, but the backup before it failed. The library was not changed. "
    "Free some space and allow writing in its folder, then try again."
)

_BY_CODE = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_PROTOCOL: LOCKED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: UNREADABLE,
    sqlite3.SQLITE_IOERR: DISK,
}

_BY_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: UNREADABLE,
    errno.EPERM: UNREADABLE,
    errno.ENOENT: UNREADABLE,
    errno.ELOOP: UNREADABLE,
    errno.ENAMETOOLONG: UNREADABLE,
    errno.EISDIR: NOT_A_FILE,
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
}


def storage_error(message: str, path: Path, **values: object) -> StorageError:
    """Return a StorageError with one of the messages above, filled in for a library."""
    return StorageError(
        message.format(path=replace_unprintable(str(path)), name=replace_unprintable(path.name), **values)
    )


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, or 0 for an error of the Python module itself."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def message_for(error: sqlite3.Error) -> str | None:
    """Return the message for an error, or None if it is a programming error."""
    # The Python module itself reports bytes that are not UTF-8, without a code.
    if not hasattr(error, "sqlite_errorcode") and "decode to UTF-8" in str(error):
        return DAMAGED
    return _BY_CODE.get(primary_code(error))


def is_known_error(error: sqlite3.Error) -> bool:
    """Return whether there is a message for this error."""
    return message_for(error) is not None


def is_locked(error: sqlite3.Error) -> bool:
    """Return whether the library is locked, so that a retry may succeed."""
    return message_for(error) is LOCKED


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn errors that the user can act on into StorageError; let all others through."""
    try:
        yield
    except sqlite3.Error as error:
        message = message_for(error)
        if message is None:
            raise
        raise storage_error(message, path) from error
    except UnicodeDecodeError as error:
        # Raised by the Python module when SQLite's own message quotes damaged bytes.
        raise storage_error(DAMAGED, path) from error
    except OSError as error:
        raise storage_error(_BY_ERRNO.get(error.errno or 0, DISK), path) from error
