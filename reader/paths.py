"""Where the reader's data, settings and log live: three folders, or one folder that ENREGARD_HOME names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

APP_NAME = "enregard"
"""The program's name, as folders are called after it."""

HOME_VARIABLE = "ENREGARD_HOME"
"""The variable that puts everything under one folder."""


@frozen_dataclass(frozen=True, slots=True)
class Folders:
    """The three folders of one reader; nothing is created by asking for them."""

    data: Path
    """Holds the library: the articles and every mark."""
    config: Path
    """Holds the settings file."""
    log: Path
    """Holds the log."""

    def __post_init__(self) -> None:
        for folder in (self.data, self.config, self.log):
            if not folder.is_absolute():
                raise ValueError(f"not an absolute folder: {folder}")

    @property
    def library(self) -> Path:
        """The library file."""
        return self.data / "library.db"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def log_file(self) -> Path:
        """The log file."""
        return self.log / "enregard.log"


def folders(environ: Mapping[str, str]) -> Folders:
    """Return the folders that the environment asks for; EnregardError when no home folder is known.

    ``ENREGARD_HOME`` wins (``~`` is understood, a relative folder counts from the current one); otherwise the
    system's own places, which platformdirs knows.
    """
    if home := environ.get(HOME_VARIABLE, ""):
        # os.path, not Path.expanduser: that one raises where a ~name is nobody's, and a folder may be called so.
        folder = Path(os.path.abspath(os.path.expanduser(home)))  # noqa: PTH100, PTH111
        return Folders(folder, folder, folder)
    return folders_from(_system_folders)


def folders_from(ask: Callable[[], tuple[Path, Path, Path]]) -> Folders:
    """Return the folders for data, settings and log that ``ask`` gives; EnregardError when it does not know a home folder."""
    try:
        return Folders(*ask())
    except (RuntimeError, ValueError) as error:  # no home is known, or not where it is
        raise EnregardError(
            f"Your home folder is not known, so there is no place for the library. Set {HOME_VARIABLE}=FOLDER."
        ) from error


def _system_folders() -> tuple[Path, Path, Path]:
    # Imported here because `enregard --help` needs no folder.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP_NAME, appauthor=False)
    return dirs.user_data_path, dirs.user_config_path, dirs.user_log_path
