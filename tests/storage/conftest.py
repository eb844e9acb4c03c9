"""An open library in a temporary folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.storage.builders import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.storage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened
