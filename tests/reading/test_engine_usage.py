"""Account: what outlives the run of an engine is kept once, and two runs at once count together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.reading.translating.backoff import DAY
from reader.reading.translating.engine_store import LibraryMemory
from reader.reading.translating.engine_usage import Account
from reader.reading.translating.scheduler import Wanted
from tests.reading.builders import REFUSAL
from tests.reading.fake_engines import LOCAL

if TYPE_CHECKING:
    from reader.translation.engine import Declaration
    from tests.reading.builders import Refusing

COUNTED = replace(LOCAL, daily=1_000)
TODAY = 20_000
NOW = TODAY * DAY + 5.0


def send(account: Account, size: int, now: float = NOW) -> None:
    """Send a paragraph of so many characters, and take its answer."""
    account.schedule.want([Wanted("key", size)])
    ticket = account.schedule.next(now)
    assert ticket is not None
    account.schedule.finish(ticket)


class FullDisk(LibraryMemory):
    """A memory that cannot be written for a while."""

    full = False

    def spend(self, declaration: Declaration, day: int, characters: int) -> None:
        if self.full:
            raise StorageError(REFUSAL)
        super().spend(declaration, day, characters)


def memory(store: Refusing, now: float = NOW) -> FullDisk:
    return FullDisk(store, lambda: now)


def test_two_runs_at_once_count_together(shelf: Refusing) -> None:
    first, second = Account(COUNTED, memory(shelf)), Account(COUNTED, memory(shelf))
    for account, size in ((first, 10), (second, 7), (first, 5)):
        send(account, size)
        account.keep()
        account.keep()  # nothing changed meanwhile
    assert memory(shelf).spent(COUNTED) == (TODAY, 22)
    assert Account(COUNTED, memory(shelf)).schedule.spent == 22


def test_a_new_day_begins_with_nothing(shelf: Refusing) -> None:
    account = Account(COUNTED, memory(shelf))
    send(account, 10)
    account.keep()
    send(account, 3, NOW + DAY)
    account.keep()
    assert memory(shelf, NOW + DAY).spent(COUNTED) == (TODAY + 1, 3)


def test_what_could_not_be_counted_is_counted_with_the_next(shelf: Refusing) -> None:
    kept = memory(shelf)
    account = Account(COUNTED, kept)
    send(account, 10)
    kept.full = True
    with pytest.raises(StorageError):
        account.keep()
    account.keep()  # it is not tried, nor told, again and again
    kept.full = False
    send(account, 3)
    account.keep()
    assert kept.spent(COUNTED) == (TODAY, 13)
