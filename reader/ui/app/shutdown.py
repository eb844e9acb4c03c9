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

    from reader.ui.app.key_queue import KeyQueueApp
    from reader.ui.screens.reading.screen import ReadingScreen

FRAME_TIMEOUT = 0.5
"""Seconds that the end waits for the picture of the next start."""
EXIT_TIMEOUT = 2.0
"""Seconds a signal gives the program to leave the terminal in order, before it goes without."""


def watch_signals(shut_down: Callable[[int], None]) -> None:
    """Have ``leave`` called with an exit status when the program is told to go. Call it inside the running loop."""

    def told(number: int) -> None:
        # A closed terminal may never take the bytes that restore it.
        threading.Thread(target=_exit_after_timeout, args=(number,), daemon=True).start()
        shut_down(128 + number)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, told, number)


def _exit_after_timeout(number: int) -> None:
    time.sleep(EXIT_TIMEOUT)
    os._exit(128 + number)


class Shutdown:
    """Ends the program: keeps what is not kept yet, and draws what the next start will show."""

    def __init__(self, app: KeyQueueApp, reading: ReadingScreen) -> None:
        self._app, self._reading_screen = app, reading
        self.last_frame: str | None = None
        """What the next start will show, as the driver writes it; None where that is not sure."""
        self.unsaved_error = ""
        """What could not be kept, said once the terminal is the reader's again."""

    def shut_down(self, code: int, *, capture_frame: bool) -> None:
        """Keep what is not kept yet, and end with an exit status; ``draws``: the next start is to show this page at once."""
        app = self._app
        for screen in app.screen_stack:
            try:
                if isinstance(screen, CommandScreen):
                    screen.flush()
            except StorageError as error:
                self.unsaved_error = str(error)
        if capture_frame and code == 0 and app.screen_stack == [self._reading_screen] and not self.unsaved_error:
            self._capture_last_frame()
        else:
            app.exit(code, return_code=code)

    def _capture_last_frame(self) -> None:
        """Draw what the next start will show, out of sight, and end then."""
        app, reading = self._app, self._reading_screen
        app.hold_keys()
        reading.reader_app.clear_message()
        app.frame_gate.capture_last_frame(self._on_last_frame)
        reading.show_start_state()
        reading.refresh(layout=True)
        app.set_timer(FRAME_TIMEOUT, self._exit)
        reading.call_after_refresh(reading.call_after_refresh, self._exit)

    def _on_last_frame(self, picture: str) -> None:
        self.last_frame = picture

    def _exit(self) -> None:
        self._app.exit(0, return_code=0)
