"""The English of paragraphs, in the library file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from reader.storage.articles import text_of, unknown
from reader.storage.paragraphs import (
    drop_sources,
    hashes_of_article,
    keep_source,
    key_of,
    keys,
    keys_of_article,
    knows_paragraphs_of,
    paragraph_hash,
)
from reader.text.article import SEPARATOR, Article
from reader.text.english import Origin, Piece, Translation
from reader.text.facing import FromFile

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from reader.storage.database import Database, Row
    from reader.storage.paragraphs import Key

TARGET = "en"
"""The language that faces the articles."""

_CHUNK = 500
"""Hashes asked for in one query; SQLite takes at least 999 arguments."""


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


def of_article(
    database: Database, article: Article, *, engine: str = "", target: str = TARGET
) -> Sequence[Translation | None]:
    """Return what faces each paragraph, None where there is no English.

    The reader's own comes first, then the file's, then what the engine chosen for the paragraph said last, then the
    engine given here, then any other engine's latest: every one of them names its engine.
    """
    source = language_of(database, article.id)
    if not _any(database, article.id):
        return (None,) * len(article.paragraphs)
    if (whole := _from_file(database, article, source, target)) is not None:
        return whole
    wanted = keys_of_article(database, article)
    found: dict[Key, Translation] = {}
    # Later rows win: the reader's after the file's.
    for digest, occurrence, *row in database.rows(
        f"SELECT paragraph_hash, occurrence, {_COLUMNS} FROM translations"  # noqa: S608 -- our own words
        " WHERE article_id = ? AND source_language = ? AND target_language = ? ORDER BY origin = 'reader', created, id",
        article.id,
        source,
        target,
    ):
        found[digest, occurrence] = translation_of(row)
    missing = {key[0] for key in wanted if key not in found} if found else {digest for digest, _ in wanted}
    # Most of a text is asked for as the text's, in two thirds of the time.
    all_of_it = 2 * len(missing) > len(wanted) and knows_paragraphs_of(database, article)
    shared = _of_engines(database, sorted(missing), source, target, article.id if all_of_it else "")
    chosen: dict[Key, str] = {
        (digest, occurrence): name
        for digest, occurrence, name in database.rows(
            "SELECT paragraph_hash, occurrence, engine FROM choices WHERE article_id = ?", article.id
        )
    }
    return tuple(found.get(key) or _best(shared.get(key[0], {}), chosen.get(key, ""), engine) for key in wanted)


def _from_file(database: Database, article: Article, source: str, target: str) -> FromFile | None:
    """Return the English of an article if a file brought all of it, and nothing else is kept of this article; else None.

    SQLite puts the words together, in the order in which they came: in a book that is three fifths of the time of taking them
    row by row, and most of it leaves other threads free. They are the article's paragraph by paragraph if their hashes are.
    """
    row = database.row(
        "SELECT group_concat(paragraph_hash, ''), group_concat(text, ?), sum(occurrence), sum(origin <> 'file'), min(created),"
        " max(created) FROM (SELECT * FROM translations WHERE article_id = ? AND source_language = ? AND target_language = ?"
        " ORDER BY id)",
        SEPARATOR,
        article.id,
        source,
        target,
    )
    if row is None or row[0] is None:
        return None
    hashes, text, repeated, others, first, last = row
    if repeated or others or first != last or hashes != hashes_of_article(database, article):
        return None
    english = Article(article.id, article.title, text)
    return FromFile(english, first) if len(english.paragraphs) == len(article.paragraphs) else None


def _any(database: Database, article_id: str) -> bool:
    """Tell whether anything could face an article: otherwise none of its paragraphs need be hashed."""
    row = database.row(
        "SELECT EXISTS (SELECT 1 FROM translations WHERE article_id = ?)"
        " OR EXISTS (SELECT 1 FROM translations WHERE origin = 'engine')",
        article_id,
    )
    return row is not None and bool(row[0])


def alternatives(
    database: Database, article: Article, paragraph: int, *, target: str = TARGET
) -> tuple[Translation, ...]:
    """Return everything known of one paragraph: the reader's, the file's, then each engine's latest by its name."""
    source = language_of(database, article.id)
    digest, occurrence = key_of(article, paragraph)
    own = database.rows(
        f"SELECT {_COLUMNS} FROM translations WHERE article_id = ? AND paragraph_hash = ? AND occurrence = ?"  # noqa: S608
        " AND source_language = ? AND target_language = ? ORDER BY origin = 'reader' DESC",
        article.id,
        digest,
        occurrence,
        source,
        target,
    )
    shared = _of_engines(database, [digest], source, target).get(digest, {})
    return (*map(translation_of, own), *(shared[name] for name in sorted(shared)))


