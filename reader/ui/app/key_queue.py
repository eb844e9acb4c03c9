"""OrderedKeys: an application that does each key before it looks at the next, whatever screens come and go meanwhile."""

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
    """Keys pressed while a screen is on its way wait for it; none is lost, none goes to the wrong place."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 -- Textual's own
        super().__init__(**options)
        self._key_queue: deque[events.Key | events.Paste] = deque()
        self._key_holds = 1
        self._handling_key = False

    async def on_event(self, event: events.Event) -> None:
        """Take keys one by one, each done before the next, and the keymap first; clean what is pasted."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._key_queue.append(event)
            await self._handle_queued_keys()
        else:
            await super().on_event(event)

    async def _handle_queued_keys(self) -> None:
        """Act on the keys that wait, unless a screen is on its way up or down."""
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
                    screen.apply_input()  # what is typed and what it finds are one picture
            finally:
                self._handling_key = False

    def press_next(self, character: str) -> None:
        """Act on a character as the next key, before those that wait."""
        self._key_queue.appendleft(events.Key(character, character))

    def hold_keys(self) -> None:
        """Let keys wait: the screen they are meant for is not there yet."""
        self._key_holds += 1

    def release_keys(self) -> None:
        """Let keys go on, once everything that held them has let go."""
        self._key_holds = max(0, self._key_holds - 1)
        if not self._key_holds:
            self.call_next(self._handle_queued_keys)

    async def release_early_keys(self, early: Iterable[events.Key | events.Paste]) -> None:
        """Let keys go on, those pressed before there was a page first, and act on them before this returns."""
        self._key_queue.extendleft(reversed(list(early)))
        self._key_holds = max(0, self._key_holds - 1)
        await self._handle_queued_keys()

    def push_dialog(self, screen: Screen[Any], on_closed: Callable[[Any], None] | None = None) -> None:
        """Lay a screen over the one of now; ``done`` is told what it gives back, before any further key is acted on.

        What the library refuses then is told, as in any command.
        """
        below = self.screen

        def closed(result: Any) -> None:  # noqa: ANN401 -- what a screen gives back is its own affair
            try:
                if on_closed is not None:
                    with below.report_storage_errors() if isinstance(below, CommandScreen) else nullcontext():
                        on_closed(result)
            finally:
                self.release_keys()

        self.hold_keys()
        # From the application's own turn: Textual tells the part in whose turn it was laid over, and a sheet that is gone by then
        # would never be told, with every key held for good.
        self.call_next(self.push_screen, screen, closed)
