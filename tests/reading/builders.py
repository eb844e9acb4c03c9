"""A desk with a library of its own, for the tests of reading."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.reading.session import Desk
from reader.storage.store import Store
from reader.text.formats.manuscript import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.text.model.article import Article
    from reader.text.model.highlights import Draft, Highlight

REFUSAL = "The library could not be written: the disk is full. Nothing was changed."
"""What a store that refuses says."""


class Refusing(Store):
    """A store whose next writes fail as a full disk fails: nothing is written, and a sentence says so."""

    refuses = False

    def _check(self) -> None:
        if self.refuses:
            raise StorageError(REFUSAL)

    def put_highlight(self, highlight: Highlight) -> None:
        self._check()
        super().put_highlight(highlight)

    def remove_highlight(self, highlight_id: str) -> None:
        self._check()
        super().remove_highlight(highlight_id)

    def set_archived(self, article_id: str, archived: bool) -> None:
        self._check()
        super().set_archived(article_id, archived)

    def put_wording(self, article: Article, paragraph: int, text: str, *, target: str = "en") -> None:
        self._check()
        super().put_wording(article, paragraph, text, target=target)

    def put_draft(self, draft: Draft) -> None:
        self._check()
        super().put_draft(draft)

    def put_preference(self, name: str, value: str) -> None:
        self._check()
        super().put_preference(name, value)


def ticking() -> Callable[[], str]:
    """Return a clock that goes on by a second each time it is asked."""
    seconds = itertools.count()
    return lambda: f"2026-11-23T09:{next(seconds) // 60:02}:{next(seconds) % 60:02}Z"


def numbered(prefix: str) -> Callable[[], str]:
    """Return a giver of ids."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers):06}"


def open_refusing(path: Path) -> Refusing:
    """Open a store that can be told to refuse."""
    return Refusing.open(path, now=ticking(), new_id=numbered("s"), timeout=0.05)


def desk_on(store: Store, owner: str = "test:0") -> Desk:
    """Return a desk on a store."""
    return Desk(store, now=ticking(), new_id=numbered(f"{owner}-"), owner=owner)


def keep(store: Store, *paragraphs: str, title: str = "Titre", english: Sequence[str] = (), rank: int = 0) -> str:
    """Keep a text and return the id of its article."""
    article_id, _ = store.add_article(
        Manuscript(title=title, author="", date="", source="", paragraphs=paragraphs), name=title, rank=rank
    )
    if english:
        store.put_english(article_id, english)
    return article_id
