"""Folders of the data, settings and log."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import EnregardError
from reader.paths import Folders, folders, folders_from


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    found = folders({"ENREGARD_HOME": str(tmp_path / "all")})
    assert found.library == tmp_path / "all" / "library.db"
    assert found.settings == tmp_path / "all" / "settings.toml"
    assert found.log_file == tmp_path / "all" / "enregard.log"
    assert not (tmp_path / "all").exists(), "no folder is created"


def test_tilde_is_expanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert folders({"ENREGARD_HOME": "~/books"}).data == tmp_path / "books"


def test_relative_folder_starts_at_the_current_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders({"ENREGARD_HOME": "here/../there"}).data == tmp_path / "there"


def test_unknown_user_after_tilde_is_a_plain_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert folders({"ENREGARD_HOME": "~nobody-at-all"}).data == tmp_path / "~nobody-at-all"


@pytest.mark.parametrize("environ", [{}, {"ENREGARD_HOME": ""}])
def test_default_folders(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    found = folders(environ)
    assert found.library.name == "library.db"
    for folder in (found.data, found.config, found.log):
        assert folder.is_relative_to(tmp_path)
        assert "enregard" in folder.parts
    assert list(tmp_path.iterdir()) == []


def test_unknown_home_is_reported() -> None:
    def fail() -> tuple[Path, Path, Path]:
        raise RuntimeError("could not determine the home directory")

    for unknown in (fail, lambda: (Path("~/.local"), Path("~/.config"), Path("~/.log"))):
        with pytest.raises(EnregardError, match="ENREGARD_HOME=FOLDER"):
            folders_from(unknown)


def test_relative_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        Folders(tmp_path, Path("relative"), tmp_path)


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1))
def test_any_folder_is_absolute(home: str) -> None:
    found = folders({"ENREGARD_HOME": home})
    assert found.library.is_absolute()
    assert found.library.parent == found.settings.parent == found.log_file.parent
