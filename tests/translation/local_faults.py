"""Faults of the local engines: Apertium's programs and model files, through the real engines."""

from __future__ import annotations

import importlib.util
import shutil
import threading
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unittest import mock

from reader.translation.engine import ErrorKind
from reader.translation.engines.apertium import Apertium
from reader.translation.engines.argos import Argos
from reader.translation.options import EngineOptions
from tests.translation import random_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reader.translation.engine import Engine

OFFLINE = all(importlib.util.find_spec(name) is not None for name in ("ctranslate2", "sentencepiece"))
"""Whether the extra ``offline`` is installed."""
MODEL = "fr-en.argosmodel"
PARTS = {
    "metadata.json": b'{"from_code": "fr", "to_code": "en"}',
    "sentencepiece.model": b"s",
    "model/model.bin": b"m",
    "model/config.json": b"{}",
}
"""Members of a model file: not a model, but accepted by the reader."""


@dataclass(frozen=True)
class LocalFault:
    """One fault of one engine."""

    engine: str
    fault: str
    trouble: ErrorKind
    """The expected error kind."""
    build: Callable[[Path, float], Engine]
    """Builds the engine in a folder with the fault; the second argument is the timeout in seconds."""
    around: Callable[[], AbstractContextManager[object]] = field(default=nullcontext)
    """Context around the call."""
    needs_offline: bool = False
    cancelled: bool = False
    """Whether it is canceled while it works, which is not reported."""

    @property
    def name(self) -> str:
        return f"{self.engine}: {self.fault}"


def _program(script: str, *, listed: str = "fra-eng", mode: int = 0o755) -> Callable[[Path, float], Engine]:
    """Return a builder of Apertium with a shell script as its program."""

    def build(folder: Path, deadline: float) -> Engine:
        path = folder / "apertium"
        path.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then echo {listed}; exit; fi\n{script}\n')
        path.chmod(mode)
        return Apertium(EngineOptions(timeout=deadline), program=str(path))

    return build


def _file(content: Callable[[Path], object]) -> Callable[[Path, float], Engine]:
    """Return a builder of Argos with a model file written by a function."""

    def build(folder: Path, deadline: float) -> Engine:
        content(folder / MODEL)
        return Argos(EngineOptions(path=str(folder / MODEL), timeout=deadline))

    return build


def _damaged(path: Path) -> None:
    members = random_model.members_of(random_model.build(path))
    random_model.pack(path, members | {"model/model.bin": members["model/model.bin"][:99]})


def _truncated(path: Path) -> None:
    random_model.pack(path, PARTS)
    path.write_bytes(path.read_bytes()[:-40])


def _old(path: Path) -> None:
    random_model.pack(path, {**{name: PARTS[name] for name in PARTS if name[0] != "s"}, "bpe.model": b"x"})


def _no_packages() -> AbstractContextManager[object]:
    return mock.patch("reader.translation.engines.argos.find_spec", return_value=None)


def _falling() -> AbstractContextManager[object]:
    return mock.patch("reader.translation.engines.argos_process.sys.executable", shutil.which("false"))


