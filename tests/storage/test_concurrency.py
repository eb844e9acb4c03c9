"""Several programs on one library, and programs killed at any moment: saved data survives."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.storage.builders import open_store, start_process

if TYPE_CHECKING:
    from pathlib import Path


def stored_ids(path: Path) -> set[str]:
    with open_store(path) as store:
        found = store.all_highlights()
        assert all(highlight.note is not None and highlight.note.body == highlight.id for highlight in found)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return {highlight.id for highlight in found}


def test_concurrent_programs_lose_nothing(tmp_path: Path) -> None:
    for turn in range(2):
        path = tmp_path / f"{turn}" / "library.db"
        others = [start_process("child_process.py", "mark", path, "25", f"p{number}") for number in range(4)]
        for other in others:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
        for other in others:
            assert other.stdin is not None
            other.stdin.write("go\n")
            other.stdin.flush()
        printed: set[str] = set()
        for other in others:
            with other:
                assert other.stdout is not None
                printed.update(other.stdout.read().split())
            assert other.returncode == 0
        assert len(printed) == 100
        assert stored_ids(path) == printed
        with open_store(path) as store:
            assert len(store.entries()) == 1  # all four added the same text


def kill_repeatedly(path: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    printed: set[str] = set()
    for turn in range(rounds):
        with start_process("child_process.py", "mark", path, "100000", f"r{turn}") as other:
            assert other.stdin is not None
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            other.stdin.write("go\n")
            other.stdin.flush()
            seen = [other.stdout.readline() for _ in range(chance.randrange(1, 120))]
            other.kill()
            seen += other.stdout.readlines()
        assert seen[0].endswith("\n")
        # The last line may be incomplete; complete lines were printed after their commit.
        printed.update(line.strip() for line in seen if line.endswith("\n"))
        assert printed <= stored_ids(path)


def test_saved_highlights_survive_a_kill(path: Path) -> None:
    kill_repeatedly(path, 6)


@pytest.mark.torture
def test_saved_highlights_survive_many_kills(path: Path) -> None:
    kill_repeatedly(path, 100)
