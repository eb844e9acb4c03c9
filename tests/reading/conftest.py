"""A library and a session on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.builders import make_session, open_failing_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.reading.session import Session
    from tests.reading.builders import FailingStore


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def store(library_path: Path) -> Iterator[FailingStore]:
    """A store whose writes can be made to fail."""
    with open_failing_store(library_path) as store:
        yield store


@pytest.fixture
def session(store: FailingStore) -> Session:
    return make_session(store)
