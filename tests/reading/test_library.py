"""The library: bundled articles, adding texts, finding articles."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import resources
from reader.errors import StorageError, UnknownArticle
from reader.reading.library import MAX_LISTED, Library
from reader.sources.files import Source, read_source
from reader.storage.store import Store
from reader.text.formats.manuscript import read_manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.text.model.catalog import CatalogEntry


def _open(path: Path, timeout: float = 20.0) -> Store:
    seconds, numbers = itertools.count(), itertools.count()
    return Store.open(
        path,
        now=lambda: f"2024-01-01T{next(seconds) // 60 % 24:02}:{next(seconds) % 60:02}:00Z",
        new_id=lambda: f"{next(numbers):08x}-aaaa",
        timeout=timeout,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with _open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store, added="2024-06-01T00:00:00Z")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for number, title in enumerate(("Premier", "Deuxième", "Troisième")):
        (folder / f"{number:03}_x.txt").write_text(f"---\ntitle: {title}\n---\nUn {number}.\n\nDeux.", encoding="utf-8")
        (folder / f"{number:03}_x.en.txt").write_text(f"One {number}.\n\nTwo.", encoding="utf-8")
    (folder / "README.md").write_text("Not an article.", encoding="utf-8")
    return folder


def _source(text: str, name: str = "", english: tuple[str, ...] | None = None) -> Source:
    return Source(read_manuscript(text), english, name, Path(f"{name}.txt"))


def _add_titles(library: Library, *titles: str) -> list[str]:
    return [
        library.add(_source(f"---\ntitle: {title}\n---\nTexte {number}.", f"nom{number}")).article_id
        for number, title in enumerate(titles)
    ]


def _titles(store: Store, *, archived: bool = False) -> list[str]:
    return [entry.title for entry in store.entries(archived=archived)]


# -- bundled articles -------------------------------------------------------------------------


def test_bundled_articles_are_added_in_order_with_translations(store: Store, library: Library, seeds: Path) -> None:
    assert library.add_bundled(seeds) == ()
    assert _titles(store) == ["Premier", "Deuxième", "Troisième"]
    assert all(entry.english for entry in store.entries())
    assert store.translation_texts(store.article(store.entries()[0].id)) == ("One 0.", "Two.")


def test_bundled_articles_are_added_once(store: Store, library: Library, seeds: Path) -> None:
    library.add_bundled(seeds)
    first = store.entries()[0].id
    store.set_archived(first, archived=True)
    version = store.data_version()
    assert Library(store).add_bundled(seeds) == ()
    assert _titles(store) == ["Deuxième", "Troisième"]
    assert store.data_version() == version


def test_removed_bundled_article_does_not_return(tmp_path: Path, library: Library, seeds: Path) -> None:
    library.add_bundled(seeds)
    # There is no delete command yet; a library that lists the articles as added is equivalent.
    with _open(tmp_path / "other.db") as other:
        other.set_preference("seeds", "000_x\n001_x")
        Library(other).add_bundled(seeds)
        assert _titles(other) == ["Troisième"]


def test_new_bundled_article_is_added(store: Store, library: Library, seeds: Path) -> None:
    library.add_bundled(seeds)
    store.set_archived(store.entries()[0].id, archived=True)
    (seeds / "003_y.txt").write_text("# Quatrième\nTrois.", encoding="utf-8")
    Library(store, added="2024-06-02T00:00:00Z").add_bundled(seeds)
    assert _titles(store) == ["Quatrième", "Deuxième", "Troisième"]


def test_unreadable_bundled_article_is_reported_and_retried(store: Store, library: Library, seeds: Path) -> None:
    content = (seeds / "001_x.txt").read_bytes()
    (seeds / "001_x.txt").write_bytes(b"")
    (problem,) = library.add_bundled(seeds)
    assert "001_x.txt” is empty" in problem
    assert _titles(store) == ["Premier", "Troisième"]
    (seeds / "001_x.txt").write_bytes(content)
    assert library.add_bundled(seeds) == ()
    assert "Deuxième" in _titles(store)


def test_archived_bundled_article_stays_archived(store: Store, library: Library, seeds: Path) -> None:
    added = library.add(read_source(seeds / "000_x.txt"))
    store.set_archived(added.article_id, archived=True)
    library.add_bundled(seeds)
    assert _titles(store, archived=True) == ["Premier"]
    assert _titles(store) == ["Deuxième", "Troisième"]


def test_missing_bundle_folder(store: Store, library: Library, tmp_path: Path) -> None:
    assert library.add_bundled(tmp_path / "nowhere") == ()
    assert store.entries() == []


def test_shipped_articles_can_be_added(store: Store, library: Library) -> None:
    assert library.add_bundled(resources.seeds()) == ()
    entries = store.entries()
    assert [entry.name for entry in entries] == sorted(entry.name for entry in entries)
    assert entries[0].name == "000_3058addbbcf4618e"
    assert entries[0].date == "2023-07"
    assert all(all(store.translation_texts(store.article(entry.id))) for entry in entries)


# -- adding -----------------------------------------------------------------------------------


def test_same_text_is_added_once(library: Library, store: Store) -> None:
    first = library.add(_source("# Titre\nUn.\n\nDeux.", "a", ("One.", "Two.")))
    assert (first.new, first.title, first.english) == (True, "Titre", True)
    again = library.add(_source("# Autre titre\nUn.\n\nDeux.", "b"))
    assert again == replace(first, new=False, english=False)
    assert store.translation_texts(store.article(first.article_id)) == ("One.", "Two.")


def test_translation_can_be_added_later(library: Library, store: Store) -> None:
    added = library.add(_source("Un.\n\nDeux."))
    assert not any(store.translation_texts(store.article(added.article_id)))
    library.add(_source("Un.\n\nDeux.", english=("One.", "Two.")))
    assert store.translation_texts(store.article(added.article_id)) == ("One.", "Two.")


def test_adding_an_archived_text_restores_it(library: Library, store: Store) -> None:
    added = library.add(_source("Un."))
    store.set_archived(added.article_id, archived=True)
    assert not library.add(_source("Un.")).new
    assert [entry.id for entry in store.entries()] == [added.article_id]


def test_texts_added_together_keep_their_order(library: Library, store: Store, seeds: Path) -> None:
    library.add_bundled(seeds)
    _add_titles(library, "A", "B", "C")
    assert _titles(store) == ["A", "B", "C", "Premier", "Deuxième", "Troisième"]


def test_locked_library(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "library.db"
    _open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with _open(path, timeout=0.05) as store, pytest.raises(StorageError):
            Library(store).add(_source("Un."))
    finally:
        other.close()
    with _open(path) as store:
        assert Library(store).add(_source("Un.")).new


# -- finding ----------------------------------------------------------------------------------


def test_find_by_id_file_name_or_title(library: Library, store: Store) -> None:
    (wanted, _) = _add_titles(library, "L’État et la « chose »", "Autre")
    for query in (
        wanted,
        wanted[:8],
        "nom0",
        "nom0.txt",
        "NOM0.md",
        "some/folder/nom0.txt",
        "etat",
        "ÉTAT",
        "l'etat et la",
        'la "chose"',
        "chose etat",
        "  l’état  ",
        "e\u0301tat",
    ):
        assert library.find(query).id == wanted, query


def test_most_specific_match_wins(library: Library) -> None:
    _, inside, exact = _add_titles(library, "nom1 est cité ici", "Le chat", "Chat")
    assert library.find("nom1").id == inside, "a file's name before words of a title"
    assert library.find("chat").id == exact, "a whole title before a part of one"


def test_several_matches_are_listed_with_ids(library: Library) -> None:
    ids = _add_titles(library, *(f"Chat {number}" for number in range(12)))
    with pytest.raises(UnknownArticle) as caught:
        library.find("chat")
    first, *listed = str(caught.value).split("\n")
    assert first == "12 articles match “chat”. Add words, or give the start of an id:"
    assert listed[0] == f"  {ids[0][:8]}  Chat 0"
    assert listed[-1] == f"  and {12 - MAX_LISTED} more"
    assert len(listed) == MAX_LISTED + 1


def test_ambiguous_id_prefix(library: Library) -> None:
    _add_titles(library, "A", "B")
    with pytest.raises(UnknownArticle, match="2 articles"):
        library.find("0000")
    with pytest.raises(UnknownArticle, match="No article"):
        library.find("000")


@pytest.mark.parametrize("query", ["", "   ", "rien", "%", "_", "\x00", "\x1b[2J", "/", ".txt"])
def test_no_match(library: Library, query: str) -> None:
    _add_titles(library, "A", "B")
    with pytest.raises(UnknownArticle, match="`enregard list`") as caught:
        library.find(query)
    assert "\x1b" not in str(caught.value)


def test_archived_articles_match_last(library: Library, store: Store) -> None:
    old, new = _add_titles(library, "Chat ancien", "Chat nouveau")
    store.set_archived(old, archived=True)
    assert library.find("chat").id == new
    assert library.find("ancien").id == old
    assert library.find(old).archived


@settings(max_examples=30)  # each creates a library on disk
@given(
    titles=st.lists(st.text(st.sampled_from("abé ’«[x")).filter(str.strip), min_size=1, max_size=5, unique=True),
    data=st.data(),
)
def test_full_title_or_id_finds_the_article(
    titles: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with _open(tmp_path_factory.mktemp("find") / "library.db") as store:
        _add_titles(Library(store), *titles)
        entry: CatalogEntry = data.draw(st.sampled_from(store.entries()))
        assert Library(store).find(entry.id) == entry
        try:
            answer = Library(store).find(entry.title).id
        except UnknownArticle as error:
            answer = str(error)
        assert entry.id[:8] in answer


def test_shipped_article_is_recognized(tmp_path: Path, library: Library, store: Store) -> None:
    shutil.copy(resources.seeds() / "000_3058addbbcf4618e.txt", tmp_path)
    library.add_bundled(resources.seeds())
    assert not library.add(read_source(tmp_path / "000_3058addbbcf4618e.txt")).new
