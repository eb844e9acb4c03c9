"""Places, preferences and the stamp of what others wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.catalog import Place
from tests.storage.builders import manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store


def test_a_place_comes_back(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    assert store.place(article_id) is None
    for place in (
        Place(),
        Place(3, 0, english=True, share=0.25),
        Place(1, None, share=1.0),
        Place(2, -1, mode="reveal"),
    ):
        store.put_place(article_id, place)
        assert store.place(article_id) == place


def test_preferences_come_back(store: Store) -> None:
    assert store.preference("theme") is None
    store.put_preference("theme", "encre")
    store.put_preference("measure", "66")
    store.put_preference("theme", "papier")
    assert store.preference("theme") == "papier"
    assert store.preferences() == {"measure": "66", "theme": "papier"}


def test_the_stamp_changes_when_another_wrote_and_only_then(path: Path) -> None:
    with open_store(path) as store, open_store(path) as other:
        before = store.version()
        store.put_preference("a", "b")
        assert store.preferences() == {"a": "b"}
        assert store.version() == before
        other.preferences()
        assert store.version() == before
        other.put_preference("a", "c")
        changed = store.version()
        assert changed != before
        assert store.version() == changed


def test_two_stores_in_one_process_do_not_unlock_each_other(path: Path) -> None:
    # Opening and closing the file by other means than SQLite would drop the locks of the first store.
    with open_store(path) as store:
        open_store(path).close()
        assert path.with_name("library.db-wal").exists()  # the second was not the last to leave
        store.put_preference("a", "b")
        with open_store(path) as other:
            assert other.preferences() == {"a": "b"}
