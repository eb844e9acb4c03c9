"""Ends the program on a command or a signal: saves, and restores the terminal."""

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
"""Seconds to wait for the last frame."""
EXIT_TIMEOUT = 2.0
"""Seconds after a signal before the program exits without restoring the terminal."""


def watch_signals(shut_down: Callable[[int], None]) -> None:
    """Call ``shut_down`` with an exit status on a signal. Needs a running event loop."""

    def on_signal(number: int) -> None:
        # Writing to a closed terminal may block forever.
        threading.Thread(target=_exit_after_timeout, args=(number,), daemon=True).start()
        shut_down(128 + number)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        loop.add_signal_handler(number, on_signal, number)


def _exit_after_timeout(number: int) -> None:
    time.sleep(EXIT_TIMEOUT)
    os._exit(128 + number)


class Shutdown:
    """Saves what is unsaved, and captures the frame for the next start."""

    def __init__(self, app: KeyQueueApp, reading: ReadingScreen) -> None:
        self._app, self._reading_screen = app, reading
        self.last_frame: str | None = None
        """The frame to show at the next start, as written by the driver; None if unsure."""
        self.unsaved_error = ""
        """Why something could not be saved, printed after the terminal is restored."""

    def shut_down(self, code: int, *, capture_frame: bool) -> None:
        """Save, then exit with a status; ``capture_frame``: keep a frame for the next start."""
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
        """Render the frame for the next start without showing it, then exit."""
        app, reading = self._app, self._reading_screen
        app.hold_keys()
        reading.reader_app.clear_message()
        app.frame_gate.capture_last_frame(self._on_last_frame)
        reading.show_start_state()
        reading.refresh(layout=True)
        app.set_timer(FRAME_TIMEOUT, self._exit)
        reading.call_after_refresh(reading.call_after_refresh, self._exit)

    def _on_last_frame(self, frame: str) -> None:
        self.last_frame = frame

    def _exit(self) -> None:
        self._app.exit(0, return_code=0)
