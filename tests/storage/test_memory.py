"""The memory of engines: asked once for every article and for good, ranked, and never one engine in another's place unsaid."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from reader.storage.database import open_database
from reader.storage.paragraphs import paragraph_hash
from reader.storage.store import Store
from reader.text.english import Origin, Piece, Translation
from tests.storage.making import manuscript, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.text.article import Article


def say(
    store: Store, paragraph: str, text: str, engine: str = "deepl", *, version: str = "", source: str = "fr"
) -> None:
    """Let an engine have said something."""
    store.put_translation(paragraph, [Piece(text, (0,))], source=source, target="en", engine=engine, version=version)


def texts(found: Sequence[Translation | None]) -> list[str]:
    return ["" if one is None else f"{one.engine or one.origin.value}: {one.text}" for one in found]


def test_what_was_said_comes_back_as_it_was_said(store: Store) -> None:
    article = store.article(store.add_article(manuscript("Un. Deux. Trois."))[0])
    pieces = (Piece("One and two.", (0, 1)), Piece("“Three”\u2028 😀.", (2,)))
    store.put_translation("Un. Deux. Trois.", pieces, source="fr", target="en", engine="deepl", version="v2")
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
        (found,) = again.recall(["L'été !"], source="fr", target="en", engine="deepl", version="")
        assert found is not None


def test_recall_is_of_one_version_of_one_engine_and_one_pair(store: Store) -> None:
    say(store, "Un.", "One.", version="1")

    def known(engine: str = "deepl", version: str = "1", source: str = "fr", target: str = "en") -> bool:
        (found,) = store.recall(["Un."], source=source, target=target, engine=engine, version=version)
        return found is not None

    assert known()
    assert not known(engine="google")
    assert not known(version="2")
    assert not known(source="de")
    assert not known(target="nl")


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
    store.put_choice(article, 1, "deepl")
    store.put_choice(article, 2, "argos")  # has said nothing yet
    assert texts(store.translations(article, engine="google")) == ["google: g", "deepl: d", "google: g", ""]
    assert store.choice(article, 1) == "deepl"
    store.put_choice(article, 1, "")
    assert store.choice(article, 1) == ""
    assert texts(store.translations(article, engine="google"))[1] == "google: g"
    store.put_english(article.id, ["file", "", "", ""])
    assert texts(store.translations(article, engine="google"))[0] == "file: file"
    store.put_wording(article, 0, "mine")
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
            store.put_translation("a", pieces, engine="deepl", **pair)
    with pytest.raises(ValueError, match="needed"):
        store.put_translation("a", [Piece("a", (0,))], engine="", **pair)
    assert store._database.rows("SELECT * FROM translations") == []


def test_an_article_in_another_language_has_its_own(store: Store) -> None:
    german = store.article(store.add_article(manuscript("Die", "b"), language="de")[0])
    assert store.language(german.id) == "de"
    say(store, "Die", "Died")
    assert store.english(german) == ("", "")
    say(store, "Die", "The", source="de")
    store.put_english(german.id, ["", "B"])
    store.put_wording(german, 1, "b!")
    assert store.english(german) == ("The", "b!")
    store.put_translation("Die", [Piece("De", (0,))], source="de", target="nl", engine="deepl", version="")
    assert texts(store.translations(german, target="nl")) == ["deepl: De", ""]
    assert store.english(german) == ("The", "b!")


def test_an_engine_is_forgotten_alone(store: Store) -> None:
    article = store.article(store.add_article(manuscript("a", "b", "c"))[0])
    store.put_english(article.id, ["", "file", ""])
    store.put_wording(article, 2, "mine")
    for paragraph in "abc":
        say(store, paragraph, "d", version="1")
        say(store, paragraph, "g", "google")
    assert store.forget_engine("deepl") == 3
    assert store.forget_engine("deepl") == 0
    assert texts(store.translations(article)) == ["google: g", "file: file", "reader: mine"]


def test_a_long_article_is_looked_up_quickly(path: Path, record_property: Callable[[str, object], None]) -> None:
    paragraphs = [f"Paragraphe {number}. " + "Il faisait beau. " * 30 for number in range(6_000)]
    database = open_database(path, stamp="0")
    with Store(database, now=lambda: "2024", new_id=lambda: "a") as store:
        article = store.article(store.add_article(manuscript(*(words.strip() for words in paragraphs)))[0])
        say(store, paragraphs[0].strip(), "One.")
        with database.write() as connection:
            for number in range(1, 6_000):
                connection.execute(
                    "INSERT INTO translations (paragraph_hash, occurrence, source_language, target_language, engine,"
                    " engine_version, origin, text, segments, created) SELECT ?, 0, source_language, target_language,"
                    " engine, engine_version, origin, text, segments, created FROM translations LIMIT 1",
                    (_hash(paragraphs[number]),),
                )
        best = min(_seconds(store, article) for _ in range(5))
        assert all(store.english(article))
    record_property("look-up of 6,000 paragraphs, ms", round(best * 1000, 1))
    assert best < 0.1


def _hash(paragraph: str) -> str:
    return paragraph_hash(paragraph)


def _seconds(store: Store, article: Article) -> float:
    before = time.process_time()
    store.translations(article)
    return time.process_time() - before
