"""Migrations: an old library keeps all its data, and a failing migration changes nothing."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import StorageError
from reader.storage import migrations
from reader.storage.database import open_database
from reader.storage.migrations import MIGRATIONS
from reader.storage.upgrade import schema_version
from reader.text.model.catalog import ReadingPosition
from reader.text.model.highlights import Color, Draft, Highlight, Note
from reader.text.model.selectors import Selector
from tests.storage.builders import HERE, open_store, start_process
from tests.storage.child_process import STEP

CURRENT = len(MIGRATIONS)
MORE = (*MIGRATIONS, STEP)
"""The migrations of a future version."""
FIRST = MIGRATIONS[:1]
"""The migrations of the version that wrote the old library."""


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def schema(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema_version(connection)


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*backup*"))


@pytest.fixture
def old(path: Path) -> Path:
    """A library as version 1 wrote it, from a fixed SQL file."""
    create_old(path, 1)
    return path


def create_old(path: Path, version: int) -> None:
    """Create the library that an old version wrote."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((HERE / f"version_{version}.sql").read_text(encoding="utf-8"))


def check_marks(path: Path, *, yes: str = "", no: str = "“No.”") -> None:
    with open_store(path) as store:
        first, second = store.entries()
        article = store.article(first.id)
        assert article.text == "L’été, la mer.\n\n«\u202fOui\u00a0!\u202f» 👩\u200d👧\n\n— Non."
        assert (first.title, first.highlights, first.notes, first.english) == ("La mer", 2, 1, True)
        assert (second.title, second.highlights, second.name, second.words) == ("La ville", 0, "001_ville", 2)
        assert [entry.title for entry in store.entries(archived=True)] == ["Le passé"]
        assert store.translation_texts(article) == ("Summer, the sea.", yes, no)
        assert store.highlights(first.id) == (
            Highlight(
                "h1",
                "a1",
                Selector("été", "L’", ", la mer.", 2),
                Color.GREEN,
                "2024-01-02T00:00:00Z",
                "2024-01-03T00:00:00Z",
                Note("une saison\n\n'; --", "2024-01-02T00:00:00Z", "2024-01-03T00:00:00Z"),
            ),
            Highlight(
                "h2",
                "a1",
                Selector("👩\u200d👧", "» ", "", 26),
                Color.PURPLE,
                "2024-01-02T00:00:01Z",
                "2024-01-02T00:00:01Z",
            ),
        )
        assert [one.id for one in store.highlights("a3")] == ["h4"]
        assert store.note_drafts() == [Draft("h2", "a1", "une fam", "run-7", "2024-01-04T00:00:00Z")]
        assert store.reading_position("a1") == ReadingPosition(17, 3, english=True, progress=0.5)
        assert store.last_opened() == "a1"
        assert store.preferences() == {"measure": "66", "theme": "encre"}


def test_version_1_opens_with_all_marks(old: Path) -> None:
    assert version_of(old) == 1
    check_marks(old)
    assert version_of(old) == len(MIGRATIONS)


def test_version_2_opens_with_all_translations(path: Path) -> None:
    create_old(path, 2)
    check_marks(path, yes="“Yes!”", no="“Not at all.”")
    with open_store(path) as store:
        article = store.article("a1")
        assert [one and one.engine for one in store.translations(article)] == ["", "deepl", ""]
        assert [one.text for one in store.own_translation_history(article, 2)] == ["“Not at all.”"]
        assert store.bookmark("a1", "b") == 3
        assert store.engine_state.has_consent("deepl", "api.example", ["the sentences"])
        assert [entry.english for entry in store.entries()] == [True, False]


@pytest.mark.parametrize("version", [1, 2])
def test_migrations_are_frozen(version: int, path: Path, tmp_path: Path) -> None:
    create_old(path, version)
    new = tmp_path / "new.db"
    open_database(new, stamp="", migrations=MIGRATIONS[:version]).close()
    assert schema(new) == schema(path)


