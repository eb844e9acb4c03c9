"""Reading ahead: a thread reads the article that a start will show, while the program loads what it will show it with.

SQLite lets the other threads go on while it reads, so on two processors a book of 3 MB is there for nothing.
"""

from __future__ import annotations

import sqlite3
from threading import Thread
from typing import TYPE_CHECKING

from reader.errors import EnregardError
from reader.storage import articles, translations
from reader.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.text.article import Article
    from reader.text.english import Translation


class Ahead:
    """One article and its English, as they were when it was begun. Nothing here raises: who finds nothing reads for himself."""

    def __init__(self, path: Path, article_id: str, *, engine: str, target: str, state: object) -> None:
        """``state`` is what the library was known to be in before; what is read is of that state or a later one."""
        self.state = state
        self._path = path
        self._asked = (article_id, engine, target)
        self._found: tuple[Article, Sequence[Translation | None]] | None = None
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        article_id, engine, target = self._asked
        try:
            connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=0.0, isolation_level=None)
        except (sqlite3.Error, ValueError):
            return
        try:
            database = Database(connection, self._path)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("BEGIN")  # one state of the library, whoever writes meanwhile
            article = articles.get(database, article_id)
            self._found = article, translations.of_article(database, article, engine=engine, target=target)
        except (sqlite3.Error, EnregardError, OSError, ValueError):
            return
        finally:
            connection.close()

    def wait(self) -> None:
        """Wait until nothing is read any more."""
        self._thread.join()

    def article(self, article_id: str) -> Article | None:
        """Return the article if it is the one that was read; None also while it is being read: waiting could take longer."""
        if self._thread.is_alive() or self._found is None or article_id != self._asked[0]:
            return None
        return self._found[0]

    def translations(self, article: Article, engine: str, target: str) -> Sequence[Translation | None] | None:
        """Return the English of the very article that was read, if that was asked for."""
        if self._found is None or article is not self._found[0] or (engine, target) != self._asked[1:]:
            return None
        return self._found[1]
