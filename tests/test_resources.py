"""Stylesheets and bundled articles are found in every kind of installation."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from reader import resources
from reader.errors import EnregardError

ROOT = Path(resources.__file__).resolve().parent.parent

_SHIPPED = ("reader", "styles", "seeds", "pyproject.toml", "README.md", "LICENSE")

_PRINT_FOLDERS = """
import sys, site
sys.path = [folder for folder in sys.path if folder not in ("", {root!r})]
{setup}
import reader
from reader import resources
print(reader.__file__)
print(resources.styles())
print(resources.seeds())
"""


def test_checkout() -> None:
    assert (resources.styles() / "base.tcss").is_file()
    assert (resources.seeds() / "000_3058addbbcf4618e.txt").is_file()


def test_folder_inside_the_package_has_priority(tmp_path: Path) -> None:
    for folder in ("reader/seeds", "seeds"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert resources.find_folder("seeds", tmp_path / "reader") == tmp_path / "reader" / "seeds"


def test_unrelated_folder_beside_an_installed_package_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "seeds").mkdir()
    with pytest.raises(EnregardError, match="folder “seeds” is missing"):
        resources.find_folder("seeds", tmp_path / "reader")


def test_incomplete_checkout(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(EnregardError, match="“styles”"):
        resources.find_folder("styles", tmp_path / "reader")


def test_resources_contain_no_python_files() -> None:
    for folder in (resources.styles(), resources.seeds()):
        assert [path for path in folder.rglob("*") if path.suffix in {".py", ".pyc"}] == []


# -- installed --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files that a build needs."""
    pytest.importorskip("hatchling", reason="building needs hatchling, which `make test` installs")
    copy = tmp_path_factory.mktemp("project")
    for name in _SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / name)
    return copy


def _build(project: Path, hook: str, target: Path) -> Path:
    """Call a hook of the build backend, as pip does, and return the built file."""
    target.mkdir()
    call = f"from hatchling import build; print(build.{hook}({str(target)!r}))"
    done = subprocess.run([sys.executable, "-c", call], cwd=project, check=True, capture_output=True, text=True)
    return target / done.stdout.split()[-1]


def _unpack(wheel: Path, site: Path) -> Path:
    shutil.unpack_archive(wheel, site, "zip")
    return site


def _installed_folders(setup: str, folder: Path) -> tuple[Path, Path, Path]:
    """Return package file, styles and seeds as a new process outside the checkout finds them."""
    code = _PRINT_FOLDERS.format(root=str(ROOT), setup=setup)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True)
    package, styles, seeds = done.stdout.splitlines()
    return Path(package), Path(styles), Path(seeds)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_wheel(project: Path, tmp_path: Path) -> None:
    site = _unpack(_build(project, "build_wheel", tmp_path / "made"), tmp_path / "site")
    package, styles, seeds = _installed_folders(f"sys.path.insert(0, {str(site)!r})", tmp_path)
    assert package == site / "reader" / "__init__.py"
    assert (styles, seeds) == (site / "reader" / "styles", site / "reader" / "seeds")
    assert _names(styles) == _names(ROOT / "styles")
    assert _names(seeds) == _names(ROOT / "seeds")
    seed = "000_3058addbbcf4618e.txt"
    assert (seeds / seed).read_bytes() == (ROOT / "seeds" / seed).read_bytes()


def test_wheel_built_from_the_sdist(project: Path, tmp_path: Path) -> None:
    with tarfile.open(_build(project, "build_sdist", tmp_path / "source")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    site = _unpack(_build(unpacked, "build_wheel", tmp_path / "made"), tmp_path / "site")
    _, styles, seeds = _installed_folders(f"sys.path.insert(0, {str(site)!r})", tmp_path)
    assert _names(styles) == _names(ROOT / "styles")
    assert _names(seeds) == _names(ROOT / "seeds")


def test_editable_install(project: Path, tmp_path: Path) -> None:
    site = _unpack(_build(project, "build_editable", tmp_path / "made"), tmp_path / "site")
    package, styles, seeds = _installed_folders(f"site.addsitedir({str(site)!r})", tmp_path)
    assert package == project / "reader" / "__init__.py"
    assert (styles, seeds) == (project / "styles", project / "seeds")
