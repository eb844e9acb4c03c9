"""The user's own translations: current, history, drafts; and the engine set for a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.storage.articles import current_text_id, language_of
from reader.storage.paragraph_hashes import key_of, keys_of_article
from reader.text.languages import ENGLISH
from reader.text.model.translations import OwnTranslation, OwnTranslationDraft

if TYPE_CHECKING:
    from reader.storage.database import Database
    from reader.storage.paragraph_hashes import ParagraphKey
    from reader.text.model.article import Article

DRAFT_PREFIX = "english:"
"""Prefix of the draft key of an own translation; the key of a note's draft is a UUID."""


def save(database: Database, article: Article, paragraph: int, text: str, date: str, *, target: str = ENGLISH) -> None:
    """Save the user's translation of a paragraph, add it to the history and delete its drafts.

    ValueError if the text is empty or has line breaks.
    """
    if not text.strip() or "\n" in text:
        raise ValueError("an own translation is one line that is not empty")
    source = language_of(database, article.id)
    digest, occurrence = key_of(database, article, paragraph)
    key = (article.id, digest, occurrence, source, target)
    with database.transaction() as connection:
        current_text_id(connection, article.id)
        connection.execute(
            "INSERT INTO translations (article_id, paragraph_hash, occurrence, source_language, target_language,"
            " engine, engine_version, origin, text, created) VALUES (?, ?, ?, ?, ?, '', '', 'reader', ?, ?)"
            " ON CONFLICT (paragraph_hash, occurrence, source_language, target_language,"
            " engine, engine_version, origin, ifnull(article_id, ''))"
            " DO UPDATE SET text = excluded.text, created = excluded.created WHERE text <> excluded.text",
            (*key, text, date),
        )
        last = connection.execute(
            "SELECT text FROM wordings WHERE article_id = ? AND paragraph_hash = ? AND occurrence = ?"
            " AND source_language = ? AND target_language = ? ORDER BY id DESC LIMIT 1",
            key,
        ).fetchone()
        # Undo and redo do not add the same text to the history twice.
        if last is None or last[0] != text:
            connection.execute(
                "INSERT INTO wordings (article_id, paragraph_hash, occurrence, source_language, target_language, text,"
                " created) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*key, text, date),
            )
        connection.execute("DELETE FROM drafts WHERE highlight_id = ?", (_draft_key(article.id, (digest, occurrence)),))


def remove(database: Database, article: Article, paragraph: int, *, target: str = ENGLISH) -> None:
    """Remove the user's translation of a paragraph, if there is one; the history stays."""
    source = language_of(database, article.id)
    with database.transaction() as connection:
        connection.execute(
            "DELETE FROM translations WHERE origin = 'reader' AND article_id = ? AND paragraph_hash = ? AND occurrence = ?"
            " AND source_language = ? AND target_language = ?",
            (article.id, *key_of(database, article, paragraph), source, target),
        )


def history(
    database: Database, article: Article, paragraph: int, *, target: str = ENGLISH
) -> tuple[OwnTranslation, ...]:
    """Return all versions of the user's translation of a paragraph, latest first."""
    rows = database.fetch_all(
        "SELECT text, created FROM wordings WHERE article_id = ? AND paragraph_hash = ? AND occurrence = ?"
        " AND source_language = ? AND target_language = ? ORDER BY id DESC",
        article.id,
        *key_of(database, article, paragraph),
        language_of(database, article.id),
        target,
    )
    return tuple(OwnTranslation(*row) for row in rows)


# -- drafts -----------------------------------------------------------------------------------


def drafts(database: Database, article: Article) -> tuple[OwnTranslationDraft, ...]:
    """Return the unfinished own translations of an article, latest first.

    Drafts of paragraphs that no longer exist stay on disk and are not returned.
    """
    rows = database.fetch_all(
        "SELECT highlight_id, body, owner, modified FROM drafts WHERE article_id = ? AND substr(highlight_id, 1, ?) = ?"
        " ORDER BY modified DESC, rowid DESC",
        article.id,
        len(DRAFT_PREFIX),
        DRAFT_PREFIX,
    )
    if not rows:
        return ()
    indexes = {_draft_key(article.id, key): index for index, key in enumerate(keys_of_article(database, article))}
    return tuple(OwnTranslationDraft(indexes[key], *rest) for key, *rest in rows if key in indexes)


def articles_with_drafts(database: Database) -> tuple[str, ...]:
    """Return the ids of articles with unfinished own translations, latest first."""
    rows = database.fetch_all(
        "SELECT article_id FROM drafts WHERE substr(highlight_id, 1, ?) = ?"
        " GROUP BY article_id ORDER BY max(modified) DESC, max(rowid) DESC",
        len(DRAFT_PREFIX),
        DRAFT_PREFIX,
    )
    return tuple(row[0] for row in rows)


def save_draft(database: Database, article: Article, draft: OwnTranslationDraft) -> None:
    """Save the text of an unfinished translation; each run of the program has its own draft."""
    key = _draft_key(article.id, key_of(database, article, draft.paragraph))
    with database.transaction() as connection:
        current_text_id(connection, article.id)
        connection.execute(
            "INSERT OR REPLACE INTO drafts (highlight_id, owner, article_id, body, modified) VALUES (?, ?, ?, ?, ?)",
            (key, draft.owner, article.id, draft.body, draft.modified),
        )


def delete_drafts(database: Database, article: Article, paragraph: int) -> None:
    """Delete the drafts of a paragraph's own translation."""
    key = _draft_key(article.id, key_of(database, article, paragraph))
    with database.transaction() as connection:
        connection.execute("DELETE FROM drafts WHERE highlight_id = ?", (key,))


def _draft_key(article_id: str, key: ParagraphKey) -> str:
    digest, occurrence = key
    return f"{DRAFT_PREFIX}{article_id}:{digest}:{occurrence}"


# -- the engine of one paragraph --------------------------------------------------------------


def set_engine(database: Database, article: Article, paragraph: int, engine: str) -> None:
    """Set the engine for one paragraph, overriding the article's; an empty name resets it."""
    key = (article.id, *key_of(database, article, paragraph))
    with database.transaction() as connection:
        current_text_id(connection, article.id)
        if engine:
            connection.execute(
                "INSERT OR REPLACE INTO choices (article_id, paragraph_hash, occurrence, engine) VALUES (?, ?, ?, ?)",
                (*key, engine),
            )
        else:
            connection.execute(
                "DELETE FROM choices WHERE article_id = ? AND paragraph_hash = ? AND occurrence = ?", key
            )


def chosen_engine(database: Database, article: Article, paragraph: int) -> str:
    """Return the engine set for one paragraph, or an empty string."""
    row = database.fetch_one(
        "SELECT engine FROM choices WHERE article_id = ? AND paragraph_hash = ? AND occurrence = ?",
        article.id,
        *key_of(database, article, paragraph),
    )
    return "" if row is None else str(row[0])
