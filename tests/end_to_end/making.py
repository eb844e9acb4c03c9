"""What the end-to-end tests start from: a reader's home, the real program in it, and its library seen from outside."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import reader
from reader import resources
from reader.paths import folders
from reader.reading.library import Library
from reader.storage.store import Store
from reader.text.model.highlights import Color, Highlight, Note
from reader.text.model.selectors import describe
from reader.text.spans import Span
from tests.end_to_end.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.text.model.catalog import ReadingPosition

ROOT = Path(reader.__file__).parents[1]
HERE = Path(__file__).parent

OPENING = "Le chef du Secret Intelligence Service du Royaume-Uni, communément"
"""The first words of the bundled article, on the first line of its first paragraph."""

PAIRS = (
    ("Le chef du Secret Intelligence", "The head of the United Kingdom’s"),
    ("« De nombreux Russes", "“Many Russians today are"),
    ("Moore a déclaré que", "Moore said that “many"),
    ("« Je les invite", "“I invite them to do"),
)
"""How its first paragraphs begin, and their English."""


class Home:
    """One reader's folder, and everything that is started in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "home"
        self.log = self.data / "enregard.log"
        self.terminals: list[Terminal] = []
        self.environ = {
            "ENREGARD_HOME": str(self.data),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        """The whole environment: nothing of whoever runs the tests is in it."""

    def start(
        self,
        *words: str | Path,
        columns: int = 120,
        rows: int = 40,
        program: Sequence[str | Path] = ("-m", "reader"),
        **environ: str,
    ) -> Terminal:
        """Start the real program; the fixture ends it."""
        terminal = Terminal(
            [sys.executable, *program, *words],
            environ=self.environ | environ,
            folder=self.folder,
            columns=columns,
            rows=rows,
        )
        self.terminals.append(terminal)
        return terminal

    def open(self, *words: str | Path, **options: Any) -> Terminal:
        """Start the program and wait until its first picture is complete."""
        terminal = self.start(*words, **options)
        terminal.wait_for(lambda: "%" in terminal.lines[-1])
        terminal.catch_up()
        return terminal

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file beside the home."""
        path = self.folder / name
        path.write_bytes(content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content)
        return path

    def script(self, name: str, body: str) -> Path:
        """Write a program of the shell."""
        path = self.file(name, f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the command line without a terminal."""
        return subprocess.run(
            [sys.executable, "-m", "reader", *map(str, words)],
            env=self.environ,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )

    def marks(self) -> list[dict[str, Any]]:
        """Return every mark, as the command line lists them."""
        done = self.run("marks", "--json")
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    def mark(self, words: str, color: Color = Color.YELLOW, *, note: str | None = None, article: int = 0) -> None:
        """Highlight words of an article before any terminal is opened, as another run of the program would have."""
        with self.library() as store:
            Library(store).add_bundled(resources.seeds())
            text = store.article(store.entries()[article].id)
            start = text.text.index(words)
            now = "2030-01-01T00:00:00Z"
            store.save_highlight(
                Highlight(
                    f"mark-{start}-{len(words)}",
                    text.id,
                    describe(text.text, Span(start, start + len(words))),
                    color,
                    now,
                    now,
                    None if note is None else Note(note, now, now),
                )
            )

    @contextmanager
    def library(self) -> Iterator[Store]:
        """Open the library beside the running program."""
        with Store.open(
            self.data / "library.db", now=lambda: "2030-01-01T00:00:00Z", new_id=lambda: str(uuid.uuid4())
        ) as store:
            yield store

    def place(self) -> ReadingPosition | None:
        """Return the place kept for the article that was opened last."""
        with self.library() as store:
            article = store.last_opened()
            return store.reading_position(article) if article is not None else None

    def words_at_place(self, length: int) -> str:
        """Return the words at the place that is kept, the first so many characters."""
        with self.library() as store:
            article = store.last_opened()
            assert article is not None
            place = store.reading_position(article)
            assert place is not None
            return store.article(article).text[place.caret : place.caret + length]

    def drafts(self) -> list[str]:
        """Return the words of every note that is not finished, as they are on disk."""
        with self.library() as store:
            return [draft.body for draft in store.note_drafts()]

    def close(self) -> None:
        """End what still runs."""
        for terminal in self.terminals:
            terminal.__exit__()


class FreshHome(Home):
    """A machine on which the program was just installed: its folders are where the system has them, and none is made yet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        del self.environ["ENREGARD_HOME"]
        self.environ["PATH"] = f"{sysconfig.get_path('scripts')}:/usr/bin:/bin"
        linux = sys.platform != "darwin"
        support = folder / "Library" / "Application Support" / "enregard"
        self.data = folder / ".local" / "share" / "enregard" if linux else support
        self.settings = folder / ".config" / "enregard" / "settings.toml" if linux else support / "settings.toml"
        self.log = folders(self.environ).log_file

    def shell(self, line: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a line of the shell, in the folder of the texts; what it says to the reader is returned, whatever its end."""
        return subprocess.run(
            ["/bin/sh", "-c", line],
            env=self.environ | environ,
            cwd=self.folder,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
        )

    def start_by(self, line: str, environ: Mapping[str, str] | None = None) -> Terminal:
        """Type a line that opens the reader's window."""
        terminal = Terminal(["/bin/sh", "-c", line], environ=self.environ | dict(environ or {}), folder=self.folder)
        self.terminals.append(terminal)
        return terminal

    def open_by(self, line: str, environ: Mapping[str, str] | None = None) -> Terminal:
        """Type a line that opens the reader's window, and wait until its first picture is complete."""
        terminal = self.start_by(line, environ)
        terminal.wait_for(lambda: "%" in terminal.lines[-1])
        terminal.catch_up()
        return terminal
