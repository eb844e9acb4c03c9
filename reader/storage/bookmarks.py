"""Bookmarks in the library file: a letter and a position in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.articles import current_text_id

if TYPE_CHECKING:
    from reader.storage.database import Database


def get(database: Database, article_id: str, letter: str) -> int | None:
    """Return a bookmark's position in code points, or None if it was never set."""
    row = database.fetch_one("SELECT caret FROM bookmarks WHERE article_id = ? AND letter = ?", article_id, letter)
    return None if row is None else int(row[0])


def all_letters(database: Database, article_id: str) -> tuple[str, ...]:
    """Return the letters of an article's bookmarks, in text order."""
    rows = database.fetch_all("SELECT letter FROM bookmarks WHERE article_id = ? ORDER BY caret, letter", article_id)
    return tuple(str(row[0]) for row in rows)


def set_bookmark(database: Database, article_id: str, letter: str, caret: int, date: str) -> None:
    """Set a bookmark in the current text, replacing the one with the same letter."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO bookmarks (article_id, letter, text_id, caret, created) VALUES (?, ?, ?, ?, ?)",
            (article_id, letter, current_text_id(connection, article_id), caret, date),
        )
