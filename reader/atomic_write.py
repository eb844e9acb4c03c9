"""Writing a file whole or not at all: what stood under its name stays until the new one is complete and on the disk."""

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
"""How a file is called until it is complete; the number of the process follows, so that two programs do not share one."""


def write_atomically(path: Path, parts: Iterable[str], *, mode: int = 0o666) -> None:
    """Make a file of the parts, in UTF-8; OSError when it could not be written.

    A new file may be read by whom ``mode`` says (less the umask), one that was there by whom it could be read before. A link
    is followed. A device or a pipe, which has nothing that could be kept, is written to where it is. Bytes that were read
    with ``surrogateescape`` are written as they were. Whatever making the parts raises leaves the old file.
    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if target.exists() and not target.is_file():
        _write(os.open(target, os.O_WRONLY), parts)
        return
    before = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    draft = target.parent / f"{_TEMPORARY_PREFIX}{os.getpid()}"
    try:
        draft.unlink(missing_ok=True)  # of a process of the same number that fell
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode if before is None else 0o600)
        _write(handle, parts, sync=True)
        if before is not None:
            draft.chmod(before)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _write(handle: int, parts: Iterable[str], *, sync: bool = False) -> None:
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.writelines(parts)
        file.flush()
        if sync:
            os.fsync(handle)
