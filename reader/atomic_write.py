"""Write a file completely or not at all; the old file stays until the new one is on disk."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_TEMPORARY_PREFIX: Final = ".enregard-draft-"
"""Prefix of the temporary file name; the process id follows, so that names are unique."""


def write_atomically(path: Path, parts: Iterable[str], *, mode: int = 0o666) -> None:
    """Write the parts to a file in UTF-8; OSError if that fails.

    A new file gets ``mode`` less the umask; an existing one keeps its mode. Links are followed;
    devices and pipes are written in place. Text decoded with ``surrogateescape`` gets its original
    bytes back. An exception from ``parts`` leaves the old file in place.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if target.exists() and not target.is_file():
        _write(os.open(target, os.O_WRONLY), parts)
        return
    old_mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    temporary = target.parent / f"{_TEMPORARY_PREFIX}{os.getpid()}"
    try:
        temporary.unlink(missing_ok=True)  # left by a crashed process with the same id
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode if old_mode is None else 0o600)
        _write(handle, parts, sync=True)
        if old_mode is not None:
            temporary.chmod(old_mode)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _write(handle: int, parts: Iterable[str], *, sync: bool = False) -> None:
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.writelines(parts)
        file.flush()
        if sync:
            os.fsync(handle)
