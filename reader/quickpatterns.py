"""Quickpatterns: the regular expressions of a start, compiled once and for the next start too.

A start compiles some 90 patterns, most of them Textual's, which takes a tenth of it: Python compiles a pattern in Python, into
a list of numbers that C code runs. The numbers are kept in the ``__pycache__`` of this package. They are used only where
they were made: by the same build of the interpreter; ``re`` itself checks them, and where anything is in doubt it compiles.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from reader.quickfiles import QuickTable, place_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec
    from re import Pattern

    Asked = tuple[str, int]
    """What is to be compiled: a pattern and its flags."""
    Kept = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]
    """A compiled pattern as ``_sre.compile`` takes it: flags, code, groups, numbers of the named groups, names of the numbered ones."""

_SRE: Final[Any] = import_module("_sre")
# None where a Python has no such modules: then nothing is kept.
_COMPILER: Final[Any] = sys.modules.get("re._compiler")
_PARSER: Final[Any] = sys.modules.get("re._parser")


class Quickpatterns:
    """The patterns of a start. Nothing here ever raises: what does not work is done as if this were not there."""

    def __init__(self, path: str | None) -> None:
        """``path`` is the file; None: there is nowhere to keep one."""
        self._table: QuickTable[Asked, Kept] = QuickTable(path, _SRE.MAGIC, _SRE.CODESIZE)
        self._compile: Callable[..., Pattern[Any]] = re.compile  # in truth the compiler's own, once installed
        self._installed = False

    @classmethod
    def beside(cls, spec: ModuleSpec | None) -> Quickpatterns:
        """Return those kept beside the compiled file of a module."""
        return cls(place_beside(spec, "patterns"))

    def install(self) -> None:
        """Have patterns taken from the file from now on, and those that are not in it noted."""
        if _COMPILER is None:
            return
        self._table.read()
        self._compile = _COMPILER.compile
        _COMPILER.compile = self._compiled
        self._installed = True

    def _compiled(self, pattern: Any, flags: int = 0) -> Pattern[Any]:  # noqa: ANN401 -- also bytes, and what `re` has parsed
        if type(pattern) is not str or flags & re.DEBUG:
            return self._compile(pattern, flags)
        asked = pattern, int(flags)
        kept = self._table.find(asked)
        if kept is not None:
            try:
                return _made(pattern, kept)
            except (RuntimeError, TypeError, ValueError, OverflowError):
                self._table.refuse(asked)
        compiled = self._compile(pattern, flags)
        if self._installed:
            self._table.need(asked)
        return compiled

    def settle(self) -> None:
        """Take what was compiled until now for what a start needs. What is made of the reader's words comes later, and is never kept."""
        if self._installed:
            self._installed = False  # another thread may be in the middle of a pattern
            if _COMPILER.compile == self._compiled:
                _COMPILER.compile = self._compile

    def keep(self) -> None:
        """Write the file anew where this start needed more than it holds, at the end of the program."""
        self.settle()
        self._table.write(_sure_numbers)


def _sure_numbers(asked: Asked) -> Kept | None:
    """Return a compiled pattern as numbers; None where they do not make the very pattern that `re` makes."""
    numbers = _numbers(*asked)
    return numbers if _made(asked[0], numbers) == re.compile(*asked) else None


def _numbers(pattern: str, flags: int) -> Kept:
    """Compile a pattern as `re` does, but for the last step."""
    tree = _PARSER.parse(pattern, flags)
    code = _COMPILER._code(tree, flags)  # noqa: SLF001 -- there is no public name for the numbers
    named: dict[str, int] = tree.state.groupdict
    names: list[str | None] = [None] * tree.state.groups
    for name, number in named.items():
        names[number] = name
    # Some of the numbers are constants with names, which marshal does not know.
    return int(flags | tree.state.flags), [int(number) for number in code], tree.state.groups - 1, named, tuple(names)


def _made(pattern: str, kept: Kept) -> Pattern[str]:
    """Make a pattern of its numbers, which are checked. RuntimeError, TypeError, ValueError or OverflowError when they are none."""
    made: Pattern[str] = _SRE.compile(pattern, *kept)
    return made
