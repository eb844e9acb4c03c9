"""Articles: stored once, listed in order, archived with their marks."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.errors import UnknownArticle
from reader.text.model.catalog import CatalogEntry, ReadingPosition
from reader.text.model.translations import Piece
from tests.storage.builders import draft, highlight, manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store


def titles(store: Store, *, archived: bool = False) -> list[str]:
    return [entry.title for entry in store.entries(archived=archived)]


def test_round_trip(store: Store) -> None:
    article_id, new = store.add_article(
        manuscript("Un mot.", "Deux.", title="T", author="A", date="2023-07", source="S"), name="000_t"
    )
    article = store.article(article_id)
    assert new
    assert article.id == article_id
    assert (article.title, article.author, article.date, article.source) == ("T", "A", "2023-07", "S")
    assert article.text == "Un mot.\n\nDeux."
    assert store.entry(article_id) == CatalogEntry(
        id=article_id,
        title="T",
        author="A",
        date="2023-07",
        words=3,
        progress=0.0,
        opened=False,
        highlights=0,
        notes=0,
        english=False,
        archived=False,
        name="000_t",
        added="2024-01-01T00:00:01Z",
    )
    assert store.entries() == [store.entry(article_id)]


def test_same_content_is_one_article(store: Store) -> None:
    first, _ = store.add_article(manuscript("Un.", title="A"), name="a")
    assert store.add_article(manuscript("Un.", title="B"), name="b") == (first, False)
    assert titles(store) == ["A"]
    assert store.add_article(manuscript("Un !"))[1]


def test_archived_article_is_recognized_and_stays_archived(store: Store) -> None:
    first, _ = store.add_article(manuscript("Un."))
    store.set_archived(first, True)
    assert store.add_article(manuscript("Un.")) == (first, False)
    assert store.entries() == []


def test_any_version_of_a_text_is_recognized(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Faute."))
    with store._database.transaction() as connection:  # as a future correction will
        connection.execute(
            "INSERT INTO texts (id, article_id, hash, words, added, content) VALUES ('t2', ?, 'x', 9, '2024', 'Juste.')",
            (article_id,),
        )
        connection.execute("UPDATE articles SET text_id = 't2'")
    assert store.add_article(manuscript("Faute.")) == (article_id, False)
    assert store.article(article_id).text == "Juste."
    assert store.entry(article_id).words == 9


def test_newest_first_then_by_rank(path: Path) -> None:
    with open_store(path, frozen=True) as store:
        for rank, title in enumerate("abc"):
            store.add_article(manuscript(title, title=title), rank=rank)
        store.add_article(manuscript("later", title="later"), added="2024-06-01T00:00:00Z")
        store.add_article(manuscript("same", title="same"))
        assert titles(store) == ["later", "same", "a", "b", "c"]


def test_archiving_hides_marks_and_restoring_shows_them(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    store.save_highlight(highlight(article_id, body="note"))
    store.save_note_draft(draft(article_id))
    before = store.entry(article_id), store.all_highlights(), store.note_drafts()
    store.set_archived(article_id, True)
    assert (titles(store), titles(store, archived=True)) == ([], ["Titre"])
    assert store.entry(article_id).archived
    assert (store.all_highlights(), store.note_drafts()) == ((), [])
    assert store.highlights(article_id) == before[1]
    store.set_archived(article_id, False)
    assert (store.entry(article_id), store.all_highlights(), store.note_drafts()) == before


def test_entry_counts(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un.", "Deux."))
    other, _ = store.add_article(manuscript("Autre."))
    for number in range(5):
        store.save_highlight(highlight(article_id, f"h{number}", body="note" if number < 3 else None))
    store.remove_highlight("h0")  # with its note
    store.save_highlight(highlight(article_id, "h1"))  # removes only the note
    store.save_highlight(highlight(other, "h9", body="note"))
    store.save_file_translation(article_id, ["", "Two."])
    store.save_reading_position(article_id, ReadingPosition(4, 2, progress=0.5))
    store.mark_opened(article_id)
    entry = store.entry(article_id)
    assert (entry.highlights, entry.notes, entry.english, entry.progress, entry.opened) == (4, 1, True, 0.5, True)
    assert store.entries() == [store.entry(other), entry]
    assert (store.entry(other).highlights, store.entry(other).notes, store.entry(other).english) == (1, 1, False)


def test_empty_translation_is_not_stored(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    store.save_file_translation(article_id, [""])
    assert not store.entry(article_id).english


def test_last_opened_within_one_second(path: Path) -> None:
    with open_store(path, frozen=True) as store:
        assert store.last_opened() is None
        ids = [store.add_article(manuscript(word))[0] for word in "abc"]
        for article_id in (*ids, ids[0], ids[1]):
            store.mark_opened(article_id)
            assert store.last_opened() == article_id
        store.set_archived(ids[1], True)
        assert store.last_opened() == ids[0]
        store.set_archived(ids[1], False)
        assert store.last_opened() == ids[1]


def test_reopening_the_last_article_writes_nothing(store: Store) -> None:
    """Most starts do this, and they wait for writes."""
    one, other = (store.add_article(manuscript(word))[0] for word in ("un", "deux"))
    store.mark_opened(one)
    before = store._database.connection.total_changes
    store.mark_opened(one)
    assert store._database.connection.total_changes == before
    store.mark_opened(other)
    assert store.last_opened() == other


def test_unknown_article(store: Store) -> None:
    for change in (
        lambda: store.article("gone"),
        lambda: store.entry("gone"),
        lambda: store.set_archived("gone", True),
        lambda: store.mark_opened("gone"),
        lambda: store.save_file_translation("gone", []),
        lambda: store.save_highlight(highlight("gone")),
        lambda: store.save_note_draft(draft("gone")),
        lambda: store.save_reading_position("gone", ReadingPosition()),
    ):
        with pytest.raises(UnknownArticle, match="no longer in the library"):
            change()
    assert store.reading_position("gone") is None
    assert store.highlights("gone") == ()


def test_very_long_text_without_spaces(store: Store) -> None:
    long = "x" * 1_000_000
    article_id, _ = store.add_article(manuscript(long))
    assert store.article(article_id).text == long


def test_adding_a_known_text_does_not_wait_for_a_lock(store: Store, path: Path) -> None:
    # Bundled articles are offered at every start, which must neither wait nor write.
    article_id, _ = store.add_article(manuscript("Un."))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert store.add_article(manuscript("Un.")) == (article_id, False)


def test_deleting_an_article_cascades(store: Store) -> None:
    # Deleting an article's row deletes everything that belongs to it, and nothing else.
    article_id, _ = store.add_article(manuscript("Un."))
    other, _ = store.add_article(manuscript("Deux."))
    for number, one in enumerate((article_id, other)):
        store.save_highlight(highlight(one, f"h{number}", body="note"))
        store.save_note_draft(draft(one, f"h{number}"))
        store.save_file_translation(one, ["x"])
        store.save_reading_position(one, ReadingPosition())
    with store._database.transaction() as connection:
        connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    for table in ("articles", "texts", "highlights", "notes", "drafts", "translations", "places", "paragraphs"):
        rows = store._database.fetch_all(f"SELECT 1 FROM {table}")  # noqa: S608 -- constants only
        assert len(rows) == 1, table


def test_entry_shows_engine_translations(store: Store) -> None:
    first, _ = store.add_article(manuscript("Un.", "Deux."))
    shares, _ = store.add_article(manuscript("Avant.", "Deux."))
    other, _ = store.add_article(manuscript("Trois."))
    german, _ = store.add_article(manuscript("Deux.", "Drei."), language="de")

    def with_english() -> set[str]:
        found = {entry.id for entry in store.entries() if entry.english}
        assert found == {entry for entry in (first, shares, other, german) if store.entry(entry).english}
        return found

    assert with_english() == set()
    store.save_engine_translation("Deux.", [Piece("Two.", (0,))], source="fr", target="en", engine="deepl", version="1")
    assert with_english() == {first, shares}
    store.save_own_translation(store.article(other), 0, "Three.")
    assert with_english() == {first, shares, other}
    store.translation_memory.delete(engine="deepl")
    assert with_english() == {other}
