"""Imports of each start: the command line is light, and nothing below the UI imports Textual."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import reader

ROOT = Path(reader.__file__).parents[1]

NETWORK = {
    "requests",
    "deep_translator",
    "bs4",
    "httpx",
    "aiohttp",
    "urllib3",
    "urllib.request",
    "http.client",
    "ssl",
    "socket",
}
TOOLKIT = {"textual", "rich"}

_PRINT_LOADED = "import sys; print('\\n'.join(sys.modules), file=sys.stderr)"


def _below_ui() -> list[str]:
    names = [module.name for module in pkgutil.walk_packages(reader.__path__, "reader.")]
    return [name for name in names if not name.startswith(("reader.ui", "reader.__main__"))]


def _loaded(code: str, home: Path) -> set[str]:
    """Return the modules loaded in a new process after running the code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_PRINT_LOADED}"],
        cwd=ROOT,
        env={"ENREGARD_HOME": str(home), "PATH": "", "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stderr.split())


def _after(words: list[str], home: Path) -> set[str]:
    return _loaded(f"from reader.cli import main; assert main({words!r}) == 0", home)


def test_below_ui_nothing_imports_textual_or_network_modules(tmp_path: Path) -> None:
    names = _below_ui()
    assert {"reader.cli", "reader.reading.library", "reader.storage.store", "reader.text.model.article"} <= set(names)
    loaded = _loaded(f"import importlib\nfor name in {names!r}: importlib.import_module(name)", tmp_path)
    assert set(names) <= loaded
    assert not loaded & (TOOLKIT | NETWORK)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["show", "--help"]])
def test_help_imports_almost_nothing(words: list[str], tmp_path: Path) -> None:
    loaded = _after(words, tmp_path)
    assert not loaded & (TOOLKIT | NETWORK | {"sqlite3", "platformdirs", "uuid", "json"})
    ours = {name for name in loaded if name.startswith("reader")}
    assert ours == {
        "reader",
        "reader.errors",
        "reader.cli",
        "reader.cli.arguments",
        "reader.cli.parser",
        "reader.cli.exit_codes",
        "reader.cli.examples",
        "reader.cli.output",
    }
    assert list(tmp_path.iterdir()) == [], "no file is created"


def test_start_without_arguments_skips_argparse(tmp_path: Path) -> None:
    started = "from reader.cli import main; assert main([]) == 1; import reader.ui.app.launch"
    loaded = _loaded(started, tmp_path)
    assert {"reader.cli.commands", "textual"} <= loaded, "it must get as far as the terminal check and the UI"
    assert not loaded & {"argparse", "gettext", "reader.cli.parser"}


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["marks"]])
def test_lists_do_not_import_textual(words: list[str], tmp_path: Path) -> None:
    assert not _after(words, tmp_path) & (TOOLKIT | NETWORK)


def test_show_does_not_import_textual(tmp_path: Path) -> None:
    loaded = _after(["show", "000_3058addbbcf4618e", "--both", "--marks", "--width", "60"], tmp_path)
    assert "textual" not in loaded
    assert not loaded & NETWORK


def test_imports_create_no_files(tmp_path: Path) -> None:
    _loaded("import reader.cli, reader.paths, reader.resources, reader.storage.store", tmp_path)
    assert list(tmp_path.iterdir()) == []
