"""While another program writes, every method either works or reports it and changes nothing."""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.storage.engine_state import EngineState
from reader.storage.store import Store
from reader.storage.translation_memory import TranslationMemory
from reader.text.formats.translation_unit import TranslationUnit
from reader.text.model.catalog import ReadingPosition
from reader.text.model.engine_state import SavedPause
from reader.text.model.translations import OwnTranslationDraft, Piece
from tests.storage.builders import IMPATIENT, draft, dump, highlight, manuscript, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ARTICLE = "id-0"
"""The id of the first article in a store with these ids."""

PAIR = {"source": "fr", "target": "en"}

WRITES: dict[str, Callable[[Store], object]] = {
    "add_article": lambda store: store.add_article(manuscript("Un autre.")),
    "delete_note_drafts": lambda store: store.delete_note_drafts("h"),
    "mark_opened": lambda store: store.mark_opened(ARTICLE),
    "set_bookmark": lambda store: store.set_bookmark(ARTICLE, "b", 1),
    "save_note_draft": lambda store: store.save_note_draft(draft(ARTICLE, body="brouillon")),
    "save_file_translation": lambda store: store.save_file_translation(ARTICLE, ["One!"]),
    "save_highlight": lambda store: store.save_highlight(highlight(ARTICLE, "h2", body="note")),
    "save_reading_position": lambda store: store.save_reading_position(ARTICLE, ReadingPosition(2)),
    "set_preference": lambda store: store.set_preference("theme", "encre"),
    "remove_highlight": lambda store: store.remove_highlight("h"),
    "delete_own_translation_drafts": lambda store: store.delete_own_translation_drafts(store.article(ARTICLE), 0),
    "engine_state.delete_pause": lambda store: store.engine_state.delete_pause("deepl", "api.example"),
    "translation_memory.delete": lambda store: store.translation_memory.delete(engine="deepl"),
    "translation_memory.shrink_to": lambda store: store.translation_memory.shrink_to(1),
    "translation_memory.import_units": lambda store: store.translation_memory.import_units(
        [TranslationUnit("Trois.", "Three.", "fr", "en")], name="a.tmx"
    ),
    "set_paragraph_engine": lambda store: store.set_paragraph_engine(store.article(ARTICLE), 0, "argos"),
    "engine_state.revoke_consent": lambda store: store.engine_state.revoke_consent("deepl"),
    "engine_state.grant_consent": lambda store: store.engine_state.grant_consent(
        "google", "g.example", ["the sentences"]
    ),
    "engine_state.save_pause": lambda store: store.engine_state.save_pause(
        SavedPause("google", "g.example", "rate", "2024-03-01T00:00:00Z", 2)
    ),
    "save_engine_translation": lambda store: store.save_engine_translation(
        "Deux.", [Piece("Two.", (0,))], engine="deepl", version="1", **PAIR
    ),
    "save_own_translation": lambda store: store.save_own_translation(store.article(ARTICLE), 0, "Just one."),
    "save_own_translation_draft": lambda store: store.save_own_translation_draft(
        store.article(ARTICLE), OwnTranslationDraft(0, "Jus", "run-2", "2024-03-01T00:00:00Z")
    ),
    "remove_own_translation": lambda store: store.remove_own_translation(store.article(ARTICLE), 0),
    "engine_state.add_characters_sent": lambda store: store.engine_state.add_characters_sent("deepl", "2024-01-02", 5),
    "set_language": lambda store: store.set_language(ARTICLE, "de"),
    "set_archived": lambda store: store.set_archived(ARTICLE, True),
}
READS: dict[str, Callable[[Store], object]] = {
    "article_count": lambda store: store.article_count(),
    "all_highlights": lambda store: store.all_highlights(),
    "article": lambda store: store.article(ARTICLE),
    "articles_with_translation_drafts": lambda store: store.articles_with_translation_drafts(),
    "bookmark": lambda store: store.bookmark(ARTICLE, "a"),
    "bookmarks": lambda store: store.bookmarks(ARTICLE),
    "note_drafts": lambda store: store.note_drafts(),
    "translation_texts": lambda store: store.translation_texts(store.article(ARTICLE)),
    "entries": lambda store: store.entries(),
    "entry": lambda store: store.entry(ARTICLE),
    "highlight": lambda store: store.highlight(highlight(ARTICLE).id),
    "highlights": lambda store: store.highlights(ARTICLE),
    "last_opened": lambda store: store.last_opened(),
    "reading_position": lambda store: store.reading_position(ARTICLE),
    "preference": lambda store: store.preference("theme"),
    "preferences": lambda store: store.preferences(),
    "alternatives": lambda store: store.alternatives(store.article(ARTICLE), 0),
    "paragraph_engine": lambda store: store.paragraph_engine(store.article(ARTICLE), 0),
    "engine_state.consents": lambda store: store.engine_state.consents(),
    "engine_state.has_consent": lambda store: store.engine_state.has_consent("deepl", "api.example", ["the sentences"]),
    "language": lambda store: store.language(ARTICLE),
    "translation_memory.counts": lambda store: store.translation_memory.counts(),
    "translation_memory.units": lambda store: list(store.translation_memory.units()),
    "engine_state.pause": lambda store: store.engine_state.pause("deepl", "api.example"),
    "engine_state.characters_sent": lambda store: store.engine_state.characters_sent("deepl", "2024-01-01"),
    "translations": lambda store: store.translations(store.article(ARTICLE)),
    "own_translation_drafts": lambda store: store.own_translation_drafts(store.article(ARTICLE)),
    "own_translation_history": lambda store: store.own_translation_history(store.article(ARTICLE), 0),
    "data_version": lambda store: store.data_version(),
}
TESTED_ELSEWHERE = {"open": "test_open_errors", "close": "test_database", "prefetch": "test_prefetch"}


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path, timeout=IMPATIENT) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    assert store.add_article(manuscript("Un.")) == (ARTICLE, True)
    store.save_highlight(highlight(ARTICLE, body="note"))
    store.save_note_draft(draft(ARTICLE))
    store.save_file_translation(ARTICLE, ["One."])
    store.save_reading_position(ARTICLE, ReadingPosition(1, 2, english=True, progress=0.5))
    store.set_bookmark(ARTICLE, "a", 2)
    store.set_preference("theme", "papier")
    store.set_bookmark(ARTICLE, "a", 2)
    store.mark_opened(ARTICLE)
    store.mark_opened(store.add_article(manuscript("Encore un."))[0])  # so that mark_opened writes
    article = store.article(ARTICLE)
    store.save_own_translation(article, 0, "One only.")
    store.save_own_translation_draft(article, OwnTranslationDraft(0, "One o", "run-1", "2024-02-06T00:00:00Z"))
    store.save_engine_translation("Un.", [Piece("One.", (0,))], engine="deepl", version="1", **PAIR)
    store.set_paragraph_engine(article, 0, "deepl")
    store.engine_state.grant_consent("deepl", "api.example", ["the sentences"])
    store.engine_state.save_pause(SavedPause("deepl", "api.example", "quota", "2024-02-07T00:00:00Z", 1))
    store.engine_state.add_characters_sent("deepl", "2024-01-01", 10)
    return store


