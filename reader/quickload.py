"""Quickload: the modules of a start, read from one file instead of one after another.

A start loads some 430 modules, and finding, opening and checking each is a tenth of it. So their compiled code, which Python
keeps in as many files, is kept once more in one file beside them, in the same ``__pycache__``. It is trusted by the rule by
which Python trusts its own: a module whose source has another size or date than when it was compiled is imported as always,
and so is everything where anything is not as it was (the interpreter, ``sys.path``, a byte of the file).
"""

from __future__ import annotations

import marshal
import os
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING, Any, Final

from reader.quickfiles import place_beside, replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

    Kept = tuple[str, str, bool, int, int, int, int]
    """Source, compiled file, whether a package, the source's date and size, and where the code stands in the one file: offset
    and length."""

_HEADER: Final = 16
"""Bytes before the code in a compiled file: magic number, flags, date and size of the source (PEP 552)."""
_LENGTH: Final = 4
"""Bytes of the number that says how long the table is."""
_LOW: Final = 0xFFFFFFFF
"""Dates and sizes are compared in their last 32 bits, as Python does."""


class Quickload:
    """The modules of a start, in one file. Nothing here ever raises: what does not work is done as if this were not there."""

    def __init__(self, path: str | None) -> None:
        """``path`` is the file; None: there is nowhere to keep one."""
        self._path = path
        self._file = -1
        self._code = 0
        self._kept: dict[str, Kept] = {}
        self._asked: set[str] = set()
        self._settled = True

    @classmethod
    def beside(cls, spec: ModuleSpec | None) -> Quickload:
        """Return the one kept beside the compiled file of a module."""
        return cls(place_beside(spec, "start") if hasattr(os, "pread") else None)

    # -- at the start ---------------------------------------------------------------------

    def install(self) -> None:
        """Have modules imported from the file from now on."""
        self._settled = False
        if self._path is not None:
            try:
                self._file = os.open(self._path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0))
                self._read_table()
            except (OSError, ValueError, EOFError, TypeError):
                self._kept = {}
        here = next((n for n, finder in enumerate(sys.meta_path) if finder is PathFinder), len(sys.meta_path))
        sys.meta_path.insert(here, self)

    def _read_table(self) -> None:
        length = int.from_bytes(os.read(self._file, _LENGTH), "little")
        told = os.read(self._file, length)
        magic, path, kept = marshal.loads(told)  # noqa: S302 -- as trusted as the compiled files it stands beside
        if len(told) == length and magic == MAGIC_NUMBER and path == sys.path and isinstance(kept, dict):
            self._kept, self._code = kept, _LENGTH + length

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find a module in the file, as the import system asks it to; None: not there, or no longer as it was."""
        del path, target
        if not self._settled:
            self._asked.add(name)
        kept = self._kept.get(name)
        if kept is None or not _is_as_kept(kept):
            return None
        origin, cached, package, *_ = kept
        spec = ModuleSpec(name, _Loader(name, origin, self), origin=origin, is_package=package)
        spec.has_location = True
        spec.cached = cached  # else it would be worked out anew, which is a third of the time of all this
        if package:
            spec.submodule_search_locations = [os.path.dirname(origin)]  # noqa: PTH120 -- pathlib is loaded by a start, through this
        return spec

    def code(self, name: str) -> CodeType | None:
        """Return the compiled code of a module; None where it cannot be read."""
        *_, offset, length = self._kept[name]
        try:
            data = os.pread(self._file, length, self._code + offset)
            found: Any = marshal.loads(data)  # noqa: S302 -- as above
        except (OSError, ValueError, EOFError, TypeError, AttributeError):
            return None
        return found if isinstance(found, type(_is_as_kept.__code__)) else None

    def settle(self) -> None:
        """Take what was imported until now for what a start needs."""
        self._settled = True

    # -- at the end -----------------------------------------------------------------------

    def keep(self) -> None:
        """Write the file anew where this start needed more than it holds."""
        if self._path is None or sys.dont_write_bytecode:
            return
        new = {name: kept for name in self._asked - self._fresh() if (kept := _compiled(name)) is not None}
        if new:
            try:
                self._write(self._path, new)
            except (OSError, ValueError):
                return  # a folder that cannot be written: as with Python's own compiled files, nothing is lost

    def _fresh(self) -> set[str]:
        return {name for name, kept in self._kept.items() if _is_as_kept(kept)}

    def _write(self, path: str, new: dict[str, tuple[str, str, bool, int, int, bytes]]) -> None:
        table: dict[str, Kept] = {}
        pieces: list[bytes] = []
        offset = 0
        for name in sorted(self._fresh() | new.keys()):
            if name in new:
                *about, data = new[name]
            else:
                *about, start, length = self._kept[name]
                data = os.pread(self._file, length, self._code + start)
            table[name] = (*about, offset, len(data))  # type: ignore[assignment]  # a starred part has no fixed length for mypy
            pieces.append(data)
            offset += len(data)
        told = marshal.dumps((MAGIC_NUMBER, list(sys.path), table))
        replace(path, (len(told).to_bytes(_LENGTH, "little"), told, *pieces))


class _Loader(SourceFileLoader):
    """Loads a module as always, but takes its code from the one file."""

    def __init__(self, name: str, path: str, quickload: Quickload) -> None:
        super().__init__(name, path)
        self._quickload = quickload

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the compiled code, from wherever it can be had."""
        code = self._quickload.code(fullname)
        return super().get_code(fullname) if code is None else code


def _is_as_kept(kept: Kept) -> bool:
    """Tell whether a source is what it was when it was compiled."""
    origin, _, _, date, size, *_ = kept
    try:
        now = os.stat(origin)  # noqa: PTH116 -- pathlib is a module of the start
    except OSError:
        return False
    return int(now.st_mtime) & _LOW == date and now.st_size & _LOW == size


def _compiled(name: str) -> tuple[str, str, bool, int, int, bytes] | None:
    """Return a module's code as Python keeps it; None where it keeps none, or not by date and size."""
    spec = getattr(sys.modules.get(name), "__spec__", None)
    if spec is None or not isinstance(spec.loader, SourceFileLoader) or not spec.origin or not spec.cached:
        return None
    try:
        with open(spec.cached, "rb") as file:  # noqa: PTH123
            data = file.read()
    except OSError:
        return None
    if data[:4] != MAGIC_NUMBER or data[4:8] != bytes(4):  # the flags: compiled by the date of the source
        return None
    date, size = (int.from_bytes(data[at : at + 4], "little") for at in (8, 12))
    about = (spec.origin, spec.cached, spec.submodule_search_locations is not None, date, size)
    return (*about, data[_HEADER:]) if _is_as_kept((*about, 0, 0)) else None
