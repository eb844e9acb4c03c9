"""The patterns of a start come from one file exactly as `re` would compile them, or are compiled."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.quickpatterns import Quickpatterns
from reader.ui.spread import breaker, rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATTERNS: tuple[tuple[str, int], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d\d)", 0),
    (r"ÉTÉ|[à-ÿœ]+|\bœuvre", re.IGNORECASE),
    (r"(?s:.*)(?:[\t \u2003]|(?<=[A-Za-zÀ-ÖØ-öø-ɏ][-‐])(?=\w))", 0),
    (r"a(?!b)(?>c*)d++ # said", re.VERBOSE),
    (r"^.$", re.MULTILINE | re.DOTALL),
    (r"\w", re.ASCII),
    ("", 0),
)
TEXTS = ("", "2026-11", "un été d’œuvre ÉTÉ", "Mont-Blanc\nacdd é", "12:30 acd")


class Start:
    """Starts that share a file, each as in a process of its own: what `re` itself keeps is forgotten between them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.compiled: list[str] = []

    def run(self, doing: Callable[[], Any], *, then: Callable[[], Any] = lambda: None) -> Any:
        """Do something as in a start, then something as after its first frame, and keep what is to be kept."""
        re.purge()
        self.compiled = []
        original = re._compiler.compile  # type: ignore[attr-defined]

        def noted(pattern: Any, flags: int = 0) -> Any:
            self.compiled.append(pattern)
            return original(pattern, flags)

        re._compiler.compile = noted  # type: ignore[attr-defined]
        quick = Quickpatterns(str(self.path))
        try:
            quick.install()
            found = doing()
            quick.settle()
            then()
            quick.keep()
            assert re._compiler.compile is noted  # type: ignore[attr-defined]
        finally:
            re._compiler.compile = original  # type: ignore[attr-defined]
            re.purge()
        return found


@pytest.fixture(autouse=True)
def python_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield
    re.purge()


@pytest.fixture
def start(tmp_path: Path) -> Start:
    return Start(tmp_path / "patterns")


def found() -> list[Any]:
    """Return all that the patterns find in the texts, and what they say of themselves."""
    seen: list[Any] = []
    for pattern, flags in PATTERNS:
        compiled = re.compile(pattern, flags)
        seen += (compiled.pattern, compiled.flags, compiled.groups, dict(compiled.groupindex))
        seen += [
            [(each.span(), each.groupdict(), each.lastgroup) for each in compiled.finditer(text)] for text in TEXTS
        ]
    return seen


def test_the_second_start_compiles_nothing_and_finds_the_same(start: Start) -> None:
    first = start.run(found)
    assert len(start.compiled) == len(PATTERNS)
    assert start.run(found) == first
    assert start.compiled == []


def test_a_start_that_needs_nothing_more_writes_nothing(start: Start) -> None:
    start.run(found)
    start.path.chmod(0o400)
    before = start.path.stat()
    start.run(found)
    assert start.path.stat().st_mtime_ns == before.st_mtime_ns


def test_what_a_start_needs_anew_is_kept_with_the_rest(start: Start) -> None:
    start.run(found)
    start.run(lambda: re.compile("another"))
    start.run(lambda: (found(), re.compile("another")))
    assert start.compiled == []


def test_nothing_is_kept_of_what_comes_after_the_start(start: Start) -> None:
    """It may be made of what the reader reads or types."""
    start.run(found, then=lambda: re.compile("ce que je cherche"))
    assert b"cherche" not in start.path.read_bytes()


def test_bytes_parsed_patterns_and_mistakes_are_as_they_always_were(start: Start) -> None:
    def strange() -> list[Any]:
        with pytest.raises(re.error, match="unterminated"):
            re.compile("(")
        with pytest.raises(TypeError):
            re.compile(5)  # type: ignore[call-overload]
        again = re.compile(re.compile("x"))
        return [re.compile(b"\\w").findall(b"ab"), again.findall("axx"), re.compile("y", re.DEBUG).findall("y")]

    assert start.run(strange) == start.run(strange) == [[b"a", b"b"], ["x", "x"], ["y"]]


