"""Decides which output reaches the terminal at start and exit, and queues early keys.

With a restored screen (`reader.startup.last_screen`) the terminal already shows a complete frame on
the alternate screen. So the driver must not enter it again (xterm, GNOME Terminal and Konsole would
clear it) nor write an incomplete frame. Keys pressed before the page is ready are queued, and
handled before the first frame. On exit the last frame is captured instead of written.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

ENTER_ALT_SCREEN = "\x1b[?1049h"
"""Textual writes this alone to enter the alternate screen."""
FULL_FRAME_PREFIX = "\x1b[1;1H"
"""The start of a full frame."""


class VisibleScreen(Protocol):
    """What is already on the terminal at the start."""

    frame: str

    def take_attributes(self) -> list[Any] | None:
        """Return the terminal settings from before it, which the caller must restore."""


class FrameGate:
    """Stands between the application, which knows when a frame is complete, and its driver."""

    def __init__(self, visible_screen: VisibleScreen | None = None) -> None:
        self._visible_screen = visible_screen
        self._expected_frame: str | None = None
        self._drop_enter = self._hold_frames = visible_screen is not None
        self._on_last_frame: Callable[[str], None] | None = None
        self._early_input: list[events.Key | events.Paste] | None = []
        self._input_lock = Lock()  # keys come from the driver's input thread

    def take_attributes(self) -> list[Any] | None:
        """Return the terminal settings from before the restored screen; None if there is none."""
        screen, self._visible_screen = self._visible_screen, None
        if screen is None:
            return None
        self._expected_frame = screen.frame
        return screen.take_attributes()

    def allows_output(self, data: str) -> bool:
        """Whether the driver may write this."""
        if self._drop_enter and data == ENTER_ALT_SCREEN:
            self._drop_enter = False
            return False
        if not _is_frame(data):
            return True
        if self._on_last_frame is not None:
            if data.startswith(FULL_FRAME_PREFIX):
                self._on_last_frame(data)
            return False
        if self._hold_frames:
            return False
        expected, self._expected_frame = self._expected_frame, None
        return data != expected  # rewriting the same frame is slow on a slow connection

    def queue_early_input(self, message: Message) -> bool:
        """Queue a key or paste that comes too early; return whether it was queued."""
        with self._input_lock:
            if self._early_input is None or not isinstance(message, events.Key | events.Paste):
                return False
            self._early_input.append(message)
            return True

    def open_input(self) -> list[events.Key | events.Paste]:
        """Stop queueing input; return the queued events in order."""
        with self._input_lock:
            early, self._early_input = self._early_input, None
        return early or []

    def release_frames(self) -> bool:
        """Write frames from now on; return whether a restored screen is to be replaced."""
        was, self._hold_frames = self._hold_frames, False
        return was

    def capture_last_frame(self, on_frame: Callable[[str], None]) -> None:
        """Pass every full frame to ``on_frame`` and write none, as the program ends."""
        self._hold_frames = False
        self._on_last_frame = on_frame


def _is_frame(data: str) -> bool:
    """Whether this draws at a cursor position; modes and queries begin differently."""
    return data.startswith("\x1b[") and data[2:3].isdigit()
