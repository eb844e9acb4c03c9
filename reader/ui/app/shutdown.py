"""Leaving: everything is kept, the terminal is given back and the program ends, asked by the reader or told by a signal."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.ui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.app.key_queue import OrderedKeys
    from reader.ui.screens.reading.screen import ReadingScreen

LONGEST_PICTURE = 0.5
"""Seconds that the end waits for the picture of the next start."""
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


class Leaving:
    """Ends the program: keeps what is not kept yet, and draws what the next start will show."""

    def __init__(self, app: OrderedKeys, reading: ReadingScreen) -> None:
        self._app, self._reading = app, reading
        self.picture: str | None = None
        """What the next start will show, as the driver writes it; None where that is not sure."""
        self.parting_words = ""
        """What could not be kept, said once the terminal is the reader's again."""

    def leave(self, code: int, *, draws: bool) -> None:
        """Keep what is not kept yet, and end with an exit status; ``draws``: the next start is to show this page at once."""
        app = self._app
        for screen in app.screen_stack:
            try:
                if isinstance(screen, CommandScreen):
                    screen.keep_now()
            except StorageError as error:
                self.parting_words = str(error)
        if draws and code == 0 and app.screen_stack == [self._reading] and not self.parting_words:
            self._take_picture()
        else:
            app.exit(code, return_code=code)

    def _take_picture(self) -> None:
        """Draw what the next start will show, out of sight, and end then."""
        app, reading = self._app, self._reading
        app.hold_keys()
        reading.reader_app.hush()
        app.first_frame.take_last(self._took)
        reading.begin_again()
        reading.refresh(layout=True)
        app.set_timer(LONGEST_PICTURE, self._end)
        reading.call_after_refresh(reading.call_after_refresh, self._end)

    def _took(self, picture: str) -> None:
        self.picture = picture

    def _end(self) -> None:
        self._app.exit(0, return_code=0)