APERTIUM = (
    LocalFault(
        "apertium", "program missing", ErrorKind.NOT_AVAILABLE, lambda folder, _: Apertium(program=str(folder / "none"))
    ),
    LocalFault("apertium", "not allowed to run", ErrorKind.SERVER_ERROR, _program("cat", mode=0o644)),
    LocalFault("apertium", "no pair of languages", ErrorKind.NOT_AVAILABLE, _program("cat", listed="")),
    LocalFault(
        "apertium", "another pair of languages", ErrorKind.UNSUPPORTED_LANGUAGE, _program("cat", listed="spa-cat")
    ),
    LocalFault(
        "apertium", "ends with an error", ErrorKind.SERVER_ERROR, _program('echo "fault in $(cat)" >&2; exit 3')
    ),
    LocalFault("apertium", "killed", ErrorKind.SERVER_ERROR, _program("kill -9 $$")),
    LocalFault("apertium", "silent", ErrorKind.TIMED_OUT, _program("sleep 600")),
    LocalFault("apertium", "a line a second", ErrorKind.TIMED_OUT, _program("while echo Rain.; do sleep 1; done")),
    LocalFault("apertium", "closes its end and stays", ErrorKind.TIMED_OUT, _program("exec >&-; sleep 600")),
    LocalFault("apertium", "writes without end", ErrorKind.INVALID_ANSWER, _program("exec yes 'It rains.'")),
    LocalFault("apertium", "writes nothing", ErrorKind.INVALID_ANSWER, _program("cat > /dev/null")),
    LocalFault("apertium", "garbage", ErrorKind.INVALID_ANSWER, _program("head -c 150 /dev/zero | tr '\\0' '\\377'")),
    LocalFault("apertium", "words with holes", ErrorKind.INVALID_ANSWER, _program("LC_ALL=C tr 'aeiou ' '\\377'")),
    LocalFault("apertium", "the text given back", ErrorKind.INVALID_ANSWER, _program("cat")),
    LocalFault("apertium", "too few lines", ErrorKind.INVALID_ANSWER, _program("echo Our door.")),
    LocalFault("apertium", "cancelled in the middle", ErrorKind.CANCELED, _program("sleep 600"), cancelled=True),
)
ARGOS = (
    LocalFault(
        "argos", "no file chosen", ErrorKind.NOT_AVAILABLE, lambda _, deadline: Argos(EngineOptions(timeout=deadline))
    ),
    LocalFault("argos", "no model file", ErrorKind.NOT_AVAILABLE, _file(lambda _: None)),
    LocalFault("argos", "a folder", ErrorKind.NOT_AVAILABLE, _file(lambda path: path.mkdir())),
    LocalFault("argos", "empty file", ErrorKind.NOT_AVAILABLE, _file(lambda path: path.touch())),
    LocalFault(
        "argos", "spoiled file", ErrorKind.NOT_AVAILABLE, _file(lambda path: path.write_bytes(bytes(range(256)) * 40))
    ),
    LocalFault("argos", "truncated zip", ErrorKind.NOT_AVAILABLE, _file(_truncated)),
    LocalFault("argos", "an old kind of model", ErrorKind.NOT_AVAILABLE, _file(_old)),
    LocalFault(
        "argos", "packages missing", ErrorKind.NOT_AVAILABLE, _file(lambda p: random_model.pack(p, PARTS)), _no_packages
    ),
    LocalFault(
        "argos", "ends at once", ErrorKind.SERVER_ERROR, _file(random_model.build), _falling, needs_offline=True
    ),
    LocalFault("argos", "damaged weights", ErrorKind.NOT_AVAILABLE, _file(_damaged), needs_offline=True),
    LocalFault(
        "argos",
        "another pair of languages",
        ErrorKind.UNSUPPORTED_LANGUAGE,
        _file(lambda path: random_model.build(path, from_code="de")),
        needs_offline=True,
    ),
    LocalFault(
        "argos",
        "more than it has places for",
        ErrorKind.TOO_LONG,
        _file(lambda path: random_model.build(path, positions=8)),
        needs_offline=True,
    ),
    LocalFault(
        "argos",
        "no time",
        ErrorKind.TIMED_OUT,
        lambda folder, _: _file(random_model.build)(folder, 0.0),
        needs_offline=True,
    ),
    LocalFault(
        "argos",
        "cancelled in the middle",
        ErrorKind.CANCELED,
        _file(random_model.build),
        needs_offline=True,
        cancelled=True,
    ),
)
LOCAL = APERTIUM + ARGOS


class Cancelling(threading.Event):
    """A ``stop`` that is set at its second check: in the middle of the work."""

    def __init__(self) -> None:
        super().__init__()
        self._looks = 0

    def is_set(self) -> bool:
        self._looks += 1
        if self._looks > 1:
            self.set()
        return super().is_set()

    def wait(self, timeout: float | None = None) -> bool:
        del timeout
        return self.is_set()
