"""The translation memory: counts, exports, imports, deletes and limits stored translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.storage.articles import get
from reader.storage.machine_translations import upsert
from reader.storage.paragraph_hashes import ParagraphLookup, delete_unused_sources, keys_of_article, paragraph_hash
from reader.storage.rows import COLUMNS, translation_of
from reader.text.formats.translation_unit import TranslationUnit
from reader.text.model.translations import Origin, SavedTranslations

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from reader.storage.database import Database, Row
    from reader.storage.paragraph_hashes import ParagraphKey
    from reader.text.model.article import Article
    from reader.text.model.translations import Translation

_SIZE: Final = (
    "length(CAST(text AS BLOB)) + ifnull(length(CAST(segments AS BLOB)), 0) + 200"
    " + ifnull((SELECT length(CAST(words AS BLOB)) FROM sources WHERE hash = paragraph_hash), 0)"
)
"""Bytes of a row, with an estimate for key and indexes, and the source if no text has it."""
_PAIR: Final = "source_language, target_language"


class TranslationMemory:
    """All stored translations. Each method is one durable transaction; StorageError if it fails.

    The user's own translations and those from files are never deleted or replaced here.
    """

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    def counts(self) -> tuple[SavedTranslations, ...]:
        """Return the number and size of stored translations by origin, engine and languages."""
        rows = self._database.fetch_all(
            f"SELECT origin, engine, {_PAIR}, count(*), sum({_SIZE}) FROM translations"  # noqa: S608 -- constants only
            f" GROUP BY origin, engine, {_PAIR} ORDER BY origin = 'engine', origin = 'file', engine, {_PAIR}"
        )
        return tuple(SavedTranslations(Origin(origin), *rest) for origin, *rest in rows)

    def units(self) -> Iterator[TranslationUnit]:
        """Yield every translation whose source paragraph is known.

        An engine's translation comes once, even if several articles use it. Those of no article
        come last.
        """
        exported: set[int] = set()
        for (article_id,) in self._database.fetch_all("SELECT id FROM articles ORDER BY added, rank, rowid"):
            yield from _units_of_article(self._database, article_id, exported)
        yield from _units_without_article(self._database, exported)

    def import_units(self, batch: Sequence[TranslationUnit], *, name: str) -> tuple[int, int]:
        """Import translations; return how many were written and how many were not.

        Translations by another program, and own or file translations of an article that is not
        here, are stored under ``name``. The user's own and file translations are never replaced; of
        an engine's, the later one wins.
        """
        written, date = 0, self._now()
        with self._database.transaction() as connection:
            for unit in batch:
                article = _article(connection, unit) if unit.article else None
                if unit.origin in (Origin.USER, Origin.FILE) and article is not None:
                    written += _put_own(connection, unit, article, date)
                else:
                    written += _put_shared(connection, unit, name, date)
        return written, len(batch) - written

    def delete(self, *, engine: str = "", article: Article | None = None, before: str = "") -> int:
        """Delete the engine translations that match all conditions; return how many.

        ``before`` is a date (ISO 8601): only older ones are deleted. ValueError without a
        condition.
        """
        if not engine and article is None and not before:
            raise ValueError("a condition is needed")
        conditions, values = ["origin = 'engine'"], list[object]()
        if engine:
            conditions.append("engine = ?")
            values.append(engine)
        if before:
            conditions.append("created < ?")
            values.append(before)
        chosen: list[list[object]] = [values]
        if article is not None:
            conditions.append("paragraph_hash = ?")
            digests = {digest for digest, _ in keys_of_article(self._database, article)}
            chosen = [[*values, digest] for digest in sorted(digests)]
        statement = f"DELETE FROM translations WHERE {' AND '.join(conditions)}"  # noqa: S608 -- constants only
        with self._database.transaction() as connection:
            deleted = connection.executemany(statement, chosen).rowcount
            delete_unused_sources(connection)
        return max(0, deleted)

    def shrink_to(self, max_bytes: int) -> int:
        """Delete engine translations if the memory exceeds ``max_bytes``; return how many.

        Eviction order: translations of no article, then those of the least recently opened
        articles, down to nine tenths of the limit. Translations that are never deleted count too.
        """
        database = self._database
        (pages,), (page,) = (
            database.fetch_one("PRAGMA page_count") or (0,),
            database.fetch_one("PRAGMA page_size") or (0,),
        )
        if pages * page <= max_bytes:
            return 0  # the usual case: no row is read
        row = database.fetch_one(f"SELECT ifnull(sum({_SIZE}), 0) FROM translations")  # noqa: S608 -- constants only
        size = 0 if row is None else int(row[0])
        if size <= max_bytes:
            return 0
        excess = size - max_bytes * 9 // 10
        used = _last_used(database)
        rows = database.fetch_all(
            f"SELECT id, paragraph_hash, {_SIZE}, created FROM translations WHERE origin = 'engine'"  # noqa: S608 -- constants only
        )
        rows.sort(key=lambda row: (used.get(row[1], 0), row[3], row[0]))
        evicted = []
        for number, _, bytes_, _ in rows:
            if excess <= 0:
                break
            evicted.append((number,))
            excess -= bytes_
        with database.transaction() as connection:
            connection.executemany("DELETE FROM translations WHERE id = ?", evicted)
            delete_unused_sources(connection)
        return len(evicted)


# -- export -----------------------------------------------------------------------------------


def _units_of_article(database: Database, article_id: str, exported: set[int]) -> Iterator[TranslationUnit]:
    """Yield the translations of an article's paragraphs, except rows in ``exported``; add to it."""
    article = get(database, article_id)
    ((text_hash,),) = database.fetch_all(
        "SELECT t.hash FROM articles a JOIN texts t ON t.id = a.text_id WHERE a.id = ?", article_id
    )
    texts: dict[ParagraphKey, str] = {
        key: span.of(article.text)
        for span, key in zip(article.paragraphs, keys_of_article(database, article), strict=True)
    }
    for number, digest, occurrence, source, target, *row in _rows_of(database, article, {key[0] for key in texts}):
        paragraph = texts.get((digest, occurrence))
        if number in exported or paragraph is None:
            continue
        exported.add(number)
        translation = translation_of(row)
        if translation.origin is Origin.ENGINE:
            yield _unit(paragraph, source, target, translation)
        else:
            yield _unit(paragraph, source, target, translation, article=str(text_hash), occurrence=occurrence)


