"""The saved last screen: folder, imports and validity. On a terminal: tests/end_to_end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader.paths import folders
from reader.startup import last_screen

ROOT = Path(reader.__file__).parents[1]

PRINT_IMPORTS = """
import sys
before = set(sys.modules)
from reader.cli import main
from reader.startup import last_screen
assert last_screen.restore() is None
print(*sorted(set(sys.modules) - before))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is known on Linux only")
@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"XDG_DATA_HOME": ""},
        {"XDG_DATA_HOME": "  "},
        {"XDG_DATA_HOME": "/elsewhere/data"},
        {"XDG_DATA_HOME": "/elsewhere/data/"},
        {"ENREGARD_HOME": "/elsewhere/all"},
        {"ENREGARD_HOME": "~/all"},
        {"ENREGARD_HOME": "all"},
        {"ENREGARD_HOME": "/elsewhere/../all/"},
        {"ENREGARD_HOME": "", "XDG_DATA_HOME": "/elsewhere/données"},
    ],
)
def test_data_folder_equals_that_of_paths(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`data_folder` must agree with `reader.paths`, which uses platformdirs."""
    for name in ("ENREGARD_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    found = last_screen.data_folder()
    assert found is not None
    assert Path(found) == folders(os.environ).data


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"HOME": "/h", "XDG_DATA_HOME": "relative"}])
def test_unknown_data_folder(environ: dict[str, str]) -> None:
    assert last_screen.data_folder(environ) is None


def test_restore_imports_nothing_else(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PRINT_IMPORTS],
        cwd=ROOT,
        env={"ENREGARD_HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8", "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert set(done.stdout.split()) <= {
        "reader",
        "reader.cli",
        "reader.startup",
        "reader.startup.last_screen",
        "__future__",
    }
    assert list(tmp_path.iterdir()) == []


def test_no_screen_without_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENREGARD_HOME", str(tmp_path))
    assert last_screen.restore() is None


def save(folder: Path, monkeypatch: pytest.MonkeyPatch, stamps: tuple[str, ...] = ()) -> bool:
    monkeypatch.setenv("ENREGARD_HOME", str(folder))
    monkeypatch.setattr(last_screen, "_size", lambda: (80, 24))
    return last_screen.save(str(folder), "Une page, un été.", stamps)


def read(folder: Path, environ: dict[str, str] | None = None, size: tuple[int, int] = (80, 24)) -> str | None:
    environ = {**os.environ, **(environ or {})}
    return last_screen._read_frame(str(folder / last_screen.FILE_NAME), environ, size)


def test_saved_screen_is_valid_while_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = tmp_path / "library.db"
    library.write_bytes(b"one")
    watched = (str(library), str(tmp_path / "library.db-wal"), str(tmp_path / "réglages\udcff.toml"))
    assert save(tmp_path, monkeypatch, watched)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["firstpage", "library.db"]
    assert (tmp_path / last_screen.FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert read(tmp_path) == "Une page, un été."
    assert read(tmp_path, size=(81, 24)) is None
    assert read(tmp_path, {"TERM": "another"}) is None
    assert read(tmp_path, {"LC_MESSAGES": "fr"}) is None
    assert read(tmp_path, {"UNRELATED": "x"}) is not None
    (tmp_path / "library.db-wal").write_bytes(b"")
    assert read(tmp_path) is None
    (tmp_path / "library.db-wal").unlink()
    assert read(tmp_path) is not None
    library.write_bytes(b"other")
    assert read(tmp_path) is None


def test_failed_save_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert save(tmp_path, monkeypatch)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(last_screen, "_write", full)
    assert not save(tmp_path, monkeypatch)
    assert list(tmp_path.iterdir()) == []


def test_screen_of_another_library_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENREGARD_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(last_screen, "_size", lambda: (80, 24))
    other = tmp_path / "other"
    other.mkdir()
    assert not last_screen.save(str(other), "page", ())
    assert list(other.iterdir()) == []


def test_deleting_a_missing_file_is_silent(tmp_path: Path) -> None:
    last_screen.delete(str(tmp_path))
    last_screen.delete(str(tmp_path / "nowhere"))
