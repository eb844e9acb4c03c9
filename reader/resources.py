"""Find the stylesheets and the bundled articles."""

from __future__ import annotations

from pathlib import Path

from reader.errors import EnregardError

# ``importlib.resources`` would add 15 ms to the start. Stylesheets must be real files either way.
_PACKAGE = Path(__file__).parent


def styles() -> Path:
    """Return the folder of the stylesheets; EnregardError if it is missing."""
    return find_folder("styles")


def seeds() -> Path:
    """Return the folder of the bundled articles; EnregardError if it is missing."""
    return find_folder("seeds")


def find_folder(name: str, package: Path = _PACKAGE) -> Path:
    """Return the folder ``name`` that ships with the package; EnregardError if it is missing.

    A wheel has it inside the package; a checkout or an editable install has it beside the package,
    next to ``pyproject.toml``. An unrelated folder ``seeds`` in site-packages is ignored.
    """
    inside = package / name
    if inside.is_dir():
        return inside
    beside = package.parent / name
    if (package.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    raise EnregardError(f"Enregard’s folder “{name}” is missing. Reinstall Enregard.")
