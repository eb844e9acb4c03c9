"""Files written whole or not at all: nothing half done is left, and nothing is replaced that is no file."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator

POSIX = pytest.mark.skipif(os.name != "posix", reason="there are no such files elsewhere")


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "mémoire.txt"
    write_atomically(path, ["é\n", "b\n"])
    assert path.read_bytes() == "é\nb\n".encode()
    write_atomically(path, [])
    assert path.read_bytes() == b""
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_bytes_that_are_no_text_are_written_as_they_were_read(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_atomically(path, [b"# caf\xe9\n".decode("utf-8", "surrogateescape")])
    assert path.read_bytes() == b"# caf\xe9\n"


@pytest.mark.parametrize("failure", [OSError, ValueError, KeyboardInterrupt])
def test_what_stood_there_stays_when_the_parts_fail(tmp_path: Path, failure: type[BaseException]) -> None:
    def parts() -> Iterator[str]:
        yield "half"
        raise failure

    path = tmp_path / "memory.tmx"
    for before in (None, "old"):
        if before is not None:
            path.write_text(before)
        with pytest.raises(failure):
            write_atomically(path, parts())
        assert {one.name: one.read_text() for one in tmp_path.iterdir()} == (
            {} if before is None else {path.name: before}
        )


@pytest.mark.parametrize("name", [".", "/", "folder", ""])
def test_a_folder_is_not_written_over(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(Path(name), ["x"])
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


@POSIX
def test_a_link_goes_on_leading_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", ["new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@POSIX
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(path.read_text()), daemon=True)
    listener.start()
    write_atomically(path, ["a", "b"])
    listener.join(10)
    assert heard == ["ab"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@POSIX
def test_nobody_else_reads_what_is_written_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_atomically(path, ["deepl = x\n"], mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_who_may_read_a_file_may_read_the_new_one_and_nobody_else(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text("old")
    path.chmod(mode)
    write_atomically(path, ["new"])
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", mode)


def test_what_a_program_that_fell_left_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / f".enregard-draft-{os.getpid()}").write_text("half")
    write_atomically(tmp_path / "file", ["whole"])
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
