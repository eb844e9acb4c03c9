"""A reader who never tires: keys, clicks, drags, the wheel and other sizes, at random from a seed; and what must hold after each.

What is done is written down, so that a failure names the acts that led to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from textual import events

from reader.ui.commands.declared import COMMANDS
from reader.ui.spread.breaker import drawn
from reader.ui.spread.rules import SPACES
from reader.ui.spread.spread import RowKind, Side
from reader.ui.spread.widths import cells

if TYPE_CHECKING:
    import random

    from reader.text.article import Article
    from reader.text.spans import Span
    from reader.ui.spread.page import Page
    from tests.ui.driving import Reader

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
LAST = 40
"""Acts that a failure shows."""
SHARES = (0.60, 0.72, 0.80, 0.88, 0.92)
"""How many acts are keys; and, each with those before, the wheel, clicks, drags and sizes. The rest are keys in a rush."""


@dataclass
class Session:
    """One reader's random session. ``act`` does something; ``check`` looks at what must hold."""

    reader: Reader
    dice: random.Random
    size: tuple[int, int]
    done: list[object] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether the program was left (Quit stands in the help and in the palette too)."""
        return self.reader.app.return_value is not None

    # -- acting -----------------------------------------------------------------------------------

    async def act(self) -> None:
        """Do one thing, with all that follows from it."""
        roll = self.dice.random()
        keys, wheel, clicks, drags, sizes = SHARES
        if roll < keys:
            await self._press()
        elif roll < wheel:
            await self._wheel()
        elif roll < clicks:
            await self._click()
        elif roll < drags:
            await self._drag()
        elif roll < sizes:
            await self.resize((self.dice.randint(1, 200), self.dice.randint(1, 60)))
        else:
            await self._rush()

    async def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        self.size = size
        self._note(size)
        await self.reader.resize(*size)

    async def _press(self) -> None:
        key = self.dice.choice(MOTIONS if self.dice.random() < 0.5 else KEYS)
        self._note(key)
        await self.reader.press("space" if key == " " else key)

    async def _rush(self) -> None:
        keys = self.dice.choices(KEYS, k=6)
        self._note(keys)
        await self.reader.rush(*("space" if key == " " else key for key in keys))

    async def _wheel(self) -> None:
        kind = self.dice.choice([events.MouseScrollDown, events.MouseScrollUp])
        at = self._somewhere()
        self._note((kind.__name__, at))
        await self._mouse(kind, at, button=0)

    async def _click(self) -> None:
        at, times = self._somewhere(), self.dice.choice([1, 1, 2, 3, 4])
        self._note(("click", at, times))
        await self.reader.pilot.click(offset=at, times=times)
        await self.reader.settled()

    async def _drag(self) -> None:
        at = self._somewhere()
        self._note(("press", at))
        await self.reader.pilot.mouse_down(offset=at)
        for _ in range(self.dice.randint(1, 4)):
            # Up to three rows beyond the window: there a drag scrolls.
            width, height = self.size
            at = self.dice.randrange(width), self.dice.randint(-3, height + 2)
            self._note(("drag", at))
            await self._mouse(events.MouseMove, at, button=1)
            self.check()
        self._note(("release", at))
        await self._mouse(events.MouseUp, at, button=1)

    async def _mouse(self, kind: type[events.MouseEvent], at: tuple[int, int], *, button: int) -> None:
        x, y = at
        app = self.reader.app
        # As the driver sends it: the screen finds the widget, and a captured mouse goes to the one that holds it.
        app.mouse_position = app.mouse_position.__class__(x, y)
        app.screen._forward_event(
            kind(None, x, y, 0, 0, button, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
        )
        await self.reader.settled()

    def _somewhere(self) -> tuple[int, int]:
        width, height = self.size
        return self.dice.randrange(width), self.dice.randrange(height)

    def _note(self, act: object) -> None:
        self.done.append(act)

    # -- what must hold ------------------------------------------------------------------------------

    def check(self) -> None:
        """Check what holds at any moment."""
        reader = self.reader
        if self.over or not reader.app.is_running:
            return
        width, height = self.size
        strips = reader.strips()
        self._holds(len(strips) == height, "a row of the screen is missing")
        self._holds(all(strip.cell_length <= width for strip in strips), "a row is wider than the screen")
        page = reader.reading.page
        if page is None or not reader.is_open():
            return
        self._check_rows(page)
        self._check_caret(page)
        self._check_passage(page)

    async def check_calm(self) -> None:
        """Check that nothing moves while the reader does nothing: neither by itself nor for another size and back."""
        page = self.reader.reading.page
        if self.over or page is None or not self.reader.is_open():
            return
        top, caret = page.top, page.caret
        await self.reader.settled()
        self.reader.view.update()
        await self.reader.settled()
        self._holds((page.top, page.caret) == (top, caret), "the text moved by itself")

    async def check_there_and_back(self) -> None:
        """Check that another size and back gives the same top line and the same caret."""
        page = self.reader.reading.page
        if self.over or page is None or not self.reader.is_open():
            return
        if not any(row.line(page.side) is not None for _, row in page.rows()):
            return  # a window of a row or two that shows the title, or nothing but the other side: the anchor is out of sight
        size = self.size
        before = page.caret, page.top
        stood = self._stands(page)
        await self.resize((self.dice.randint(1, 200), self.dice.randint(1, 60)))
        self.check()
        await self.resize(size)
        page = self.reader.reading.page
        assert page is not None
        self._holds(
            (page.caret, page.top) == before,
            f"{before} became {(page.caret, page.top)} on the way back: {stood} became {self._stands(page)}",
        )

    def _stands(self, page: Page) -> str:
        """Say how the reader stands, for a failure."""
        shape = page.spread.geometry
        return f"{page.stand()}, {self.reader.view.size}, {shape}, height {page.height}, top {page.top}"

    def _check_rows(self, page: Page) -> None:
        rows = page.rows()
        self._holds(0 < len(rows) <= page.height, "no rows, or more than the window has")
        spots = [spot for spot, _ in rows]
        self._holds(all(a < b for a, b in pairwise(spots)), "rows are not in order")
        self._holds(page.top == spots[0], "the window does not begin at its top")
        self._holds(page.top <= page.spread.last_top(page.height), "the window goes beyond the end")
        for side in Side:
            text = page.spread.side(side)
            if text is not None:
                lines = [(row.paragraph, row.line(side)) for _, row in rows if row.kind is RowKind.TEXT]
                self._check_lines(text, [(paragraph, line) for paragraph, line in lines if line is not None])
        for y, (_, row) in enumerate(rows):
            line = row.line(Side.FRENCH)
            if line is not None and y < self.reader.view.size.height:
                words = drawn(page.spread.french.text, line.start, line.end, finish=row.finish(Side.FRENCH))
                x = page.spread.geometry.french_x
                painted = self.reader.view.render_line(y).text
                # Neither a wide character in a column of one cell, nor hundreds of accents on one letter.
                if x + max(len(words), cells(words)) <= self.reader.view.size.width:
                    self._holds(words in painted, f"row {y} does not show its line {words!r}: {painted!r}")

    def _check_lines(self, text: Article, lines: list[tuple[int, Span]]) -> None:
        """Check that between two lines of the window nothing is left out but white space, and nothing is shown twice."""
        for (first, before), (second, after) in pairwise(lines):
            self._holds(before.end <= after.start, f"lines overlap: {before} {after}")
            if first == second:
                between = text.text[before.end : after.start]
                self._holds(not between.strip(SPACES + "\u00a0\u202f"), f"lost between lines: {between!r}")
            elif second == first + 1:
                left = (
                    text.text[before.end : text.paragraphs[first].end]
                    + text.text[text.paragraphs[second].start : after.start]
                )
                self._holds(not left.strip(SPACES + "\u00a0\u202f"), f"lost between paragraphs: {left!r}")

    def _check_caret(self, page: Page) -> None:
        text = page.spread.french.text
        self._holds(0 <= page.caret <= len(text), "the caret is outside the text")
        seen = any(row.line(page.side) is not None for _, row in page.rows())
        row = page.caret_row()
        self._holds(not seen or 0 <= row < page.height, f"the caret is on row {row} of {page.height}")

    def _check_passage(self, page: Page) -> None:
        if page.passage is None:
            return
        span, side = page.passage_span(), page.spread.side(page.passage.side)
        self._holds(
            span is not None and side is not None and 0 <= span.start < span.end <= len(side.text), "an empty passage"
        )

    def _holds(self, condition: object, otherwise: str) -> None:
        assert condition, f"{otherwise}\nafter {len(self.done)} acts, the last: {self.done[-LAST:]}"
