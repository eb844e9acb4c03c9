"""Reads the first article on a thread while the user interface is being imported.

SQLite releases the interpreter lock while it reads, so a book of 3 MB opens faster.
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

    from reader.text.model.article import Article
    from reader.text.model.translations import Translation


class Prefetch:
    """One article and its translation, read on a thread.

    It never raises: without a result, read as usual.
    """

    def __init__(self, path: Path, article_id: str, *, engine: str, target: str, state: object) -> None:
        """Start reading; ``state`` identifies the state of the library before."""
        self.state = state
        self._path = path
        self._request = (article_id, engine, target)
        self._result: tuple[Article, Sequence[Translation | None]] | None = None
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        article_id, engine, target = self._request
        try:
            connection = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=0.0, isolation_level=None)
        except (sqlite3.Error, ValueError):
            return
        try:
            database = Database(connection, self._path)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("BEGIN")  # a consistent snapshot
            article = articles.get(database, article_id)
            self._result = article, translations.of_article(database, article, engine=engine, target=target)
        except (sqlite3.Error, EnregardError, OSError, ValueError):
            return
        finally:
            connection.close()

    def wait(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def article(self, article_id: str) -> Article | None:
        """Return the article if it has been read; do not wait for it."""
        if self._thread.is_alive() or self._result is None or article_id != self._request[0]:
            return None
        return self._result[0]

    def translations(self, article: Article, engine: str, target: str) -> Sequence[Translation | None] | None:
        """Return the translations of the prefetched article, if the request was the same."""
        if self._result is None or article is not self._result[0] or (engine, target) != self._request[1:]:
            return None
        return self._result[1]
