"""Where the files that ship beside the code are: the stylesheets and the bundled articles."""

from __future__ import annotations

from pathlib import Path

from reader.errors import EnregardError

# ``__file__`` and not ``importlib.resources``: stylesheets are handed on as paths and watched as files, so they must lie
# on disk as files anyway, and ``__file__`` says where without 15 ms of imports before the first frame. From an archive
# (zipimport) neither would give a real folder; there the sentence below is the right answer.
_PACKAGE = Path(__file__).parent


def styles() -> Path:
    """Return the folder of the stylesheets; EnregardError when it did not come with the program."""
    return find_folder("styles")


def seeds() -> Path:
    """Return the folder of the bundled articles; EnregardError when it did not come with the program."""
    return find_folder("seeds")


def find_folder(name: str, package: Path = _PACKAGE) -> Path:
    """Return the folder ``name`` that ships with the package; EnregardError when it is not there.

    A wheel carries it inside the package. An editable install and a checkout have it beside the package, and only
    there does ``pyproject.toml`` stand next to it: a folder called ``seeds`` in site-packages is not ours.
    """
    inside = package / name
    if inside.is_dir():
        return inside
    beside = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    raise EnregardError(f"The folder “{name}” that comes with Enregard is missing. Install Enregard again.")
