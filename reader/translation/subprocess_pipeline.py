"""Run a pipeline of programs with bytes as input; all are killed at the deadline or on cancel."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import subprocess
from tempfile import TemporaryFile
from time import monotonic
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

_POLL_INTERVAL: Final = 0.02
"""Seconds between checks of ``stop``."""
_CHUNK: Final = 65_536
MAX_OUTPUT_BYTES: Final = 4 * 1024 * 1024
"""Bytes of output; the longest paragraph's answer has some hundred thousand."""
_GRACE_PERIOD: Final = 0.5
"""Seconds between SIGTERM and SIGKILL."""


_RUNNING: Final[dict[int, list[subprocess.Popen[bytes]]]] = {}
"""The programs of every running pipeline, by the id of their list."""


@atexit.register
def _end_all() -> None:
    """Kill running programs at exit: daemon threads no longer can."""
    for running in tuple(_RUNNING.values()):
        if running:
            _signal(running[0].pid, signal.SIGKILL)


class Canceled(Exception):
    """``stop`` was set."""


class TimedOut(Exception):
    """The deadline passed."""


class ProgramFailed(Exception):
    """A program of the pipeline failed."""


class OutputTooLarge(Exception):
    """The last program wrote more than MAX_OUTPUT_BYTES."""


def run_pipeline(commands: Sequence[Sequence[str]], data: bytes, stop: threading.Event, deadline: float) -> bytes:
    """Return the output of a pipeline of programs with ``data`` as input.

    ``deadline`` is a time of ``monotonic``. No program outlives the call. Raises Canceled, TimedOut,
    ProgramFailed, OutputTooLarge, or OSError (FileNotFoundError for a missing program).
    """
    if stop.is_set():
        raise Canceled
    with TemporaryFile() as source:  # not a pipe: writing never blocks
        source.write(data)
        source.seek(0)
        running: list[subprocess.Popen[bytes]] = []
        _RUNNING[id(running)] = running
        try:
            for command in commands:
                before: IO[bytes] | None = running[-1].stdout if running else source
                running.append(_start(command, before, running[0].pid if running else 0))
                if running[1:] and before is not None:
                    before.close()  # so that the previous program gets SIGPIPE
            answer = _read_output(running[-1], stop, deadline)
            codes = [program.wait(max(_GRACE_PERIOD, deadline - monotonic())) for program in running]
        except subprocess.TimeoutExpired:
            raise TimedOut from None
        finally:
            _end(running)
            del _RUNNING[id(running)]
    if any(codes):
        raise ProgramFailed
    return answer


def _start(command: Sequence[str], source: IO[bytes] | None, group: int) -> subprocess.Popen[bytes]:
    # Own process group: can be killed with its children, and ^C does not reach it.
    return subprocess.Popen(
        list(command),
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=group,
    )


def _read_output(last: subprocess.Popen[bytes], stop: threading.Event, deadline: float) -> bytes:
    assert last.stdout is not None  # noqa: S101 -- started with a pipe; for the type checker
    out, received = last.stdout.fileno(), bytearray()
    looking = select.poll()
    looking.register(out, select.POLLIN)
    while True:
        if stop.is_set():
            raise Canceled
        if monotonic() > deadline:
            raise TimedOut
        if looking.poll(_POLL_INTERVAL * 1_000):
            chunk = os.read(out, _CHUNK)
            if not chunk:
                return bytes(received)
            received += chunk
            if len(received) > MAX_OUTPUT_BYTES:
                raise OutputTooLarge


def _end(running: Sequence[subprocess.Popen[bytes]]) -> None:
    """End all programs still running: SIGTERM first, so that they remove their temporary files."""
    for program in running:
        if program.stdout and program is not running[-1]:
            program.stdout.close()
    if any(program.poll() is None for program in running):
        _signal(running[0].pid, signal.SIGTERM)
        limit = monotonic() + _GRACE_PERIOD
        for program in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(max(0.0, limit - monotonic()))
        _signal(running[0].pid, signal.SIGKILL)
        for program in running:
            program.wait()
    if running and (out := running[-1].stdout):
        out.close()


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
