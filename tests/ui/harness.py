"""Runs the application in tests: opens a library, sends keys and reads the screen.

Keys are sent as by the terminal driver. Nothing waits a fixed time: ``press`` returns when keys,
messages and painting are done.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual._context import visible_screen_stack
from textual.keys import _character_to_key

from reader import resources
from reader.config import Settings
from reader.reading.library import Library
from reader.reading.session import Session
from reader.storage.store import Store
from reader.text.cleaning import clean
from reader.ui.app.app import Enregard
from reader.ui.widgets.footer import Footer
from reader.ui.widgets.message_bar import MessageBar
from tests.reading import builders
from tests.reading.builders import FailingStore, numbered_ids

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence

    from rich.segment import Segment
    from rich.style import Style
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.strip import Strip

    from reader.reading.open_article import OpenArticle
    from reader.text.model.highlights import Highlight
    from reader.translation.engine import Engine
    from reader.ui.screens.reading.screen import ReadingScreen
    from reader.ui.spread.columns import ColumnMode
    from reader.ui.spread.viewport import Viewport
    from reader.ui.terminal.frame_gate import FrameGate
    from reader.ui.widgets.spread_view import SpreadView

NOW = "2026-11-23T09:00:00Z"
"""The time of every test."""
TIMEOUT = 60.0
"""Seconds after which a wait fails."""
Kind = TypeVar("Kind", bound="Screen[Any]")
POLL_INTERVAL = 0.002
"""Seconds between two checks of a condition."""
CHARACTERS = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}
"""Characters that a terminal sends for named keys."""


def key_event(key: str) -> events.Key:
    """Return the event of a key name: ``J``, ``}``, ``ctrl+p``, ``shift+left``, ``space``."""
    if len(key) == 1:
        return events.Key(_character_to_key(key) if not key.isalnum() else key, key)
    return events.Key(key, CHARACTERS.get(key))


def open_store(home: Path, prefix: str = "t") -> Store:
    """Open the library of a folder with a fixed clock."""
    return Store.open(home / "library.db", now=lambda: NOW, new_id=numbered_ids(prefix))


def open_failing_store(home: Path) -> FailingStore:
    """Open the library of a folder with a store that can be made to fail."""
    return FailingStore.open(home / "library.db", now=lambda: NOW, new_id=numbered_ids("t"))


def dead_owner() -> str:
    """Return the draft owner of a program that has ended on this machine."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return f"here:{process.pid}"


@cache
def library_bytes() -> bytes:
    """Return the file of a library with only the bundled articles."""
    with tempfile.TemporaryDirectory() as folder:
        with open_store(Path(folder), "seed") as store:
            Library(store, added=NOW).add_bundled(resources.seeds())
        return Path(folder, "library.db").read_bytes()


def install_library(home: Path) -> Path:
    """Create a library of the bundled articles in a folder, and return the folder."""
    (home / "library.db").write_bytes(library_bytes())
    return home


def add_article(
    store: Store, *paragraphs: str, title: str = "Titre", english: Sequence[str] = (), rank: int = 0
) -> str:
    """Add an article with translations of its first paragraphs, and return its id."""
    words = [clean(paragraph).strip() for paragraph in paragraphs]
    facing = [clean(paragraph).strip() for paragraph in english]
    missing = [""] * (len(words) - len(facing) if facing else 0)
    return builders.add_article(store, *words, title=title, english=facing + missing, rank=rank)


