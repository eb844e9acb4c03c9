"""Articles and the versions of their texts, in the library file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import UnknownArticle
from reader.storage import paragraph_hashes
from reader.text.model.article import Article
from reader.text.model.catalog import CatalogEntry
from reader.text.model.headings import format_headings, parse_headings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from reader.storage.database import Database, Row
    from reader.text.formats.manuscript import Manuscript

_ENTRY = """
    SELECT a.id, a.title, a.author, a.date, t.words, ifnull(p.share, 0.0), a.opened IS NOT NULL,
        ifnull(m.highlights, 0), ifnull(m.notes, 0),
        -- CASE, because OR evaluates both: the second takes milliseconds in a book.
        CASE WHEN EXISTS (SELECT 1 FROM translations e WHERE e.article_id = a.id) THEN 1 ELSE EXISTS (
            SELECT 1 FROM paragraphs g JOIN translations e INDEXED BY translations_of_engines ON e.paragraph_hash = g.hash
            WHERE g.text_id = a.text_id AND e.origin = 'engine' AND e.source_language = a.language
        ) END,
        a.archived IS NOT NULL, a.name, a.added, a.language
    FROM articles a
    -- Without this index SQLite reads a page of every text to find its word count.
    JOIN texts t INDEXED BY texts_words ON t.id = a.text_id
    LEFT JOIN places p ON p.article_id = a.id
    LEFT JOIN (
        SELECT h.article_id AS article_id, count(*) AS highlights, count(n.highlight_id) AS notes
        FROM highlights h
        LEFT JOIN notes n ON n.highlight_id = h.id AND n.removed IS NULL
        WHERE h.removed IS NULL {of_one}
        GROUP BY h.article_id
    ) m ON m.article_id = a.id
"""
_ONE = _ENTRY.format(of_one="AND h.article_id = ?") + " WHERE a.id = ?"
_ALL = _ENTRY.format(of_one="") + " WHERE (a.archived IS NOT NULL) = ? ORDER BY a.added DESC, a.rank, a.rowid DESC"


def content_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal: it identifies an article."""
    import hashlib  # loads OpenSSL, which startup does not need

    return hashlib.sha256(text.encode()).hexdigest()


def add(
    database: Database,
    manuscript: Manuscript,
    *,
    name: str,
    rank: int,
    language: str,
    added: str,
    new_id: Callable[[], str],
) -> tuple[str, bool]:
    """Save a manuscript as an article; return its id and whether it is new.

    A text that is already a version of some article, archived or not, returns that article. So does
    a text saved by an older version with its heading markers still in it.
    """
    content = manuscript.text
    digest = content_hash(content)
    digests = (digest, content_hash(manuscript.typed)) if manuscript.typed else (digest,)
    # Checked before taking a lock or counting words, so that a known text costs nothing at startup.
    if (known := _find_known(database, digests)) is not None:
        return known, False
    words = manuscript.words
    with database.transaction() as connection:
        # Checked again under the lock: another program may have added it meanwhile.
        if (known := _find_known(database, digests)) is not None:
            return known, False
        article_id, text_id = new_id(), new_id()
        connection.execute(
            "INSERT INTO articles (id, text_id, title, author, date, source, language, name, rank, added)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                text_id,
                manuscript.title,
                manuscript.author,
                manuscript.date,
                manuscript.source,
                language,
                name,
                rank,
                added,
            ),
        )
        connection.execute(
            "INSERT INTO texts (id, article_id, hash, words, added, content, headings) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (text_id, article_id, digest, words, added, content, format_headings(manuscript.headings)),
        )
        paragraph_hashes.save_hashes(connection, text_id, content)
    return article_id, True


def _find_known(database: Database, digests: Sequence[str]) -> str | None:
    """Return the article that has a text with one of these hashes, or None.

    The first hash that matches decides. Articles in the library come before the archive, current
    texts before older versions.
    """
    for digest in digests:
        row = database.fetch_one(
            "SELECT t.article_id FROM texts t JOIN articles a ON a.id = t.article_id WHERE t.hash = ?"
            " ORDER BY a.archived IS NOT NULL, t.id = a.text_id DESC, a.added, a.rowid",
            digest,
        )
        if row is not None:
            return str(row[0])
    return None


