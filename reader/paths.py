"""Folders of the data, settings and log; ENREGARD_HOME puts them all in one folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

APP_NAME = "enregard"
"""The program's name in folder names."""

HOME_VARIABLE = "ENREGARD_HOME"
"""Environment variable that puts everything in one folder."""


@frozen_dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user; they may not exist yet."""

    data: Path
    """Holds the library file."""
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
    """Return the folders for this environment; EnregardError if the home folder is unknown.

    ``ENREGARD_HOME`` has priority (``~`` is expanded, relative paths start at the current folder);
    otherwise platformdirs decides.
    """
    if home := environ.get(HOME_VARIABLE, ""):
        # Path.expanduser raises for an unknown ~name, which may be a real folder name.
        folder = Path(os.path.abspath(os.path.expanduser(home)))  # noqa: PTH100, PTH111
        return Folders(folder, folder, folder)
    return folders_from(_system_folders)


def folders_from(get_folders: Callable[[], tuple[Path, Path, Path]]) -> Folders:
    """Call a function for data, config and log folders; EnregardError if it finds no home."""
    try:
        return Folders(*get_folders())
    except (RuntimeError, ValueError) as error:  # the home folder is unknown or relative
        raise EnregardError(
            f"Your home folder is unknown. Choose a folder for the library: set {HOME_VARIABLE}=FOLDER."
        ) from error


def _system_folders() -> tuple[Path, Path, Path]:
    # Lazy: `enregard --help` needs no folder.
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(APP_NAME, appauthor=False)
    return dirs.user_data_path, dirs.user_config_path, dirs.user_log_path
