"""The modules of a start come from one file exactly as they would from their own, or from their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from reader.quickload import Quickload
quick = Quickload(sys.argv[2])
quick.install()
import whole, whole.part
quick.settle()
import alone
quick.keep()
print(json.dumps({
    "from": {name: type(sys.modules[name].__spec__.loader).__name__ for name in ("whole", "whole.part", "alone")},
    "words": [whole.WORD, whole.part.WORD, alone.WORD],
    "files": [whole.__file__, whole.part.__file__], "cached": whole.part.__cached__,
    "paths": list(whole.__path__), "package": whole.part.__package__,
}))
"""


class Start:
    """A folder of modules, and processes that import them."""

    def __init__(self, folder: Path) -> None:
        self.modules, self.file = folder / "modules", folder / "start"
        (self.modules / "whole").mkdir(parents=True)
        for name in ("whole/__init__", "whole/part", "alone"):
            self.write(name, "first")

    def write(self, name: str, word: str) -> None:
        (self.modules / f"{name}.py").write_text(f"WORD = {word!r}\n")

    def run(self, **environ: str) -> dict[str, Any]:
        """Return what one process found."""
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(self.modules), str(self.file)],
            capture_output=True,
            text=True,
            check=True,
            env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | environ,
        )
        assert done.stderr == ""
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return Start(tmp_path)


ONE_BY_ONE, AT_ONCE = "SourceFileLoader", "_Loader"


def test_the_second_start_reads_one_file_and_finds_the_same(start: Start) -> None:
    first, second = start.run(), start.run()
    assert first.pop("from") == dict.fromkeys(("whole", "whole.part", "alone"), ONE_BY_ONE)
    # What came after the first frame is not kept.
    assert second.pop("from") == {"whole": AT_ONCE, "whole.part": AT_ONCE, "alone": ONE_BY_ONE}
    assert first == second


def test_a_start_that_needs_nothing_more_writes_nothing(start: Start) -> None:
    start.run()
    before = start.file.stat()
    start.run()
    assert start.file.stat().st_mtime_ns == before.st_mtime_ns


def test_a_module_that_was_changed_is_imported_as_it_is_now_and_kept_anew(start: Start) -> None:
    start.run()
    start.write("whole/part", "second, and longer")
    found = start.run()
    assert found["words"] == ["first", "second, and longer", "first"]
    assert found["from"]["whole"] == AT_ONCE
    assert found["from"]["whole.part"] == ONE_BY_ONE
    again = start.run()
    assert again["words"] == found["words"]
    assert again["from"]["whole.part"] == AT_ONCE


def test_a_module_of_the_same_size_and_another_date_is_imported_as_it_is_now(start: Start) -> None:
    start.run()
    start.write("whole/part", "other")
    os.utime(start.modules / "whole/part.py", (1, 1))
    assert start.run()["words"][1] == "other"


def test_a_module_that_is_gone_is_not_found(start: Start) -> None:
    start.run()
    (start.modules / "alone.py").unlink()
    with pytest.raises(subprocess.CalledProcessError) as raised:
        start.run()
    assert "No module named 'alone'" in raised.value.stderr


@pytest.mark.parametrize("cut", [0, 1, 4, 5, 60, 400, -1, -40])
def test_a_file_cut_anywhere_changes_nothing_but_the_way(start: Start, cut: int) -> None:
    words = start.run()["words"]
    start.file.write_bytes(start.file.read_bytes()[:cut])
    assert start.run()["words"] == words


@pytest.mark.parametrize("seed", range(6))
def test_a_file_of_anything_changes_nothing(start: Start, seed: int) -> None:
    words = start.run()["words"]
    start.file.write_bytes(bytes((seed * 37 + n * n) % 256 for n in range(5000)))
    assert start.run()["words"] == words


def test_other_folders_to_import_from_are_another_start(start: Start, tmp_path: Path) -> None:
    """A module of the same name may stand in them."""
    start.run()
    other = tmp_path / "other"
    other.mkdir()
    assert start.run(PYTHONPATH=str(other))["from"]["whole"] == ONE_BY_ONE


def test_nothing_is_kept_where_python_keeps_nothing(start: Start) -> None:
    start.run(PYTHONDONTWRITEBYTECODE="1")
    assert not start.file.exists()


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(start: Start) -> None:
    start.file = start.file / "below a file"
    start.file.parent.write_text("")
    assert start.run()["from"]["whole"] == ONE_BY_ONE


def test_many_starts_at_once_keep_one_whole_file(start: Start) -> None:
    command = [sys.executable, "-c", SCRIPT, str(start.modules), str(start.file)]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    running = [subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) for _ in range(5)]
    assert [process.wait() for process in running] == [0] * 5
    assert start.run()["from"]["whole"] == AT_ONCE
    assert {path.name for path in start.file.parent.iterdir()} == {"modules", "start"}


TLS = """
import sys
from reader.quickening import Quickening
start = Quickening()
import asyncio
assert "_ssl" not in sys.modules, "OpenSSL was loaded"
start.begun()
import ssl, urllib3, requests
assert ssl.OPENSSL_VERSION and ssl.create_default_context().check_hostname
assert requests.packages.urllib3.util.ssl_.IS_PYOPENSSL is False
print(requests.adapters.DEFAULT_POOLSIZE > 0 and urllib3.util.ssl_.SSLContext is ssl.SSLContext)
"""


def test_an_engine_that_is_asked_later_speaks_tls_all_the_same() -> None:
    done = subprocess.run([sys.executable, "-c", TLS], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
