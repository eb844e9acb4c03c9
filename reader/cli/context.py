"""What commands share: folders, settings and the open library."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from reader.cli import output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.cli.arguments import Arguments
    from reader.config import Settings
    from reader.paths import Folders
    from reader.reading.library import Library
    from reader.storage.store import Store

LOCK_TIMEOUT: Final = 5.0
"""Seconds to wait while another program locks the library."""


def user_folders() -> Folders:
    """Return the folders of the data, settings and log."""
    from reader.paths import folders

    return folders(os.environ)


def _library_path(arguments: Arguments) -> Path:
    path: Path | None = arguments.library
    return path.absolute() if path else user_folders().library


def now() -> str:
    """Return the time: ISO 8601, UTC, to the second."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def new_id() -> str:
    """Return a unique id."""
    import uuid

    return str(uuid.uuid4())


@contextmanager
def open_library(
    arguments: Arguments, report_error: Callable[[str], None], *, timeout: float = LOCK_TIMEOUT
) -> Iterator[tuple[Store, Library]]:
    """Open the library and add new bundled articles; pass failures to ``report_error``."""
    from reader import resources
    from reader.reading.library import Library
    from reader.storage.store import Store

    with Store.open(_library_path(arguments), now=now, new_id=new_id, timeout=timeout) as store:
        library = Library(store, added=now())
        for problem in library.add_bundled(resources.seeds()):
            report_error(problem)
        yield store, library


def load_settings(arguments: Arguments) -> Settings:
    """Return the settings with this command's options applied; print errors in the file."""
    from dataclasses import replace

    from reader.config import load

    settings, problems = load(user_folders().settings, offline=arguments.offline)
    for problem in problems:
        output.write_message(problem)
    return replace(settings, target=arguments.to) if arguments.to else settings


def current_engine(store: Store, settings: Settings) -> str:
    """Return the engine from the settings, or the one chosen in the program; empty: none."""
    from reader.reading.preferences import Preferences

    return settings.engine or Preferences.from_stored(store.preferences()).engine
