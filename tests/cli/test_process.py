"""The command line as a process: pipes, encodings, closed streams, and a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reader

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(reader.__file__).parents[1]
PROGRAM = [sys.executable, "-m", "reader"]


def _environment(home: Path, **more: str) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return {**environment, "ENREGARD_HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **more}


def _run(*words: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_pipe_gets_utf_8(home: Path) -> None:
    done = _run("show", "000_3058addbbcf4618e", "--both", environment=_environment(home))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "à Prague".encode() in done.stdout


def test_ascii_stream_shows_question_marks(home: Path) -> None:
    environment = _environment(home, PYTHONIOENCODING="ascii")
    done = _run("show", "000_3058addbbcf4618e", environment=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"? Prague" in done.stdout
    listed = _run("list", "--json", environment=environment)
    assert b"\\u" in listed.stdout, "JSON stays exact"
    refused = _run("show", "zéro", environment=environment)
    assert refused.returncode == 1
    assert refused.stderr.startswith(b"enregard: No article")


def test_closed_pipe_is_silent(home: Path, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Un mot.\n\n" * 20_000, encoding="utf-8")
    environment = _environment(home)
    assert _run("add", str(tmp_path / "long.txt"), environment=environment).returncode == 0
    with subprocess.Popen(
        [*PROGRAM, "show", "long"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline() == b"Un mot.\n"
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_reported(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "list"], env=_environment(home), stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"enregard: Could not write the output")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["list", ""])
def test_closed_streams(home: Path, closed: str, words: str) -> None:
    shell = f"{' '.join(PROGRAM)} {words} {closed}"
    done = subprocess.run(
        ["sh", "-c", shell],
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == (0 if words else 1)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("term", ["dumb", ""])
def test_dumb_terminal_is_refused(home: Path, term: str) -> None:
    master, slave = pty.openpty()
    try:
        done = subprocess.run(
            PROGRAM, env=_environment(home, TERM=term), stdin=slave, stdout=slave, stderr=slave, check=False, timeout=60
        )
        printed = os.read(master, 4096)
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 1
    assert printed.startswith(b"enregard: The reader needs a full-screen terminal")
    assert printed.count(b"\n") == 1


@pytest.mark.parametrize("stream", ["stdin", "stdout", "stderr"])
def test_reader_needs_a_terminal_on_all_streams(home: Path, stream: str) -> None:
    master, slave = pty.openpty()
    streams = {"stdin": slave, "stdout": slave, "stderr": slave, stream: subprocess.DEVNULL}
    try:
        done = subprocess.run(
            PROGRAM,
            env=_environment(home, TERM="xterm-256color"),
            stdin=streams["stdin"],
            stdout=streams["stdout"],
            stderr=streams["stderr"],
            check=False,
            timeout=60,
        )
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 1


def test_lines_fit_the_terminal(home: Path) -> None:
    master, slave = pty.openpty()
    try:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 50, 0, 0))
        running = subprocess.Popen(
            [*PROGRAM, "show", "000_3058addbbcf4618e"], env=_environment(home), stdout=slave, stderr=slave
        )
        os.close(slave)
        printed = b""
        while True:
            try:
                chunk = os.read(master, 65_536)
            except OSError:  # the other end is closed: all was read
                break
            if not chunk:
                break
            printed += chunk
        assert running.wait(60) == 0
    finally:
        os.close(master)
    lines = printed.decode().split("\r\n")
    assert len(lines) > 20
    assert max(map(len, lines)) <= 50


def test_control_bytes_in_names_are_not_printed(home: Path, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x1b]52;c;aGk=\x07[b].txt"
    environment = _environment(home)
    for content in (b"Un \x1b[2J.", b""):
        with open(path, "wb") as file:  # noqa: PTH123 -- a name of bytes
            file.write(content)
        done = subprocess.run(
            [*PROGRAM, "add", path],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
        for printed in (done.stdout, done.stderr):
            assert not any(byte < 0x20 and byte != 0x0A for byte in printed)
            printed.decode()
