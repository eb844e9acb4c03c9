"""A reader who never tires: keys, clicks, drags, the wheel and other sizes, at random from a seed; and what must hold after each.

What is done is written down, so that a failure names the acts that led to it.
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
"""Every key of every command but those that quit, and some that mean nothing."""
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
"""Keys that move: half of what is pressed, because that is what a reader does."""
SHOWN_ACTS = 40
"""Acts that a failure shows."""
ACT_SHARES = (0.45, 0.55, 0.62, 0.69, 0.75, 0.80)
"""How many acts are keys; and, each with those before, the wheel, clicks, drags, sizes and keys in a rush. The rest are scenes."""
SIZES = ((20, 5), (300, 80), (1, 1), (40, 10), (80, 24), (120, 40))
"""Sizes of windows that random ones would not come to."""


@dataclass
class RandomSession:
    """One reader's random session. ``act`` does something; ``check`` looks at what must hold then."""

    reader: Reader
    dice: random.Random
    size: tuple[int, int]
    acts: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.invariants = Invariants(self.reader)

    @property
    def has_ended(self) -> bool:
        """Whether the program was left (Quit stands in the help and in the palette too)."""
        return self.invariants.has_ended

    # -- acting -----------------------------------------------------------------------------------

    async def act(self) -> None:
        """Do one thing, with all that follows from it."""
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
        """Give the window another size."""
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
            # Up to three rows beyond the window: there a drag scrolls.
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
        # As the driver sends it: the screen finds the widget, and a captured mouse goes to the one that holds it.
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
        """Leave the program from wherever the reader is; return his place, where there is one."""
        place = self.position()
        if not self.has_ended:
            self._record("ctrl+q")
            await self.reader.tap("ctrl+q")
            await self.reader.wait_until(lambda: self.has_ended)
        return place

    def position(self) -> tuple[str, int] | None:
        """Return the article and the offset in its French where the reader is; None: nowhere, or he is gone."""
        page = self.invariants.viewport
        if page is None or self.reader.store.entry(self.reader.open_article.article.id).archived:
            return None  # one that was put away is not opened at a start
        return self.reader.open_article.article.id, page.french_cursor

    # -- what must hold ------------------------------------------------------------------------------

    async def check(self) -> None:
        """Check what must hold after every act; what costs more, now and then."""
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
        """Check that another size and back gives the same top line and the same caret."""
        page = self.invariants.viewport
        if page is None:
            return
        if not any(row.line(page.side) is not None for _, row in page.rows()):
            return  # a window of a row or two that shows the title, or nothing but the other side: the anchor is out of sight
        size = self.size
        before = page.french_cursor, page.top
        stood = self._describe(page)
        await self.resize(self._random_size())
        self.invariants.check(self.size)
        await self.resize(size)
        page = self.reader.reading_screen.viewport
        assert page is not None
        require(
            (page.french_cursor, page.top) == before,
            f"{before} became {(page.french_cursor, page.top)} on the way back: {stood} became {self._describe(page)}",
        )

    def _describe(self, page: Viewport) -> str:
        """Say how the reader stands, for a failure."""
        shape = page.spread.columns
        return f"{page.snapshot()}, {self.reader.view.size}, {shape}, height {page.height}, top {page.top}"
