"""Opening a library: creation, durability, and errors afterwards."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.storage import errors
from reader.storage.migrations import APPLICATION_ID, MIGRATIONS
from reader.text.cleaning import clean
from reader.text.formats.manuscript import split_paragraphs
from tests.storage.builders import HOSTILE, ROOT, draft, dump, highlight, manuscript, open_store

if TYPE_CHECKING:
    from reader.storage.store import Store


def read_pragma(store: Store, pragma: str) -> object:
    row = store._database.fetch_one(f"PRAGMA {pragma}")
    assert row is not None
    return row[0]


# -- creation -------------------------------------------------------------------------------


def test_new_library_is_private(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = tmp_path / "a" / "b" / "library.db"
        with open_store(path) as store:
            store.set_preference("theme", "encre")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
            folders = [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)]
    finally:
        os.umask(old)
    assert modes == {"library.db": 0o600, "library.db-wal": 0o600, "library.db-shm": 0o600}
    assert folders == [0o700, 0o700]


def test_existing_folder_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    open_store(tmp_path / "library.db").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_every_connection_sets_the_pragmas(path: Path) -> None:
    for _ in range(3):  # created, then reopened
        with open_store(path, timeout=0.25) as store:
            assert read_pragma(store, "synchronous") == 2
            assert read_pragma(store, "journal_mode") == "wal"
            assert read_pragma(store, "foreign_keys") == 1
            assert read_pragma(store, "busy_timeout") == 250
            assert read_pragma(store, "application_id") == APPLICATION_ID
            assert read_pragma(store, "user_version") == len(MIGRATIONS)
            assert read_pragma(store, "trusted_schema") == 0


def test_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with open_store(path) as store:
        assert store.entries() == []


def test_interrupted_creation_is_completed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with open_store(path) as store:
        assert store.entries() == []


def test_relative_path_survives_chdir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with open_store(Path("library.db")) as store:
        os.chdir("elsewhere")
        store.set_preference("theme", "encre")
    with open_store(tmp_path / "library.db") as store:
        assert store.preferences() == {"theme": "encre"}


def test_other_threads_are_refused(store: Store) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            store.entries()
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_close_twice_and_use_after_close(path: Path) -> None:
    store = open_store(path)
    store.close()
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.entries()


# -- later errors ---------------------------------------------------------------------------


def test_full_disk_loses_nothing(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    store.save_highlight(highlight(article_id, body="court"))
    before = dump(store)
    store._database.fetch_all(f"PRAGMA max_page_count = {read_pragma(store, 'page_count')}")
    with pytest.raises(StorageError, match=r"disk is full.*Free some space"):
        store.save_highlight(highlight(article_id, body="long " * 10_000))
    assert dump(store) == before
    store._database.fetch_all("PRAGMA max_page_count = 1000000")
    store.save_highlight(highlight(article_id, body="long " * 10_000))
    assert store.highlights(article_id) == (highlight(article_id, body="long " * 10_000),)


def test_read_only_disk(store: Store) -> None:
    store._database.fetch_all("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match="is read-only"):
        store.set_preference("theme", "encre")


def test_moved_library_refuses_writes(store: Store, path: Path) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    away = path.rename(path.with_name("away.db"))
    with pytest.raises(StorageError, match=r"moved, replaced or deleted.*Nothing was saved"):
        store.save_highlight(highlight(article_id))
    path.write_bytes(away.read_bytes())  # another file of the same name
    with pytest.raises(StorageError, match="moved, replaced or deleted"):
        store.save_highlight(highlight(article_id))
    away.replace(path)
    store.save_highlight(highlight(article_id))
    assert store.highlights(article_id)


def test_failed_transaction_rolls_back(store: Store) -> None:
    def interrupted() -> None:
        with store._database.transaction() as connection:
            connection.execute("INSERT INTO preferences (name, value) VALUES ('a', 'b')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.preferences() == {}
    store.set_preference("a", "c")
    assert store.preferences() == {"a": "c"}


def test_programming_errors_pass_through(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store._database.fetch_all("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError), store._database.transaction() as connection:
        connection.execute("INSERT INTO preferences (name, value) VALUES ('a', NULL)")


def test_control_characters_in_paths_are_replaced() -> None:
    message = str(errors.storage_error(errors.DAMAGED, Path("/a\x1b]0;b\udcff\u202e.db")))
    assert message.startswith(
        "The library /a\N{REPLACEMENT CHARACTER}]0;b\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}.db is damaged"
    )
    error = errors.storage_error(errors.DAMAGED, Path("/{0}/%s {path}.db"))
    assert str(error).startswith("The library /{0}/%s {path}.db is damaged")


def test_undecodable_file_names_work(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/\xff?#%41'.db"))
    with open_store(path) as store:
        store.set_preference("a", "b")
    assert path.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_round_trip_in_every_field(store: Store, text: str) -> None:
    paragraphs = (*split_paragraphs(clean(text)), "fin")
    article_id, _ = store.add_article(
        manuscript(*paragraphs, title=text, author=text, date=text, source=text), name=text, language=text
    )
    article, entry = store.article(article_id), store.entry(article_id)
    assert (article.title, article.author, article.date, article.source) == (text,) * 4
    assert article.text == "\n\n".join(paragraphs)
    assert (entry.title, entry.author, entry.date, entry.name) == (text,) * 4
    made = highlight(article_id, text, exact=text, body=text)
    store.save_highlight(made)
    store.save_note_draft(draft(article_id, text, body=text, owner=text))
    store.set_preference(text, text)
    store.save_file_translation(article_id, [text] * len(paragraphs))
    assert store.highlights(article_id) == (made,)
    assert store.note_drafts() == [draft(article_id, text, body=text, owner=text)]
    assert store.preferences() == {text: text}
    assert store.translation_texts(article) == (text,) * len(paragraphs)


def test_opening_imports_few_modules() -> None:
    # The first frame waits for these imports.
    code = (
        "import sys, sqlite3, hashlib; before = set(sys.modules); import reader.storage.store;"
        "print(*sorted(set(sys.modules) - before))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    loaded = set(answer.stdout.split())
    assert "reader.storage.store" in loaded
    assert not {"json", "uuid", "tempfile", "shutil", "textual", "rich", "sqlite3.dump"} & loaded
