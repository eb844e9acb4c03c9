"""Handles keys strictly in order, even while screens open and close."""

from __future__ import annotations

from collections import deque
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from textual import events

from reader.text.cleaning import clean
from reader.ui.app.resize_check import ResizeCheckApp
from reader.ui.app.text_input import paste, type_key
from reader.ui.screens.command_screen import CommandScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.screen import Screen


class KeyQueueApp(ResizeCheckApp, inherit_bindings=False):
    """Queues keys while a screen is opening or closing, so that none is lost or misdirected."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- Textual's own
        super().__init__(**options)
        self._key_queue: deque[events.Key | events.Paste] = deque()
        self._key_holds = 1
        self._handling_key = False

    async def on_event(self, event: events.Event) -> None:
        """Handle keys and pastes one by one, the keymap first; pasted text is cleaned."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._key_queue.append(event)
            await self._handle_queued_keys()
        else:
            await super().on_event(event)

    async def _handle_queued_keys(self) -> None:
        """Handle queued keys, unless a screen is opening or closing."""
        while self._key_queue and not self._key_holds and not self._handling_key:
            event = self._key_queue.popleft()
            screen = self.screen
            self._handling_key = True
            try:
                if isinstance(event, events.Paste):
                    paste(self.focused, clean(event.text))
                elif not (isinstance(screen, CommandScreen) and screen.dispatch_key(event)):
                    await type_key(self, event)
                if not self._key_queue and self.screen is screen and isinstance(screen, CommandScreen):
                    screen.apply_input()  # show typed text and its results in one frame
            finally:
                self._handling_key = False

    def press_next(self, character: str) -> None:
        """Put a character at the front of the queue."""
        self._key_queue.appendleft(events.Key(character, character))

    def hold_keys(self) -> None:
        """Queue keys until the screen they belong to is ready."""
        self._key_holds += 1

    def release_keys(self) -> None:
        """Handle keys again once every hold has been released."""
        self._key_holds = max(0, self._key_holds - 1)
        if not self._key_holds:
            self.call_next(self._handle_queued_keys)

    async def release_early_keys(self, early: Iterable[events.Key | events.Paste]) -> None:
        """Release one hold and handle all keys before returning, the ``early`` ones first."""
        self._key_queue.extendleft(reversed(list(early)))
        self._key_holds = max(0, self._key_holds - 1)
        await self._handle_queued_keys()

    def push_dialog(self, screen: Screen[Any], on_closed: Callable[[Any], None] | None = None) -> None:
        """Show a screen; ``on_closed`` gets its result before any further key is handled.

        Storage errors in it are reported, as in any command.
        """
        below = self.screen

        def closed(result: Any) -> None:  # noqa: ANN401 -- the result type depends on the screen
            try:
                if on_closed is not None:
                    with below.report_storage_errors() if isinstance(below, CommandScreen) else nullcontext():
                        on_closed(result)
            finally:
                self.release_keys()

        self.hold_keys()
        # Push from the application's task: Textual reports the result to the task that pushed, and
        # if its widget is gone by then, keys would be held forever.
        self.call_next(self.push_screen, screen, closed)
