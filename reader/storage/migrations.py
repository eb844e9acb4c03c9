"""Schema migrations of the library, in order. They are the only definition of the schema.

Never edit a migration that has shipped; add a new one at the end. New libraries run the same
migrations. SQL that needs SQLite 3.35 or newer (STRICT, RETURNING) is avoided, because some
systems' Python has an older one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

Migration = tuple["str | Callable[[sqlite3.Connection], None]", ...]
"""The statements of one migration, run in one transaction; a function where SQL will not do."""

APPLICATION_ID = 0x656E7267
"""Marks a SQLite file as an Enregard library (« enrg »)."""


def _hash_paragraphs(connection: sqlite3.Connection) -> None:
    """Fill the table of migration 3. Frozen: it imports nothing from this program."""
    import hashlib

    for text_id, content in connection.execute("SELECT id, content FROM texts").fetchall():
        for number, paragraph in enumerate(content.split("\n\n") if content else []):
            # White space, no-break spaces among it, is one space, and apostrophes are all alike.
            words = " ".join(paragraph.replace("\u00a0", " ").replace("\u202f", " ").split()).replace("’", "'")
            connection.execute(
                "INSERT INTO paragraphs (text_id, number, hash) VALUES (?, ?, ?)",
                (text_id, number, hashlib.sha256(words.encode()).hexdigest()),
            )


MIGRATIONS: tuple[Migration, ...] = (
    (
        # The constant is written out: what has shipped must not follow a later change.
        "PRAGMA application_id = 1701737063",
        # A text has versions, which never change; the article points at the current one.
        """
        CREATE TABLE articles (
            id TEXT NOT NULL PRIMARY KEY,
            text_id TEXT NOT NULL REFERENCES texts (id) DEFERRABLE INITIALLY DEFERRED,
            title TEXT NOT NULL,
            author TEXT NOT NULL,
            date TEXT NOT NULL,
            source TEXT NOT NULL,
            language TEXT NOT NULL,
            name TEXT NOT NULL,       -- of the file it came from, without its ending
            rank INTEGER NOT NULL,    -- order among articles added at the same second
            added TEXT NOT NULL,
            archived TEXT,            -- when; NULL: in the library
            opened TEXT,              -- when last; NULL: never
            opening INTEGER           -- counts all openings, because two can share a second
        )
        """,
        "CREATE INDEX articles_by_text ON articles (text_id)",
        "CREATE UNIQUE INDEX articles_by_opening ON articles (opening) WHERE opening IS NOT NULL",
        """
        CREATE TABLE texts (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,       -- SHA-256 of the content in UTF-8, hexadecimal
            words INTEGER NOT NULL,
            added TEXT NOT NULL,
            content TEXT NOT NULL,
            UNIQUE (hash, article_id)
        )
        """,
        "CREATE INDEX texts_by_article ON texts (article_id)",
        # The list of articles counts words without touching the pages that hold the texts.
        "CREATE INDEX texts_words ON texts (id, words)",
        # Offsets are code points of the text version they were marked in.
        """
        CREATE TABLE highlights (
            id TEXT NOT NULL PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            text_id TEXT NOT NULL REFERENCES texts (id),
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            exact TEXT NOT NULL,
            prefix TEXT NOT NULL,
            suffix TEXT NOT NULL,
            color TEXT NOT NULL CHECK (color IN ('yellow', 'green', 'blue', 'pink', 'orange', 'purple')),
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            removed TEXT,             -- when; NULL: there
            CHECK (start >= 0 AND "end" >= start)
        )
        """,
        # Ends in the id, so that counting highlights and notes reads no row of this table.
        "CREATE INDEX highlights_by_article ON highlights (article_id, removed, start, id)",
        "CREATE INDEX highlights_by_text ON highlights (text_id)",
        """
        CREATE TABLE notes (
            highlight_id TEXT NOT NULL PRIMARY KEY REFERENCES highlights (id) ON DELETE CASCADE,
            body TEXT NOT NULL,
            created TEXT NOT NULL,
            modified TEXT NOT NULL,
            removed TEXT              -- when the note alone was taken away; a removed highlight hides its note anyway
        )
        """,
        # No reference to highlights: a draft outlives its highlight.
        """
        CREATE TABLE drafts (
            highlight_id TEXT NOT NULL,
            owner TEXT NOT NULL,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            body TEXT NOT NULL,
            modified TEXT NOT NULL,
            PRIMARY KEY (highlight_id, owner)
        )
        """,
        "CREATE INDEX drafts_by_article ON drafts (article_id)",
        # A row is the translation of a paragraph. One by the user or a file belongs to its article;
        # one by an engine is shared by all articles with the same paragraph.
        """
        CREATE TABLE translations (
            id INTEGER PRIMARY KEY,
            paragraph_hash TEXT NOT NULL,
            occurrence INTEGER NOT NULL,  -- 0 for the first paragraph of this hash in the article, 1 for the second
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            engine TEXT NOT NULL,         -- empty where no engine was asked
            engine_version TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('reader', 'file', 'engine')),
            article_id TEXT REFERENCES articles (id) ON DELETE CASCADE,
            text TEXT NOT NULL CHECK (text <> ''),
            segments TEXT,                -- JSON: which English answers which French sentences; NULL: not known
            created TEXT NOT NULL,
            CHECK ((origin = 'engine') = (article_id IS NULL)),
            CHECK (origin <> 'engine' OR occurrence = 0)
        )
        """,
        """
        CREATE UNIQUE INDEX translations_by_paragraph ON translations (
            paragraph_hash, occurrence, source_language, target_language, engine, engine_version, origin,
            ifnull(article_id, '')
        )
        """,
        "CREATE INDEX translations_by_article ON translations (article_id) WHERE article_id IS NOT NULL",
        """
        CREATE TABLE places (
            article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
            text_id TEXT NOT NULL REFERENCES texts (id),
            caret INTEGER NOT NULL CHECK (caret >= 0),
            "row" INTEGER,
            english INTEGER NOT NULL CHECK (english IN (0, 1)),
            share REAL NOT NULL,
            modified TEXT NOT NULL
        )
        """,
        "CREATE INDEX places_by_text ON places (text_id)",
        """
        CREATE TABLE preferences (
            name TEXT NOT NULL PRIMARY KEY,
            value TEXT NOT NULL
        )
        """,
    ),
    (
        # The paragraphs that are headings: "index:level" joined by spaces. They never change.
        "ALTER TABLE texts ADD COLUMN headings TEXT NOT NULL DEFAULT ''",
        # How the English shows once it is shown; empty: as the width allows.
        "ALTER TABLE places ADD COLUMN mode TEXT NOT NULL DEFAULT ''",
        """
        CREATE TABLE bookmarks (
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            letter TEXT NOT NULL,
            text_id TEXT NOT NULL REFERENCES texts (id),
            caret INTEGER NOT NULL CHECK (caret >= 0),
            created TEXT NOT NULL,
            PRIMARY KEY (article_id, letter)
        )
        """,
        "CREATE INDEX bookmarks_by_text ON bookmarks (text_id)",
        # Every saved version of an own translation. The current one is a row of translations.
        """
        CREATE TABLE wordings (
            id INTEGER PRIMARY KEY,
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            paragraph_hash TEXT NOT NULL,
            occurrence INTEGER NOT NULL,
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            text TEXT NOT NULL CHECK (text <> ''),
            created TEXT NOT NULL
        )
        """,
        "CREATE INDEX wordings_by_paragraph ON wordings (article_id, paragraph_hash, occurrence)",
        # An engine chosen for one paragraph, against the article's.
        """
        CREATE TABLE choices (
            article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
            paragraph_hash TEXT NOT NULL,
            occurrence INTEGER NOT NULL,
            engine TEXT NOT NULL,
            PRIMARY KEY (article_id, paragraph_hash, occurrence)
        )
        """,
        # What the user agreed to, for each engine and host, and the data named then.
        """
        CREATE TABLE consents (
            engine TEXT NOT NULL,
            host TEXT NOT NULL,
            sends TEXT NOT NULL,
            given TEXT NOT NULL,
            PRIMARY KEY (engine, host)
        )
        """,
        # Pauses of engines, and why. Stored, so that a restart does not repeat requests too soon.
        """
        CREATE TABLE pauses (
            engine TEXT NOT NULL,
            host TEXT NOT NULL,
            trouble TEXT NOT NULL,
            until TEXT NOT NULL,
            failures INTEGER NOT NULL,
            PRIMARY KEY (engine, host)
        )
        """,
        # Characters sent to an engine on a day (ISO 8601), where it has a daily limit.
        """
        CREATE TABLE spent (
            engine TEXT NOT NULL,
            day TEXT NOT NULL,
            characters INTEGER NOT NULL,
            PRIMARY KEY (engine, day)
        )
        """,
    ),
    (
        # The hash of each paragraph, so that looking up translations hashes no text.
        """
        CREATE TABLE paragraphs (
            text_id TEXT NOT NULL REFERENCES texts (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,  -- from 0, in the order of the text
            hash TEXT NOT NULL,
            PRIMARY KEY (text_id, number)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX paragraphs_by_hash ON paragraphs (hash)",
        _hash_paragraphs,
        # The article list looks up engine translations for every article.
        """
        CREATE INDEX translations_of_engines ON translations (paragraph_hash, source_language, target_language)
        WHERE origin = 'engine'
        """,
        # Sources of imported translations whose paragraph is in no text, for export.
        """
        CREATE TABLE sources (
            hash TEXT NOT NULL PRIMARY KEY,
            words TEXT NOT NULL
        ) WITHOUT ROWID
        """,
    ),
)
