"""FirstFrame: what the driver lets through at the start and the end, so that a page already on the screen never flickers.

At a start with a first page (`reader.startup.last_screen`) the terminal has its second screen and a whole picture before the toolkit comes.
So the driver does not enter that screen again (xterm, GNOME Terminal and Konsole would clear it) and lets no half-made picture out.
At every start the keys pressed before there is a page are kept for it, and acted on before the first picture is drawn.
At the end one more picture is taken, and kept instead of shown.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

ENTER_ALT_SCREEN = "\x1b[?1049h"
"""What Textual writes, alone, to have the terminal's second screen."""
FULL_FRAME_PREFIX = "\x1b[1;1H"
"""How a picture of the whole window begins."""


class VisibleScreen(Protocol):
    """A page that is on the screen already."""

    frame: str

    def adopt(self) -> list[Any] | None:
        """Return how the terminal was set before, to be restored by whoever asks."""


class FrameGate:
    """Between the application, which knows when a picture is whole, and its driver, which writes it."""

    def __init__(self, visible_screen: VisibleScreen | None = None) -> None:
        self._visible_screen = visible_screen
        self._expected_frame: str | None = None
        self._drop_enter = self._hold_frames = visible_screen is not None
        self._on_last_frame: Callable[[str], None] | None = None
        self._early_input: list[events.Key | events.Paste] | None = []
        self._input_lock = Lock()  # keys come from the thread that reads them

    def adopt(self) -> list[Any] | None:
        """Return how the terminal was set before the page; None when Textual's own answer is right."""
        page, self._visible_screen = self._visible_screen, None
        if page is None:
            return None
        self._expected_frame = page.frame
        return page.adopt()

    def allows_output(self, data: str) -> bool:
        """Tell whether the driver may write this."""
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
        return data != expected  # the same picture again would only cost a slow line its time

    def queue_early_input(self, message: Message) -> bool:
        """Tell whether a key pressed, or a text pasted, is kept until there is something for it to act on."""
        with self._input_lock:
            if self._early_input is None or not isinstance(message, events.Key | events.Paste):
                return False
            self._early_input.append(message)
            return True

    def open_input(self) -> list[events.Key | events.Paste]:
        """Let keys in from now on; return those that were kept, in their order."""
        with self._input_lock:
            early, self._early_input = self._early_input, None
        return early or []

    def release_frames(self) -> bool:
        """Let pictures out; True when a page waits to be replaced, and a whole picture should follow."""
        was, self._hold_frames = self._hold_frames, False
        return was

    def capture_last_frame(self, on_frame: Callable[[str], None]) -> None:
        """Hand every whole picture to ``take`` from now on, and let none out: the program ends."""
        self._hold_frames = False
        self._on_last_frame = on_frame


def _is_frame(data: str) -> bool:
    """Tell whether this moves the cursor and draws; modes and questions begin otherwise."""
    return data.startswith("\x1b[") and data[2:3].isdigit()
