"""Log unexpected errors."""

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
    """Append an error with its traceback to the log; return the message to show."""
    kind = type(error).__name__
    try:
        path = folders(os.environ).log_file
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} enregard {__version__}\n")
            log.write(sanitize("".join(traceback.format_exception(error))) + "\n")
    except (OSError, EnregardError):
        return f"Unexpected error ({kind}: {clean_line(str(error))}). The log could not be written."
    return f"Unexpected error ({kind}). Details are in {path}. Please report it."