def _rows_of(database: Database, article: Article, digests: set[str]) -> Iterator[Row]:
    columns = f"id, paragraph_hash, occurrence, {_PAIR}, {COLUMNS}"
    yield from database.fetch_all(f"SELECT {columns} FROM translations WHERE article_id = ? ORDER BY id", article.id)  # noqa: S608 -- constants only
    for digest in sorted(digests):
        yield from database.fetch_all(
            f"SELECT {columns} FROM translations WHERE paragraph_hash = ? AND origin = 'engine'"  # noqa: S608 -- constants only
            " AND source_language = ? ORDER BY id",
            digest,
            article.language,
        )


def _units_without_article(database: Database, exported: set[int]) -> Iterator[TranslationUnit]:
    """Yield engine translations of paragraphs that are in no article, if their source is known."""
    lookup = ParagraphLookup(database)
    for number, digest in database.fetch_all(
        "SELECT id, paragraph_hash FROM translations WHERE origin = 'engine' ORDER BY id"
    ):
        if number in exported or (paragraph := lookup.text_of(digest)) is None:
            continue
        found = database.fetch_one(f"SELECT {_PAIR}, {COLUMNS} FROM translations WHERE id = ?", number)  # noqa: S608 -- constants only
        if found is not None:  # deleted meanwhile
            source, target, *row = found
            yield _unit(paragraph, source, target, translation_of(row))


def _unit(
    paragraph: str, source: str, target: str, translation: Translation, *, article: str = "", occurrence: int = 0
) -> TranslationUnit:
    return TranslationUnit(
        paragraph,
        translation.text,
        source,
        target,
        translation.origin,
        translation.engine,
        translation.version,
        translation.created,
        tuple(translation.pieces),
        article,
        occurrence,
    )


# -- import -----------------------------------------------------------------------------------


def _article(connection: sqlite3.Connection, unit: TranslationUnit) -> str | None:
    """Return the id of the article with this text and language, or None."""
    row = connection.execute(
        "SELECT a.id FROM texts t JOIN articles a ON a.text_id = t.id WHERE t.hash = ? AND a.language = ?"
        " ORDER BY a.archived IS NOT NULL, a.added, a.rowid",
        (unit.article, unit.source_language),
    ).fetchone()
    return None if row is None else str(row[0])


def _put_own(connection: sqlite3.Connection, unit: TranslationUnit, article_id: str, date: str) -> int:
    assert unit.origin is not None  # noqa: S101 -- checked by the caller; for the type checker
    key = (paragraph_hash(unit.source), unit.occurrence, unit.source_language, unit.target_language, article_id)
    changed = connection.execute(
        "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, article_id, engine,"
        " engine_version, origin, text, created) VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?) ON CONFLICT DO NOTHING",
        (*key, unit.origin.value, unit.text, unit.created or date),
    ).rowcount
    if changed and unit.origin is Origin.USER:  # start the history with it
        connection.execute(
            "INSERT INTO wordings (paragraph_hash, occurrence, source_language, target_language, article_id, text, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, unit.text, unit.created or date),
        )
    return max(0, changed)


def _put_shared(connection: sqlite3.Connection, unit: TranslationUnit, name: str, date: str) -> int:
    from_engine = unit.origin is Origin.ENGINE and bool(unit.engine)
    return upsert(
        connection,
        unit.source,
        unit.text,
        unit.pieces if from_engine else (),
        source=unit.source_language,
        target=unit.target_language,
        engine=unit.engine if from_engine else name,
        version=unit.version if from_engine else "",
        date=unit.created or date,
        only_if_newer=True,
    )


# -- eviction --------------------------------------------------------------------------------


def _last_used(database: Database) -> dict[str, int]:
    """Return the latest opening that used each paragraph, by hash; 0 if never opened."""
    used: dict[str, int] = {}
    for digest, opening in database.fetch_all(
        "SELECT p.hash, max(ifnull(a.opening, 0)) FROM articles a JOIN paragraphs p ON p.text_id = a.text_id GROUP BY p.hash"
    ):
        used[digest] = opening + 1
    return used
