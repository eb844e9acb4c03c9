"""The footer: key hints at the left; pending keys and facts at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.frozen import frozen_dataclass
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import truncate
from reader.ui.widgets.margins import DIALOG_MARGIN, window_margin
from reader.ui.widgets.styles import RenderStyle, safe_segment, style

if TYPE_CHECKING:
    from textual import events

    from reader.ui.commands.command import Hint

HINT_GAP = 3
"""Cells between two hints."""
ESSENTIAL_COMMANDS = {"app.help", "app.quit", "app.close", "list.close", "editor.keep"}
"""Commands whose hints are dropped last in a narrow window."""


@frozen_dataclass(frozen=True, slots=True)
class FooterFacts:
    """The facts at the right of the footer."""

    primary: str = ""
    """Shown even in a narrow window."""
    secondary: str = ""
    aside: str = ""
    """Shown after ``primary`` if all of it fits."""
    prefers_aside: bool = False
    """Whether ``secondary`` is dropped before ``aside``."""


class Footer(Widget):
    """The bottom row; its hints depend on the context."""

    BLANK: ClassVar[bool] = False

    @dataclass
    class Pressed(Message):
        """A hint was clicked."""

        command: str

    def __init__(self, *, id: str | None = None, on_dialog: bool = False) -> None:  # noqa: A002 -- Textual's own name
        super().__init__(id=id)
        self._on_dialog = on_dialog
        self._render_style = RenderStyle()
        self._hints: tuple[Hint, ...] = ()
        self._facts = FooterFacts()
        self._pending = ""
        self._click_ranges: list[tuple[int, int, str]] = []
        self._row = Strip([])

    def set_render_style(self, render_style: RenderStyle) -> None:
        """Set colors and cues."""
        self._render_style = render_style
        self._row = self._build_row()
        self.refresh()

    def set_content(self, hints: tuple[Hint, ...], facts: FooterFacts, pending: str) -> None:
        """Set the hints, the facts, and the keys of an unfinished sequence."""
        if (hints, facts, pending) == (self._hints, self._facts, self._pending):
            return
        before, same = self._row, hints == self._hints
        self._hints, self._facts, self._pending = hints, facts, pending
        self._row = self._build_row()
        x = _first_difference(before.text, self._row.text) if same else 0
        # A smaller region: refreshing the whole row would make Textual recompose everything above
        # it.
        self.refresh(Region(x, 0, max(0, self.size.width - x), 1))

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        del y
        if self._row.cell_length != self.size.width:
            self._row = self._build_row()
        return self._row

    def _build_row(self) -> Strip:
        """Return the row: as many hints as fit, then the facts that fit."""
        roles, width = self._render_style.roles, self.size.width
        background = roles.panel if self._on_dialog else roles.background
        key = style(roles.accent, background, bold=True)
        muted = style(roles.muted, background)
        margin = DIALOG_MARGIN if self._on_dialog else window_margin(width)
        facts = self._facts
        first = f"{facts.primary} · {facts.aside}" if facts.aside else facts.primary
        fewer = ((facts.primary, facts.secondary), (first,))
        wishes = ((first, facts.secondary), *(reversed(fewer) if facts.prefers_aside else fewer), (facts.primary,))
        choices = ["   ".join(part for part in (self._pending, *wish) if part) for wish in wishes]
        hints = [(hint, cells(f"{hint.keys} {hint.label}")) for hint in self._hints]
        every = sum(size for _, size in hints) + HINT_GAP * max(0, len(hints) - 1)
        right = next((c for c in choices if margin + every + HINT_GAP + cells(c) + 2 <= width), choices[-1])
        room = width - margin - (cells(right) + 2 + HINT_GAP if right else 1)
        segments, x = [safe_segment(" " * margin, muted)], margin
        self._click_ranges = []
        for hint, size in self._fitting_hints(hints, room):
            if x > margin:
                segments.append(safe_segment(" " * HINT_GAP, muted))
                x += HINT_GAP
            segments += [safe_segment(hint.keys, key), safe_segment(f" {hint.label}", muted)]
            self._click_ranges.append((x, x + size, hint.command))
            x += size
        right = truncate(right, max(0, width - x - 1))
        segments.append(safe_segment(" " * max(0, width - x - cells(right) - min(2, max(0, width - x))), muted))
        segments.append(safe_segment(right, muted))
        return Strip(segments).adjust_cell_length(width, muted)

    def _fitting_hints(self, hints: list[tuple[Hint, int]], room: int) -> list[tuple[Hint, int]]:
        """Drop hints from the end until they fit, the essential ones last."""
        fitting = list(hints)
        while fitting and sum(size for _, size in fitting) + HINT_GAP * (len(fitting) - 1) > room:
            others = [index for index, (hint, _) in enumerate(fitting) if hint.command not in ESSENTIAL_COMMANDS]
            fitting.pop(others[-1] if others else 0)
        return fitting

    def on_click(self, event: events.Click) -> None:
        """Run the command of the clicked hint."""
        event.stop()
        for start, end, command in self._click_ranges:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))


def _first_difference(before: str, after: str) -> int:
    """Return the first cell where two rows differ.

    It counts code points, so with wide characters the result may be too small, never too large.
    """
    for x, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return x
    return min(len(before), len(after))
