"""Quick files: what one start keeps for the next in the ``__pycache__`` of this package, beside Python's own compiled files.

They are read before anything else is, so nothing is imported here that a start could do without: ``os`` but not ``pathlib``.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.machinery import ModuleSpec


def place_beside(spec: ModuleSpec | None, name: str) -> str | None:
    """Return the path of the file of this name beside the compiled file of a module; None where Python keeps none."""
    cached = None if spec is None else spec.cached
    return None if cached is None else os.path.join(os.path.dirname(cached), f"{name}.{sys.implementation.cache_tag}")  # noqa: PTH118, PTH120


def replace(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file whole, or leave the one that is there. OSError when it cannot be written."""
    draft = f"{path}.{os.getpid()}"
    try:
        with open(draft, "wb") as file:  # noqa: PTH123
            file.writelines(pieces)
        os.replace(draft, path)  # noqa: PTH105
    except OSError:
        if os.path.exists(draft):  # noqa: PTH110
            os.unlink(draft)  # noqa: PTH108
        raise
