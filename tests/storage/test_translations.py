"""Translations: stored by paragraph and found by the paragraph's hash."""

from __future__ import annotations

import doctest
import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.storage import machine_translations as said_by
from reader.storage import paragraph_hashes, translations
from reader.storage.paragraph_hashes import keys, paragraph_hash
from reader.text.model.parallel_text import FileTranslations
from reader.text.model.translations import Piece
from tests.storage.builders import manuscript, open_store

if TYPE_CHECKING:
    from reader.storage.database import Database
    from reader.storage.paragraph_hashes import ParagraphKey
    from reader.storage.store import Store
    from reader.text.model.article import Article


def insert(store: Store, paragraph: str, text: str, *, of: str | None = None, created: str = "2024") -> None:
    """Insert the user's own translation (``of`` an article), or an engine's."""
    origin, article_id = "reader" if of else "engine", of
    with store._database.transaction() as connection:
        connection.execute(
            "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, engine,"
            " engine_version, origin, article_id, text, created) VALUES (?, 0, 'fr', 'en', ?, '', ?, ?, ?, ?)",
            (paragraph_hash(paragraph), text, origin, article_id, text, created),
        )


def test_file_translation_round_trips(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un.", "Deux.", "Trois."))
    article = store.article(article_id)
    assert store.translation_texts(article) == ("", "", "")
    store.save_file_translation(article_id, ["One.", "", "Three."])
    assert store.translation_texts(article) == ("One.", "", "Three.")
    store.save_file_translation(article_id, ("", "Two.", "Three!"))
    assert store.translation_texts(article) == ("", "Two.", "Three!")


def test_unchanged_text_keeps_its_date(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un.", "Deux."))
    store.save_file_translation(article_id, ["One.", "Two."])
    before: dict[str, str] = dict(store._database.fetch_all("SELECT text, created FROM translations"))
    store.save_file_translation(article_id, ["One.", "Two!"])
    after: dict[str, str] = dict(store._database.fetch_all("SELECT text, created FROM translations"))
    assert after["One."] == before["One."]
    assert after["Two!"] > before["Two."]


def test_repeated_paragraphs_have_their_own_translations(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("— Oui.", "Non.", "— Oui.", "— Oui."))
    store.save_file_translation(article_id, ["Yes.", "No.", "Indeed.", ""])
    assert store.translation_texts(store.article(article_id)) == ("Yes.", "No.", "Indeed.", "")


ENGLISH = st.lists(st.sampled_from(["", "One.", "Two.", "Three."]), min_size=4, max_size=4)


@given(
    st.lists(st.sampled_from(["Un.", "Deux.", "Trois.", "Quatre."]), min_size=4, max_size=4),
    st.lists(ENGLISH, max_size=3),
    st.sampled_from(["", "reader", "engine"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bulk_read_equals_row_by_row(store: Store, french: list[str], files: list[list[str]], other: str) -> None:
    article_id, _ = store.add_article(manuscript(*french))
    with store._database.transaction() as connection:  # left by an earlier example
        connection.execute("DELETE FROM translations")
    for english in files:
        store.save_file_translation(article_id, english)
    if other:
        insert(store, french[0], "Other.", of=article_id if other == "reader" else None)
    article = store.article(article_id)
    found = store.translations(article)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "_from_file", lambda *_: None)
        by_row = store.translations(article)
    assert list(found) == list(by_row)
    whole = len(files) == 1 and all(files[0]) and len(set(french)) == 4 and other != "reader"
    assert isinstance(found, FileTranslations) or not whole


def test_file_translations_are_not_shared(store: Store) -> None:
    first, _ = store.add_article(manuscript("— Oui.", "a"))
    second, _ = store.add_article(manuscript("— Oui.", "b"))
    store.save_file_translation(first, ["Yes.", ""])
    assert store.translation_texts(store.article(second)) == ("", "")


def test_own_then_file_then_engine(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un.", "Deux.", "Trois."))
    other, _ = store.add_article(manuscript("Trois.", "Un."))
    insert(store, "Trois.", "engine, old", created="2023")
    insert(store, "Trois.", "engine, new", created="2024")
    insert(store, "Deux.", "engine")
    insert(store, "Un.", "engine")
    store.save_file_translation(article_id, ["file", "file", ""])
    insert(store, "Un.", "reader", of=article_id, created="2022")
    assert store.translation_texts(store.article(article_id)) == ("reader", "file", "engine, new")
    assert store.translation_texts(store.article(other)) == ("engine, new", "engine")
    store.save_file_translation(article_id, ["file!", "file", ""])
    assert store.translation_texts(store.article(article_id))[0] == "reader"


def test_more_paragraphs_than_query_arguments(store: Store) -> None:
    paragraph_hashes = [f"Paragraphe {number}." for number in range(2_500)]
    article_id, _ = store.add_article(manuscript(*paragraph_hashes))
    for number in (0, 1_499, 2_499):
        insert(store, paragraph_hashes[number], f"{number}")
    found = store.translation_texts(store.article(article_id))
    assert [(index, text) for index, text in enumerate(found) if text] == [(0, "0"), (1_499, "1499"), (2_499, "2499")]


def test_mismatched_translation_is_rejected(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un.", "Deux."))
    for english in ([], ["One."], ["One.", "Two.", ""]):
        with pytest.raises(ValueError, match="translated paragraphs"):
            store.save_file_translation(article_id, english)
    with pytest.raises(ValueError, match="line breaks"):
        store.save_file_translation(article_id, ["One.\n\nTwo.", ""])
    assert store._database.fetch_all("SELECT * FROM translations") == []


@given(st.lists(st.sampled_from(["a", "b", "c", "a b", "a\u00a0b"]), max_size=12))
def test_keys_are_unique(texts: list[str]) -> None:
    found = list(keys(texts))
    assert len(set(found)) == len(texts)
    for index, (digest, occurrence) in enumerate(found):
        assert sum(digest == before for before, _ in found[:index]) == occurrence


@given(st.text(max_size=20), st.text(max_size=20).filter(lambda word: word.split() == [word]))
def test_hash_ignores_only_spaces_and_apostrophes(before: str, word: str) -> None:
    assert paragraph_hash(f"{before} l'{word}") == paragraph_hash(f" {before}\u202fl’{word}\u00a0")
    assert paragraph_hash(f"{before} {word}") != paragraph_hash(f"{before} {word}{word}")


def test_hash_is_stable() -> None:
    assert paragraph_hash("L’été\u202f!") == paragraph_hash("L'été !")
    assert paragraph_hash("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"


def test_doctests() -> None:
    assert doctest.testmod(paragraph_hashes).failed == 0


def test_no_hashing_without_translations(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    article = store.article(store.add_article(manuscript("Un.", "Deux."))[0])
    other = store.article(store.add_article(manuscript("Trois."))[0])
    store.save_file_translation(other.id, ["Three."])
    hashed: list[str] = []

    keys_of_article = paragraph_hashes.keys_of_article

    def counted(database: Database, article: Article) -> list[ParagraphKey]:
        hashed.append(article.id)
        return keys_of_article(database, article)

    monkeypatch.setattr(translations, "keys_of_article", counted)
    assert store.translations(article) == (None, None)
    assert not hashed
    insert(store, "Deux.", "Two.")  # engine translations are shared by all articles
    found = store.translations(article)
    assert [one and one.text for one in found] == [None, "Two."]
    assert hashed == [article.id]


@given(st.text(alphabet="ab'’é \u00a0\u202f\u2009\t\n\u3000\x1c", max_size=30))
def test_fast_path_gives_the_same_hash(paragraph: str) -> None:
    """Paragraphs that need no normalization take a fast path."""
    words = " ".join(paragraph.split()).replace("’", "'")
    assert paragraph_hash(paragraph) == hashlib.sha256(words.encode()).hexdigest()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(["Un.", "Deux.", "Trois."]), min_size=1, max_size=6),
    st.lists(
        st.tuples(st.sampled_from(["Un.", "Deux.", "Quatre."]), st.sampled_from(["a", "b"]), st.text("xy", min_size=1)),
        max_size=6,
    ),
)
def test_of_article_equals_of_paragraphs(lines: list[str], stored: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "library.db") as store:
        article = store.article(store.add_article(manuscript(*lines))[0])
        for paragraph, engine, text in stored:
            store.save_engine_translation(
                paragraph, [Piece(text, (0,))], source="fr", target="en", engine=engine, version=text
            )
        digests = sorted({digest for digest, _ in keys(lines)})
        database = store._database
        one_by_one = said_by.of_paragraphs(database, digests, "fr", "en")
        assert said_by.of_article(database, article.id, "fr", "en") == one_by_one
        # The latest translation comes last.
        for named in one_by_one.values():
            assert list(named) == [one.engine for one in sorted(named.values(), key=lambda one: one.created)]
