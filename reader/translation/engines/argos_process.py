"""A model at work in a process of its own, seen from the program: started when first asked for, and ended in the middle where need be.

The libraries that run models cannot be interrupted within a sentence, wait for their threads when Python ends, and fall with the whole
program where a file is bad enough. A process can be killed, and falls alone.
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

PROCESS_DIED: Final = "The model ended in the middle of its work. Perhaps there is not enough memory for it: choose a smaller one, or another engine."
_POLL_INTERVAL: Final = 0.02
"""Seconds between looks at whether to stop."""
MAX_CACHED: Final = 1_000
"""Sentences whose English is kept at hand."""
_PROGRAM: Final = """
import sys, importlib.util as util
spec = util.spec_from_file_location("reader", sys.argv[1])
sys.modules["reader"] = util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["reader"])
from reader.translation.engines.argos_worker import main
main()
"""
"""Runs the very package that asks, wherever it was found: there is another one called ``reader``."""


class ProcessEnded(Exception):
    """The process was ended while another paragraph was its; another process can be asked."""


class ModelProcess:
    """One model file, loaded in a process; one paragraph at a time."""

    def __init__(self, path: Path, cache: dict[str, str]) -> None:
        """Start loading; OSError where no process can be started.

        ``finished`` has the English of sentences that the same model said before, and takes what it says: a long paragraph that did not
        end in time, on a slow machine, goes on where it was when it is asked for again.
        """
        self._cache = cache
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, reader.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,  # ^C is for the program: it says what becomes of the model
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
        """Whether it is worth asking: it runs, and has not refused its file."""
        return not self._ended and self._process.poll() is None

    def translate(
        self, sentences: Sequence[str], pair: tuple[str, str], stop: threading.Event, deadline: float
    ) -> list[str]:
        """Return the English of each sentence; EngineError when there is none, or no time left (``deadline`` is of ``monotonic``).

        Ended where another caller ended it while this one waited for its turn.
        Stopped, or late within a sentence, the process is ended; a model that is still being loaded goes on when it is late.
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
            asked = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._cache]
            if asked:
                self._send({"sentences": asked})
            try:
                for sentence in asked:
                    self._cache[sentence] = str(self._receive(stop, deadline)["text"])
                return [self._cache[sentence] for sentence in sentences]
            except EngineError as error:
                if error.kind in {ErrorKind.CANCELED, ErrorKind.TIMED_OUT}:
                    self.kill()
                raise
        finally:
            self._lock.release()

    def kill(self) -> None:
        """Kill it, whatever it does."""
        self._ended = True
        self._process.kill()
        self._process.wait()
        if self._process.stdin is not None:
            with suppress(OSError):  # a question may be left in it
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
        assert self._process.stdin is not None  # noqa: S101 -- started with a pipe, for the type checker
        try:
            print(json.dumps(question), file=self._process.stdin, flush=True)
        except (OSError, ValueError):  # it fell, or was ended, meanwhile: that is heard where its answer would be
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
            said: dict[str, Any] = json.loads(line)
            if "trouble" in said:
                raise EngineError(ErrorKind(said["trouble"]), said["sentence"])
            return said

    def _read_lines(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 -- as above
        with self._process.stdout as out:
            for line in out:
                self._lines.put(line)
        self._lines.put(None)
