"""A random session from a seed: keys, mouse and resizes, with checks after each act.

Acts are recorded, so that a failure lists those that led to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual import events

from reader.ui.commands.registry import COMMANDS
from tests.ui.invariants import InvariantError, Invariants, require
from tests.ui.scenes import Pasted, Typed, scene

if TYPE_CHECKING:
    import random

    from reader.ui.spread.viewport import Viewport
    from tests.ui.harness import Reader

KEYS = sorted(
    {
        key
        for command in COMMANDS
        if not command.id.startswith("app.quit")
        for keys in command.keys
        for key in keys.split()
    }
    - {"q", "ctrl+q", "ctrl+g"}
    | set("0123456789aezl ")
    | {"alt+w", "ctrl+k", "f5", "é", "日"}
)
"""Every key of every command except those that quit, and some without meaning."""
MOTIONS = (
    "j",
    "k",
    "h",
    "l",
    "w",
    "b",
    "e",
    ")",
    "(",
    "}",
    "{",
    "space",
    "ctrl+d",
    "ctrl+u",
    "G",
    "pagedown",
    "pageup",
)
"""Motion keys: half of all keys, as in real use."""
SHOWN_ACTS = 40
"""Acts listed in a failure."""
ACT_SHARES = (0.45, 0.55, 0.62, 0.69, 0.75, 0.80)
"""Cumulative shares of key, wheel, click, drag, resize and quick keys; the rest are scenes."""
SIZES = ((20, 5), (300, 80), (1, 1), (40, 10), (80, 24), (120, 40))
"""Window sizes that random ones would hardly hit."""


@dataclass
class RandomSession:
    """A random session: ``act`` does something, ``check`` checks the invariants."""

    reader: Reader
    dice: random.Random
    size: tuple[int, int]
    acts: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.invariants = Invariants(self.reader)

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended (help and palette list Quit too)."""
        return self.invariants.has_ended

    # -- acting ------------------------------------------------------------------------------------

    async def act(self) -> None:
        """Do one random thing, and wait for its effects."""
        roll = self.dice.random()
        keys, wheel, clicks, drags, sizes, rushes = ACT_SHARES
        if roll < keys:
            await self._press()
        elif roll < wheel:
            await self._wheel()
        elif roll < clicks:
            await self._click()
        elif roll < drags:
            await self._drag()
        elif roll < sizes:
            await self.resize(self._random_size())
        elif roll < rushes:
            await self._rush()
        else:
            await self._scene()

    async def resize(self, size: tuple[int, int]) -> None:
        """Resize the window."""
        self.size = size
        self._record(size)
        await self.reader.resize(*size)

    async def _press(self) -> None:
        key = self.dice.choice(MOTIONS if self.dice.random() < 0.5 else KEYS)
        self._record(key)
        await self.reader.press("space" if key == " " else key)

    async def _rush(self) -> None:
        keys = self.dice.choices(KEYS, k=6)
        self._record(keys)
        await self.reader.rush(*("space" if key == " " else key for key in keys))

    async def _scene(self) -> None:
        for act in scene(self.dice):
            if self.has_ended:
                return
            self._record(act)
            if isinstance(act, Typed):
                await self.reader.rush(*("space" if letter == " " else letter for letter in act.words))
            elif isinstance(act, Pasted):
                self.reader.app.post_message(events.Paste(act.words))
                await self.reader.wait_until_idle()
            elif act:
                await self.reader.press(act)
            if not self.has_ended:
                self.invariants.check(self.size)

    async def _wheel(self) -> None:
        kind = self.dice.choice([events.MouseScrollDown, events.MouseScrollUp])
        at = self._random_cell()
        self._record((kind.__name__, at))
        await self._mouse(kind, at, button=0)

    async def _click(self) -> None:
        at, times = self._random_cell(), self.dice.choice([1, 1, 2, 3, 4])
        self._record(("click", at, times))
        await self.reader.pilot.click(offset=at, times=times)
        await self.reader.wait_until_idle()

    async def _drag(self) -> None:
        at = self._random_cell()
        self._record(("press", at))
        await self.reader.pilot.mouse_down(offset=at)
        for _ in range(self.dice.randint(1, 4)):
            # Up to three rows outside the window, where a drag scrolls.
            width, height = self.size
            at = self.dice.randrange(width), self.dice.randint(-3, height + 2)
            self._record(("drag", at))
            await self._mouse(events.MouseMove, at, button=1)
            self.invariants.check(self.size)
        self._record(("release", at))
        await self._mouse(events.MouseUp, at, button=1)

    async def _mouse(self, kind: type[events.MouseEvent], at: tuple[int, int], *, button: int) -> None:
        x, y = at
        app = self.reader.app
        # As from the driver: the screen finds the widget, or the one that captured the mouse.
        app.mouse_position = app.mouse_position.__class__(x, y)
        app.screen._forward_event(
            kind(None, x, y, 0, 0, button, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
        )
        await self.reader.wait_until_idle()

    def _random_size(self) -> tuple[int, int]:
        if self.dice.random() < 0.3:
            return self.dice.choice(SIZES)
        return self.dice.randint(1, 200), self.dice.randint(1, 60)

    def _random_cell(self) -> tuple[int, int]:
        width, height = self.size
        return self.dice.randrange(width), self.dice.randrange(height)

    def _record(self, act: object) -> None:
        self.acts.append(act)

    async def quit(self) -> tuple[str, int] | None:
        """Quit from anywhere; return the position, if any."""
        place = self.position()
        if not self.has_ended:
            self._record("ctrl+q")
            await self.reader.tap("ctrl+q")
            await self.reader.wait_until(lambda: self.has_ended)
        return place

    def position(self) -> tuple[str, int] | None:
        """Return the open article and the cursor offset; None without article or program."""
        page = self.invariants.viewport
        if page is None or self.reader.store.entry(self.reader.open_article.article.id).archived:
            return None  # an archived article is not opened at the start
        return self.reader.open_article.article.id, page.cursors.french

    # -- checks ------------------------------------------------------------------------------------

    async def check(self) -> None:
        """Check the invariants after an act; the expensive ones at random."""
        roll = self.dice.random()
        try:
            self.invariants.check(self.size)
            if roll < 0.2:
                await self.invariants.check_idle()
            if roll < 0.3:
                await self.invariants.check_terminal()
                self.invariants.check_fresh_layout()
                self.invariants.check_stored()
            if self.dice.random() < 0.05:
                await self._check_resize_and_back()
        except InvariantError as broken:
            raise AssertionError(
                f"{broken}\nafter {len(self.acts)} acts, the last: {self.acts[-SHOWN_ACTS:]}"
            ) from broken

    async def _check_resize_and_back(self) -> None:
        """Check that a resize and back restores the top row and the cursor."""
        page = self.invariants.viewport
        if page is None:
            return
        if not any(row.line(page.cursors.side) is not None for _, row in page.rows()):
            return  # a very low window may show only the title or the other side, and not the anchor
        size = self.size
        before = page.cursors.french, page.top
        description = self._describe(page)
        await self.resize(self._random_size())
        self.invariants.check(self.size)
        await self.resize(size)
        page = self.reader.reading_screen.viewport
        assert page is not None
        require(
            (page.cursors.french, page.top) == before,
            f"{before} became {(page.cursors.french, page.top)} on the way back: {description} became {self._describe(page)}",
        )

    def _describe(self, page: Viewport) -> str:
        """Describe the position, for a failure."""
        shape = page.spread.columns
        return f"{page.snapshot()}, {self.reader.view.size}, {shape}, height {page.height}, top {page.top}"
