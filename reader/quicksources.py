"""Quicksources: the Python that the standard library writes while modules load, compiled once and for the next start too.

For every dataclass and named tuple it writes functions, as text, and compiles them: a start has some 200 such texts, nearly all of
them Textual's, and compiling them is another twentieth of it. The same text has the same code in the same build of Python, so the
code is kept in the ``__pycache__`` of this package.
"""

from __future__ import annotations

import builtins
from importlib import import_module
from types import CodeType
from typing import TYPE_CHECKING, Any, Final

from reader.quickfiles import QuickTable, place_beside

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from types import ModuleType

    Source = tuple[str, str]
    """What is done with a text (``exec`` or ``eval``), and the text."""

_WRITERS: Final = (("dataclasses", "exec"), ("collections", "eval"))
"""The modules that write Python, and by which built-in function each has it done."""


class Quicksources:
    """The generated functions of a start. Nothing here ever raises: what does not work is done as if this were not there."""

    def __init__(self, path: str | None) -> None:
        """``path`` is the file; None: there is nowhere to keep one."""
        self._table: QuickTable[Source, CodeType] = QuickTable(path)
        self._told: list[tuple[ModuleType, str]] = []

    @classmethod
    def beside(cls, spec: ModuleSpec | None) -> Quicksources:
        """Return those kept beside the compiled file of a module."""
        return cls(place_beside(spec, "sources"))

    def install(self) -> None:
        """Have code taken from the file from now on, and texts that are not in it noted."""
        self._table.read()
        doing = {"exec": self._exec, "eval": self._eval}
        for writer, name in _WRITERS:
            module = import_module(writer)  # not before: it is one of the modules that load quicker by now
            if name not in vars(module):
                setattr(module, name, doing[name])  # a name of the module's own goes before the built-in one
                self._told.append((module, name))

    def settle(self) -> None:
        """Take what was compiled until now for what a start needs."""
        while self._told:
            delattr(*self._told.pop())

    def keep(self) -> None:
        """Write the file anew where this start needed more than it holds, at the end of the program."""
        self.settle()
        self._table.write(_compiled)

    def _exec(self, source: Any, names: dict[str, Any], *more: Any) -> None:  # noqa: ANN401 -- as the built-in one
        builtins.exec(self._code("exec", source), names, *more)  # noqa: S102 -- what dataclasses wrote

    def _eval(self, source: Any, names: dict[str, Any], *more: Any) -> Any:  # noqa: ANN401 -- as the built-in one
        return builtins.eval(self._code("eval", source), names, *more)  # noqa: S307 -- what namedtuple wrote

    def _code(self, doing: str, source: Any) -> Any:  # noqa: ANN401 -- whatever is to be done
        if type(source) is not str:
            return source
        asked = doing, source
        found = self._table.find(asked)
        if type(found) is CodeType:
            return found
        compiled = _compiled(asked)
        self._table.need(asked)
        return compiled


def _compiled(asked: Source) -> CodeType:
    """Compile a text as the built-in functions would; called from here they would heed the ``__future__`` of this module."""
    doing, source = asked
    code: CodeType = compile(source, "<string>", doing, dont_inherit=True)
    return code
