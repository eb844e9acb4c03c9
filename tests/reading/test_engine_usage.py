"""Account: what outlives the run of an engine is kept once, and two runs at once count together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.reading.translating.backoff import DAY
from reader.reading.translating.engine_store import LibraryEngineStore
from reader.reading.translating.engine_usage import EngineUsage
from reader.reading.translating.scheduler import QueuedParagraph
from tests.reading.builders import FAILURE_MESSAGE
from tests.reading.fake_engines import LOCAL

if TYPE_CHECKING:
    from reader.translation.engine import Declaration
    from tests.reading.builders import FailingStore

COUNTED = replace(LOCAL, daily_limit=1_000)
TODAY = 20_000
NOW = TODAY * DAY + 5.0


def send(account: EngineUsage, size: int, now: float = NOW) -> None:
    """Send a paragraph of so many characters, and take its answer."""
    account.scheduler.set_nearby([QueuedParagraph("key", size)])
    ticket = account.scheduler.next_request(now)
    assert ticket is not None
    account.scheduler.finish(ticket)


class FullDisk(LibraryEngineStore):
    """A memory that cannot be written for a while."""

    full = False

    def add_characters_sent(self, declaration: Declaration, day: int, characters: int) -> None:
        if self.full:
            raise StorageError(FAILURE_MESSAGE)
        super().add_characters_sent(declaration, day, characters)


def engine_store(store: FailingStore, now: float = NOW) -> FullDisk:
    return FullDisk(store, lambda: now)


def test_simultaneous_runs_share_count(store: FailingStore) -> None:
    first, second = EngineUsage(COUNTED, engine_store(store)), EngineUsage(COUNTED, engine_store(store))
    for account, size in ((first, 10), (second, 7), (first, 5)):
        send(account, size)
        account.save()
        account.save()  # nothing changed meanwhile
    assert engine_store(store).characters_sent(COUNTED) == (TODAY, 22)
    assert EngineUsage(COUNTED, engine_store(store)).scheduler.characters_sent == 22


def test_new_day_resets_count(store: FailingStore) -> None:
    account = EngineUsage(COUNTED, engine_store(store))
    send(account, 10)
    account.save()
    send(account, 3, NOW + DAY)
    account.save()
    assert engine_store(store, NOW + DAY).characters_sent(COUNTED) == (TODAY + 1, 3)


def test_failed_save_is_counted_with_next(store: FailingStore) -> None:
    kept = engine_store(store)
    account = EngineUsage(COUNTED, kept)
    send(account, 10)
    kept.full = True
    with pytest.raises(StorageError):
        account.save()
    account.save()  # it is not tried, nor told, again and again
    kept.full = False
    send(account, 3)
    account.save()
    assert kept.characters_sent(COUNTED) == (TODAY, 13)
