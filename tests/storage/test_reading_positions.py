"""Reading positions, preferences and the data version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.catalog import ReadingPosition
from tests.storage.builders import manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store


def test_position_round_trips(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    assert store.reading_position(article_id) is None
    for position in (
        ReadingPosition(),
        ReadingPosition(3, 0, english=True, progress=0.25),
        ReadingPosition(1, None, progress=1.0),
        ReadingPosition(2, -1, mode="reveal"),
    ):
        store.save_reading_position(article_id, position)
        assert store.reading_position(article_id) == position


def test_preferences_round_trip(store: Store) -> None:
    assert store.preference("theme") is None
    store.set_preference("theme", "encre")
    store.set_preference("measure", "66")
    store.set_preference("theme", "papier")
    assert store.preference("theme") == "papier"
    assert store.preferences() == {"measure": "66", "theme": "papier"}


def test_data_version_changes_only_on_foreign_writes(path: Path) -> None:
    with open_store(path) as store, open_store(path) as other:
        before = store.data_version()
        store.set_preference("a", "b")
        assert store.preferences() == {"a": "b"}
        assert store.data_version() == before
        other.preferences()
        assert store.data_version() == before
        other.set_preference("a", "c")
        changed = store.data_version()
        assert changed != before
        assert store.data_version() == changed


def test_two_stores_in_one_process_keep_their_locks(path: Path) -> None:
    # Opening and closing the file other than through SQLite would drop the first store's locks.
    with open_store(path) as store:
        open_store(path).close()
        assert path.with_name("library.db-wal").exists()  # the last connection to close would delete it
        store.set_preference("a", "b")
        with open_store(path) as other:
            assert other.preferences() == {"a": "b"}
