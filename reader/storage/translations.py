"""Translations of articles in the library file: the user's own, the file's and the engines'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage import machine_translations
from reader.storage.articles import current_text_id, language_of
from reader.storage.paragraph_hashes import hashes_are_current, joined_hashes, key_of, keys, keys_of_article
from reader.storage.rows import COLUMNS, translation_of
from reader.text.languages import ENGLISH
from reader.text.model.article import SEPARATOR, Article
from reader.text.model.parallel_text import FileTranslations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.storage.database import Database
    from reader.storage.paragraph_hashes import ParagraphKey
    from reader.text.model.translations import Translation


def save_file_translation(database: Database, article_id: str, paragraphs: Sequence[str], date: str) -> None:
    """Save the translation that came with an article: one string a paragraph, empty if missing.

    ValueError if the number of paragraphs differs from the article's, or one has line breaks.
    """
    if any("\n" in english for english in paragraphs):
        raise ValueError("a translated paragraph has line breaks")
    with database.transaction() as connection:
        text_id = current_text_id(connection, article_id)
        content, language = connection.execute(
            "SELECT t.content, a.language FROM texts t JOIN articles a ON a.id = t.article_id WHERE t.id = ?",
            (text_id,),
        ).fetchone()
        french = content.split(SEPARATOR) if content else []
        if len(french) != len(paragraphs):
            raise ValueError(f"{len(paragraphs)} translated paragraphs for {len(french)} in the article")
        for (digest, occurrence), english in zip(keys(french), paragraphs, strict=True):
            key = (digest, occurrence, language, ENGLISH, article_id)
            if english:
                connection.execute(
                    "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language,"
                    " article_id, engine, engine_version, origin, text, created)"
                    " VALUES (?, ?, ?, ?, ?, '', '', 'file', ?, ?)"
                    " ON CONFLICT (paragraph_hash, occurrence, source_language, target_language,"
                    " engine, engine_version, origin, ifnull(article_id, ''))"
                    # Unchanged text keeps its date.
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
    database: Database, article: Article, *, engine: str = "", target: str = ENGLISH
) -> Sequence[Translation | None]:
    """Return the translation to show for each paragraph, or None where there is none.

    Order: the user's own, the file's, the latest by the engine set for the paragraph, by
    ``engine``, by any other engine.
    """
    source = language_of(database, article.id)
    if not _has_any(database, article.id):
        return (None,) * len(article.paragraphs)
    if (whole := _from_file(database, article, source, target)) is not None:
        return whole
    wanted = keys_of_article(database, article)
    found: dict[ParagraphKey, Translation] = {}
    # Later rows win: the user's come after the file's.
    for digest, occurrence, *row in database.fetch_all(
        f"SELECT paragraph_hash, occurrence, {COLUMNS} FROM translations"  # noqa: S608 -- constants only
        " WHERE article_id = ? AND source_language = ? AND target_language = ? ORDER BY origin = 'reader', created, id",
        article.id,
        source,
        target,
    ):
        found[digest, occurrence] = translation_of(row)
    missing = {key[0] for key in wanted if key not in found} if found else {digest for digest, _ in wanted}
    if 2 * len(missing) > len(wanted) and hashes_are_current(database, article):
        shared = machine_translations.of_article(database, article.id, source, target)
    else:
        shared = machine_translations.of_paragraphs(database, sorted(missing), source, target)
    chosen: dict[ParagraphKey, str] = {
        (digest, occurrence): name
        for digest, occurrence, name in database.fetch_all(
            "SELECT paragraph_hash, occurrence, engine FROM choices WHERE article_id = ?", article.id
        )
    }
    return tuple(found.get(key) or _best(shared.get(key[0], {}), chosen.get(key, ""), engine) for key in wanted)


def _from_file(database: Database, article: Article, source: str, target: str) -> FileTranslations | None:
    """Return an article's translation if one file provided all of it, else None.

    SQLite concatenates the texts in insertion order: faster for a book than fetching rows, and it
    releases the interpreter lock. The paragraph hashes show that the order is the article's.
    """
    row = database.fetch_one(
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
    if repeated or others or first != last or hashes != joined_hashes(database, article):
        return None
    english = Article(article.id, article.title, text)
    return FileTranslations(english, first) if len(english.paragraphs) == len(article.paragraphs) else None


def _has_any(database: Database, article_id: str) -> bool:
    """Return whether the article can have a translation; if not, no paragraph is hashed."""
    row = database.fetch_one(
        "SELECT EXISTS (SELECT 1 FROM translations WHERE article_id = ?)"
        " OR EXISTS (SELECT 1 FROM translations WHERE origin = 'engine')",
        article_id,
    )
    return row is not None and bool(row[0])


def alternatives(
    database: Database, article: Article, paragraph: int, *, target: str = ENGLISH
) -> tuple[Translation, ...]:
    """Return all translations of a paragraph: own, file, then each engine's latest by name."""
    source = language_of(database, article.id)
    digest, occurrence = key_of(database, article, paragraph)
    own = database.fetch_all(
        f"SELECT {COLUMNS} FROM translations WHERE article_id = ? AND paragraph_hash = ? AND occurrence = ?"  # noqa: S608
        " AND source_language = ? AND target_language = ? ORDER BY origin = 'reader' DESC",
        article.id,
        digest,
        occurrence,
        source,
        target,
    )
    shared = machine_translations.of_paragraphs(database, [digest], source, target).get(digest, {})
    return (*map(translation_of, own), *(shared[name] for name in sorted(shared)))


def _best(known: Mapping[str, Translation], *preferred: str) -> Translation | None:
    """Return the translation by the first preferred engine that has one, else the latest."""
    for engine in preferred:
        if engine in known:
            return known[engine]
    return next(reversed(list(known.values())), None)
