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

ENTER = "\x1b[?1049h"
"""What Textual writes, alone, to have the terminal's second screen."""
WHOLE = "\x1b[1;1H"
"""How a picture of the whole window begins."""


class OnScreen(Protocol):
    """A page that is on the screen already."""

    frame: str

    def adopt(self) -> list[Any] | None:
        """Return how the terminal was set before, to be restored by whoever asks."""


class FirstFrame:
    """Between the application, which knows when a picture is whole, and its driver, which writes it."""

    def __init__(self, page: OnScreen | None = None) -> None:
        self._page = page
        self._expected: str | None = None
        self._entering = self._holding = page is not None
        self._take: Callable[[str], None] | None = None
        self._early: list[events.Key | events.Paste] | None = []
        self._handing_over = Lock()  # keys come from the thread that reads them

    def adopt(self) -> list[Any] | None:
        """Return how the terminal was set before the page; None when Textual's own answer is right."""
        page, self._page = self._page, None
        if page is None:
            return None
        self._expected = page.frame
        return page.adopt()

    def passes(self, data: str) -> bool:
        """Tell whether the driver may write this."""
        if self._entering and data == ENTER:
            self._entering = False
            return False
        if not _is_picture(data):
            return True
        if self._take is not None:
            if data.startswith(WHOLE):
                self._take(data)
            return False
        if self._holding:
            return False
        expected, self._expected = self._expected, None
        return data != expected  # the same picture again would only cost a slow line its time

    def keeps(self, message: Message) -> bool:
        """Tell whether a key pressed, or a text pasted, is kept until there is something for it to act on."""
        with self._handing_over:
            if self._early is None or not isinstance(message, events.Key | events.Paste):
                return False
            self._early.append(message)
            return True

    def listen(self) -> list[events.Key | events.Paste]:
        """Let keys in from now on; return those that were kept, in their order."""
        with self._handing_over:
            early, self._early = self._early, None
        return early or []

    def release(self) -> bool:
        """Let pictures out; True when a page waits to be replaced, and a whole picture should follow."""
        was, self._holding = self._holding, False
        return was

    def take_last(self, take: Callable[[str], None]) -> None:
        """Hand every whole picture to ``take`` from now on, and let none out: the program ends."""
        self._holding = False
        self._take = take


def _is_picture(data: str) -> bool:
    """Tell whether this moves the cursor and draws; modes and questions begin otherwise."""
    return data.startswith("\x1b[") and data[2:3].isdigit()
