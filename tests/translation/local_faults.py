"""What can go wrong with the engines of this machine: Apertium's programs and a model file, each fault through the real engine."""

from __future__ import annotations

import importlib.util
import shutil
import threading
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unittest import mock

from reader.translation.engine import Trouble
from reader.translation.engines.apertium import Apertium
from reader.translation.engines.argos import Argos
from reader.translation.options import Options
from tests.translation import random_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from reader.translation.engine import Engine

OFFLINE = all(importlib.util.find_spec(name) is not None for name in ("ctranslate2", "sentencepiece"))
"""Whether the extra ``offline`` is installed, without which there is no model to spoil."""
MODEL = "fr-en.argosmodel"
PARTS = {
    "metadata.json": b'{"from_code": "fr", "to_code": "en"}',
    "sentencepiece.model": b"s",
    "model/model.bin": b"m",
    "model/config.json": b"{}",
}
"""What a model file has inside; no model, but it is read as far as one."""


@dataclass(frozen=True)
class Local:
    """One fault of one engine."""

    engine: str
    fault: str
    trouble: Trouble
    """What it must be told as."""
    build: Callable[[Path, float], Engine]
    """Makes the real engine in a folder that has what goes wrong; seconds of its deadline where that is what ends it."""
    around: Callable[[], AbstractContextManager[object]] = field(default=nullcontext)
    """What holds while the engine is asked."""
    needs_offline: bool = False
    cancelled: bool = False
    """Whether it is stopped while it works: the reader does it himself, and nothing is told to him."""

    @property
    def name(self) -> str:
        return f"{self.engine}: {self.fault}"


def _program(script: str, *, listed: str = "fra-eng", mode: int = 0o755) -> Callable[[Path, float], Engine]:
    """Return a maker of Apertium whose program lists its directions and then does what a script says."""

    def build(folder: Path, deadline: float) -> Engine:
        path = folder / "apertium"
        path.write_text(f'#!/bin/sh\nif [ "$1" = -l ]; then echo {listed}; exit; fi\n{script}\n')
        path.chmod(mode)
        return Apertium(Options(deadline=deadline), program=str(path))

    return build


def _file(content: Callable[[Path], object]) -> Callable[[Path, float], Engine]:
    """Return a maker of Argos whose model file is what a function puts there."""

    def build(folder: Path, deadline: float) -> Engine:
        content(folder / MODEL)
        return Argos(Options(path=str(folder / MODEL), deadline=deadline))

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
    Local("apertium", "program missing", Trouble.NOT_THERE, lambda folder, _: Apertium(program=str(folder / "none"))),
    Local("apertium", "not allowed to run", Trouble.SERVER, _program("cat", mode=0o644)),
    Local("apertium", "no pair of languages", Trouble.NOT_THERE, _program("cat", listed="")),
    Local("apertium", "another pair of languages", Trouble.LANGUAGE, _program("cat", listed="spa-cat")),
    Local("apertium", "ends with an error", Trouble.SERVER, _program('echo "fault in $(cat)" >&2; exit 3')),
    Local("apertium", "killed", Trouble.SERVER, _program("kill -9 $$")),
    Local("apertium", "silent", Trouble.TIMED_OUT, _program("sleep 600")),
    Local("apertium", "a line a second", Trouble.TIMED_OUT, _program("while echo Rain.; do sleep 1; done")),
    Local("apertium", "closes its end and stays", Trouble.TIMED_OUT, _program("exec >&-; sleep 600")),
    Local("apertium", "writes without end", Trouble.NONSENSE, _program("exec yes 'It rains.'")),
    Local("apertium", "writes nothing", Trouble.NONSENSE, _program("cat > /dev/null")),
    Local("apertium", "garbage", Trouble.NONSENSE, _program("head -c 150 /dev/zero | tr '\\0' '\\377'")),
    Local("apertium", "words with holes", Trouble.NONSENSE, _program("LC_ALL=C tr 'aeiou ' '\\377'")),
    Local("apertium", "the text given back", Trouble.NONSENSE, _program("cat")),
    Local("apertium", "too few lines", Trouble.NONSENSE, _program("echo Our door.")),
    Local("apertium", "cancelled in the middle", Trouble.STOPPED, _program("sleep 600"), cancelled=True),
)
ARGOS = (
    Local("argos", "no file chosen", Trouble.NOT_THERE, lambda _, deadline: Argos(Options(deadline=deadline))),
    Local("argos", "no model file", Trouble.NOT_THERE, _file(lambda _: None)),
    Local("argos", "a folder", Trouble.NOT_THERE, _file(lambda path: path.mkdir())),
    Local("argos", "empty file", Trouble.NOT_THERE, _file(lambda path: path.touch())),
    Local("argos", "spoiled file", Trouble.NOT_THERE, _file(lambda path: path.write_bytes(bytes(range(256)) * 40))),
    Local("argos", "truncated zip", Trouble.NOT_THERE, _file(_truncated)),
    Local("argos", "an old kind of model", Trouble.NOT_THERE, _file(_old)),
    Local("argos", "packages missing", Trouble.NOT_THERE, _file(lambda p: random_model.pack(p, PARTS)), _no_packages),
    Local("argos", "ends at once", Trouble.SERVER, _file(random_model.build), _falling, needs_offline=True),
    Local("argos", "damaged weights", Trouble.NOT_THERE, _file(_damaged), needs_offline=True),
    Local(
        "argos",
        "another pair of languages",
        Trouble.LANGUAGE,
        _file(lambda path: random_model.build(path, from_code="de")),
        needs_offline=True,
    ),
    Local(
        "argos",
        "more than it has places for",
        Trouble.TOO_LONG,
        _file(lambda path: random_model.build(path, positions=8)),
        needs_offline=True,
    ),
    Local(
        "argos",
        "no time",
        Trouble.TIMED_OUT,
        lambda folder, _: _file(random_model.build)(folder, 0.0),
        needs_offline=True,
    ),
    Local(
        "argos",
        "cancelled in the middle",
        Trouble.STOPPED,
        _file(random_model.build),
        needs_offline=True,
        cancelled=True,
    ),
)
LOCAL = APERTIUM + ARGOS


class Cancelling(threading.Event):
    """A ``stop`` that is set the moment an engine begins to look at it for the second time: in the middle of its work."""

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
