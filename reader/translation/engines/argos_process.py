"""Parent side of the model process: started on first use, killed on cancel or timeout.

The libraries cannot be interrupted within a sentence, delay Python's exit and may crash on a bad
file. A separate process can be killed, and crashes alone.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import reader
from reader.translation.engine import EngineError, ErrorKind
from reader.translation.engines.argos_worker import LABEL
from reader.translation.error_messages import engine_error

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROCESS_DIED: Final = (
    "The model stopped unexpectedly, perhaps for lack of memory. Choose a smaller model, or another engine."
)
_POLL_INTERVAL: Final = 0.02
"""Seconds between checks of ``stop``."""
MAX_CACHED: Final = 1_000
"""Sentences in the cache."""
_PROGRAM: Final = """
import sys, importlib.util as util
spec = util.spec_from_file_location("reader", sys.argv[1])
sys.modules["reader"] = util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["reader"])
from reader.translation.engines.argos_worker import main
main()
"""
"""Import this very package by path: another package is called ``reader``."""


class ProcessEnded(Exception):
    """Another caller ended the process; use a new one."""


class ModelProcess:
    """One model file, loaded in a process; translates one paragraph at a time."""

    def __init__(self, path: Path, cache: dict[str, str]) -> None:
        """Start loading; OSError if no process can be started.

        ``cache`` holds finished sentences by source text, so that a paragraph that timed out continues
        where it stopped.
        """
        self._cache = cache
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, reader.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # ^C must not reach it
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._pair: tuple[str, str] | None = None
        self._load_error: EngineError | None = None
        self._ended = False
        threading.Thread(target=self._read_lines, name="enregard-model", daemon=True).start()
        self._send({"path": str(path)})

    @property
    def usable(self) -> bool:
        """Whether it runs and has loaded its file, or still loads it."""
        return not self._ended and self._process.poll() is None

    def translate(
        self, sentences: Sequence[str], pair: tuple[str, str], stop: threading.Event, deadline: float
    ) -> list[str]:
        """Return the translation of each sentence; EngineError if there is none by ``deadline`` (monotonic).

        ProcessEnded if another caller killed the process meanwhile. On cancel, or on timeout within a
        sentence, the process is killed; a model that is still loading goes on.
        """
        while not self._lock.acquire(timeout=_POLL_INTERVAL):
            self._check(stop, deadline)
        try:
            if self._load_error is not None:
                raise self._load_error
            if self._ended:
                raise ProcessEnded
            self._wait_ready(stop, deadline)
            if pair != self._pair:
                raise engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, LABEL)
            self._check(stop, deadline)
            if len(self._cache) > MAX_CACHED:
                self._cache.clear()
            new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._cache]
            if new:
                self._send({"sentences": new})
            try:
                for sentence in new:
                    self._cache[sentence] = str(self._receive(stop, deadline)["text"])
                return [self._cache[sentence] for sentence in sentences]
            except EngineError as error:
                if error.kind in {ErrorKind.CANCELED, ErrorKind.TIMED_OUT}:
                    self.kill()
                raise
        finally:
            self._lock.release()

    def kill(self) -> None:
        """Kill the process."""
        self._ended = True
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):  # unsent input may be left
                self._process.stdin.close()

    def _wait_ready(self, stop: threading.Event, deadline: float) -> None:
        if self._pair is not None:
            return
        try:
            source, target = self._receive(stop, deadline)["pair"]
        except EngineError as error:
            if error.kind is ErrorKind.CANCELED:
                self.kill()
            elif error.kind is not ErrorKind.TIMED_OUT:
                self._load_error = error
                self.kill()
            raise
        self._pair = source, target

    def _check(self, stop: threading.Event, deadline: float) -> None:
        if stop.is_set():
            raise engine_error(ErrorKind.CANCELED, LABEL)
        if monotonic() > deadline:
            raise engine_error(ErrorKind.TIMED_OUT, LABEL)

    def _send(self, question: dict[str, object]) -> None:
        assert self._process.stdin is not None  # noqa: S101 -- started with a pipe; for the type checker
        try:
            print(json.dumps(question), file=self._process.stdin, flush=True)
        except (OSError, ValueError):  # it died: reported on receive
            return

    def _receive(self, stop: threading.Event, deadline: float) -> dict[str, Any]:
        while True:
            self._check(stop, deadline)
            try:
                line = self._lines.get(timeout=_POLL_INTERVAL)
            except queue.Empty:
                continue
            if line is None:
                self.kill()
                raise engine_error(ErrorKind.SERVER_ERROR, LABEL, PROCESS_DIED)
            answer: dict[str, Any] = json.loads(line)
            if "error" in answer:
                raise EngineError(ErrorKind(answer["error"]), answer["message"])
            return answer

    def _read_lines(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 -- as above
        with self._process.stdout as out:
            for line in out:
                self._lines.put(line)
        self._lines.put(None)
