"""Engine translations in the library file, shared by every article with the same paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.paragraph_hashes import paragraph_hash, save_source
from reader.storage.rows import COLUMNS, pieces_to_json, translation_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from reader.storage.database import Database, Row
    from reader.text.model.translations import Piece, Translation

_CHUNK = 500
"""Hashes in one query; SQLite allows at least 999 arguments."""


def save(
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
    """Save an engine's translation of a paragraph, replacing its earlier one.

    ValueError without an engine, without pieces, or if a piece is empty or has a line break.
    """
    if not engine or not pieces or not all(piece.text.strip() for piece in pieces):
        raise ValueError("an engine and its translation are needed")
    if any("\n" in piece.text for piece in pieces):
        raise ValueError("a translated paragraph has line breaks")
    with database.transaction() as connection:
        upsert(
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


def upsert(
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
    only_if_newer: bool = False,
) -> bool:
    """Insert or replace an engine's translation of a paragraph; return whether it was written.

    With ``only_if_newer``, an existing translation with the same or a later date stays.
    """
    digest = paragraph_hash(paragraph)
    save_source(connection, digest, paragraph)
    changed = connection.execute(
        "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, engine,"
        " engine_version, origin, text, segments, created) VALUES (?, 0, ?, ?, ?, ?, 'engine', ?, ?, ?)"
        " ON CONFLICT (paragraph_hash, occurrence, source_language, target_language,"
        " engine, engine_version, origin, ifnull(article_id, ''))"
        " DO UPDATE SET text = excluded.text, segments = excluded.segments, created = excluded.created"
        " WHERE excluded.created > created OR NOT ?",
        (digest, source, target, engine, version, text, pieces_to_json(pieces), date, only_if_newer),
    ).rowcount
    return changed > 0


def of_paragraphs(
    database: Database, digests: Sequence[str], source: str, target: str
) -> dict[str, dict[str, Translation]]:
    """Return each engine's latest translation, by paragraph hash and engine, latest last."""
    rows: list[Row] = []
    for chunk in _chunks(digests):
        placeholders = ",".join("?" * len(chunk))
        rows += database.fetch_all(
            f"SELECT paragraph_hash, id, {COLUMNS} FROM translations WHERE paragraph_hash IN ({placeholders})"  # noqa: S608
            " AND source_language = ? AND target_language = ? AND origin = 'engine'",
            *chunk,
            source,
            target,
        )
    return _by_paragraph(rows)


def of_article(database: Database, article_id: str, source: str, target: str) -> dict[str, dict[str, Translation]]:
    """Return the same for all paragraphs of an article's current text, in less time."""
    rows = database.fetch_all(
        # CROSS JOIN makes SQLite start from the text's paragraphs.
        # Repeated paragraphs give duplicates, which are harmless.
        f"SELECT paragraph_hash, t.id, {COLUMNS}"  # noqa: S608 -- constants only
        " FROM articles a CROSS JOIN paragraphs p ON p.text_id = a.text_id"
        " CROSS JOIN translations t ON t.paragraph_hash = p.hash"
        " WHERE a.id = ? AND t.source_language = ? AND t.target_language = ? AND t.origin = 'engine'",
        article_id,
        source,
        target,
    )
    return _by_paragraph(rows)


def _by_paragraph(rows: list[Row]) -> dict[str, dict[str, Translation]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return {digest: _by_engine(group) for digest, group in found.items()}


def _by_engine(rows: list[Row]) -> dict[str, Translation]:
    if len(rows) > 1:  # sorted here because SQLite would move whole texts through its sorter
        rows.sort(key=lambda row: (row[6], row[1]))
    latest: dict[str, Translation] = {}
    for row in rows:
        translation = translation_of(row[2:])
        latest.pop(translation.engine, None)
        latest[translation.engine] = translation
    return latest


def _chunks(digests: Sequence[str]) -> Iterator[Sequence[str]]:
    return (digests[first : first + _CHUNK] for first in range(0, len(digests), _CHUNK))
