"""The English of paragraphs, in the library file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reader.storage.articles import text_of
from reader.text.article import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.storage.database import Database
    from reader.text.article import Article

TARGET = "en"
"""The language that faces the articles."""

_CHUNK = 500
"""Hashes asked for in one query; SQLite takes at least 999 arguments."""

Key = tuple[str, int]
"""A paragraph of an article: its hash, and how many of the same hash come before it."""


def paragraph_hash(paragraph: str) -> str:
    r"""Return what identifies a paragraph to the memory: SHA-256, in hexadecimal, blind to spaces and apostrophes.

    A correction of mere typography (a no-break space, a curly apostrophe) keeps the English. Stored: never change it.

    >>> paragraph_hash("L'eau !") == paragraph_hash("L’eau\u202f!")
    True
    """
    return hashlib.sha256(" ".join(paragraph.split()).replace("’", "'").encode()).hexdigest()


def keys(paragraphs: Iterable[str]) -> Iterator[Key]:
    """Give each paragraph of an article its key."""
    seen: dict[str, int] = {}
    for paragraph in paragraphs:
        digest = paragraph_hash(paragraph)
        occurrence = seen.get(digest, 0)
        seen[digest] = occurrence + 1
        yield digest, occurrence


def put_file(database: Database, article_id: str, paragraphs: Sequence[str], date: str) -> None:
    """Keep the English that came with an article: one for each of its paragraphs, empty where there is none.

    ValueError when the count is another than the article's, or a paragraph has line ends.
    """
    if any("\n" in english for english in paragraphs):
        raise ValueError("a paragraph of English has line ends")
    with database.write() as connection:
        text_id = text_of(connection, article_id)
        content, language = connection.execute(
            "SELECT t.content, a.language FROM texts t JOIN articles a ON a.id = t.article_id WHERE t.id = ?",
            (text_id,),
        ).fetchone()
        french = content.split(SEPARATOR) if content else []
        if len(french) != len(paragraphs):
            raise ValueError(f"{len(paragraphs)} paragraphs of English for {len(french)} of French")
        for (digest, occurrence), english in zip(keys(french), paragraphs, strict=True):
            key = (digest, occurrence, language, TARGET, article_id)
            if english:
                connection.execute(
                    "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language,"
                    " article_id, engine, engine_version, origin, text, created)"
                    " VALUES (?, ?, ?, ?, ?, '', '', 'file', ?, ?)"
                    " ON CONFLICT (paragraph_hash, occurrence, source_language, target_language,"
                    " engine, engine_version, origin, ifnull(article_id, ''))"
                    # The same words keep their date.
                    " DO UPDATE SET text = excluded.text, segments = NULL, created = excluded.created"
                    " WHERE text <> excluded.text",
                    (*key, english, date),
                )
            else:
                connection.execute(
                    "DELETE FROM translations WHERE paragraph_hash = ? AND occurrence = ? AND source_language = ?"
                    " AND target_language = ? AND engine = '' AND engine_version = '' AND origin = 'file'"
                    " AND ifnull(article_id, '') = ?",
                    key,
                )


def of_article(database: Database, article: Article) -> tuple[str, ...]:
    """Return the English of each paragraph, empty where there is none: the reader's own, the file's, or an engine's."""
    wanted = list(keys(span.of(article.text) for span in article.paragraphs))
    found: dict[Key, str] = {}
    # Later rows win: the reader's after the file's, an engine's latest only where both are silent.
    for digest, occurrence, text in database.rows(
        "SELECT paragraph_hash, occurrence, text FROM translations WHERE article_id = ? AND target_language = ?"
        " ORDER BY origin = 'reader', created, id",
        article.id,
        TARGET,
    ):
        found[digest, occurrence] = text
    missing = sorted({digest for digest, occurrence in wanted if (digest, occurrence) not in found})
    shared = _of_engines(database, missing)
    return tuple(found.get(key) or shared.get(key[0], "") for key in wanted)


def _of_engines(database: Database, digests: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for first in range(0, len(digests), _CHUNK):
        chunk = digests[first : first + _CHUNK]
        marks = ",".join("?" * len(chunk))
        found.update(
            database.rows(
                "SELECT paragraph_hash, text FROM translations"  # noqa: S608 -- only question marks are put in
                f" WHERE paragraph_hash IN ({marks}) AND target_language = ? AND origin = 'engine' ORDER BY created, id",
                *chunk,
                TARGET,
            )
        )
    return found
