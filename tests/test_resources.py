"""Stylesheets and bundled articles are found wherever the program is installed."""

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

_ASK = """
import sys, site
sys.path = [folder for folder in sys.path if folder not in ("", {root!r})]
{how}
import reader
from reader import assets
print(reader.__file__)
print(assets.styles())
print(assets.seeds())
"""


def test_a_checkout_has_them_beside_the_package() -> None:
    assert (resources.styles() / "base.tcss").is_file()
    assert (resources.seeds() / "000_3058addbbcf4618e.txt").is_file()


def test_inside_the_package_comes_first(tmp_path: Path) -> None:
    for folder in ("reader/seeds", "seeds"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    assert resources.find_folder("seeds", tmp_path / "reader") == tmp_path / "reader" / "seeds"


def test_a_folder_of_that_name_beside_an_installed_package_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "seeds").mkdir()
    with pytest.raises(EnregardError, match="“seeds” that comes with Enregard is missing"):
        resources.find_folder("seeds", tmp_path / "reader")


def test_a_checkout_without_them_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(EnregardError, match="“styles”"):
        resources.find_folder("styles", tmp_path / "reader")


def test_no_python_file_is_among_them() -> None:
    for folder in (resources.styles(), resources.seeds()):
        assert [path for path in folder.rglob("*") if path.suffix in {".py", ".pyc"}] == []


# -- installed --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build needs, copied, so that building leaves nothing in the checkout."""
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
    """Call a hook of the build backend, as pip does, and return what it made."""
    target.mkdir()
    call = f"from hatchling import build; print(build.{hook}({str(target)!r}))"
    made = subprocess.run([sys.executable, "-c", call], cwd=project, check=True, capture_output=True, text=True)
    return target / made.stdout.split()[-1]


def _unpack(wheel: Path, site: Path) -> Path:
    shutil.unpack_archive(wheel, site, "zip")
    return site


def _asked(how: str, folder: Path) -> tuple[Path, Path, Path]:
    """Return where the package, the styles and the seeds are, asked in a new process that knows no checkout."""
    code = _ASK.format(root=str(ROOT), how=how)
    made = subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True)
    package, styles, seeds = made.stdout.splitlines()
    return Path(package), Path(styles), Path(seeds)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_wheel_carries_them(project: Path, tmp_path: Path) -> None:
    site = _unpack(_build(project, "build_wheel", tmp_path / "made"), tmp_path / "site")
    package, styles, seeds = _asked(f"sys.path.insert(0, {str(site)!r})", tmp_path)
    assert package == site / "reader" / "__init__.py"
    assert (styles, seeds) == (site / "reader" / "styles", site / "reader" / "seeds")
    assert _names(styles) == _names(ROOT / "styles")
    assert _names(seeds) == _names(ROOT / "seeds")
    seed = "000_3058addbbcf4618e.txt"
    assert (seeds / seed).read_bytes() == (ROOT / "seeds" / seed).read_bytes()


def test_a_wheel_built_from_the_source_archive_carries_them(project: Path, tmp_path: Path) -> None:
    with tarfile.open(_build(project, "build_sdist", tmp_path / "source")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    site = _unpack(_build(unpacked, "build_wheel", tmp_path / "made"), tmp_path / "site")
    _, styles, seeds = _asked(f"sys.path.insert(0, {str(site)!r})", tmp_path)
    assert _names(styles) == _names(ROOT / "styles")
    assert _names(seeds) == _names(ROOT / "seeds")


def test_an_editable_install_finds_them_in_the_project(project: Path, tmp_path: Path) -> None:
    site = _unpack(_build(project, "build_editable", tmp_path / "made"), tmp_path / "site")
    package, styles, seeds = _asked(f"site.addsitedir({str(site)!r})", tmp_path)
    assert package == project / "reader" / "__init__.py"
    assert (styles, seeds) == (project / "styles", project / "seeds")
