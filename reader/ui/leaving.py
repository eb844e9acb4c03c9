"""Leaving when told to: a signal keeps everything, gives the terminal back and ends the program."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LAST_WAY_OUT = 2.0
"""Seconds a signal gives the program to leave the terminal in order, before it goes without."""


def watch_signals(leave: Callable[[int], None]) -> None:
    """Have ``leave`` called with an exit status when the program is told to go. Call it inside the running loop."""

    def told(number: int) -> None:
        # A closed terminal may never take the bytes that restore it.
        threading.Thread(target=_go_anyway, args=(number,), daemon=True).start()
        leave(128 + number)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, told, number)


def _go_anyway(number: int) -> None:
    time.sleep(LAST_WAY_OUT)
    os._exit(128 + number)
