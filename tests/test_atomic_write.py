"""Files are written completely or not at all; folders and pipes are not replaced."""

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

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX files")


def test_file_is_created_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "mémoire.txt"
    write_atomically(path, ["é\n", "b\n"])
    assert path.read_bytes() == "é\nb\n".encode()
    write_atomically(path, [])
    assert path.read_bytes() == b""
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_surrogateescape_bytes_are_preserved(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_atomically(path, [b"# caf\xe9\n".decode("utf-8", "surrogateescape")])
    assert path.read_bytes() == b"# caf\xe9\n"


@pytest.mark.parametrize("failure", [OSError, ValueError, KeyboardInterrupt])
def test_old_file_stays_when_the_parts_fail(tmp_path: Path, failure: type[BaseException]) -> None:
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
def test_folder_is_not_replaced(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(Path(name), ["x"])
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


@POSIX
def test_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", ["new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@POSIX
def test_pipe_is_written_in_place(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    received: list[str] = []
    thread = threading.Thread(target=lambda: received.append(path.read_text()), daemon=True)
    thread.start()
    write_atomically(path, ["a", "b"])
    thread.join(10)
    assert received == ["ab"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@POSIX
def test_private_file_mode(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    write_atomically(path, ["deepl = x\n"], mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_file_mode_is_preserved(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "memory.tmx"
    path.write_text("old")
    path.chmod(mode)
    write_atomically(path, ["new"])
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", mode)


def test_temporary_file_of_a_crashed_process_is_replaced(tmp_path: Path) -> None:
    (tmp_path / f".enregard-draft-{os.getpid()}").write_text("half")
    write_atomically(tmp_path / "file", ["whole"])
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