def get(database: Database, article_id: str) -> Article:
    """Return an article with its current text; UnknownArticle if the id is unknown."""
    row = database.fetch_one(
        "SELECT a.id, a.title, t.content, a.author, a.date, a.source, t.headings, a.language"
        " FROM articles a JOIN texts t ON t.id = a.text_id WHERE a.id = ?",
        article_id,
    )
    if row is None:
        raise unknown_article()
    found, title, content, author, date, source, headings, language = row
    return Article(found, title, content, author, date, source, parse_headings(headings), language)


def entries(database: Database, *, archived: bool) -> list[CatalogEntry]:
    """Return the articles of the library or the archive: newest first, equal dates by rank."""
    rows = database.fetch_all(_ALL, archived)
    return list(map(_entry, rows))


def count(database: Database) -> int:
    """Return the number of articles that are not archived."""
    row = database.fetch_one("SELECT count(*) FROM articles WHERE archived IS NULL")
    return 0 if row is None else int(row[0])


def entry(database: Database, article_id: str) -> CatalogEntry:
    """Return one article as the list shows it; UnknownArticle if the id is unknown."""
    row = database.fetch_one(_ONE, article_id, article_id)
    if row is None:
        raise unknown_article()
    return _entry(row)


def set_archived(database: Database, article_id: str, date: str | None) -> None:
    """Archive an article with its marks (``date``: when), or restore it (None)."""
    with database.transaction() as connection:
        current_text_id(connection, article_id)
        connection.execute("UPDATE articles SET archived = ? WHERE id = ?", (date, article_id))


def language_of(database: Database, article_id: str) -> str:
    """Return an article's language (ISO 639-1); UnknownArticle if the id is unknown."""
    row = database.fetch_one("SELECT language FROM articles WHERE id = ?", article_id)
    if row is None:
        raise unknown_article()
    return str(row[0])


def set_language(database: Database, article_id: str, language: str) -> None:
    """Set an article's language (ISO 639-1); its own translations move with it."""
    with database.transaction() as connection:
        current_text_id(connection, article_id)
        connection.execute("UPDATE articles SET language = ? WHERE id = ?", (language, article_id))
        for table in ("translations", "wordings"):
            connection.execute(
                f"UPDATE OR IGNORE {table} SET source_language = ? WHERE article_id = ?",  # noqa: S608 -- constants only
                (language, article_id),
            )


def mark_opened(database: Database, article_id: str, date: str) -> None:
    """Record this article as the last one opened; write nothing if it already is."""
    row = database.fetch_one(
        "SELECT opening = (SELECT max(opening) FROM articles) FROM articles WHERE id = ?", article_id
    )
    if row is not None and row[0]:
        return
    with database.transaction() as connection:
        current_text_id(connection, article_id)
        connection.execute(
            "UPDATE articles SET opened = ?, opening = (SELECT ifnull(max(opening), 0) + 1 FROM articles) WHERE id = ?",
            (date, article_id),
        )


def last_opened(database: Database) -> str | None:
    """Return the id of the last opened article that is not archived, or None."""
    row = database.fetch_one(
        "SELECT id FROM articles WHERE opening IS NOT NULL AND archived IS NULL ORDER BY opening DESC LIMIT 1"
    )
    return None if row is None else str(row[0])


def current_text_id(connection: sqlite3.Connection, article_id: str) -> str:
    """Return the id of an article's current text, in a transaction.

    UnknownArticle if the article is unknown.
    """
    row = connection.execute("SELECT text_id FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise unknown_article()
    return str(row[0])


def unknown_article() -> UnknownArticle:
    """Return the error for an article that does not exist: another program may have deleted it."""
    return UnknownArticle("That article is no longer in the library. Choose another one.")


def _entry(row: Row) -> CatalogEntry:
    (
        article_id,
        title,
        author,
        date,
        words,
        share,
        opened,
        highlights,
        notes,
        english,
        archived,
        name,
        added,
        language,
    ) = row
    return CatalogEntry(
        id=article_id,
        title=title,
        author=author,
        date=date,
        words=words,
        progress=share,
        opened=bool(opened),
        highlights=highlights,
        notes=notes,
        english=bool(english),
        archived=bool(archived),
        name=name,
        added=added,
        language=language,
    )
