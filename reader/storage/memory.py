"""The memory of translations as a whole, in the library file: counted, taken along, brought in, forgotten, kept from growing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.storage.articles import get
from reader.storage.paragraphs import Words, drop_sources, keys_of_article, paragraph_hash
from reader.storage.translations import put_said, translation_of
from reader.text.english import Origin, Remembered
from reader.text.exchange import Unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from reader.storage.database import Database
    from reader.storage.paragraphs import Key
    from reader.text.article import Article
    from reader.text.english import Translation

_SIZE: Final = (
    "length(CAST(text AS BLOB)) + ifnull(length(CAST(segments AS BLOB)), 0) + 200"
    " + ifnull((SELECT length(CAST(words AS BLOB)) FROM sources WHERE hash = paragraph_hash), 0)"
)
"""Bytes of a row, with about what its key and the indexes take, and the paragraph's words where no text has them."""
_ROW: Final = "paragraph_hash, occurrence, source_language, target_language"
_SAID: Final = "text, origin, engine, engine_version, created, segments"


def counts(database: Database) -> tuple[Remembered, ...]:
    """Return how many paragraphs are remembered, by whose words they are, the engine and the languages."""
    rows = database.rows(
        f"SELECT origin, engine, source_language, target_language, count(*), sum({_SIZE}) FROM translations"  # noqa: S608 -- our own words
        " GROUP BY origin, engine, source_language, target_language"
        " ORDER BY origin = 'engine', origin = 'file', engine, source_language, target_language"
    )
    return tuple(Remembered(Origin(origin), *rest) for origin, *rest in rows)


def units(database: Database) -> Iterator[Unit]:
    """Give every translation whose paragraph's words are known; an engine's once, whichever article has it, those of none last."""
    given: set[int] = set()
    ids = [str(row[0]) for row in database.rows("SELECT id FROM articles ORDER BY added, rank, rowid")]
    for article_id in ids:
        article = get(database, article_id)
        (language, digest) = database.rows(
            "SELECT a.language, t.hash FROM articles a JOIN texts t ON t.id = a.text_id WHERE a.id = ?", article_id
        )[0]
        words: dict[Key, str] = {
            key: span.of(article.text)
            for span, key in zip(article.paragraphs, keys_of_article(database, article), strict=True)
        }
        for number, row, said in _rows_of(database, article, str(language), frozenset(key[0] for key in words)):
            hash_, occurrence, source, target = row
            if number in given or (source_words := words.get((hash_, occurrence))) is None:
                continue
            given.add(number)
            own = said.origin is not Origin.ENGINE
            yield Unit(
                source_words,
                said.text,
                source,
                target,
                said.origin,
                said.engine,
                said.version,
                said.created,
                tuple(said.pieces),
                str(digest) if own else "",
                occurrence if own else 0,
            )

    words_of = Words(database)
    for number, digest in database.rows(
        "SELECT id, paragraph_hash FROM translations WHERE origin = 'engine' ORDER BY id"
    ):
        if number in given or (source_words := words_of.of(digest)) is None:
            continue
        found = database.row(f"SELECT {_ROW}, {_SAID} FROM translations WHERE id = ?", number)  # noqa: S608 -- our own words
        if found is not None:  # forgotten meanwhile
            said = translation_of(found[4:])
            yield Unit(
                source_words,
                said.text,
                found[2],
                found[3],
                said.origin,
                said.engine,
                said.version,
                said.created,
                tuple(said.pieces),
            )


def _rows_of(
    database: Database, article: Article, language: str, digests: frozenset[str]
) -> Iterator[tuple[int, tuple[str, int, str, str], Translation]]:
    for number, *row in database.rows(
        f"SELECT id, {_ROW}, {_SAID} FROM translations WHERE article_id = ? ORDER BY id",  # noqa: S608 -- our own words
        article.id,
    ):
        yield number, (row[0], row[1], row[2], row[3]), translation_of(row[4:])
    for digest in sorted(digests):
        for number, *row in database.rows(
            f"SELECT id, {_ROW}, {_SAID} FROM translations WHERE paragraph_hash = ? AND origin = 'engine'"  # noqa: S608
            " AND source_language = ? ORDER BY id",
            digest,
            language,
        ):
            yield number, (row[0], row[1], row[2], row[3]), translation_of(row[4:])


