"""A prefetched article equals what would be read, or is not used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import UnknownArticle
from reader.storage import articles, translations
from tests.storage.builders import manuscript, open_store
from tests.wait import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.storage.store import Store


def prefetch(store: Store, article_id: str, **of: str) -> None:
    """Prefetch, and wait until it is done."""
    store.prefetch(article_id, **of)
    prefetched = store._prefetch
    assert prefetched is not None
    wait_until(lambda: not prefetched._thread.is_alive())


@pytest.fixture
def library(path: Path) -> Path:
    with open_store(path) as store:
        for text in ("Un.", "Deux."):
            article_id, _ = store.add_article(manuscript(text))
            store.save_file_translation(article_id, [text.upper()])
    return path


class ReadCounter:
    """Counts reads on the calling thread."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        for module, name in ((articles, "get"), (translations, "of_article")):
            patch.setattr(module, name, self._counted(name, getattr(module, name)))

    def _counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*arguments: object, **named: object) -> object:
            self.calls.append(name)
            return real(*arguments, **named)

        return wrapper


@pytest.fixture
def count_reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[], ReadCounter]:
    return lambda: ReadCounter(monkeypatch)


def test_same_result_and_used_once(library: Path, count_reads: Callable[[], ReadCounter]) -> None:
    with open_store(library) as store:
        first, second = (entry.id for entry in store.entries())
        plain = store.article(first), list(store.translations(store.article(first)))
        prefetch(store, first)
        calls = count_reads().calls
        article = store.article(first)
        assert (article, list(store.translations(article))) == plain
        assert calls == []
        # Each result is used once.
        assert store.article(first) == plain[0]
        assert store.article(second).id == second
        assert calls == ["get", "get"]


@pytest.mark.parametrize("who", ["we", "another"])
def test_not_used_after_a_change(library: Path, who: str) -> None:
    with open_store(library) as store, open_store(library) as other:
        first = store.entries()[0].id
        prefetch(store, first)
        writer = store if who == "we" else other
        writer.save_file_translation(first, ["Changed."])
        article = store.article(first)
        assert [found and found.text for found in store.translations(article)] == ["Changed."]


def test_not_used_after_a_change_between_requests(library: Path) -> None:
    with open_store(library) as store, open_store(library) as other:
        first = store.entries()[0].id
        prefetch(store, first)
        article = store.article(first)
        other.save_file_translation(first, ["Changed."])
        assert [found and found.text for found in store.translations(article)] == ["Changed."]


def test_other_engine_or_language_is_read_from_the_library(
    library: Path, count_reads: Callable[[], ReadCounter]
) -> None:
    with open_store(library) as store:
        first = store.entries()[0].id
        for of in ({"engine": "deepl"}, {"target": "de"}):
            prefetch(store, first, **of)
            article = store.article(first)
            calls = count_reads().calls
            assert [found and found.text for found in store.translations(article)] == [article.text.upper()]
            assert calls == ["of_article"]


def test_unfinished_prefetch_is_not_awaited(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(library) as store:
        first = store.entries()[0].id
        prefetch(store, first)
        assert store._prefetch is not None
        monkeypatch.setattr(type(store._prefetch._thread), "is_alive", lambda _: True)
        assert store.article(first).id == first


def test_failed_prefetch_is_ignored(library: Path) -> None:
    with open_store(library) as store:
        prefetch(store, "of no article")
        with pytest.raises(UnknownArticle):
            store.article("of no article")


def test_library_can_be_closed_during_prefetch(library: Path) -> None:
    with open_store(library) as store:
        store.prefetch(store.entries()[0].id)
    library.rename(library.with_name("elsewhere.db"))
    with open_store(library.with_name("elsewhere.db")) as store:
        assert len(store.entries()) == 2
