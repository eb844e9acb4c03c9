"""Pause and characters sent are saved once; simultaneous runs count together."""

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


def send(usage: EngineUsage, size: int, now: float = NOW) -> None:
    """Send a paragraph of this size, and receive its answer."""
    usage.scheduler.set_nearby([QueuedParagraph("key", size)])
    in_flight = usage.scheduler.next_request(now)
    assert in_flight is not None
    usage.scheduler.finish(in_flight)


class FullDisk(LibraryEngineStore):
    """A store that cannot be written for a while."""

    full = False

    def add_characters_sent(self, declaration: Declaration, day: int, characters: int) -> None:
        if self.full:
            raise StorageError(FAILURE_MESSAGE)
        super().add_characters_sent(declaration, day, characters)


def engine_store(store: FailingStore, now: float = NOW) -> FullDisk:
    return FullDisk(store, lambda: now)


def test_simultaneous_runs_share_count(store: FailingStore) -> None:
    first, second = EngineUsage(COUNTED, engine_store(store)), EngineUsage(COUNTED, engine_store(store))
    for usage, size in ((first, 10), (second, 7), (first, 5)):
        send(usage, size)
        usage.save()
        usage.save()  # nothing changed meanwhile
    assert engine_store(store).characters_sent(COUNTED) == (TODAY, 22)
    assert EngineUsage(COUNTED, engine_store(store)).scheduler.characters_sent == 22


def test_new_day_resets_count(store: FailingStore) -> None:
    usage = EngineUsage(COUNTED, engine_store(store))
    send(usage, 10)
    usage.save()
    send(usage, 3, NOW + DAY)
    usage.save()
    assert engine_store(store, NOW + DAY).characters_sent(COUNTED) == (TODAY + 1, 3)


def test_failed_save_is_counted_with_next(store: FailingStore) -> None:
    saved = engine_store(store)
    usage = EngineUsage(COUNTED, saved)
    send(usage, 10)
    saved.full = True
    with pytest.raises(StorageError):
        usage.save()
    usage.save()  # it is not tried, nor told, again and again
    saved.full = False
    send(usage, 3)
    usage.save()
    assert saved.characters_sent(COUNTED) == (TODAY, 13)
