"""Private names of Textual are used only where docs/architecture.md says so."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.driver import Driver
from textual.message_pump import MessagePump

import reader.ui

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED: Final = {
    "reader.ui.app.crash_handling": {"_exception", "_fatal_error", "_close_messages_no_wait", "_filters"},
    "reader.ui.terminal.driver": {
        "_sigtstp_application",
        "_sigcont_application",
        "_auto_restart",
        "_key_thread",
        "_loop",
        "_must_signal_resume",
    },
}


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _names(source: str) -> set[str]:
    """Return the private names that a class defines in its body or accesses on ``self``."""
    (declared,) = ast.parse(textwrap.dedent(source)).body
    assert isinstance(declared, ast.ClassDef)
    found = {node.name for node in declared.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    for node in ast.walk(declared):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            found.add(node.attr)
    for node in declared.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in found if _private(name)}


@cache
def _names_of(declared: type) -> set[str]:
    return _names(inspect.getsource(declared))


def _ours() -> Iterator[type]:
    for module in pkgutil.walk_packages(reader.ui.__path__, "reader.ui."):
        for found in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(found) and found.__module__ == module.name and issubclass(found, MessagePump | Driver):
                yield found


def test_private_names_are_found_in_source() -> None:
    assert {"_exception", "_filters", "_fatal_error"} <= _names_of(App)


def test_only_allowed_private_names_are_used() -> None:
    touched: dict[str, set[str]] = {}
    classes = list(_ours())
    assert len(classes) > 20
    for declared in classes:
        theirs = {
            name for base in declared.__mro__ if base.__module__.startswith("textual.") for name in _names_of(base)
        }
        if common := _names_of(declared) & theirs:
            touched.setdefault(declared.__module__, set()).update(common)
    assert touched == ALLOWED
