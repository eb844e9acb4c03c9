"""Reading positions and preferences, in the library file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.articles import current_text_id
from reader.text.model.catalog import ReadingPosition

if TYPE_CHECKING:
    from reader.storage.database import Database


def get(database: Database, article_id: str) -> ReadingPosition | None:
    """Return the reading position in an article, or None if it was never read."""
    row = database.fetch_one('SELECT caret, "row", english, share, mode FROM places WHERE article_id = ?', article_id)
    if row is None:
        return None
    caret, screen_row, english, share, mode = row
    return ReadingPosition(caret, screen_row, bool(english), share, mode)


def save(database: Database, article_id: str, place: ReadingPosition, date: str) -> None:
    """Save the reading position, in the current text."""
    with database.transaction() as connection:
        connection.execute(
            'INSERT OR REPLACE INTO places (article_id, text_id, caret, "row", english, share, mode, modified)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                current_text_id(connection, article_id),
                place.caret,
                place.row,
                place.english,
                place.progress,
                place.mode,
                date,
            ),
        )


def preferences(database: Database) -> dict[str, str]:
    """Return all preferences by name."""
    return dict(database.fetch_all("SELECT name, value FROM preferences ORDER BY name"))


def preference(database: Database, name: str) -> str | None:
    """Return one preference, or None if it was never set."""
    row = database.fetch_one("SELECT value FROM preferences WHERE name = ?", name)
    return None if row is None else str(row[0])


def set_preference(database: Database, name: str, value: str) -> None:
    """Store one preference."""
    with database.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO preferences (name, value) VALUES (?, ?)", (name, value))
