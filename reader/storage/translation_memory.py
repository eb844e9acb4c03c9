"""The memory of translations as a whole, in the library file: counted, taken along, brought in, forgotten, kept from growing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.storage.articles import get
from reader.storage.machine_translations import upsert as put_said
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
"""Bytes of a row, with about what its key and the indexes take, and the paragraph's words where no text has them."""
_PAIR: Final = "source_language, target_language"


class TranslationMemory:
    """All that is remembered. Each act is one durable transaction; StorageError when it could not be done.

    The reader's own words and those that came with a text are never forgotten here, nor replaced.
    """

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    def counts(self) -> tuple[SavedTranslations, ...]:
        """Return how many paragraphs are remembered, by whose words they are, the engine and the languages."""
        rows = self._database.fetch_all(
            f"SELECT origin, engine, {_PAIR}, count(*), sum({_SIZE}) FROM translations"  # noqa: S608 -- our own words
            f" GROUP BY origin, engine, {_PAIR} ORDER BY origin = 'engine', origin = 'file', engine, {_PAIR}"
        )
        return tuple(SavedTranslations(Origin(origin), *rest) for origin, *rest in rows)

    def units(self) -> Iterator[TranslationUnit]:
        """Give every translation whose paragraph's words are known; an engine's once, whichever article has it, those of none last."""
        given: set[int] = set()
        for (article_id,) in self._database.fetch_all("SELECT id FROM articles ORDER BY added, rank, rowid"):
            yield from _units_of_article(self._database, article_id, given)
        yield from _units_of_none(self._database, given)

    def import_units(self, batch: Sequence[TranslationUnit], *, name: str) -> tuple[int, int]:
        """Keep what a file says; return how many are new or newer, and how many were known as they are or better.

        What another program says, and the reader's or a file's words for an article that is not here, are kept as the words
        of ``name``. Nothing takes the place of the reader's own words or a file's; of an engine's, the later stand.
        """
        taken, date = 0, self._now()
        with self._database.transaction() as connection:
            for unit in batch:
                article = _article(connection, unit) if unit.article else None
                if unit.origin in (Origin.USER, Origin.FILE) and article is not None:
                    taken += _put_own(connection, unit, article, date)
                else:
                    taken += _put_shared(connection, unit, name, date)
        return taken, len(batch) - taken

    def delete(self, *, engine: str = "", article: Article | None = None, before: str = "") -> int:
        """Forget what engines said, of those that all the conditions given name; return how many. ValueError without a condition.

        ``before`` is a date (ISO 8601): what was said earlier.
        """
        if not engine and article is None and not before:
            raise ValueError("nothing says what is to be forgotten")
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
        statement = f"DELETE FROM translations WHERE {' AND '.join(conditions)}"  # noqa: S608 -- our own words
        with self._database.transaction() as connection:
            forgotten = connection.executemany(statement, chosen).rowcount
            delete_unused_sources(connection)
        return max(0, forgotten)

    def shrink_to(self, max_bytes: int) -> int:
        """Forget engines' words once all of the memory takes more than ``most`` bytes; return how many paragraphs' went.

        Those of no article go first, then those of the articles not opened for the longest, down to nine tenths of ``most``.
        What is never forgotten counts too.
        """
        database = self._database
        (pages,), (page,) = (
            database.fetch_one("PRAGMA page_count") or (0,),
            database.fetch_one("PRAGMA page_size") or (0,),
        )
        if pages * page <= max_bytes:
            return 0  # the usual case, for which nothing is read
        row = database.fetch_one(f"SELECT ifnull(sum({_SIZE}), 0) FROM translations")  # noqa: S608 -- our own words
        size = 0 if row is None else int(row[0])
        if size <= max_bytes:
            return 0
        excess = size - max_bytes * 9 // 10
        used = _last_used(database)
        rows = database.fetch_all(
            f"SELECT id, paragraph_hash, {_SIZE}, created FROM translations WHERE origin = 'engine'"  # noqa: S608 -- our own words
        )
        rows.sort(key=lambda row: (used.get(row[1], 0), row[3], row[0]))
        gone = []
        for number, _, bytes_, _ in rows:
            if excess <= 0:
                break
            gone.append((number,))
            excess -= bytes_
        with database.transaction() as connection:
            connection.executemany("DELETE FROM translations WHERE id = ?", gone)
            delete_unused_sources(connection)
        return len(gone)


# -- taken along ------------------------------------------------------------------------------


