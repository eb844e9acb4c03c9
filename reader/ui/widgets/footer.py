"""Footer: one row of keys at the left and two facts at the right; pending keys and messages show here too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.frozen import valueclass
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import shorten
from reader.ui.widgets.margins import SHEET_MARGIN, window_margin
from reader.ui.widgets.styles import Ink, segment, style

if TYPE_CHECKING:
    from textual import events

    from reader.ui.commands.command import Hint

GAP = 3
"""Cells between two keys of the footer."""
WAYS_OUT = {"app.help", "app.quit", "app.close", "list.close", "editor.keep"}
"""Commands whose keys a narrow footer keeps to the last."""


@valueclass(frozen=True, slots=True)
class Facts:
    """What stands at the right."""

    first: str = ""
    """What stays where there is little room."""
    second: str = ""
    aside: str = ""
    """What stands after the first, where there is room for all of it."""
    aside_first: bool = False
    """Whether the second gives way before the aside."""


class Footer(Widget):
    """The row at the bottom. It changes with what can be done."""

    BLANK: ClassVar[bool] = False

    @dataclass
    class Pressed(Message):
        """A key of the footer was clicked."""

        command: str

    def __init__(self, *, id: str | None = None, on_sheet: bool = False) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._on_sheet = on_sheet
        self._ink = Ink()
        self._hints: tuple[Hint, ...] = ()
        self._facts = Facts()
        self._pending = ""
        self._places: list[tuple[int, int, str]] = []
        self._row = Strip([])

    def paint_with(self, ink: Ink) -> None:
        """Use other colors."""
        self._ink = ink
        self._row = self._set()
        self.refresh()

    def show(self, hints: tuple[Hint, ...], facts: Facts, pending: str) -> None:
        """Show other keys, facts, or the keys of a sequence that is not finished."""
        if (hints, facts, pending) == (self._hints, self._facts, self._pending):
            return
        before, same = self._row, hints == self._hints
        self._hints, self._facts, self._pending = hints, facts, pending
        self._row = self._set()
        x = _parting(before.text, self._row.text) if same else 0
        # Only what changed: with the whole row, everything above it would be composed anew at each key.
        self.refresh(Region(x, 0, max(0, self.size.width - x), 1))

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        del y
        if self._row.cell_length != self.size.width:
            self._row = self._set()
        return self._row

    def _set(self) -> Strip:
        """Return the row: as many keys as fit, then the facts as they fit."""
        roles, width = self._ink.roles, self.size.width
        ground = roles.shade if self._on_sheet else roles.paper
        key = style(roles.accent, ground, bold=True)
        muted = style(roles.muted, ground)
        margin = SHEET_MARGIN if self._on_sheet else window_margin(width)
        facts = self._facts
        first = f"{facts.first} · {facts.aside}" if facts.aside else facts.first
        fewer = ((facts.first, facts.second), (first,))
        wishes = ((first, facts.second), *(reversed(fewer) if facts.aside_first else fewer), (facts.first,))
        choices = ["   ".join(part for part in (self._pending, *wish) if part) for wish in wishes]
        hints = [(hint, cells(f"{hint.keys} {hint.label}")) for hint in self._hints]
        every = sum(size for _, size in hints) + GAP * max(0, len(hints) - 1)
        right = next((c for c in choices if margin + every + GAP + cells(c) + 2 <= width), choices[-1])
        room = width - margin - (cells(right) + 2 + GAP if right else 1)
        segments, x = [segment(" " * margin, muted)], margin
        self._places = []
        for hint, size in self._kept(hints, room):
            if x > margin:
                segments.append(segment(" " * GAP, muted))
                x += GAP
            segments += [segment(hint.keys, key), segment(f" {hint.label}", muted)]
            self._places.append((x, x + size, hint.command))
            x += size
        right = shorten(right, max(0, width - x - 1))
        segments.append(segment(" " * max(0, width - x - cells(right) - min(2, max(0, width - x))), muted))
        segments.append(segment(right, muted))
        return Strip(segments).adjust_cell_length(width, muted)

    def _kept(self, hints: list[tuple[Hint, int]], room: int) -> list[tuple[Hint, int]]:
        """Keep the first ones, and the ways out to the last: what does not fit goes from the end of the others."""
        kept = list(hints)
        while kept and sum(size for _, size in kept) + GAP * (len(kept) - 1) > room:
            others = [index for index, (hint, _) in enumerate(kept) if hint.command not in WAYS_OUT]
            kept.pop(others[-1] if others else 0)
        return kept

    def on_click(self, event: events.Click) -> None:
        """Run the command whose key was clicked."""
        event.stop()
        for start, end, command in self._places:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))


def _parting(before: str, after: str) -> int:
    """Return the cell at which two rows begin to differ; cells are counted as the row's signs are, one each, so at most too soon."""
    for x, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return x
    return min(len(before), len(after))