def put(database: Database, batch: Sequence[Unit], *, name: str, date: str) -> tuple[int, int]:
    """Keep what a file says, in one transaction; return how many are new or newer, and how many were known as they are or better.

    What another program says, and the reader's or a file's words for an article that is not here, are kept as the words of
    ``name``. Nothing takes the place of the reader's own words or a file's; of an engine's, the later stand.
    """
    taken = 0
    with database.write() as connection:
        for unit in batch:
            article = _article(connection, unit) if unit.article else None
            if unit.origin in (Origin.READER, Origin.FILE) and article is not None:
                taken += _put_own(connection, unit, article, date)
            else:
                taken += _put_shared(connection, unit, name, date)
    return taken, len(batch) - taken


def _article(connection: sqlite3.Connection, unit: Unit) -> str | None:
    """Return the article that has this very text, in this language; None when there is none."""
    row = connection.execute(
        "SELECT a.id FROM texts t JOIN articles a ON a.text_id = t.id WHERE t.hash = ? AND a.language = ?"
        " ORDER BY a.archived IS NOT NULL, a.added, a.rowid",
        (unit.article, unit.source_language),
    ).fetchone()
    return None if row is None else str(row[0])


def _put_own(connection: sqlite3.Connection, unit: Unit, article_id: str, date: str) -> int:
    assert unit.origin is not None  # noqa: S101 -- the caller's condition, for the type checker
    key = (paragraph_hash(unit.source), unit.occurrence, unit.source_language, unit.target_language, article_id)
    changed = connection.execute(
        "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, article_id, engine,"
        " engine_version, origin, text, created) VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?) ON CONFLICT DO NOTHING",
        (*key, unit.origin.value, unit.text, unit.created or date),
    ).rowcount
    if changed and unit.origin is Origin.READER:  # the history begins with it, as if it had been written here
        connection.execute(
            "INSERT INTO wordings (paragraph_hash, occurrence, source_language, target_language, article_id, text, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*key, unit.text, unit.created or date),
        )
    return max(0, changed)


def _put_shared(connection: sqlite3.Connection, unit: Unit, name: str, date: str) -> int:
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
        newer=True,
    )


def forget(database: Database, *, engine: str = "", article: Article | None = None, before: str = "") -> int:
    """Forget what engines said, of those that all the conditions given name; return how many. ValueError without a condition.

    ``before`` is a date (ISO 8601): what was said earlier. The reader's own words and the files' always stay.
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
    digests = sorted({digest for digest, _ in keys_of_article(database, article)}) if article else [""]
    forgotten = 0
    with database.write() as connection:
        for digest in digests:
            more, value = ([*conditions, "paragraph_hash = ?"], [*values, digest]) if digest else (conditions, values)
            forgotten += connection.execute(
                f"DELETE FROM translations WHERE {' AND '.join(more)}",  # noqa: S608 -- our own words
                value,
            ).rowcount
        drop_sources(connection)
    return forgotten


def keep_within(database: Database, most: int) -> int:
    """Forget engines' words once all of the memory takes more than ``most`` bytes; return how many paragraphs' went.

    Those of no article go first, then those of the articles not opened for the longest, down to nine tenths of ``most``. The
    reader's own words and the files' always stay, and count.
    """
    (pages,), (page,) = database.row("PRAGMA page_count") or (0,), database.row("PRAGMA page_size") or (0,)
    if pages * page <= most:
        return 0  # the usual case, for which nothing is read
    row = database.row(f"SELECT ifnull(sum({_SIZE}), 0) FROM translations")  # noqa: S608 -- our own words
    size = 0 if row is None else int(row[0])
    if size <= most:
        return 0
    excess = size - most * 9 // 10
    used = _last_used(database)
    rows = database.rows(f"SELECT id, paragraph_hash, {_SIZE}, created FROM translations WHERE origin = 'engine'")  # noqa: S608
    rows.sort(key=lambda row: (used.get(row[1], 0), row[3], row[0]))
    gone = []
    for number, _, bytes_, _ in rows:
        if excess <= 0:
            break
        gone.append((number,))
        excess -= bytes_
    with database.write() as connection:
        connection.executemany("DELETE FROM translations WHERE id = ?", gone)
        drop_sources(connection)
    return len(gone)


def _last_used(database: Database) -> dict[str, int]:
    """Return, by a paragraph's hash, which opening of an article used it last: greater is later, 0 for never opened articles'."""
    used: dict[str, int] = {}
    for digest, opening in database.rows(
        "SELECT p.hash, max(ifnull(a.opening, 0)) FROM articles a JOIN paragraphs p ON p.text_id = a.text_id GROUP BY p.hash"
    ):
        used[digest] = opening + 1
    return used
