"""Errors that are ours: written into the log, and told in a sentence that says where the log is."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime

from reader import __version__
from reader.cli.output import sanitize
from reader.errors import EnregardError
from reader.paths import folders
from reader.text.cleaning import clean_line


def log_crash(error: Exception) -> str:
    """Write what is known of an error into the log; return the sentence to tell."""
    kind = type(error).__name__
    try:
        path = folders(os.environ).log_file
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} enregard {__version__}\n")
            log.write(sanitize("".join(traceback.format_exception(error))) + "\n")
    except (OSError, EnregardError):
        return f"Something went wrong in the program itself ({kind}: {clean_line(str(error))}), and the log could not be written."
    return f"Something went wrong in the program itself ({kind}). What is known of it is in {path}. Please report it."
