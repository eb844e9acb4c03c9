"""The floors that `make bench` compares the program with: the least that Textual itself costs.

`hello` is an application with one line of text. `page` is the cheapest page Textual can show: text wrapped beforehand, painted line by
line from kept strips, scrolled without animation, with a word caret, and a second column at the press of `t`. It knows nothing of
French, of sentences, marks, places or a library, and wraps by counting characters.
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
"""What the hello floor shows."""
MEASURE = 66
"""Cells of a line, as in the program at first."""
GAP = 4
"""Cells between two columns."""
REVERSE = Style(reverse=True)


class Hello(App[None]):
    """One line of text. Ctrl+Q, Textual's own key, ends it."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        from textual.widgets import Static

        yield Static(HELLO, markup=False)


class Lines(ScrollView, can_focus=True):
    """A text by lines, each kept as a strip."""

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
        """Take the keys."""
        self.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the whole text anew."""
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
        """Return a kept strip, or make it."""
        number = y + round(self.scroll_y)
        kept = self._strips.get(number)
        if kept is None:
            kept = self._strips[number] = self._strip(number)
        return kept

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
        """Do what the key says, at once."""
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
    """The page and nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, french: str, english: str) -> None:
        super().__init__()
        self._page: Widget = Lines(french, english)

    def compose(self) -> ComposeResult:
        """Show the page."""
        yield self._page


def wrapped(text: str, width: int) -> list[str]:
    """Wrap each paragraph at spaces, ``width`` characters a line; folded where a word is longer."""
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
    """Wrap two texts into columns of ``width`` characters, each paragraph beside its own."""
    lines: list[str] = []
    for left, right in zip(french.split("\n"), english.split("\n"), strict=True):
        a, b = wrapped(left, width), wrapped(right, width)
        rows = max(len(a), len(b))
        a += [""] * (rows - len(a))
        b += [""] * (rows - len(b))
        lines += [x.ljust(width + GAP) + y if y else x for x, y in zip(a, b, strict=True)]
    return lines


def word(line: str, column: int) -> tuple[int, int]:
    """Return where the word under a column begins and ends."""
    start = line.rfind(" ", 0, column + 1) + 1
    end = line.find(" ", start)
    return start, len(line) if end < 0 else end


def next_word(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """Return the line and the column of the next word; where there is none, the ones given."""
    found = lines[line].find(" ", column)
    if 0 <= found < len(lines[line]) - 1:
        return line, found + 1
    later = next((number for number in range(line + 1, len(lines)) if lines[number].strip()), None)
    return (line, column) if later is None else (later, 0)


class Area(App[None]):
    """Textual's own text area, for reading only: what a Textual program shows a text in if it does nothing else."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """Show the text, wrapped."""
        from textual.widgets import TextArea

        yield TextArea(self._text, read_only=True, soft_wrap=True)


def main() -> None:
    """Run `hello`, `area FILE`, or `page FRENCH ENGLISH` with two files of as many lines."""
    kind, *files = sys.argv[1:]
    if kind == "hello":
        Hello().run()
    elif kind == "area":
        Area(Path(files[0]).read_text(encoding="utf-8")).run()
    else:
        PageFloor(*(Path(name).read_text(encoding="utf-8") for name in files)).run()