def recall(
    database: Database, paragraphs: Sequence[str], *, source: str, target: str, engine: str, version: str
) -> tuple[Translation | None, ...]:
    """Return what one version of an engine said of each paragraph, whichever article it was asked for; None: not asked."""
    digests = [paragraph_hash(paragraph) for paragraph in paragraphs]
    found: dict[str, Translation] = {}
    for chunk in _chunks(sorted(set(digests))):
        marks = ",".join("?" * len(chunk))
        for digest, *row in database.rows(
            f"SELECT paragraph_hash, {_COLUMNS} FROM translations WHERE paragraph_hash IN ({marks})"  # noqa: S608
            " AND source_language = ? AND target_language = ? AND origin = 'engine' AND engine = ? AND engine_version = ?",
            *chunk,
            source,
            target,
            engine,
            version,
        ):
            found[digest] = translation_of(row)
    return tuple(found.get(digest) for digest in digests)


def put_engine(
    database: Database,
    paragraph: str,
    pieces: Sequence[Piece],
    *,
    source: str,
    target: str,
    engine: str,
    version: str,
    date: str,
) -> None:
    """Remember what an engine said of a paragraph, for every article that has it; asked again, the new words stand.

    ValueError for what is never remembered: nothing, an empty piece, line ends, or words of no engine.
    """
    if not engine or not pieces or not all(piece.text.strip() for piece in pieces):
        raise ValueError("an engine and its words are needed")
    if any("\n" in piece.text for piece in pieces):
        raise ValueError("a paragraph of English has line ends")
    with database.write() as connection:
        put_said(
            connection,
            paragraph,
            " ".join(piece.text for piece in pieces),
            pieces,
            source=source,
            target=target,
            engine=engine,
            version=version,
            date=date,
        )


def put_said(
    connection: sqlite3.Connection,
    paragraph: str,
    text: str,
    pieces: Sequence[Piece],
    *,
    source: str,
    target: str,
    engine: str,
    version: str,
    date: str,
    newer: bool = False,
) -> bool:
    """Put an engine's words of a paragraph, in ``pieces`` if they are known, in the place of what it said before.

    False when they do not stand now: with ``newer`` what it said at that date or later stays.
    """
    segments = None
    if pieces:
        import json

        segments = json.dumps([[piece.text, list(piece.sentences)] for piece in pieces], ensure_ascii=False)
    digest = paragraph_hash(paragraph)
    keep_source(connection, digest, paragraph)
    changed = connection.execute(
        "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, engine,"
        " engine_version, origin, text, segments, created) VALUES (?, 0, ?, ?, ?, ?, 'engine', ?, ?, ?)"
        " ON CONFLICT (paragraph_hash, occurrence, source_language, target_language,"
        " engine, engine_version, origin, ifnull(article_id, ''))"
        " DO UPDATE SET text = excluded.text, segments = excluded.segments, created = excluded.created"
        " WHERE excluded.created > created OR NOT ?",
        (digest, source, target, engine, version, text, segments, date, newer),
    ).rowcount
    return changed > 0


def forget_engine(database: Database, engine: str) -> int:
    """Forget all that an engine said; return of how many paragraphs. The reader's words and the files' stay."""
    with database.write() as connection:
        gone = connection.execute("DELETE FROM translations WHERE origin = 'engine' AND engine = ?", (engine,)).rowcount
        drop_sources(connection)
    return gone