def _units_of_article(database: Database, article_id: str, given: set[int]) -> Iterator[TranslationUnit]:
    """Give what faces the paragraphs of an article, but for the rows given before, and add to these."""
    article = get(database, article_id)
    ((text_hash,),) = database.fetch_all(
        "SELECT t.hash FROM articles a JOIN texts t ON t.id = a.text_id WHERE a.id = ?", article_id
    )
    words: dict[ParagraphKey, str] = {
        key: span.of(article.text)
        for span, key in zip(article.paragraphs, keys_of_article(database, article), strict=True)
    }
    for number, digest, occurrence, source, target, *row in _rows_of(database, article, {key[0] for key in words}):
        paragraph = words.get((digest, occurrence))
        if number in given or paragraph is None:
            continue
        given.add(number)
        said = translation_of(row)
        if said.origin is Origin.ENGINE:
            yield _unit(paragraph, source, target, said)
        else:
            yield _unit(paragraph, source, target, said, article=str(text_hash), occurrence=occurrence)


def _rows_of(database: Database, article: Article, digests: set[str]) -> Iterator[Row]:
    columns = f"id, paragraph_hash, occurrence, {_PAIR}, {COLUMNS}"
    yield from database.fetch_all(f"SELECT {columns} FROM translations WHERE article_id = ? ORDER BY id", article.id)  # noqa: S608 -- our own words
    for digest in sorted(digests):
        yield from database.fetch_all(
            f"SELECT {columns} FROM translations WHERE paragraph_hash = ? AND origin = 'engine'"  # noqa: S608 -- our own words
            " AND source_language = ? ORDER BY id",
            digest,
            article.language,
        )


def _units_of_none(database: Database, given: set[int]) -> Iterator[TranslationUnit]:
    """Give what engines said of paragraphs that no article has, where their words are known."""
    words = ParagraphLookup(database)
    for number, digest in database.fetch_all(
        "SELECT id, paragraph_hash FROM translations WHERE origin = 'engine' ORDER BY id"
    ):
        if number in given or (paragraph := words.text_of(digest)) is None:
            continue
        found = database.fetch_one(f"SELECT {_PAIR}, {COLUMNS} FROM translations WHERE id = ?", number)  # noqa: S608 -- our own words
        if found is not None:  # forgotten meanwhile
            source, target, *row = found
            yield _unit(paragraph, source, target, translation_of(row))


def _unit(
    paragraph: str, source: str, target: str, said: Translation, *, article: str = "", occurrence: int = 0
) -> TranslationUnit:
    return TranslationUnit(
        paragraph,
        said.text,
        source,
        target,
        said.origin,
        said.engine,
        said.version,
        said.created,
        tuple(said.pieces),
        article,
        occurrence,
    )


# -- brought in -------------------------------------------------------------------------------


def _article(connection: sqlite3.Connection, unit: TranslationUnit) -> str | None:
    """Return the article that has this very text, in this language; None when there is none."""
    row = connection.execute(
        "SELECT a.id FROM texts t JOIN articles a ON a.text_id = t.id WHERE t.hash = ? AND a.language = ?"
        " ORDER BY a.archived IS NOT NULL, a.added, a.rowid",
        (unit.article, unit.source_language),
    ).fetchone()
    return None if row is None else str(row[0])


def _put_own(connection: sqlite3.Connection, unit: TranslationUnit, article_id: str, date: str) -> int:
    assert unit.origin is not None  # noqa: S101 -- the caller's condition, for the type checker
    key = (paragraph_hash(unit.source), unit.occurrence, unit.source_language, unit.target_language, article_id)
    changed = connection.execute(
        "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, article_id, engine,"
        " engine_version, origin, text, created) VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?) ON CONFLICT DO NOTHING",
        (*key, unit.origin.value, unit.text, unit.created or date),
    ).rowcount
    if changed and unit.origin is Origin.USER:  # the history begins with it, as if it had been written here
        connection.execute(
            "INSERT INTO wordings (paragraph_hash, occurrence, source_language, target_language, article_id, text, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, unit.text, unit.created or date),
        )
    return max(0, changed)


def _put_shared(connection: sqlite3.Connection, unit: TranslationUnit, name: str, date: str) -> int:
    from_engine = unit.origin is Origin.ENGINE and bool(unit.engine)
    return put_said(
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


# -- kept from growing -----------------------------------------------------------------------


def _last_used(database: Database) -> dict[str, int]:
    """Return, by a paragraph's hash, which opening of an article used it last: greater is later, 0 for never opened articles'."""
    used: dict[str, int] = {}
    for digest, opening in database.fetch_all(
        "SELECT p.hash, max(ifnull(a.opening, 0)) FROM articles a JOIN paragraphs p ON p.text_id = a.text_id GROUP BY p.hash"
    ):
        used[digest] = opening + 1
    return used
