"""Opening a file that is not a sound library: an error message, and the file is not changed."""

from __future__ import annotations

import os
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.storage.database import _set_up
from reader.storage.migrations import MIGRATIONS
from tests.storage.builders import IMPATIENT, highlight, manuscript, open_store, start_process

ROUNDS = 60
"""How many damaged files are tried."""


def filled(path: Path) -> bytes:
    """Create a library of several pages, close it, and return the file's content."""
    with open_store(path) as store:
        for number in range(20):
            article_id, _ = store.add_article(manuscript(f"Un {number}.", "Deux. " * 200 + "Fin."))
            store.save_highlight(highlight(article_id, f"h{number}", body="une note"))
    return path.read_bytes()


def error_message(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        open_store(path, timeout=IMPATIENT)
    return str(caught.value)


def test_text_file(path: Path) -> None:
    path.write_text("Bonjour tout le monde.\n" * 500)
    before = path.read_bytes()
    assert "is not an Enregard library" in error_message(path)
    assert path.read_bytes() == before


def test_damaged_header(path: Path) -> None:
    content = filled(path)
    path.write_bytes(bytes(100) + content[100:])
    assert "damaged" in error_message(path)
    path.write_bytes(random.Random(1).randbytes(len(content)))
    assert "damaged" in error_message(path)


@pytest.mark.parametrize("length", [2, 99, 100, 4096, 40_000, -4096])
def test_truncated_library(path: Path, length: int) -> None:
    path.write_bytes(filled(path)[:length])
    assert "damaged" in error_message(path)


def test_damaged_page(path: Path) -> None:
    content = filled(path)
    with open_store(path) as store:
        row = store._database.fetch_one("SELECT rootpage FROM sqlite_master WHERE name = 'articles'")
        assert row is not None
    page = 4096 * (row[0] - 1)
    path.write_bytes(content[:page] + b"\xa5" * 4096 + content[page + 4096 :])
    with open_store(path) as store, pytest.raises(StorageError, match=r"damaged.*backup-"):
        store.entries()


def test_random_damage_never_raises_a_bare_database_error(path: Path) -> None:
    content = filled(path)
    sectors = range(512, len(content), 512)  # the first holds the header, tested above
    chance = random.Random(2)
    errors = 0
    for _ in range(ROUNDS):
        garbled = bytearray(content)
        for start_of_one in chance.sample(sectors, chance.randrange(1, 5)):
            garbled[start_of_one : start_of_one + 512] = chance.randbytes(512)
        path.write_bytes(garbled)
        for beside in path.parent.glob("library.db-*"):
            beside.unlink()
        try:
            with open_store(path) as store:
                for entry in store.entries():
                    store.translation_texts(store.article(entry.id))
                store.all_highlights()
                store.note_drafts()
                store.set_preference("a", "b")
        except StorageError:
            errors += 1
    assert errors > ROUNDS / 4


def test_database_of_another_program_is_not_changed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    assert "is not an Enregard library" in error_message(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1234")
    assert "is not an Enregard library" in error_message(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 0")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert path.read_bytes()[100:] == before[100:]
    assert [file.name for file in path.parent.iterdir()] == ["library.db"]


def test_empty_database_with_a_foreign_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 3")
    assert "is not an Enregard library" in error_message(path)


def test_newer_library_is_not_changed(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    message = error_message(path)
    assert f"newer Enregard (format 99; this version reads up to {len(MIGRATIONS)})" in message
    assert "Update Enregard" in message
    assert path.read_bytes() == before


def test_library_without_a_version_is_damaged(path: Path) -> None:
    filled(path)
    for version in (0, -1):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {version}")
        assert "damaged" in error_message(path)


def test_folder_instead_of_a_file(path: Path) -> None:
    path.mkdir()
    assert "is not a file" in error_message(path)


def test_pipe_does_not_block(path: Path) -> None:
    os.mkfifo(path)
    assert "is not a file" in error_message(path)


def test_file_instead_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "a file has its name" in error_message(tmp_path / "data" / "library.db")
    assert "a file has its name" in error_message(tmp_path / "data" / "deep" / "library.db")


def test_dangling_link_and_overlong_name(tmp_path: Path) -> None:
    (tmp_path / "library.db").symlink_to(tmp_path / "gone" / "library.db")
    assert "cannot be opened" in error_message(tmp_path / "library.db")
    assert "cannot be opened" in error_message(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "message"),
    [
        (0o755, None, "cannot be opened"),
        (0o755, 0o666, "library.db"),  # the -wal file cannot be created
        (0o777, 0o444, "is read-only"),
        (0o777, 0o222, "cannot be opened"),
        (0o700, 0o666, "cannot be opened"),
    ],
)
def test_missing_permissions(folder_mode: int, file_mode: int | None, message: str) -> None:
    # Not under tmp_path, which other users cannot enter: the child process drops root permissions.
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.db"
        if file_mode is not None:
            filled(path)
            path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        try:
            with start_process("child_process.py", "refused", path) as other:
                assert other.stdout is not None
                answer = other.stdout.read()
        finally:
            path.parent.chmod(0o700)
    assert message in answer
    assert "library.db" in answer


def test_disk_without_shared_memory() -> None:
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as connection,
        pytest.raises(StorageError, match="local disk"),
    ):
        _set_up(connection, Path("library.db"), MIGRATIONS, "")


def test_library_locked_by_another_process(path: Path) -> None:
    filled(path)
    with start_process("child_process.py", "hold", path) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        assert "Another program is using the library" in error_message(path)
        other.stdin.close()
    with open_store(path) as store:
        assert len(store.entries()) == 20
