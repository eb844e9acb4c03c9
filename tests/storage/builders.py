"""Helpers for the tests of storage: clock, ids, values, an open store, child processes."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import reader
from reader.storage.store import Store
from reader.text.formats.manuscript import Manuscript
from reader.text.model.highlights import Color, Draft, Highlight, Note
from reader.text.model.selectors import Selector

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(reader.__file__).parents[1]
HERE = Path(__file__).parent

HOSTILE = (
    "",
    " ",
    "'; DROP TABLE articles; --",
    '"%s" %(x)s {path} ? :id [b]bold[/b]',
    "L’été,\u00a0«\u202fdéjà\u202f»\u00a0!",
    "e\u0301a\u0300",
    "👩\u200d👩\u200d👧\u200d👦🇫🇷❤\ufe0f",
    "漢字かなعربى\u2028\ufffd\U0010fffd",
    "x" * 100_000,
)
"""Strings that storage must return unchanged; cleaning, which comes first, removes NUL."""


class Clock:
    """Returns a time one second later at each call, or always the same time."""

    def __init__(self, *, frozen: bool = False) -> None:
        self._seconds = itertools.repeat(0) if frozen else itertools.count()

    def __call__(self) -> str:
        minutes, seconds = divmod(next(self._seconds), 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        return f"2024-01-{days + 1:02}T{hours:02}:{minutes:02}:{seconds:02}Z"


def numbered_ids(prefix: str = "id") -> Callable[[], str]:
    """Return a function that returns the ids id-0, id-1, …"""
    numbers = itertools.count()
    return lambda: f"{prefix}-{next(numbers)}"


PATIENT, IMPATIENT = 60.0, 0.05
"""Timeouts in seconds for locks: one that will be released, and one that never will."""


def open_store(path: Path, *, frozen: bool = False, prefix: str = "id", timeout: float = PATIENT) -> Store:
    """Open a store with a clock and ids of its own."""
    return Store.open(path, now=Clock(frozen=frozen), new_id=numbered_ids(prefix), timeout=timeout)


def manuscript(
    *paragraphs: str, title: str = "Titre", author: str = "", date: str = "", source: str = ""
) -> Manuscript:
    """Return a text as imported from a file."""
    return Manuscript(title=title, author=author, date=date, source=source, paragraphs=paragraphs)


def highlight(
    article_id: str, identity: str = "h", *, start: int = 0, exact: str = "Un", body: str | None = None
) -> Highlight:
    """Return a highlight, with a note if there is a body."""
    return Highlight(
        id=identity,
        article_id=article_id,
        selector=Selector(exact, "", "", start),
        color=Color.YELLOW,
        created="2024-02-01T00:00:00Z",
        modified="2024-02-02T00:00:00Z",
        note=None if body is None else Note(body, "2024-02-03T00:00:00Z", "2024-02-04T00:00:00Z"),
    )


def draft(article_id: str, highlight_id: str = "h", *, body: str = "bro", owner: str = "run-1") -> Draft:
    """Return an unfinished note."""
    return Draft(highlight_id, article_id, body, owner, "2024-02-05T00:00:00Z")


def dump(store: Store) -> list[str]:
    """Return the whole library as SQL."""
    return list(store._database.connection.iterdump())


def start_process(script: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """Start a script of this folder in another process; talk to it through stdin and stdout."""
    return subprocess.Popen(
        [sys.executable, HERE / script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
