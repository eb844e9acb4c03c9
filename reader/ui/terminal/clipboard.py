"""Copies to the clipboard by a desktop program; the caller also uses OSC 52."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PROGRAMS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("", ("pbcopy",)),
)
"""Clipboard programs, and the variable that shows their desktop is available."""
TIMEOUT = 1.0
"""Seconds a program may take."""


def desktop_program(
    environ: Mapping[str, str], which: Callable[[str], str | None] = shutil.which
) -> tuple[str, ...] | None:
    """Return the clipboard program to use; None if there is none."""
    for variable, command in PROGRAMS:
        if (not variable or environ.get(variable)) and which(command[0]):
            return command
    return None


def copy_with_program(text: str, environ: Mapping[str, str] | None = None) -> str | None:
    """Copy a text with the desktop's clipboard program; return its name, None if that failed."""
    import subprocess

    command = desktop_program(os.environ if environ is None else environ)
    if command is None:
        return None
    try:
        done = subprocess.run(
            command,
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return command[0] if done.returncode == 0 else None
