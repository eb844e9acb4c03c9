"""Helpers for the tests of reading: a session, a store, articles."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.reading.session import Session
from reader.storage.store import Store
from reader.text.formats.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.text.model.article import Article
    from reader.text.model.highlights import Draft, Highlight

FAILURE_MESSAGE = "The library could not be written: the disk is full. Nothing was changed."
"""The message of a failing store."""


class FailingStore(Store):
    """A store whose writes can be made to fail, as on a full disk."""

    failing = False

    def _check(self) -> None:
        if self.failing:
            raise StorageError(FAILURE_MESSAGE)

    def save_highlight(self, highlight: Highlight) -> None:
        self._check()
        super().save_highlight(highlight)

    def remove_highlight(self, highlight_id: str) -> None:
        self._check()
        super().remove_highlight(highlight_id)

    def set_archived(self, article_id: str, archived: bool) -> None:
        self._check()
        super().set_archived(article_id, archived)

    def save_own_translation(self, article: Article, paragraph: int, text: str, *, target: str = "en") -> None:
        self._check()
        super().save_own_translation(article, paragraph, text, target=target)

    def save_note_draft(self, draft: Draft) -> None:
        self._check()
        super().save_note_draft(draft)

    def set_preference(self, name: str, value: str) -> None:
        self._check()
        super().set_preference(name, value)


def ticking_clock() -> Callable[[], str]:
    """Return a clock that advances by a second at each call."""
    seconds = itertools.count()
    return lambda: f"2026-11-23T09:{next(seconds) // 60:02}:{next(seconds) % 60:02}Z"


def numbered_ids(prefix: str) -> Callable[[], str]:
    """Return a function that returns numbered ids."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers):06}"


def open_failing_store(path: Path) -> FailingStore:
    """Open a store whose writes can be made to fail."""
    return FailingStore.open(path, now=ticking_clock(), new_id=numbered_ids("s"), timeout=60.0)


def make_session(store: Store, owner: str = "test:0") -> Session:
    """Return a session on a store."""
    return Session(store, now=ticking_clock(), new_id=numbered_ids(f"{owner}-"), owner=owner)


def add_article(
    store: Store, *paragraphs: str, title: str = "Titre", english: Sequence[str] = (), rank: int = 0
) -> str:
    """Add a text and return its article's id."""
    article_id, _ = store.add_article(
        Manuscript(title=title, author="", date="", source="", paragraphs=paragraphs), name=title, rank=rank
    )
    if english:
        store.save_file_translation(article_id, english)
    return article_id