@pytest.mark.parametrize("cut", [0, 1, 5, 40, 400, -1, -40])
def test_a_file_cut_anywhere_changes_nothing(start: Start, cut: int) -> None:
    first = start.run(found)
    start.path.write_bytes(start.path.read_bytes()[:cut])
    assert start.run(found) == first
    start.run(found)
    assert start.compiled == []


@pytest.mark.parametrize("seed", range(6))
def test_a_file_of_anything_changes_nothing(start: Start, seed: int) -> None:
    first = start.run(found)
    start.path.write_bytes(bytes((seed * 37 + n * n) % 256 for n in range(5000)))
    assert start.run(found) == first


@pytest.mark.parametrize(
    "wrong", [(), (0,), "x", (0, [1, 2, 3], 0, {}, (None,)), (0, ["a"], 0, {}, (None,)), (0, [-1], 0, {}, ())]
)
def test_numbers_that_are_no_pattern_are_not_used(start: Start, wrong: Any) -> None:
    first = start.run(found)
    build, kept = marshal.loads(start.path.read_bytes())  # noqa: S302 -- our own, just written
    start.path.write_bytes(marshal.dumps((build, dict.fromkeys(kept, wrong))))
    assert start.run(found) == first
    assert start.run(found) == first
    assert start.compiled == []


def test_another_build_of_python_compiles_for_itself(start: Start) -> None:
    first = start.run(found)
    build, kept = marshal.loads(start.path.read_bytes())  # noqa: S302 -- our own, just written
    start.path.write_bytes(marshal.dumps((("3.0", *build[1:]), kept)))
    assert start.run(found) == first
    assert len(start.compiled) == len(PATTERNS)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(start: Start) -> None:
    start.path.write_text("")
    start.path /= "below a file"
    assert start.run(found) == found()


def test_nothing_is_kept_where_python_keeps_nothing(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    start.run(found)
    assert not start.path.exists()


def test_the_patterns_of_the_page_are_the_same_from_the_file(start: Start) -> None:
    """Every pattern by which lines are broken, with its tables of characters."""
    declared = [
        vars(pattern)["_declared"]
        for module in (breaker, rules)
        for pattern in vars(module).values()
        if "_declared" in dir(pattern)
    ]
    assert len(declared) > 15
    first = start.run(lambda: [re.compile(*each) for each in declared])
    again = start.run(lambda: [re.compile(*each) for each in declared])
    assert again == first
    assert start.compiled == []


@given(
    pieces=st.lists(
        st.sampled_from(
            [
                "a",
                "é",
                "œ",
                ".",
                r"\w",
                r"\s",
                "[a-z]",
                "[^é]",
                "[à-ÿ]+?",
                "(b|c)",
                "(?:d)*",
                "(?=e)",
                "(?<!f)",
                "^",
                "$",
            ]
        ),
        max_size=8,
    ),
    flags=st.sampled_from([0, re.IGNORECASE, re.MULTILINE, re.DOTALL, re.ASCII, re.IGNORECASE | re.ASCII]),
    text=st.text("abcdeéœÉŒ \n", max_size=30),
)
def test_any_pattern_finds_the_same_from_the_file(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], flags: int, text: str
) -> None:
    start = Start(tmp_path_factory.mktemp("any") / "patterns")
    pattern = "".join(pieces)

    def spans() -> list[tuple[int, int]]:
        return [each.span() for each in re.compile(pattern, flags).finditer(text)]

    first = start.run(spans)
    assert start.run(spans) == first
    assert start.compiled == []


SCRIPT = """
import re, sys, threading
from reader.quickpatterns import Quickpatterns
quick = Quickpatterns(sys.argv[1])
quick.install()
going = threading.Event()
def compiling():
    for n in range(300):
        re.compile(f"thread{n}")
        going.set()
thread = threading.Thread(target=compiling)
thread.start()
going.wait()
quick.settle()
thread.join()
quick.keep()
"""


def test_another_thread_compiles_while_the_start_ends(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path / "patterns")]
    running = [subprocess.Popen(command, env=environ, stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.communicate()[1] for process in running] == [b""] * 3
    assert {path.name for path in tmp_path.iterdir()} == {"patterns"}
