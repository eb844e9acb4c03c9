"""Edits a text or a file in the user's own editor."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.errors import EnregardError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App


class EditorError(EnregardError):
    """The editor could not be run; the text is unchanged."""


def editor_command(configured: str | None, environ: Mapping[str, str]) -> list[str]:
    """Return the editor command: the setting, $VISUAL or $EDITOR; EditorError if none is set."""
    import shlex

    command_line = configured or environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        command = shlex.split(command_line)
    except ValueError:
        raise EditorError(
            f"The editor “{command_line}” is not a valid command. Set EDITOR to a program’s name."
        ) from None
    if not command:
        raise EditorError("No editor is set. Set EDITOR (for example: export EDITOR=nano) and restart Enregard.")
    return command


def edit_file(app: App[Any], path: Path, configured: str | None) -> None:
    """Run the editor on a file while the application is suspended; EditorError if that fails."""
    import subprocess

    from textual.app import SuspendNotSupported

    command, code = editor_command(configured, os.environ), None
    try:
        # An exception that left the block would keep the application suspended.
        with app.suspend(), contextlib.suppress(OSError):
            code = subprocess.run([*command, str(path)], check=False).returncode
    except SuspendNotSupported:
        raise EditorError("This terminal cannot run an external editor.") from None
    if code is None:
        raise EditorError(f"The editor “{Path(command[0]).name}” could not start. Check EDITOR. Nothing was changed.")
    if code != 0:
        raise EditorError(f"The editor “{Path(command[0]).name}” failed (exit status {code}). Nothing was changed.")


def edit_text(app: App[Any], text: str, configured: str | None) -> str:
    """Return a text as edited in the user's editor; EditorError if that fails."""
    editor_command(configured, os.environ)
    handle, name = tempfile.mkstemp(prefix="enregard-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        edit_file(app, path, configured)
        try:
            return path.read_text(encoding="utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError):
            raise EditorError("The editor’s output is not valid text. The note is unchanged.") from None
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