def test_every_public_method_is_covered() -> None:
    public = {
        before + name
        for before, kind in (("", Store), ("translation_memory.", TranslationMemory), ("engine_state.", EngineState))
        for name, _ in inspect.getmembers(kind, callable)
        if not name.startswith("_")
    }
    assert public == {*WRITES, *READS, *TESTED_ELSEWHERE}


@pytest.mark.parametrize("name", WRITES)
def test_locked_write_reports_and_changes_nothing(filled: Store, path: Path, name: str) -> None:
    before = dump(filled)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match=r"Another program is using the library .*library\.db.*Try again"):
            WRITES[name](filled)
        assert dump(filled) == before
        other.execute("ROLLBACK")
    WRITES[name](filled)
    assert dump(filled) != before


@pytest.mark.parametrize("name", READS)
def test_reads_work_while_locked(filled: Store, path: Path, name: str) -> None:
    before = READS[name](filled)
    assert before
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM preferences")
        assert READS[name](filled) == before


@pytest.mark.parametrize("name", sorted({*READS, *WRITES} - {"data_version"}))  # needs no page of the file
def test_damage_found_later_is_reported(filled: Store, path: Path, name: str) -> None:
    filled.close()
    with Store.open(path, now=str, new_id=str) as store:
        assert store.preferences()
        # Overwrite all pages but the first, as a failing disk does, and drop the page cache.
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
        store._database.fetch_all("PRAGMA shrink_memory")
        with pytest.raises(StorageError, match="damaged"):
            {**READS, **WRITES}[name](store)


@pytest.mark.parametrize("name", WRITES)
def test_failed_commit_changes_nothing(filled: Store, name: str) -> None:
    before = dump(filled)
    connection = filled._database.connection

    def refuse(action: int, operation: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_TRANSACTION and operation == "COMMIT":
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK

    connection.set_authorizer(refuse)
    with pytest.raises(sqlite3.DatabaseError):
        WRITES[name](filled)
    connection.set_authorizer(None)
    assert not connection.in_transaction
    assert dump(filled) == before
