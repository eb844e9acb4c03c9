"""A home for each test; whatever a test does, no traceback may reach the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import FreshHome, Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    _end(home)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[FreshHome]:
    home = FreshHome(tmp_path)
    yield home
    _end(home)


def _end(home: Home) -> None:
    home.close()
    for terminal in home.terminals:
        assert b"Traceback" not in terminal.written
    assert not home.log.exists(), home.log.read_text()
