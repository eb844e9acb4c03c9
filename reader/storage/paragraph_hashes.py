"""Paragraph hashes, stored with each text. They identify paragraphs for translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.article import SEPARATOR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.storage.database import Database
    from reader.text.model.article import Article

ParagraphKey = tuple[str, int]
"""A paragraph's hash, and the number of earlier paragraphs of the text with the same hash."""


def paragraph_hash(paragraph: str) -> str:
    r"""Return the SHA-256 of a paragraph, ignoring white space and kinds of apostrophes.

    Correcting only typography (a no-break space, a curly apostrophe) keeps the translation. The
    hash is stored: never change it.

    >>> paragraph_hash("L'eau !") == paragraph_hash("L’eau\u202f!")
    True
    """
    import hashlib  # loads OpenSSL, which startup does not need

    text = paragraph.replace("\u00a0", " ").replace("\u202f", " ")
    # Most paragraphs are normalized already; checking is much cheaper than splitting.
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return hashlib.sha256(text.replace("’", "'").encode()).hexdigest()


def keys(paragraphs: Iterable[str]) -> Iterator[ParagraphKey]:
    """Yield the key of each paragraph of a text."""
    return _numbered(map(paragraph_hash, paragraphs))


def _numbered(digests: Iterable[str]) -> Iterator[ParagraphKey]:
    seen: dict[str, int] = {}
    for digest in digests:
        occurrence = seen.get(digest, 0)
        seen[digest] = occurrence + 1
        yield digest, occurrence


def save_hashes(connection: sqlite3.Connection, text_id: str, content: str) -> None:
    """Store the paragraph hashes of a text, in the transaction that stores the text."""
    paragraphs = content.split(SEPARATOR) if content else []
    connection.executemany(
        "INSERT INTO paragraphs (text_id, number, hash) VALUES (?, ?, ?)",
        [(text_id, number, paragraph_hash(text)) for number, text in enumerate(paragraphs)],
    )


def save_source(connection: sqlite3.Connection, digest: str, text: str) -> None:
    """Store the source of a paragraph that is in no text, for export; in a transaction."""
    connection.execute(
        "INSERT INTO sources (hash, words) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM paragraphs WHERE hash = ?)"
        " ON CONFLICT DO NOTHING",
        (digest, text, digest),
    )


def delete_unused_sources(connection: sqlite3.Connection) -> None:
    """Delete the sources of paragraphs without translations, in a transaction."""
    connection.execute("DELETE FROM sources WHERE hash NOT IN (SELECT paragraph_hash FROM translations)")


class ParagraphLookup:
    """Finds paragraphs by hash: in any version of any text, or among the imported sources."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._text: tuple[str, list[str]] = ("", [])

    def text_of(self, digest: str) -> str | None:
        """Return the text of a paragraph, or None if it is unknown."""
        row = self._database.fetch_one("SELECT text_id, number FROM paragraphs WHERE hash = ?", digest)
        if row is None:
            row = self._database.fetch_one("SELECT words FROM sources WHERE hash = ?", digest)
            return None if row is None else str(row[0])
        text_id, number = row
        if self._text[0] != text_id:  # consecutive calls are mostly for the same text
            content = self._database.fetch_all("SELECT content FROM texts WHERE id = ?", text_id)[0][0]
            self._text = str(text_id), content.split(SEPARATOR)
        return self._text[1][number]


def keys_of_article(database: Database, article: Article) -> list[ParagraphKey]:
    """Return the key of each paragraph of an article."""
    digests = [
        str(digest)
        for (digest,) in database.fetch_all(
            "SELECT p.hash FROM articles a JOIN paragraphs p ON p.text_id = a.text_id WHERE a.id = ? ORDER BY p.number",
            article.id,
        )
    ]
    if len(digests) != len(article.paragraphs):  # another program changed the text meanwhile
        return list(keys(span.of(article.text) for span in article.paragraphs))
    if len(set(digests)) == len(digests):
        return [(digest, 0) for digest in digests]
    return list(_numbered(digests))


def joined_hashes(database: Database, article: Article) -> str:
    """Return the hashes of an article's paragraphs, concatenated."""
    row = database.fetch_one(
        "SELECT group_concat(hash, '') FROM (SELECT p.hash FROM articles a JOIN paragraphs p ON p.text_id = a.text_id"
        " WHERE a.id = ? ORDER BY p.number)",
        article.id,
    )
    return "" if row is None or row[0] is None else str(row[0])


def hashes_are_current(database: Database, article: Article) -> bool:
    """Return whether the stored hashes are those of this article's text.

    Another program may have changed the text since the article was read.
    """
    row = database.fetch_one(
        "SELECT count(*) FROM articles a JOIN paragraphs p ON p.text_id = a.text_id WHERE a.id = ?", article.id
    )
    return row is not None and row[0] == len(article.paragraphs)


def key_of(database: Database, article: Article, paragraph: int) -> ParagraphKey:
    """Return the key of one paragraph of an article; IndexError if there is no such paragraph."""
    digest = paragraph_hash(article.paragraph(paragraph))
    if not hashes_are_current(database, article):
        return digest, sum(paragraph_hash(article.paragraph(index)) == digest for index in range(paragraph))
    row = database.fetch_one(
        "SELECT count(*) FROM articles a JOIN paragraphs p ON p.text_id = a.text_id"
        " WHERE a.id = ? AND p.hash = ? AND p.number < ?",
        article.id,
        digest,
        paragraph,
    )
    return digest, 0 if row is None else int(row[0])
