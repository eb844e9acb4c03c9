"""Floors for `make bench`: the minimum cost of Textual itself.

`hello` shows one line. `page` is the cheapest page Textual can show: prewrapped text, cached
strips, scrolling without animation, a word caret, and a second column with `t`. It knows no French,
highlights or library, and wraps by counting characters.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

HELLO = "Bonjour tout le monde"
"""Text of the hello floor."""
MEASURE = 66
"""Line width in cells, the program's default."""
GAP = 4
"""Gap between columns in cells."""
REVERSE = Style(reverse=True)


class Hello(App[None]):
    """An application with one line; Ctrl+Q quits."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        from textual.widgets import Static

        yield Static(HELLO, markup=False)


class Lines(ScrollView, can_focus=True):
    """Lines of text, cached as strips."""

    DEFAULT_CSS = "Lines { scrollbar-size: 0 0; }"

    def __init__(self, french: str, english: str) -> None:
        super().__init__()
        self._texts = (french, english)
        self._lines: list[str] = []
        self._strips: dict[int, Strip] = {}
        self._caret = (0, 0)
        self._left = 0
        self._both = False

    def on_mount(self) -> None:
        """Focus the page."""
        self.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the whole text again."""
        self._wrap(event.size)

    def _wrap(self, size: Size) -> None:
        french, english = self._texts
        if self._both:
            width = max(1, min(MEASURE, (size.width - GAP - 2) // 2))
            self._lines, whole = side_by_side(french, english, width), 2 * width + GAP
        else:
            whole = max(1, min(MEASURE, size.width - 2))
            self._lines = wrapped(french, whole)
        self._left = max(0, (size.width - whole) // 2)
        self._strips.clear()
        self.virtual_size = Size(size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a strip, cached or new."""
        number = y + round(self.scroll_y)
        cached = self._strips.get(number)
        if cached is None:
            cached = self._strips[number] = self._strip(number)
        return cached

    def _strip(self, number: int) -> Strip:
        line = self._lines[number] if number < len(self._lines) else ""
        margin = Segment(" " * self._left, self.rich_style)
        parts = [margin, Segment(line, self.rich_style)]
        if number == self._caret[0]:
            start, end = word(line, self._caret[1])
            parts = [
                margin,
                Segment(line[:start], self.rich_style),
                Segment(line[start:end], self.rich_style + REVERSE),
                Segment(line[end:], self.rich_style),
            ]
        return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)

    def on_key(self, event: events.Key) -> None:
        """Handle a key immediately."""
        page = max(1, self.size.height - 2)
        scrolls = {"ctrl+e": 1, "ctrl+y": -1, "space": page, "pagedown": page, "pageup": -page}
        scrolls |= {"G": len(self._lines), "home": -len(self._lines)}
        if event.key in scrolls:
            self.scroll_to(y=self.scroll_y + scrolls[event.key], animate=False, immediate=True)
        elif event.key == "w":
            self._move(*next_word(self._lines, *self._caret))
        elif event.key == "j":
            self._move(min(self._caret[0] + 1, len(self._lines) - 1), self._caret[1])
        elif event.key == "t":
            self._both = not self._both
            self._wrap(self.size)
        elif event.key == "q":
            self.app.exit()
        else:
            return
        event.stop()
        event.prevent_default()

    def _move(self, line: int, column: int) -> None:
        before, self._caret = self._caret[0], (line, column)
        for number in {before, line}:
            self._strips.pop(number, None)
            self.refresh_line(number)
        beyond = line - round(self.scroll_y) - self.size.height + 1
        if beyond > 0:
            self.scroll_to(y=self.scroll_y + beyond, animate=False, immediate=True)


class PageFloor(App[None]):
    """An application with the page only."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, french: str, english: str) -> None:
        super().__init__()
        self._page: Widget = Lines(french, english)

    def compose(self) -> ComposeResult:
        """Show the page."""
        yield self._page


def wrapped(text: str, width: int) -> list[str]:
    """Wrap paragraphs at spaces to ``width`` characters; break longer words."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        start, length = 0, len(paragraph)
        while length - start > width:
            cut = paragraph.rfind(" ", start, start + width + 1)
            if cut <= start:
                cut = start + width
            lines.append(paragraph[start:cut])
            start = cut + (paragraph[cut : cut + 1] == " ")
        lines.append(paragraph[start:])
    return lines


def side_by_side(french: str, english: str, width: int) -> list[str]:
    """Wrap two texts into columns, paragraph beside paragraph."""
    lines: list[str] = []
    for left, right in zip(french.split("\n"), english.split("\n"), strict=True):
        a, b = wrapped(left, width), wrapped(right, width)
        rows = max(len(a), len(b))
        a += [""] * (rows - len(a))
        b += [""] * (rows - len(b))
        lines += [x.ljust(width + GAP) + y if y else x for x, y in zip(a, b, strict=True)]
    return lines


def word(line: str, column: int) -> tuple[int, int]:
    """Return start and end of the word at a column."""
    start = line.rfind(" ", 0, column + 1) + 1
    end = line.find(" ", start)
    return start, len(line) if end < 0 else end


def next_word(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """Return line and column of the next word, or the given ones at the end."""
    found = lines[line].find(" ", column)
    if 0 <= found < len(lines[line]) - 1:
        return line, found + 1
    later = next((number for number in range(line + 1, len(lines)) if lines[number].strip()), None)
    return (line, column) if later is None else (later, 0)


class Area(App[None]):
    """Textual's read-only text area, the simplest way to show a text."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the text, wrapped."""
        from textual.widgets import TextArea

        yield TextArea(self._text, read_only=True, soft_wrap=True)


def main() -> None:
    """Run `hello`, `area FILE`, or `page FRENCH ENGLISH` (files with equal numbers of lines)."""
    kind, *files = sys.argv[1:]
    if kind == "hello":
        Hello().run()
    elif kind == "area":
        Area(Path(files[0]).read_text(encoding="utf-8")).run()
    else:
        PageFloor(*(Path(name).read_text(encoding="utf-8") for name in files)).run()
