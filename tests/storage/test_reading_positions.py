"""Places, preferences and the stamp of what others wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.catalog import ReadingPosition
from tests.storage.builders import manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store


def test_a_place_comes_back(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    assert store.reading_position(article_id) is None
    for place in (
        ReadingPosition(),
        ReadingPosition(3, 0, english=True, progress=0.25),
        ReadingPosition(1, None, progress=1.0),
        ReadingPosition(2, -1, mode="reveal"),
    ):
        store.save_reading_position(article_id, place)
        assert store.reading_position(article_id) == place


def test_preferences_come_back(store: Store) -> None:
    assert store.preference("theme") is None
    store.set_preference("theme", "encre")
    store.set_preference("measure", "66")
    store.set_preference("theme", "papier")
    assert store.preference("theme") == "papier"
    assert store.preferences() == {"measure": "66", "theme": "papier"}


def test_the_stamp_changes_when_another_wrote_and_only_then(path: Path) -> None:
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


def test_two_stores_in_one_process_do_not_unlock_each_other(path: Path) -> None:
    # Opening and closing the file by other means than SQLite would drop the locks of the first store.
    with open_store(path) as store:
        open_store(path).close()
        assert path.with_name("library.db-wal").exists()  # the second was not the last to leave
        store.set_preference("a", "b")
        with open_store(path) as other:
            assert other.preferences() == {"a": "b"}
