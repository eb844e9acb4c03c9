"""What is read prefetched is what would be read when it is asked for, or is not used."""

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


def begin(store: Store, article_id: str, **of: str) -> None:
    """Read prefetched, and wait until that is done."""
    store.prefetch(article_id, **of)
    prefetched = store._prefetch
    assert prefetched is not None
    wait_until(lambda: not prefetched._thread.is_alive())


@pytest.fixture
def library(path: Path) -> Path:
    with open_store(path) as store:
        for words in ("Un.", "Deux."):
            article_id, _ = store.add_article(manuscript(words))
            store.save_file_translation(article_id, [words.upper()])
    return path


class Asked:
    """Counts what is read in the thread that asks."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        for module, name in ((articles, "get"), (translations, "of_article")):
            patch.setattr(module, name, self._counted(name, getattr(module, name)))

    def _counted(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def asked(*arguments: object, **named: object) -> object:
            self.calls.append(name)
            return real(*arguments, **named)

        return asked


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Asked]:
    return lambda: Asked(monkeypatch)


def test_it_is_the_same_and_read_once(library: Path, asked: Callable[[], Asked]) -> None:
    with open_store(library) as store:
        first, second = (entry.id for entry in store.entries())
        plain = store.article(first), list(store.translations(store.article(first)))
        begin(store, first)
        calls = asked().calls
        article = store.article(first)
        assert (article, list(store.translations(article))) == plain
        assert calls == []
        # It is used up.
        assert store.article(first) == plain[0]
        assert store.article(second).id == second
        assert calls == ["get", "get"]


@pytest.mark.parametrize("who", ["we", "another"])
def test_after_a_change_the_library_is_read_as_it_is(library: Path, who: str) -> None:
    with open_store(library) as store, open_store(library) as other:
        first = store.entries()[0].id
        begin(store, first)
        writer = store if who == "we" else other
        writer.save_file_translation(first, ["Changed."])
        article = store.article(first)
        assert [found and found.text for found in store.translations(article)] == ["Changed."]


def test_a_change_between_the_text_and_its_english_counts_too(library: Path) -> None:
    with open_store(library) as store, open_store(library) as other:
        first = store.entries()[0].id
        begin(store, first)
        article = store.article(first)
        other.save_file_translation(first, ["Changed."])
        assert [found and found.text for found in store.translations(article)] == ["Changed."]


def test_another_engine_or_language_is_read_as_asked(library: Path, asked: Callable[[], Asked]) -> None:
    with open_store(library) as store:
        first = store.entries()[0].id
        for of in ({"engine": "deepl"}, {"target": "de"}):
            begin(store, first, **of)
            article = store.article(first)
            calls = asked().calls
            assert [found and found.text for found in store.translations(article)] == [article.text.upper()]
            assert calls == ["of_article"]


def test_what_is_still_being_read_is_not_waited_for(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(library) as store:
        first = store.entries()[0].id
        begin(store, first)
        assert store._prefetch is not None
        monkeypatch.setattr(type(store._prefetch._thread), "is_alive", lambda _: True)
        assert store.article(first).id == first


def test_what_cannot_be_prefetch_is_told_when_it_is_asked_for(library: Path) -> None:
    with open_store(library) as store:
        begin(store, "of no article")
        with pytest.raises(UnknownArticle):
            store.article("of no article")


def test_the_library_can_be_closed_and_moved_meanwhile(library: Path) -> None:
    with open_store(library) as store:
        store.prefetch(store.entries()[0].id)
    library.rename(library.with_name("elsewhere.db"))
    with open_store(library.with_name("elsewhere.db")) as store:
        assert len(store.entries()) == 2
