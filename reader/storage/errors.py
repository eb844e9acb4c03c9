"""What went wrong with the library file, as sentences for the reader; programming errors stay what they are."""

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
    "Another program is using the library {path}, so nothing was read or saved. "
    "Wait a moment and try again, or close the other program."
)
FULL = "The disk is full, so the library {path} could not be changed. Free some space and try again."
DAMAGED = (
    "The library {path} is damaged and was left as it is. "
    "Put back a copy of it (backups lie beside it as {name}.backup-…), or move it away to begin a new one."
)
READ_ONLY = (
    "The library {path} cannot be written. "
    "Allow writing to the file and its folder, or choose another library with --library."
)
UNREADABLE = (
    "The library {path} cannot be opened. "
    "Check that you may read and write the file and its folder, or choose another library with --library."
)
DISK = (
    "The disk could not read or write the library {path}. "
    "Check the disk and that it is still connected, then try again."
)
MOVED = (
    "The library {path} was moved, replaced or deleted while it was open, so nothing was saved. "
    "Put it back, then quit and start again."
)
NOT_A_FILE = "The library {path} is not a file. Choose another library with --library, or move away what stands there."
NO_FOLDER = (
    "The folder of the library {path} could not be made: there is a file in its way. "
    "Choose another library with --library, or move that file away."
)
NOT_A_LIBRARY = (
    "{path} is not an Enregard library, and was left untouched. Choose another library with --library, or move it away."
)
NOT_A_DATABASE = (
    "{path} is not an Enregard library, or is badly damaged, and was left untouched. Choose another library with "
    "--library, or put back a copy of it (backups lie beside it as {name}.backup-…)."
)
NEWER = (
    "The library {path} was written by a newer Enregard (format {found}; this one knows up to {known}), "
    "and was left untouched. Install the newest Enregard, or choose another library with --library."
)
WAL_UNSUPPORTED = (
    "The disk that holds the library {path} does not let a library be kept safely (it cannot be shared between "
    "programs). Choose a library on a disk of this machine with --library."
)
MIGRATION_FAILED = (
    "The library {path} could not be brought from format {found} to format {wanted}, and was left as it was; "
    "a copy is kept in {backup}. Go on with the Enregard you had before, and report what happened."
)
BACKUP_FAILED = (
    "The library {path} must be brought to a new format, but no copy of it could be made first, so it was left as "
    "it was. Make room in its folder and allow writing there, then try again."
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


def storage_error(message: str, path: Path, **words: object) -> StorageError:
    """Return the error that says one of the sentences above about a library."""
    return StorageError(
        message.format(path=replace_unprintable(str(path)), name=replace_unprintable(path.name), **words)
    )


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code, or 0 for an error of the Python module itself."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def message_for(error: sqlite3.Error) -> str | None:
    """Return which of the sentences above speaks of an error; None when it is one of ours."""
    # The Python module finds out about bytes that are no text, and gives this no code.
    if not hasattr(error, "sqlite_errorcode") and "decode to UTF-8" in str(error):
        return DAMAGED
    return _BY_CODE.get(primary_code(error))


def is_known_error(error: sqlite3.Error) -> bool:
    """Tell whether one of the sentences above speaks of this error."""
    return message_for(error) is not None


def is_locked(error: sqlite3.Error) -> bool:
    """Tell whether trying again may help."""
    return message_for(error) is LOCKED


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what a reader can mend into StorageError; let everything else through."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = message_for(error)
        if sentence is None:
            raise
        raise storage_error(sentence, path) from error
    except UnicodeDecodeError as error:
        # The Python module stumbles over SQLite's own message when that quotes damaged bytes.
        raise storage_error(DAMAGED, path) from error
    except OSError as error:
        raise storage_error(_BY_ERRNO.get(error.errno or 0, DISK), path) from error
