"""Highlights, notes and note drafts, in the library file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.articles import current_text_id
from reader.storage.own_translations import DRAFT_PREFIX
from reader.text.model.highlights import Color, Draft, Highlight, Note
from reader.text.model.selectors import Selector

if TYPE_CHECKING:
    import sqlite3

    from reader.storage.database import Database, Row

_HIGHLIGHTS = """
    SELECT h.id, h.article_id, h.exact, h.prefix, h.suffix, h.start, h.color, h.created, h.modified,
        n.body, n.created, n.modified
    FROM highlights h
    JOIN articles a ON a.id = h.article_id
    LEFT JOIN notes n ON n.highlight_id = h.id AND n.removed IS NULL
    WHERE h.removed IS NULL
"""

_PUT = """
    INSERT INTO highlights
        (id, article_id, text_id, start, "end", exact, prefix, suffix, color, created, modified, removed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
    ON CONFLICT (id) DO UPDATE SET
        -- An unchanged selector keeps the text version that it was made in.
        text_id = CASE
            WHEN start = excluded.start AND exact = excluded.exact
                AND prefix = excluded.prefix AND suffix = excluded.suffix
            THEN text_id ELSE excluded.text_id END,
        article_id = excluded.article_id, start = excluded.start, "end" = excluded."end", exact = excluded.exact,
        prefix = excluded.prefix, suffix = excluded.suffix, color = excluded.color, created = excluded.created,
        modified = excluded.modified, removed = NULL
"""

_PUT_NOTE = """
    INSERT INTO notes (highlight_id, body, created, modified, removed) VALUES (?, ?, ?, ?, NULL)
    ON CONFLICT (highlight_id) DO UPDATE SET
        body = excluded.body, created = excluded.created, modified = excluded.modified, removed = NULL
"""


def of_article(database: Database, article_id: str) -> tuple[Highlight, ...]:
    """Return the highlights of an article, in the order of the text they were made in."""
    rows = database.fetch_all(
        f'{_HIGHLIGHTS} AND h.article_id = ? ORDER BY h.start, h."end", h.created, h.rowid', article_id
    )
    return tuple(map(_highlight, rows))


def get(database: Database, highlight_id: str) -> Highlight | None:
    """Return one highlight, or None if the id is unknown or the highlight was removed."""
    row = database.fetch_one(f"{_HIGHLIGHTS} AND h.id = ?", highlight_id)
    return None if row is None else _highlight(row)


def of_all_articles(database: Database) -> tuple[Highlight, ...]:
    """Return the highlights of all articles that are not archived, in list order."""
    rows = database.fetch_all(
        f"{_HIGHLIGHTS} AND a.archived IS NULL"
        ' ORDER BY a.added DESC, a.rank, a.rowid DESC, h.start, h."end", h.created, h.rowid'
    )
    return tuple(map(_highlight, rows))


def save(database: Database, highlight: Highlight, date: str) -> None:
    """Save a highlight with its note: new, changed or restored.

    The note's drafts are deleted if the note's text changes or equals the draft. A change of color
    keeps them.
    """
    selector, note = highlight.selector, highlight.note
    with database.transaction() as connection:
        text_id = current_text_id(connection, highlight.article_id)
        before = _note_body(connection, highlight.id)
        connection.execute(
            _PUT,
            (
                highlight.id,
                highlight.article_id,
                text_id,
                selector.start,
                selector.start + len(selector.exact),
                selector.exact,
                selector.prefix,
                selector.suffix,
                highlight.color.value,
                highlight.created,
                highlight.modified,
            ),
        )
        if note is None:
            connection.execute(
                "UPDATE notes SET removed = ? WHERE highlight_id = ? AND removed IS NULL", (date, highlight.id)
            )
        else:
            connection.execute(_PUT_NOTE, (highlight.id, note.body, note.created, note.modified))
        after = None if note is None else note.body
        connection.execute(
            "DELETE FROM drafts WHERE highlight_id = ? AND (? OR body = ?)", (highlight.id, before != after, after)
        )


def remove(database: Database, highlight_id: str, date: str) -> None:
    """Mark a highlight as removed, with its note and drafts; ``save`` restores all of them."""
    with database.transaction() as connection:
        connection.execute("UPDATE highlights SET removed = ? WHERE id = ? AND removed IS NULL", (date, highlight_id))


def drafts(database: Database) -> list[Draft]:
    """Return note drafts, latest first, except of removed highlights and archived articles."""
    rows = database.fetch_all(
        "SELECT d.highlight_id, d.article_id, d.body, d.owner, d.modified FROM drafts d"
        " JOIN articles a ON a.id = d.article_id LEFT JOIN highlights h ON h.id = d.highlight_id"
        " WHERE a.archived IS NULL AND h.removed IS NULL AND substr(d.highlight_id, 1, ?) <> ?"
        " ORDER BY d.modified DESC, d.rowid DESC",
        len(DRAFT_PREFIX),
        DRAFT_PREFIX,
    )
    return [Draft(*row) for row in rows]


def save_draft(database: Database, draft: Draft) -> None:
    """Save the text of an unfinished note; each run of the program has its own draft."""
    with database.transaction() as connection:
        current_text_id(connection, draft.article_id)
        connection.execute(
            "INSERT OR REPLACE INTO drafts (highlight_id, owner, article_id, body, modified) VALUES (?, ?, ?, ?, ?)",
            (draft.highlight_id, draft.owner, draft.article_id, draft.body, draft.modified),
        )


def delete_drafts(database: Database, highlight_id: str) -> None:
    """Delete the drafts of a highlight's note."""
    with database.transaction() as connection:
        connection.execute("DELETE FROM drafts WHERE highlight_id = ?", (highlight_id,))


def _note_body(connection: sqlite3.Connection, highlight_id: str) -> str | None:
    row = connection.execute(
        "SELECT body FROM notes WHERE highlight_id = ? AND removed IS NULL", (highlight_id,)
    ).fetchone()
    return None if row is None else str(row[0])


def _highlight(row: Row) -> Highlight:
    identity, article_id, exact, prefix, suffix, start, color, created, modified, body, written, rewritten = row
    return Highlight(
        id=identity,
        article_id=article_id,
        selector=Selector(exact, prefix, suffix, start),
        color=Color(color),
        created=created,
        modified=modified,
        note=None if body is None else Note(body, written, rewritten),
    )
