"""The memory of engines: asked once for every article and for good, ranked, and never one engine in another's place unsaid."""

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


def say(
    store: Store, paragraph: str, text: str, engine: str = "deepl", *, version: str = "", source: str = "fr"
) -> None:
    """Let an engine have said something."""
    store.save_engine_translation(
        paragraph, [Piece(text, (0,))], source=source, target="en", engine=engine, version=version
    )


def texts(found: Sequence[Translation | None]) -> list[str]:
    return ["" if one is None else f"{one.engine or one.origin.value}: {one.text}" for one in found]


def test_what_was_said_comes_back_as_it_was_said(store: Store) -> None:
    article = store.article(store.add_article(manuscript("Un. Deux. Trois."))[0])
    pieces = (Piece("One and two.", (0, 1)), Piece("“Three”\u2028 😀.", (2,)))
    store.save_engine_translation("Un. Deux. Trois.", pieces, source="fr", target="en", engine="deepl", version="v2")
    (found,) = store.translations(article)
    assert found is not None
    assert (found.text, found.pieces) == ("One and two. “Three”\u2028 😀.", pieces)
    assert (found.origin, found.engine, found.version) == (Origin.ENGINE, "deepl", "v2")
    assert found.created.startswith("2024-")


def test_it_is_there_for_other_articles_and_after_a_restart(store: Store, path: Path) -> None:
    store.add_article(manuscript("L’été !", "a"))
    say(store, "L’été !", "Summer!")
    store.close()
    with open_store(path, prefix="later") as again:
        article = again.article(again.add_article(manuscript("b", "L'été\u202f!"))[0])
        assert texts(again.translations(article)) == ["", "deepl: Summer!"]


def test_each_version_of_an_engine_and_each_pair_of_languages_is_kept_apart(store: Store) -> None:
    kinds = {
        ("deepl", "1", "fr", "en"),
        ("deepl", "2", "fr", "en"),
        ("google", "1", "fr", "en"),
        ("deepl", "1", "de", "en"),
    }
    kinds |= {("deepl", "1", "fr", "nl")}
    for engine, version, source, target in kinds:
        pieces = [Piece(f"One, {engine}, {version}, {source}, {target}.", (0,))]
        for _ in range(2):  # asked again, the new words stand in the place of the old
            store.save_engine_translation("Un.", pieces, source=source, target=target, engine=engine, version=version)
    found = {
        (unit.engine, unit.version, unit.source_language, unit.target_language): unit
        for unit in store.translation_memory.units()
    }
    assert found.keys() == kinds
    assert all(unit.text == f"One, {', '.join(kind)}." for kind, unit in found.items())


def test_the_rank_of_engines(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a", "b", "c", "d"))[0])
    for paragraph in "abc":
        say(store, paragraph, "g", "google")
    say(store, "a", "d", "deepl")
    say(store, "b", "d", "deepl")
    say(store, "a", "m", "mymemory")
    # The one that spoke last, where nothing is chosen; named.
    assert texts(store.translations(article)) == ["mymemory: m", "deepl: d", "google: g", ""]
    assert texts(store.translations(article, engine="google")) == ["google: g", "google: g", "google: g", ""]
    store.set_paragraph_engine(article, 1, "deepl")
    store.set_paragraph_engine(article, 2, "argos")  # has said nothing yet
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


def test_a_new_version_of_an_engine_stands_for_the_old_one(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a"))[0])
    say(store, "a", "new", version="2")
    say(store, "a", "old, asked later", version="1")
    assert texts(store.translations(article, engine="deepl")) == ["deepl: old, asked later"]
    assert len(store.alternatives(article, 0)) == 1


def test_asked_again_the_new_words_stand(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a"))[0])
    say(store, "a", "first")
    say(store, "a", "second")
    assert texts(store.translations(article)) == ["deepl: second"]


def test_nothing_is_never_remembered(store: Store) -> None:
    pair = {"source": "fr", "target": "en", "version": ""}
    for pieces in ([], [Piece(" ", (0,))], [Piece("a", (0,)), Piece("", (1,))], [Piece("a\nb", (0,))]):
        with pytest.raises(ValueError, match=r"needed|line ends"):
            store.save_engine_translation("a", pieces, engine="deepl", **pair)
    with pytest.raises(ValueError, match="needed"):
        store.save_engine_translation("a", [Piece("a", (0,))], engine="", **pair)
    assert store._database.fetch_all("SELECT * FROM translations") == []


def test_an_article_in_another_language_has_its_own(store: Store) -> None:
    german = store.article(store.add_article(manuscript("Die", "b"), language="de")[0])
    assert store.language(german.id) == "de"
    say(store, "Die", "Died")
    assert store.translation_texts(german) == ("", "")
    say(store, "Die", "The", source="de")
    store.save_file_translation(german.id, ["", "B"])
    store.save_own_translation(german, 1, "b!")
    assert store.translation_texts(german) == ("The", "b!")
    store.save_engine_translation("Die", [Piece("De", (0,))], source="de", target="nl", engine="deepl", version="")
    assert texts(store.translations(german, target="nl")) == ["deepl: De", ""]
    assert store.translation_texts(german) == ("The", "b!")


def test_an_engine_is_forgotten_alone(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a", "b", "c"))[0])
    store.save_file_translation(article.id, ["", "file", ""])
    store.save_own_translation(article, 2, "mine")
    for paragraph in "abc":
        say(store, paragraph, "d", version="1")
        say(store, paragraph, "g", "google")
    assert store.translation_memory.delete(engine="deepl") == 3
    assert store.translation_memory.delete(engine="deepl") == 0
    assert texts(store.translations(article)) == ["google: g", "file: file", "reader: mine"]


def test_a_long_article_is_looked_up_in_steps_that_grow_with_it_and_no_faster(path: Path) -> None:
    """In steps of SQLite's own machine, which are the same on every computer."""
    database = open_database(path, stamp="0")
    with Store(database, now=lambda: "2024", new_id=iter("abcdefgh").__next__) as store:
        steps = {count: _steps(database, store, _long_article(database, store, count)) for count in (500, 4_000)}
    assert steps[4_000] < 8 * 1.2 * steps[500]
    assert steps[4_000] < 100 * 4_000


def _long_article(database: Database, store: Store, count: int) -> Article:
    """Keep an article of so many paragraphs, with an engine's English of each."""
    paragraphs = [f"Paragraphe {number} de {count}. " + "Il faisait beau. " * 30 for number in range(count)]
    article = store.article(store.add_article(manuscript(*(words.strip() for words in paragraphs)))[0])
    say(store, paragraphs[0].strip(), "One.")
    with database.transaction() as connection:
        connection.executemany(
            "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, engine,"
            " engine_version, origin, text, segments, created) SELECT ?, 0, source_language, target_language,"
            " engine, engine_version, origin, text, segments, created FROM translations LIMIT 1",
            [(paragraph_hash(words),) for words in paragraphs[1:]],
        )
    return article


def _steps(database: Database, store: Store, article: Article) -> int:
    """Return how many steps looking the English up takes, to the hundred."""
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
