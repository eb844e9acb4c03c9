"""The functions that dataclasses and named tuples write come from one file exactly as they would be compiled, or are compiled."""

from __future__ import annotations

import collections
import dataclasses
import marshal
import sys
from typing import TYPE_CHECKING, Any

import pytest

from reader.quicksources import Quicksources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def python_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sources"


def make() -> list[Any]:
    """Make values of every kind, and return what they do and what is known of their functions."""

    @dataclasses.dataclass(order=True)
    class Open:
        number: int
        words: str = "no words"
        rest: list[int] = dataclasses.field(default_factory=list, compare=False)

    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Shut:
        held: Open
        more: dataclasses.InitVar[int] = 3

        def __post_init__(self, more: int) -> None:
            object.__setattr__(self, "held", dataclasses.replace(self.held, number=more))

    pair = collections.namedtuple("pair", "left right", defaults=(5,))  # noqa: PYI024 -- the very thing that is tested
    some, shut = Open(1), Shut(held=Open(2, "x", [4]))
    with pytest.raises(dataclasses.FrozenInstanceError):
        shut.held = some  # type: ignore[misc]
    with pytest.raises(TypeError, match="number"):
        Open()  # type: ignore[call-arg]
    values = [
        str(some),
        some < Open(2),
        some == Open(1),
        str(shut),
        shut.held.number,
        pair(1),
        pair(1, right=2)._asdict(),
    ]
    known = [
        Open.__init__.__annotations__,
        Open.__init__.__qualname__,
        Open.__init__.__code__.co_filename,
        Open.__doc__,
    ]
    return [*values, *map(str, known), pair.__new__.__code__.co_filename, pair._make("ab") == ("a", "b")]


def start(path: Path, doing: Callable[[], Any] = make, *, then: Callable[[], Any] = lambda: None) -> tuple[Any, int]:
    """Do something as in a start, then something after it; return what came of it and how many texts had to be compiled."""
    quick = Quicksources(str(path))
    quick.install()
    try:
        found = doing()
    finally:
        quick.settle()
    then()
    compiled = len(quick._table._new)
    quick.keep()
    assert "exec" not in vars(dataclasses)
    assert "eval" not in vars(collections)
    return found, compiled


def test_values_are_the_same_whether_their_functions_were_kept_or_not(path: Path) -> None:
    plain = make()
    first, compiled = start(path)
    again, nothing = start(path)
    assert first == plain
    assert again == plain
    assert compiled > 10
    assert nothing == 0


def test_a_start_that_needs_nothing_more_writes_nothing(path: Path) -> None:
    start(path)
    before = path.stat().st_mtime_ns
    start(path)
    assert path.stat().st_mtime_ns == before


def test_nothing_is_kept_of_what_comes_after_the_start(path: Path) -> None:
    start(path, then=lambda: dataclasses.make_dataclass("Later", ["nobody_knows"]))
    assert b"nobody_knows" not in path.read_bytes()


@pytest.mark.parametrize("cut", [0, 1, 5, 40, 400, -1, -40])
def test_a_file_cut_anywhere_changes_nothing(path: Path, cut: int) -> None:
    plain, _ = start(path)
    path.write_bytes(path.read_bytes()[:cut])
    assert start(path)[0] == plain
    assert start(path) == (plain, 0)


@pytest.mark.parametrize("wrong", [(), 0, "x", b"x", None])
def test_what_is_no_code_is_not_used(path: Path, wrong: Any) -> None:
    plain, _ = start(path)
    build, kept = marshal.loads(path.read_bytes())  # noqa: S302 -- our own, just written
    path.write_bytes(marshal.dumps((build, dict.fromkeys(kept, wrong))))
    assert start(path)[0] == plain
    assert start(path) == (plain, 0)


def test_another_build_of_python_compiles_for_itself(path: Path) -> None:
    plain, compiled = start(path)
    build, kept = marshal.loads(path.read_bytes())  # noqa: S302 -- our own, just written
    path.write_bytes(marshal.dumps((("3.0", *build[1:]), kept)))
    assert start(path) == (plain, compiled)


def test_two_starts_in_one_process_leave_nothing_behind(path: Path) -> None:
    """Where another one reads already, one does as if it were not there."""

    def another() -> list[Any]:
        quick = Quicksources(str(path.with_name("other")))
        quick.install()
        quick.settle()
        return make()

    plain, compiled = start(path, another)
    assert (plain, compiled > 10) == (make(), True)
    assert not path.with_name("other").exists()


def test_a_text_that_is_no_python_is_the_same_mistake(path: Path) -> None:
    def mistaken() -> str:
        with pytest.raises(SyntaxError) as raised:
            vars(dataclasses)["exec"]("def (", {}, {})
        return str(raised.value)

    assert start(path, mistaken)[0] == start(path, mistaken)[0]


def test_nothing_is_kept_where_python_keeps_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    start(path)
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(path: Path) -> None:
    path.write_text("")
    assert start(path / "below a file")[0] == make()
