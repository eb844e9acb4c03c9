"""Several programs on one library, and programs killed at any moment: what was told as kept is there."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.storage.builders import open_store, start_process

if TYPE_CHECKING:
    from pathlib import Path


def kept(path: Path) -> set[str]:
    with open_store(path) as store:
        found = store.all_highlights()
        assert all(highlight.note is not None and highlight.note.body == highlight.id for highlight in found)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return {highlight.id for highlight in found}


def test_programs_that_make_and_mark_one_library_at_once_lose_nothing(tmp_path: Path) -> None:
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
        said: set[str] = set()
        for other in others:
            with other:
                assert other.stdout is not None
                said.update(other.stdout.read().split())
            assert other.returncode == 0
        assert len(said) == 100
        assert kept(path) == said
        with open_store(path) as store:
            assert len(store.entries()) == 1  # all four added the same text


def kill_some(path: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    said: set[str] = set()
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
        # The very last line may have been cut by the kill; whole lines were said after their commit.
        said.update(line.strip() for line in seen if line.endswith("\n"))
        assert said <= kept(path)


def test_what_was_told_as_kept_survives_a_kill(path: Path) -> None:
    kill_some(path, 6)


@pytest.mark.torture
def test_what_was_told_as_kept_survives_many_kills(path: Path) -> None:
    kill_some(path, 100)
