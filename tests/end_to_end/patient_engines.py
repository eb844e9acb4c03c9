"""Starts the reader with engines that wait ten minutes for an answer: if it ends before, it did not wait for one.

``python patient_engines.py FILE WORDS…``: where FILE is not ``-``, no look-up of a name is ever answered, and FILE is made at the first.
"""

from __future__ import annotations

import socket
import sys
import threading
from pathlib import Path
from typing import Any

from reader.cli import main
from reader.translation.options import EngineOptions

TEN_MINUTES = 600.0


def hang(*_: Any, **__: Any) -> Any:
    """Write down that a name was asked for, and never answer."""
    Path(sys.argv[1]).touch()
    threading.Event().wait()


def wait_long() -> None:
    """Give every engine a long time to answer, unless it is given another."""
    EngineOptions()  # compiles its initializer
    make = EngineOptions.__init__

    def patient(self: EngineOptions, *values: Any, **named: Any) -> None:
        make(self, *values, **{"timeout": TEN_MINUTES, **named})

    EngineOptions.__init__ = patient  # type: ignore[method-assign]


if __name__ == "__main__":
    wait_long()
    if sys.argv[1] != "-":
        socket.getaddrinfo = hang
    sys.exit(main(sys.argv[2:]))
