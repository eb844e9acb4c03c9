"""Paragraph hashes are stored with each text and equal computed ones, also after migration."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from reader.storage.database import open_database
from reader.storage.migrations import MIGRATIONS
from reader.storage.paragraph_hashes import key_of, keys, keys_of_article, paragraph_hash, save_hashes
from reader.text.model.article import SEPARATOR, Article
from tests.storage.builders import manuscript, open_store

if TYPE_CHECKING:
    import sqlite3

    from reader.storage.store import Store

WORDS = st.text(st.sampled_from("aé’' \u00a0\u202f\u2009\u00ad\u200b\t日"), max_size=8).filter(
    lambda words: "\n" not in words
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6)
BEFORE = MIGRATIONS[:2]
"""The migrations of a version without stored hashes."""


def insert_article(connection: sqlite3.Connection, text: str) -> None:
    connection.execute(
        "INSERT INTO articles (id, text_id, title, author, date, source, language, name, rank, added)"
        " VALUES ('a', 't', 't', '', '', '', 'fr', '', 0, '2024')"
    )
    connection.execute(
        "INSERT INTO texts (id, article_id, hash, words, added, content) VALUES ('t', 'a', 'x', 1, '2024', ?)", (text,)
    )


@given(TEXTS, st.booleans())
@example(["Oui.", "Oui.", "L’eau !", "L'eau\u202f!"], True)
@example(["", "", "a"], True)
@example([""], True)
@example([" a", "b "], True)
@example(["a\u2009b", "a b"], True)
def test_keys_of_article(lines: list[str], stored: bool) -> None:
    article = Article("a", "t", SEPARATOR.join(lines))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "library.db") as store:
        with store._database.transaction() as connection:
            insert_article(connection, article.text)
            if stored:  # otherwise another program changed the text
                save_hashes(connection, "t", article.text)
        right = list(keys(s.of(article.text) for s in article.paragraphs))
        assert keys_of_article(store._database, article) == right
        assert [key_of(store._database, article, number) for number in range(len(right))] == right


def test_new_article_stores_hashes(store: Store) -> None:
    store.add_article(manuscript("L’eau !", "Oui.", "Oui."))
    stored = store._database.fetch_all(
        "SELECT p.hash FROM paragraphs p JOIN articles a ON a.text_id = p.text_id ORDER BY p.number"
    )
    assert [digest for (digest,) in stored] == [paragraph_hash(words) for words in ("L'eau\u202f!", "Oui.", "Oui.")]


@given(TEXTS)
@example(["Oui.", "Oui.", "L’eau\u202f!", " a  b "])
def test_migration_adds_the_same_hashes(lines: list[str]) -> None:
    article = Article("a", "t", SEPARATOR.join(lines))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        old = open_database(path, stamp="x", migrations=BEFORE)
        with old.transaction() as connection:
            insert_article(connection, article.text)
        old.close()
        with open_store(path) as store:
            rows = store._database.fetch_all("SELECT number, hash FROM paragraphs ORDER BY number")
    assert rows == list(enumerate(digest for digest, _ in keys(s.of(article.text) for s in article.paragraphs)))
