"""Bookmarks in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import UnknownArticle
from tests.storage.builders import HOSTILE, manuscript, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from reader.storage.store import Store


def test_bookmarks_belong_to_an_article_and_can_be_replaced(store: Store) -> None:
    one, _ = store.add_article(manuscript("Un."))
    two, _ = store.add_article(manuscript("Deux."))
    assert store.bookmark(one, "a") is None
    store.set_bookmark(one, "a", 2)
    store.set_bookmark(two, "a", 3)
    store.set_bookmark(one, "é", 1)
    assert (store.bookmark(one, "a"), store.bookmark(two, "a"), store.bookmark(two, "é")) == (2, 3, None)
    assert store.bookmarks(one) == ("é", "a")
    store.set_bookmark(one, "a", 0)
    assert store.bookmark(one, "a") == 0
    assert store.bookmarks(one) == ("a", "é")


def test_bookmarks_survive_reopening(path: Path) -> None:
    with open_store(path) as store:
        article_id, _ = store.add_article(manuscript("Un."))
        store.set_bookmark(article_id, "a", 2)
    with open_store(path) as store:
        assert store.bookmark(article_id, "a") == 2


@pytest.mark.parametrize("letter", HOSTILE[1:5])
def test_any_letter_round_trips(store: Store, letter: str) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    store.set_bookmark(article_id, letter, 1)
    assert store.bookmarks(article_id) == (letter,)
    assert store.bookmark(article_id, letter) == 1


def test_unknown_article(store: Store) -> None:
    with pytest.raises(UnknownArticle):
        store.set_bookmark("nowhere", "a", 0)