class Reader:
    """The running application: methods to act on it and to read its screen."""

    def __init__(self, app: Enregard, pilot: Pilot[int], store: Store) -> None:
        self.app = app
        self.pilot = pilot
        self.store = store

    # -- acting ------------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys one by one, and wait until all is painted."""
        await self.tap(*keys)
        await self.wait_until_idle()

    async def tap(self, *keys: str) -> None:
        """Press keys one by one, without waiting for painting."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self._wait_for_messages()

    async def rush(self, *keys: str) -> None:
        """Press keys without waiting between them."""
        for key in keys:
            self.app.post_message(key_event(key))
        await self.wait_until_idle()

    async def write(self, words: str) -> None:
        """Type a text character by character."""
        await self.press(*("space" if letter == " " else "enter" if letter == "\n" else letter for letter in words))

    async def resize(self, width: int, height: int) -> None:
        """Resize the window."""
        await self.pilot.resize_terminal(width, height)
        await self.wait_until_idle()

    async def wait_until(self, condition: Callable[[], object]) -> None:
        """Wait until a condition is true; fail after the timeout."""
        async with asyncio.timeout(TIMEOUT):
            while not condition():  # noqa: ASYNC110 -- arbitrary conditions send no event
                await asyncio.sleep(POLL_INTERVAL)

    async def _wait_for_messages(self) -> None:
        """Wait until keys and messages are handled, ignoring painting."""
        async with asyncio.timeout(TIMEOUT):
            while True:
                pumps = [self.app, *self.app.screen_stack, *self.screen.walk_children()]
                waiting = [asyncio.Event() for _ in pumps]
                for pump, event in zip(pumps, waiting, strict=True):
                    if not pump.call_later(event.set):
                        event.set()
                while not all(e.is_set() or not p.is_running for p, e in zip(pumps, waiting, strict=True)):  # noqa: ASYNC110 -- a pump that has ended sets nothing
                    await asyncio.sleep(0)
                if not self._is_running():
                    return
                app = self.app
                if not (app._key_queue or app._key_holds or app._handling_key) and all(
                    p._message_queue.empty() for p in pumps
                ):
                    return

    async def wait_until_idle(self) -> None:
        """Wait until keys and messages are handled, and the screen is laid out and painted."""
        await self._wait_for_messages()
        while self._is_running():
            refreshed, screen = asyncio.Event(), self.screen
            if not screen.call_after_refresh(refreshed.set):
                return
            await self._wait_for_refresh(screen, refreshed)
            # Screens below a dialog are laid out a little later, if at all.
            for _ in range(25):
                if not self._is_running() or not any(s._layout_required for s in self.app.screen_stack):
                    break
                await asyncio.sleep(POLL_INTERVAL)
            await self._wait_for_messages()
            if not (self.screen._layout_required or self.screen._dirty_widgets or self.screen is not screen):
                return

    async def _wait_for_refresh(self, screen: Screen[Any], refreshed: asyncio.Event) -> None:
        await self.wait_until(lambda: refreshed.is_set() or not (screen.is_current and self._is_running()))

    def _is_running(self) -> bool:
        return self.app.is_running and self.app.return_value is None

    # -- state -------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    def is_on_page(self) -> bool:
        """Whether no dialog is open."""
        return self.screen is self.reading_screen

    def is_open(self) -> bool:
        """Whether an article is open."""
        return self.session.current is not None

    def dialog(self, kind: type[Kind]) -> Kind:
        """Return the open dialog, which must be of a type."""
        screen = self.screen
        assert isinstance(screen, kind), f"{type(screen).__name__} lies over all"
        return screen

    def focus(self) -> str | None:
        """Return the id of the focused widget."""
        focused = self.screen.focused
        return focused.id if focused is not None else None

    def mode(self) -> ColumnMode:
        """Return how the two languages are arranged."""
        return self.view.column_mode

    def shows_sidebar(self) -> bool:
        """Whether the sidebar is visible."""
        return self.reading_screen.sidebar.visible

    @property
    def reading_screen(self) -> ReadingScreen:
        return self.app.reading_screen

    @property
    def view(self) -> SpreadView:
        return self.reading_screen.view

    @property
    def viewport(self) -> Viewport:
        page = self.reading_screen.viewport
        assert page is not None
        return page

    @property
    def open_article(self) -> OpenArticle:
        opened = self.session.current
        assert opened is not None
        return opened

    @property
    def text(self) -> str:
        """The French of the open article."""
        return self.open_article.article.text

    @property
    def title(self) -> str:
        return self.open_article.article.title

    @property
    def highlights(self) -> tuple[Highlight, ...]:
        """The stored highlights of the open article."""
        return self.store.highlights(self.open_article.article.id)

    @property
    def selected_text(self) -> str | None:
        """The selected text; None without selection."""
        page = self.reading_screen.viewport
        span = page.selection_span() if page is not None else None
        text = page.spread.text_of(page.selection.side) if page is not None and page.selection is not None else None
        return span.of(text.text) if span is not None and text is not None else None

    @property
    def message(self) -> str:
        """The current message."""
        return self.reading_screen.query_one(MessageBar).text

    @property
    def word(self) -> str:
        """The word at the cursor."""
        return self.view.row_cache.decorations.word.of(self.viewport.cursors.text.text)

    # -- the screen --------------------------------------------------------------------------------

    def strips(self) -> list[Strip]:
        """Return the rows of the screen as painted, dialogs on top."""
        visible_screen_stack.set(self.app._background_screens)
        return self.screen._compositor.render_strips()

    def lines(self) -> list[str]:
        """Return the text of each row, without trailing white space."""
        return [strip.text.rstrip() for strip in self.strips()]

    def shows(self, words: str) -> bool:
        """Whether a text is on one row of the screen."""
        return any(words in line for line in self.lines())

    def footer(self) -> str:
        """Return the text of the footer."""
        footer = self.screen.query_one(Footer)
        return footer.render_line(0).text.strip()

    def cursor_line(self) -> tuple[int, str]:
        """Return the screen row of the current line, and its text."""
        row = self.viewport.cursor_row()
        line = self.viewport.spread.line_at(self.viewport.cursors.current, self.viewport.cursors.side)
        assert line is not None
        y = self.view.region.y + row
        words = line.of(self.viewport.cursors.text.text).strip()
        refreshed = self.view.render_line(row).text
        assert words.replace("\u00ad", "") in refreshed, "the current line is not painted on its row"
        return y, words

    def styled_segments(self, strips: list[Strip] | None = None) -> Iterator[tuple[int, Segment, Style]]:
        """Yield (row, segment, style) of all painted text, on the screen or on some rows."""
        for y, strip in enumerate(self.strips() if strips is None else strips):
            for segment in strip:
                if segment.text.strip() and segment.style is not None:
                    yield y, segment, segment.style


@asynccontextmanager
async def open_reader(
    home: Path,
    size: tuple[int, int] = (120, 24),
    *,
    theme: str | None = "papier",
    settings: Settings | None = None,
    problems: tuple[str, ...] = (),
    open_article: str | None = None,
    owner: str = "test:0",
    new_store: Callable[[Path], Store] = open_store,
    new_engine: Callable[[str], Engine] | None = None,
    first_frame: FrameGate | None = None,
    on_first_frame: Callable[[], None] | None = None,
) -> AsyncIterator[Reader]:
    """Open the application on the library of a folder (by default one with the bundled articles).

    Offline unless a test says otherwise, so random keys never send anything.
    """
    if not (home / "library.db").exists():
        install_library(home)
    with new_store(home) as store:
        ids = len(store.all_highlights())
        session = Session(store, now=lambda: NOW, new_id=numbered_ids(f"h{ids}-"), owner=owner)
        app = Enregard(
            session,
            settings or Settings(theme=theme, offline=True),
            problems,
            open_article,
            new_engine=new_engine,
            frame_gate=first_frame,
            on_first_frame=on_first_frame,
        )
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, store)
            await reader.wait_until(lambda: not app._key_holds)
            await reader.wait_until_idle()
            yield reader
