"""Engine translations: shared, ranked, replaced and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.storage.database import open_database
from reader.storage.paragraph_hashes import paragraph_hash
from reader.storage.store import Store
from reader.text.model.translations import Origin, Piece, Translation
from tests.storage.builders import manuscript, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.storage.database import Database
    from reader.text.model.article import Article


def store_translation(
    store: Store, paragraph: str, text: str, engine: str = "deepl", *, version: str = "", source: str = "fr"
) -> None:
    """Store an engine translation."""
    store.save_engine_translation(
        paragraph, [Piece(text, (0,))], source=source, target="en", engine=engine, version=version
    )


def texts(found: Sequence[Translation | None]) -> list[str]:
    return ["" if one is None else f"{one.engine or one.origin.value}: {one.text}" for one in found]


def test_engine_translation_round_trips(store: Store) -> None:
    article = store.article(store.add_article(manuscript("Un. Deux. Trois."))[0])
    pieces = (Piece("One and two.", (0, 1)), Piece("“Three”\u2028 😀.", (2,)))
    store.save_engine_translation("Un. Deux. Trois.", pieces, source="fr", target="en", engine="deepl", version="v2")
    (found,) = store.translations(article)
    assert found is not None
    assert (found.text, found.pieces) == ("One and two. “Three”\u2028 😀.", pieces)
    assert (found.origin, found.engine, found.version) == (Origin.ENGINE, "deepl", "v2")
    assert found.created.startswith("2024-")


def test_shared_between_articles_and_runs(store: Store, path: Path) -> None:
    store.add_article(manuscript("L’été !", "a"))
    store_translation(store, "L’été !", "Summer!")
    store.close()
    with open_store(path, prefix="later") as again:
        article = again.article(again.add_article(manuscript("b", "L'été\u202f!"))[0])
        assert texts(again.translations(article)) == ["", "deepl: Summer!"]


def test_stored_by_engine_version_and_languages(store: Store) -> None:
    kinds = {
        ("deepl", "1", "fr", "en"),
        ("deepl", "2", "fr", "en"),
        ("google", "1", "fr", "en"),
        ("deepl", "1", "de", "en"),
    }
    kinds |= {("deepl", "1", "fr", "nl")}
    for engine, version, source, target in kinds:
        pieces = [Piece(f"One, {engine}, {version}, {source}, {target}.", (0,))]
        for _ in range(2):  # the second replaces the first
            store.save_engine_translation("Un.", pieces, source=source, target=target, engine=engine, version=version)
    found = {
        (unit.engine, unit.version, unit.source_language, unit.target_language): unit
        for unit in store.translation_memory.units()
    }
    assert found.keys() == kinds
    assert all(unit.text == f"One, {', '.join(kind)}." for kind, unit in found.items())


def test_ranking_of_translations(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a", "b", "c", "d"))[0])
    for paragraph in "abc":
        store_translation(store, paragraph, "g", "google")
    store_translation(store, "a", "d", "deepl")
    store_translation(store, "b", "d", "deepl")
    store_translation(store, "a", "m", "mymemory")
    # Without a choice the latest wins.
    assert texts(store.translations(article)) == ["mymemory: m", "deepl: d", "google: g", ""]
    assert texts(store.translations(article, engine="google")) == ["google: g", "google: g", "google: g", ""]
    store.set_paragraph_engine(article, 1, "deepl")
    store.set_paragraph_engine(article, 2, "argos")  # has no translation yet
    assert texts(store.translations(article, engine="google")) == ["google: g", "deepl: d", "google: g", ""]
    assert store.paragraph_engine(article, 1) == "deepl"
    store.set_paragraph_engine(article, 1, "")
    assert store.paragraph_engine(article, 1) == ""
    assert texts(store.translations(article, engine="google"))[1] == "google: g"
    store.save_file_translation(article.id, ["file", "", "", ""])
    assert texts(store.translations(article, engine="google"))[0] == "file: file"
    store.save_own_translation(article, 0, "mine")
    assert texts(store.translations(article, engine="google"))[0] == "reader: mine"
    assert texts(store.alternatives(article, 0)) == [
        "reader: mine",
        "file: file",
        "deepl: d",
        "google: g",
        "mymemory: m",
    ]


def test_latest_version_of_an_engine_wins(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a"))[0])
    store_translation(store, "a", "new", version="2")
    store_translation(store, "a", "old version, saved later", version="1")
    assert texts(store.translations(article, engine="deepl")) == ["deepl: old version, saved later"]
    assert len(store.alternatives(article, 0)) == 1


def test_new_translation_replaces_the_old_one(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a"))[0])
    store_translation(store, "a", "first")
    store_translation(store, "a", "second")
    assert texts(store.translations(article)) == ["deepl: second"]


def test_empty_translations_are_rejected(store: Store) -> None:
    pair = {"source": "fr", "target": "en", "version": ""}
    for pieces in ([], [Piece(" ", (0,))], [Piece("a", (0,)), Piece("", (1,))], [Piece("a\nb", (0,))]):
        with pytest.raises(ValueError, match=r"needed|line breaks"):
            store.save_engine_translation("a", pieces, engine="deepl", **pair)
    with pytest.raises(ValueError, match="needed"):
        store.save_engine_translation("a", [Piece("a", (0,))], engine="", **pair)
    assert store._database.fetch_all("SELECT * FROM translations") == []


def test_source_and_target_languages_are_separate(store: Store) -> None:
    german = store.article(store.add_article(manuscript("Die", "b"), language="de")[0])
    assert store.language(german.id) == "de"
    store_translation(store, "Die", "Died")
    assert store.translation_texts(german) == ("", "")
    store_translation(store, "Die", "The", source="de")
    store.save_file_translation(german.id, ["", "B"])
    store.save_own_translation(german, 1, "b!")
    assert store.translation_texts(german) == ("The", "b!")
    store.save_engine_translation("Die", [Piece("De", (0,))], source="de", target="nl", engine="deepl", version="")
    assert texts(store.translations(german, target="nl")) == ["deepl: De", ""]
    assert store.translation_texts(german) == ("The", "b!")


def test_delete_one_engine(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a", "b", "c"))[0])
    store.save_file_translation(article.id, ["", "file", ""])
    store.save_own_translation(article, 2, "mine")
    for paragraph in "abc":
        store_translation(store, paragraph, "d", version="1")
        store_translation(store, paragraph, "g", "google")
    assert store.translation_memory.delete(engine="deepl") == 3
    assert store.translation_memory.delete(engine="deepl") == 0
    assert texts(store.translations(article)) == ["google: g", "file: file", "reader: mine"]


def test_lookup_cost_is_linear(path: Path) -> None:
    """Counted in steps of SQLite's virtual machine, which are the same on every computer."""
    database = open_database(path, stamp="0")
    with Store(database, now=lambda: "2024", new_id=iter("abcdefgh").__next__) as store:
        steps = {count: _steps(database, store, _long_article(database, store, count)) for count in (500, 4_000)}
    assert steps[4_000] < 8 * 1.2 * steps[500]
    assert steps[4_000] < 100 * 4_000


def _long_article(database: Database, store: Store, count: int) -> Article:
    """Add an article of ``count`` paragraphs, with an engine translation of each."""
    paragraphs = [f"Paragraphe {number} de {count}. " + "Il faisait beau. " * 30 for number in range(count)]
    article = store.article(store.add_article(manuscript(*(words.strip() for words in paragraphs)))[0])
    store_translation(store, paragraphs[0].strip(), "One.")
    with database.transaction() as connection:
        connection.executemany(
            "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, engine,"
            " engine_version, origin, text, segments, created) SELECT ?, 0, source_language, target_language,"
            " engine, engine_version, origin, text, segments, created FROM translations LIMIT 1",
            [(paragraph_hash(words),) for words in paragraphs[1:]],
        )
    return article


def _steps(database: Database, store: Store, article: Article) -> int:
    """Return the number of steps of the lookup, rounded to hundreds."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 100
        return 0

    database.connection.set_progress_handler(count, 100)
    found = store.translations(article)
    database.connection.set_progress_handler(None, 0)
    assert all(found)
    return steps
