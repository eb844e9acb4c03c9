"""The reader's own editor: hand it a text, take back what it wrote."""

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
    """The editor could not be run; the text is as it was."""


def editor_command(configured: str | None, environ: Mapping[str, str]) -> list[str]:
    """Return the command of the editor: the setting's, else $VISUAL's, else $EDITOR's; EditorFailed when none is set."""
    import shlex

    words = configured or environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        command = shlex.split(words)
    except ValueError:
        raise EditorError(
            f"The editor “{words}” cannot be read as a command. Set EDITOR to a program's name."
        ) from None
    if not command:
        raise EditorError("No editor is set. Set EDITOR (for example: export EDITOR=nano) and start Enregard again.")
    return command


def edit_file(app: App[Any], path: Path, configured: str | None) -> None:
    """Run the editor on a file, the terminal being its own meanwhile; EditorFailed, with a sentence, when that did not work."""
    import subprocess

    from textual.app import SuspendNotSupported

    command, code = editor_command(configured, os.environ), None
    try:
        with app.suspend(), contextlib.suppress(OSError):  # an error that left the block would leave the terminal lent
            code = subprocess.run([*command, str(path)], check=False).returncode
    except SuspendNotSupported:
        raise EditorError("This terminal cannot be lent to an editor.") from None
    if code is None:
        raise EditorError(
            f"The editor “{Path(command[0]).name}” could not be started. Check EDITOR; nothing was changed."
        )
    if code != 0:
        raise EditorError(f"The editor “{Path(command[0]).name}” ended with an error ({code}). Nothing was changed.")


def edit_text(app: App[Any], text: str, configured: str | None) -> str:
    """Run the editor on a text and return what it left; EditorFailed, with a sentence, when that did not work."""
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
            raise EditorError("What the editor wrote could not be read as text. The note is as it was.") from None
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
