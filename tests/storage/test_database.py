"""Opening a library: what is made, what is refused, and in which words."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.errors import StorageError
from reader.storage import problems
from reader.storage.database import open_database
from reader.storage.migrations import APPLICATION_ID, MIGRATIONS
from reader.text.cleaning import clean
from reader.text.manuscript import paragraphs_of
from tests.storage.making import HOSTILE, draft, dump, highlight, manuscript, open_store, start

if TYPE_CHECKING:
    from reader.storage.store import Store


def filled(path: Path) -> bytes:
    """Make a library of several pages, close it, and return the file."""
    with open_store(path) as store:
        for number in range(20):
            article_id, _ = store.add_article(manuscript(f"Un {number}.", "Deux. " * 200 + "Fin."))
            store.put_highlight(highlight(article_id, f"h{number}", body="une note"))
    return path.read_bytes()


def refusal(path: Path) -> str:
    with pytest.raises(StorageError) as caught:
        open_store(path)
    return str(caught.value)


def ask(store: Store, pragma: str) -> object:
    row = store._database.row(f"PRAGMA {pragma}")
    assert row is not None
    return row[0]


# -- what is made ---------------------------------------------------------------------------


def test_a_new_library_is_for_the_readers_eyes_only(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = tmp_path / "a" / "b" / "library.db"
        with open_store(path) as store:
            store.put_preference("theme", "encre")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
            folders = [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)]
    finally:
        os.umask(old)
    assert modes == {"library.db": 0o600, "library.db-wal": 0o600, "library.db-shm": 0o600}
    assert folders == [0o700, 0o700]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    open_store(tmp_path / "library.db").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_every_connection_is_durable_and_checked(path: Path) -> None:
    for _ in range(3):  # made, then opened again
        with open_store(path, timeout=0.25) as store:
            assert ask(store, "synchronous") == 2
            assert ask(store, "journal_mode") == "wal"
            assert ask(store, "foreign_keys") == 1
            assert ask(store, "busy_timeout") == 250
            assert ask(store, "application_id") == APPLICATION_ID
            assert ask(store, "user_version") == len(MIGRATIONS)
            assert ask(store, "trusted_schema") == 0


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with open_store(path) as store:
        assert store.entries() == []


def test_a_library_whose_making_was_cut_short_is_made(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    with open_store(path) as store:
        assert store.entries() == []


def test_a_relative_path_is_not_followed_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with open_store(Path("library.db")) as store:
        os.chdir("elsewhere")
        store.put_preference("theme", "encre")
    with open_store(tmp_path / "library.db") as store:
        assert store.preferences() == {"theme": "encre"}


def test_a_library_stays_in_its_thread(store: Store) -> None:
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


def test_closing_twice_is_harmless_and_use_after_closing_is_an_error_of_ours(path: Path) -> None:
    store = open_store(path)
    store.close()
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.entries()


# -- what is refused ------------------------------------------------------------------------


def test_a_text_is_not_a_library(path: Path) -> None:
    path.write_text("Bonjour tout le monde.\n" * 500)
    before = path.read_bytes()
    assert "is not an Enregard library" in refusal(path)
    assert path.read_bytes() == before


def test_a_garbled_header_is_told(path: Path) -> None:
    content = filled(path)
    path.write_bytes(bytes(100) + content[100:])
    assert "damaged" in refusal(path)
    path.write_bytes(random.Random(1).randbytes(len(content)))
    assert "damaged" in refusal(path)


@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_library_is_told(path: Path, share: float) -> None:
    content = filled(path)
    path.write_bytes(content[: int(len(content) * share)])
    assert "damaged" in refusal(path)


def test_damage_inside_is_told_when_it_is_met(path: Path) -> None:
    content = filled(path)
    path.write_bytes(content[: 4096 * 2] + b"\xa5" * (len(content) - 4096 * 2))
    with open_store(path) as store, pytest.raises(StorageError, match=r"damaged.*backup-"):
        store.entries()


def test_bytes_gone_wrong_never_end_in_a_bare_database_error(path: Path) -> None:
    content = filled(path)
    chance = random.Random(2)
    refused = 0
    for _ in range(60):
        garbled = bytearray(content)
        for _ in range(20):
            garbled[chance.randrange(100, len(content))] = chance.randrange(256)
        path.write_bytes(garbled)
        for beside in path.parent.glob("library.db-*"):
            beside.unlink()
        try:
            with open_store(path) as store:
                for entry in store.entries():
                    store.english(store.article(entry.id))
                store.all_highlights()
                store.drafts()
                store.put_preference("a", "b")
        except StorageError:
            refused += 1
    assert refused > 5


def test_the_library_of_another_program_is_left_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    assert "is not an Enregard library" in refusal(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1234")
    assert "is not an Enregard library" in refusal(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 0")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert path.read_bytes()[100:] == before[100:]
    assert [file.name for file in path.parent.iterdir()] == ["library.db"]


def test_an_empty_database_numbered_by_another_program_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 3")
    assert "is not an Enregard library" in refusal(path)


def test_a_newer_library_is_left_untouched(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    said = refusal(path)
    assert "newer Enregard (format 99; this one knows up to 1)" in said
    assert "Install the newest Enregard" in said
    assert path.read_bytes() == before


def test_a_library_without_a_format_is_damaged(path: Path) -> None:
    filled(path)
    for version in (0, -1):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {version}")
        assert "damaged" in refusal(path)


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    assert "is not a file" in refusal(path)


def test_a_pipe_in_its_place_is_told_and_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert "is not a file" in refusal(path)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert "there is a file in its way" in refusal(tmp_path / "data" / "library.db")
    assert "there is a file in its way" in refusal(tmp_path / "data" / "deep" / "library.db")


def test_a_link_to_nowhere_and_a_name_too_long_are_told(tmp_path: Path) -> None:
    (tmp_path / "library.db").symlink_to(tmp_path / "gone" / "library.db")
    assert "cannot be opened" in refusal(tmp_path / "library.db")
    assert "cannot be opened" in refusal(tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "said"),
    [
        (0o755, None, "cannot be opened"),
        (0o755, 0o666, "cannot be"),  # the -wal file has no room beside it
        (0o777, 0o444, "cannot be written"),
        (0o777, 0o222, "cannot be opened"),
        (0o700, 0o666, "cannot be opened"),
    ],
)
def test_missing_rights_are_told(folder_mode: int, file_mode: int | None, said: str) -> None:
    # Not under tmp_path, whose folders nobody else may enter: the other process gives up the rights of root.
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library.db"
        if file_mode is not None:
            filled(path)
            path.chmod(file_mode)
        path.parent.chmod(folder_mode)
        try:
            with start("other_program.py", "refused", path) as other:
                assert other.stdout is not None
                answer = other.stdout.read()
        finally:
            path.parent.chmod(0o700)
    assert said in answer
    assert "library.db" in answer


def test_a_disk_without_shared_memory_is_told() -> None:
    from reader.storage.database import _set_up

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(StorageError, match="disk of this machine"):
            _set_up(connection, Path("library.db"), MIGRATIONS, "")


def test_a_library_held_by_another_process_is_told(path: Path) -> None:
    filled(path)
    with start("other_program.py", "hold", path) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "held\n"
        assert "Another program is using the library" in refusal(path)
        other.stdin.close()
    with open_store(path) as store:
        assert len(store.entries()) == 20


# -- what goes wrong later ------------------------------------------------------------------


def test_a_full_disk_is_told_and_loses_nothing(store: Store) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    store.put_highlight(highlight(article_id, body="court"))
    before = dump(store)
    store._database.rows(f"PRAGMA max_page_count = {ask(store, 'page_count')}")
    with pytest.raises(StorageError, match=r"disk is full.*Free some space"):
        store.put_highlight(highlight(article_id, body="long " * 10_000))
    assert dump(store) == before
    store._database.rows("PRAGMA max_page_count = 1000000")
    store.put_highlight(highlight(article_id, body="long " * 10_000))
    assert store.highlights(article_id) == (highlight(article_id, body="long " * 10_000),)


def test_a_disk_gone_read_only_is_told(store: Store) -> None:
    store._database.rows("PRAGMA query_only = ON")
    with pytest.raises(StorageError, match="cannot be written"):
        store.put_preference("theme", "encre")


def test_a_library_moved_away_takes_no_more_marks(store: Store, path: Path) -> None:
    article_id, _ = store.add_article(manuscript("Un."))
    away = path.rename(path.with_name("away.db"))
    with pytest.raises(StorageError, match=r"moved, replaced or deleted.*nothing was saved"):
        store.put_highlight(highlight(article_id))
    path.write_bytes(away.read_bytes())  # another file of the same name
    with pytest.raises(StorageError, match="moved, replaced or deleted"):
        store.put_highlight(highlight(article_id))
    away.replace(path)
    store.put_highlight(highlight(article_id))
    assert store.highlights(article_id)


def test_a_transaction_that_fails_leaves_nothing_and_the_store_usable(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store._database.write() as connection:
        connection.execute("INSERT INTO preferences (name, value) VALUES ('a', 'b')")
        raise KeyboardInterrupt
    assert store.preferences() == {}
    store.put_preference("a", "c")
    assert store.preferences() == {"a": "c"}


def test_errors_of_ours_stay_bare(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        store._database.rows("SELECT * FROM nothing")
    with pytest.raises(sqlite3.IntegrityError), store._database.write() as connection:
        connection.execute("INSERT INTO preferences (name, value) VALUES ('a', NULL)")


def test_paths_are_shown_without_their_controls() -> None:
    assert problems.shown(Path("/a\x1b]0;b\udcff\u202e.db")) == "/a�]0;b��.db"
    error = problems.storage_error(problems.DAMAGED, Path("/{0}/%s {path}.db"))
    assert str(error).startswith("The library /{0}/%s {path}.db is damaged")


def test_names_with_broken_bytes_work(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/\xff?#%41'.db"))
    with open_store(path) as store:
        store.put_preference("a", "b")
    assert path.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_come_back_from_every_field(store: Store, text: str) -> None:
    paragraphs = (*paragraphs_of(clean(text)), "fin")
    article_id, _ = store.add_article(
        manuscript(*paragraphs, title=text, author=text, date=text, source=text), name=text, language=text
    )
    article, entry = store.article(article_id), store.entry(article_id)
    assert (article.title, article.author, article.date, article.source) == (text,) * 4
    assert article.text == "\n\n".join(paragraphs)
    assert (entry.title, entry.author, entry.date, entry.name) == (text,) * 4
    made = highlight(article_id, text, exact=text, body=text)
    store.put_highlight(made)
    store.put_draft(draft(article_id, text, body=text, owner=text))
    store.put_preference(text, text)
    store.put_english(article_id, [text] * len(paragraphs))
    assert store.highlights(article_id) == (made,)
    assert store.drafts() == [draft(article_id, text, body=text, owner=text)]
    assert store.preferences() == {text: text}
    assert store.english(article) == (text,) * len(paragraphs)


def test_opening_imports_little() -> None:
    # The first paint waits for these: no folder walking, no JSON, no dates beyond what sqlite3 itself brings.
    import subprocess
    import sys

    from tests.storage.making import ROOT

    code = (
        "import sys; import sqlite3, hashlib; before = set(sys.modules); import reader.storage.store;"
        "print(*sorted(set(sys.modules) - before))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT)}
    ).stdout.split()
    assert not {"json", "uuid", "tempfile", "shutil", "textual", "rich", "sqlite3.dump"} & set(loaded)


def test_a_database_can_be_opened_with_other_steps(path: Path) -> None:
    open_database(path, stamp="", steps=MIGRATIONS[:1]).close()