def language_of(database: Database, article_id: str) -> str:
    """Return the language an article is written in (ISO 639-1); UnknownArticle for the id of none."""
    row = database.row("SELECT language FROM articles WHERE id = ?", article_id)
    if row is None:
        raise unknown()
    return str(row[0])


_ORIGINS = {origin.value: origin for origin in Origin}
_COLUMNS = "text, origin, engine, engine_version, created, CAST(segments AS BLOB)"
"""Segments as bytes: most of them are never read, and need not be made a text."""


def translation_of(row: Sequence[Any]) -> Translation:
    """Return a row (text, origin, engine, version, date, segments) as a value."""
    text, origin, engine, version, created, segments = row
    return Translation(text, _ORIGINS[origin], engine, version, created, () if segments is None else _Pieces(segments))


class _Pieces(Sequence[Piece]):
    """Pieces as the library file has them, read once they are looked at: a book has them by the ten thousand."""

    __slots__ = ("_read", "_written")

    def __init__(self, written: str | bytes) -> None:
        self._written = written
        self._read: tuple[Piece, ...] | None = None

    def _all(self) -> tuple[Piece, ...]:
        if self._read is None:
            # Who has no engine does not wait for its import.
            import json

            self._read = tuple(Piece(words, tuple(numbers)) for words, numbers in json.loads(self._written))
        return self._read

    @overload
    def __getitem__(self, index: int) -> Piece: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Piece, ...]: ...

    def __getitem__(self, index: int | slice) -> Piece | tuple[Piece, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _Pieces) and self._written == other._written:
            return True
        return self._all() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def _best(said: Mapping[str, Translation], *preferred: str) -> Translation | None:
    """Return the first preferred engine's words that there are, else those said last."""
    for engine in preferred:
        if engine in said:
            return said[engine]
    return next(reversed(list(said.values())), None)


def _of_engines(
    database: Database, digests: Sequence[str], source: str, target: str, article_id: str = ""
) -> dict[str, dict[str, Translation]]:
    """Return what each engine said last of each paragraph; of the engines, the one that spoke last stands last.

    With an article's id it is asked for the paragraphs of its text of today, whatever the hashes.
    """
    rows: dict[str, list[Row]] = {}
    for row in _said_of_text(database, article_id, source, target) if article_id else ():
        rows.setdefault(row[0], []).append(row)
    for chunk in _chunks(digests if not article_id else ()):
        marks = ",".join("?" * len(chunk))
        for row in database.rows(
            f"SELECT paragraph_hash, id, {_COLUMNS} FROM translations WHERE paragraph_hash IN ({marks})"  # noqa: S608
            " AND source_language = ? AND target_language = ? AND origin = 'engine'",
            *chunk,
            source,
            target,
        ):
            rows.setdefault(row[0], []).append(row)
    return {digest: _by_engine(said) for digest, said in rows.items()}


def _said_of_text(database: Database, article_id: str, source: str, target: str) -> list[Row]:
    return database.rows(
        # CROSS: the text's paragraphs come first, whatever SQLite would guess. One that stands twice comes twice, and does no harm.
        f"SELECT paragraph_hash, t.id, {_COLUMNS}"  # noqa: S608 -- our own words
        " FROM articles a CROSS JOIN paragraphs p ON p.text_id = a.text_id"
        " CROSS JOIN translations t ON t.paragraph_hash = p.hash"
        " WHERE a.id = ? AND t.source_language = ? AND t.target_language = ? AND t.origin = 'engine'",
        article_id,
        source,
        target,
    )


def _by_engine(rows: list[Row]) -> dict[str, Translation]:
    if len(rows) > 1:  # sorted here: SQLite would carry a book's words through its sorter
        rows.sort(key=lambda row: (row[6], row[1]))
    said: dict[str, Translation] = {}
    for row in rows:
        translation = translation_of(row[2:])
        said.pop(translation.engine, None)
        said[translation.engine] = translation
    return said


def _chunks(digests: Sequence[str]) -> Iterator[Sequence[str]]:
    return (digests[first : first + _CHUNK] for first in range(0, len(digests), _CHUNK))
