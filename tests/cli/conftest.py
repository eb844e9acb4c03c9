"""A home folder for each test, and the command line run in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli import main
from reader.storage.store import Store
from reader.text.model.highlights import Color, Highlight, Note
from reader.text.model.selectors import describe
from reader.text.spans import Span

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class CommandResult:
    """Output and exit code of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """Runs the command line in this process."""

    home: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str) -> CommandResult:
        self.capsys.readouterr()
        code = main(words)
        out, err = self.capsys.readouterr()
        return CommandResult(code, out, err)

    def mark(self, name: str, quotation: str, color: Color = Color.YELLOW, note: str | None = None) -> None:
        """Highlight a quotation, as the UI would."""
        with Store.open(self.home / "library.db", now=lambda: "2024-01-01T00:00:00Z", new_id=lambda: "x") as store:
            (entry,) = (entry for entry in store.entries() if entry.name == name)
            text = store.article(entry.id).text
            start = text.index(quotation)
            saved_note = None if note is None else Note(note, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z")
            store.save_highlight(
                Highlight(
                    f"{entry.id}-{start}-{color.value}",
                    entry.id,
                    describe(text, Span(start, start + len(quotation))),
                    color,
                    "2024-01-01T00:00:00Z",
                    "2024-01-01T00:00:00Z",
                    saved_note,
                )
            )

    def archive(self, name: str) -> None:
        """Archive an article, as the UI would."""
        with Store.open(self.home / "library.db", now=lambda: "2024-01-01T00:00:00Z", new_id=lambda: "x") as store:
            (entry,) = (entry for entry in store.entries() if entry.name == name)
            store.set_archived(entry.id, archived=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("ENREGARD_HOME", str(folder))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def enregard(home: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(home, capsys)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts: two with English, one hidden."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "chat.txt").write_text("# Le chat\n\nUn chat noir dort.\n\nIl rêve d’été.\n", encoding="utf-8")
    (folder / "chat.en.txt").write_text("A black cat sleeps.\n\nIt dreams of summer.\n", encoding="utf-8")
    (folder / "chien.md").write_text("---\ntitle: Le chien\nauthor: Qui\n---\nUn chien.\n", encoding="utf-8")
    (folder / "chien.en.md").write_text("A dog.\n", encoding="utf-8")
    (folder / ".secret.txt").write_text("Rien.", encoding="utf-8")
    return folder
