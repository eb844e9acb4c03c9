"""Quick files: what one start keeps for the next in the ``__pycache__`` of this package, beside Python's own compiled files.

They are read before anything else is, so nothing is imported here that a start could do without: ``os`` but not ``pathlib``.
"""

from __future__ import annotations

import marshal
import os
import sys
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.machinery import ModuleSpec

Key = TypeVar("Key")
Value = TypeVar("Value")
_MOST: Final = 2_000
"""Entries of a table that are kept: many times what a start needs."""


def place_beside(spec: ModuleSpec | None, name: str) -> str | None:
    """Return the path of the file of this name beside the compiled file of a module; None where Python keeps none."""
    if spec is None or spec.cached is None:
        return None
    folder = os.path.dirname(spec.cached)  # noqa: PTH120 -- pathlib is one of the modules whose loading these files make quicker
    return os.path.join(folder, f"{name}.{sys.implementation.cache_tag}")  # noqa: PTH118 -- as above


def replace(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file whole, or leave the one that is there. OSError when it cannot be written."""
    draft = f"{path}.{os.getpid()}"
    try:
        with open(draft, "wb") as file:  # noqa: PTH123 -- no pathlib here: see the top
            file.writelines(pieces)
        os.replace(draft, path)  # noqa: PTH105 -- as above
    except OSError:
        if os.path.exists(draft):  # noqa: PTH110 -- as above
            os.unlink(draft)  # noqa: PTH108 -- as above
        raise


class QuickTable(Generic[Key, Value]):
    """What a start makes of keys, kept for the starts of the same build of Python. Nothing here ever raises.

    It is as trusted as the compiled files it stands beside.
    """

    def __init__(self, path: str | None, *build: object) -> None:
        """``path`` is the file, None: there is nowhere to keep one; ``build`` is what the values depend on besides the interpreter."""
        self._path = path
        self._build = (sys.version, sys.flags.optimize, *build)
        self._kept: dict[Key, Value] = {}
        self._new: set[Key] = set()

    def read(self) -> None:
        """Read what was kept."""
        if self._path is None:
            return
        try:
            with open(self._path, "rb") as file:  # noqa: PTH123 -- no pathlib here: see the top
                build, kept = marshal.load(file)  # noqa: S302 -- as trusted as the compiled files beside it
        except (OSError, ValueError, EOFError, TypeError):
            return
        if build == self._build and isinstance(kept, dict):
            self._kept = kept

    def find(self, key: Key) -> Value | None:
        """Return what was kept for a key; None: make it, and say so to ``need``."""
        return self._kept.get(key)

    def refuse(self, key: Key) -> None:
        """Forget what was kept for a key: it is none."""
        self._kept.pop(key, None)

    def need(self, key: Key) -> None:
        """Note that a start needs this, to be kept."""
        self._new.add(key)

    def write(self, make: Callable[[Key], Value | None]) -> None:
        """Write the file anew where this start needed more than it holds. ``make`` makes the values; None: that one is not kept."""
        if self._path is None or sys.dont_write_bytecode or not self._new:
            return
        kept = self._kept if len(self._kept) + len(self._new) <= _MOST else {}
        try:
            made = {key: make(key) for key in self._new}
            kept.update((key, value) for key, value in made.items() if value is not None)
            told: Any = self._build, kept
            replace(self._path, (marshal.dumps(told),))
        except Exception:  # noqa: BLE001, S110 -- whatever another Python says: the next start makes them, as this one did
            pass
