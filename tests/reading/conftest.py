"""A library and a desk on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reading.builders import desk_on, open_refusing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.reading.session import Desk
    from tests.reading.builders import Refusing


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def shelf(library_path: Path) -> Iterator[Refusing]:
    """A store that can be told to refuse."""
    with open_refusing(library_path) as store:
        yield store


@pytest.fixture
def desk(shelf: Refusing) -> Desk:
    return desk_on(shelf)
