"""The paragraphs of texts as the memory knows them: by a hash of their words, kept with each text in the library file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.article import SEPARATOR

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from reader.storage.database import Database
    from reader.text.model.article import Article

ParagraphKey = tuple[str, int]
"""A paragraph of an article: its hash, and how many of the same hash come before it."""


def paragraph_hash(paragraph: str) -> str:
    r"""Return what identifies a paragraph to the memory: SHA-256, in hexadecimal, blind to spaces and apostrophes.

    A correction of mere typography (a no-break space, a curly apostrophe) keeps the English. Stored: never change it.

    >>> paragraph_hash("L'eau !") == paragraph_hash("L’eau\u202f!")
    True
    """
    import hashlib  # OpenSSL comes with it; a start has nothing to hash

    words = paragraph.replace("\u00a0", " ").replace("\u202f", " ")
    # Most paragraphs are as they should be already; to see that takes a fraction of what cutting them into words does.
    if not words.isprintable() or "  " in words or words[:1] == " " or words[-1:] == " ":
        words = " ".join(words.split())
    return hashlib.sha256(words.replace("’", "'").encode()).hexdigest()


def keys(paragraphs: Iterable[str]) -> Iterator[ParagraphKey]:
    """Give each paragraph of a text its key."""
    return _numbered(map(paragraph_hash, paragraphs))


def _numbered(digests: Iterable[str]) -> Iterator[ParagraphKey]:
    seen: dict[str, int] = {}
    for digest in digests:
        occurrence = seen.get(digest, 0)
        seen[digest] = occurrence + 1
        yield digest, occurrence


def save_hashes(connection: sqlite3.Connection, text_id: str, content: str) -> None:
    """Keep the hashes of a text's paragraphs, inside the transaction that keeps the text."""
    paragraphs = content.split(SEPARATOR) if content else []
    connection.executemany(
        "INSERT INTO paragraphs (text_id, number, hash) VALUES (?, ?, ?)",
        [(text_id, number, paragraph_hash(words)) for number, words in enumerate(paragraphs)],
    )


def save_source(connection: sqlite3.Connection, digest: str, words: str) -> None:
    """Keep the words of a paragraph that is in no text, so that what is remembered of it can be taken along; inside a transaction."""
    connection.execute(
        "INSERT INTO sources (hash, words) SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM paragraphs WHERE hash = ?)"
        " ON CONFLICT DO NOTHING",
        (digest, words, digest),
    )


def delete_unused_sources(connection: sqlite3.Connection) -> None:
    """Forget the words of paragraphs of which nothing is remembered any more, inside a transaction."""
    connection.execute("DELETE FROM sources WHERE hash NOT IN (SELECT paragraph_hash FROM translations)")


class ParagraphLookup:
    """Finds the words of paragraphs by their hash: in any version of any text, or as they came with their English."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._text: tuple[str, list[str]] = ("", [])

    def text_of(self, digest: str) -> str | None:
        """Return the words of a paragraph; None where they are nowhere."""
        row = self._database.fetch_one("SELECT text_id, number FROM paragraphs WHERE hash = ?", digest)
        if row is None:
            row = self._database.fetch_one("SELECT words FROM sources WHERE hash = ?", digest)
            return None if row is None else str(row[0])
        text_id, number = row
        if self._text[0] != text_id:  # those of one text mostly come together
            content = self._database.fetch_all("SELECT content FROM texts WHERE id = ?", text_id)[0][0]
            self._text = str(text_id), content.split(SEPARATOR)
        return self._text[1][number]


def keys_of_article(database: Database, article: Article) -> list[ParagraphKey]:
    """Give each paragraph of an article its key; in a book reading them takes a twentieth of what hashing does."""
    digests = [
        str(digest)
        for (digest,) in database.fetch_all(
            "SELECT p.hash FROM articles a JOIN paragraphs p ON p.text_id = a.text_id WHERE a.id = ? ORDER BY p.number",
            article.id,
        )
    ]
    if len(digests) != len(article.paragraphs):  # not the text of today: another program changed it meanwhile
        return list(keys(span.of(article.text) for span in article.paragraphs))
    if len(set(digests)) == len(digests):
        return [(digest, 0) for digest in digests]
    return list(_numbered(digests))


def joined_hashes(database: Database, article: Article) -> str:
    """Return the hashes of an article's paragraphs, one after another."""
    row = database.fetch_one(
        "SELECT group_concat(hash, '') FROM (SELECT p.hash FROM articles a JOIN paragraphs p ON p.text_id = a.text_id"
        " WHERE a.id = ? ORDER BY p.number)",
        article.id,
    )
    return "" if row is None or row[0] is None else str(row[0])


def hashes_are_current(database: Database, article: Article) -> bool:
    """Tell whether the paragraphs kept are those of the article as it is here; another program may have changed its text."""
    row = database.fetch_one(
        "SELECT count(*) FROM articles a JOIN paragraphs p ON p.text_id = a.text_id WHERE a.id = ?", article.id
    )
    return row is not None and row[0] == len(article.paragraphs)


def key_of(database: Database, article: Article, paragraph: int) -> ParagraphKey:
    """Return the key of one paragraph of an article; IndexError when it has no such paragraph."""
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
