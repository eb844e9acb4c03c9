"""Where the reader was in each article, and how the reader likes the page, in the library file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.articles import text_of
from reader.text.model.catalog import Place

if TYPE_CHECKING:
    from reader.storage.database import Database


def get(database: Database, article_id: str) -> Place | None:
    """Return the place to come back to; None when the article was never read."""
    row = database.row('SELECT caret, "row", english, share, mode FROM places WHERE article_id = ?', article_id)
    if row is None:
        return None
    caret, screen_row, english, share, mode = row
    return Place(caret, screen_row, bool(english), share, mode)


def put(database: Database, article_id: str, place: Place, date: str) -> None:
    """Keep the place to come back to, in the text of today."""
    with database.write() as connection:
        connection.execute(
            'INSERT OR REPLACE INTO places (article_id, text_id, caret, "row", english, share, mode, modified)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                text_of(connection, article_id),
                place.caret,
                place.row,
                place.english,
                place.share,
                place.mode,
                date,
            ),
        )


def preferences(database: Database) -> dict[str, str]:
    """Return all that the reader prefers, by name."""
    return dict(database.rows("SELECT name, value FROM preferences ORDER BY name"))


def preference(database: Database, name: str) -> str | None:
    """Return one preference, None when it was never given."""
    row = database.row("SELECT value FROM preferences WHERE name = ?", name)
    return None if row is None else str(row[0])


def put_preference(database: Database, name: str, value: str) -> None:
    """Keep one preference."""
    with database.write() as connection:
        connection.execute("INSERT OR REPLACE INTO preferences (name, value) VALUES (?, ?)", (name, value))