def test_old_and_new_libraries_have_the_same_schema(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    open_database(new, stamp="", migrations=MORE).close()
    open_database(old, stamp="now", migrations=MORE).close()
    assert schema(new) == schema(old)
    assert backups(new) == backups(old) == [old.with_name("library.db.backup-1-now")]


def test_migration_makes_a_backup(old: Path) -> None:
    before = contents(old)
    # The backup must include what is only in the -wal file.
    with closing(sqlite3.connect(old, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("INSERT INTO preferences VALUES ('a', 'b')")
        database = open_database(old, stamp="20240301T000000Z", migrations=MORE)
        assert database.fetch_one("SELECT count(*) FROM articles WHERE mood = 'calme'") == (3,)
        assert database.fetch_one("PRAGMA foreign_keys") == (1,)
        database.close()
    (backup,) = backups(old)
    assert backup.name == "library.db.backup-1-20240301T000000Z"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.execute("DELETE FROM preferences WHERE name = 'a'")
        connection.commit()
    assert contents(backup) == before
    check_marks(backup)


def test_current_library_is_not_backed_up(old: Path) -> None:
    for _ in range(2):
        open_database(old, stamp="x", migrations=MORE).close()
    assert len(backups(old)) == 1


@pytest.mark.parametrize(
    "bad",
    [
        ("ALTER TABLE articles ADD COLUMN mood TEXT", "UPDATE articles SET title = 'x'", "SELECT gibberish"),
        ("UPDATE highlights SET color = 'red'",),
        ("UPDATE highlights SET article_id = 'gone'",),
    ],
)
def test_failed_migration_leaves_library_and_backup(old: Path, bad: migrations.Migration) -> None:
    before = contents(old)
    with pytest.raises(
        StorageError, match=rf"from format {CURRENT + 1} to {CURRENT + 2}.*backup is in .*backup-1-x"
    ) as caught:
        open_database(old, stamp="x", migrations=(*MORE, bad))
    assert isinstance(caught.value.__cause__, sqlite3.Error)
    # The migration before it is complete and recorded; the failing one left nothing.
    assert version_of(old) == CURRENT + 1
    (backup,) = backups(old)
    assert contents(backup) == before
    old.unlink()
    backup.rename(old)
    check_marks(old)


def test_failed_first_migration_changes_nothing(old: Path) -> None:
    before = contents(old)
    with pytest.raises(StorageError, match="from format 1 to 2"):
        open_database(old, stamp="x", migrations=(*FIRST, ("DROP TABLE notes", "SELECT gibberish")))
    assert (version_of(old), contents(old)) == (1, before)
    check_marks(old)


def test_full_disk_during_a_migration(old: Path) -> None:
    before = contents(old)
    greedy = ("PRAGMA max_page_count = 1", "CREATE TABLE t AS SELECT hex(zeroblob(100000)) FROM articles")
    with pytest.raises(StorageError, match="disk is full"):
        open_database(old, stamp="x", migrations=(*FIRST, greedy))
    assert contents(old) == before


def test_no_migration_without_a_backup(old: Path) -> None:
    before = contents(old)
    old.with_name("library.db.backup-1-x.partial").mkdir()
    with pytest.raises(StorageError, match=r"backup before it failed.*Free some space"):
        open_database(old, stamp="x", migrations=MORE)
    assert (version_of(old), contents(old)) == (1, before)


def test_partial_backup_is_replaced(old: Path) -> None:
    old.with_name("library.db.backup-1-x.partial").write_text("half")
    open_database(old, stamp="x", migrations=MORE).close()
    assert backups(old) == [old.with_name("library.db.backup-1-x")]


def test_migration_may_rebuild_a_referenced_table(old: Path) -> None:
    rebuild = (
        "CREATE TABLE articles_new AS SELECT * FROM articles WHERE 0",
        "DROP TABLE articles_new",
        "CREATE TABLE preferences_new (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, since TEXT)",
        "INSERT INTO preferences_new SELECT name, value, NULL FROM preferences",
        "DROP TABLE preferences",
        "ALTER TABLE preferences_new RENAME TO preferences",
        # With foreign keys on, this would delete every highlight.
        "CREATE TEMP TABLE kept AS SELECT * FROM articles",
        "DELETE FROM articles",
        "INSERT INTO articles SELECT * FROM kept",
        "DROP TABLE kept",
    )
    open_database(old, stamp="x", migrations=(*FIRST, rebuild)).close()
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT count(*) FROM highlights").fetchone() == (4,)
        connection.execute("PRAGMA user_version = 1")
    check_marks(old)


def test_concurrent_migration(old: Path) -> None:
    others = [start_process("child_process.py", "upgrade", old) for _ in range(3)]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    answers = []
    for other in others:
        assert other.stdin is not None
        other.stdin.write("go\n")
        other.stdin.flush()
    for other in others:
        with other:
            assert other.stdout is not None
            answers.append(other.stdout.read())
    assert answers == [f"{CURRENT + 1}\n"] * 3
    assert len(backups(old)) == 1


def test_migrations_import_nothing_of_this_program() -> None:
    assert "import reader" not in Path(migrations.__file__).read_text(encoding="utf-8")
    assert "from reader" not in Path(migrations.__file__).read_text(encoding="utf-8")
