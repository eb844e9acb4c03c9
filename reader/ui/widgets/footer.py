"""Footer: one row of keys at the left and two facts at the right; pending keys and messages show here too."""

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
"""Cells between two keys of the footer."""
ESSENTIAL_COMMANDS = {"app.help", "app.quit", "app.close", "list.close", "editor.keep"}
"""Commands whose keys a narrow footer keeps to the last."""


@frozen_dataclass(frozen=True, slots=True)
class FooterFacts:
    """What stands at the right."""

    primary: str = ""
    """What stays where there is little room."""
    secondary: str = ""
    aside: str = ""
    """What stands after the first, where there is room for all of it."""
    prefers_aside: bool = False
    """Whether the second gives way before the aside."""


class Footer(Widget):
    """The row at the bottom. It changes with what can be done."""

    BLANK: ClassVar[bool] = False

    @dataclass
    class Pressed(Message):
        """A key of the footer was clicked."""

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

    def set_render_style(self, ink: RenderStyle) -> None:
        """Use other colors."""
        self._render_style = ink
        self._row = self._build_row()
        self.refresh()

    def set_content(self, hints: tuple[Hint, ...], facts: FooterFacts, pending: str) -> None:
        """Show other keys, facts, or the keys of a sequence that is not finished."""
        if (hints, facts, pending) == (self._hints, self._facts, self._pending):
            return
        before, same = self._row, hints == self._hints
        self._hints, self._facts, self._pending = hints, facts, pending
        self._row = self._build_row()
        x = _first_difference(before.text, self._row.text) if same else 0
        # Only what changed: with the whole row, everything above it would be composed anew at each key.
        self.refresh(Region(x, 0, max(0, self.size.width - x), 1))

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        del y
        if self._row.cell_length != self.size.width:
            self._row = self._build_row()
        return self._row

    def _build_row(self) -> Strip:
        """Return the row: as many keys as fit, then the facts as they fit."""
        roles, width = self._render_style.roles, self.size.width
        ground = roles.panel if self._on_dialog else roles.background
        key = style(roles.accent, ground, bold=True)
        muted = style(roles.muted, ground)
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
        """Keep the first ones, and the ways out to the last: what does not fit goes from the end of the others."""
        kept = list(hints)
        while kept and sum(size for _, size in kept) + HINT_GAP * (len(kept) - 1) > room:
            others = [index for index, (hint, _) in enumerate(kept) if hint.command not in ESSENTIAL_COMMANDS]
            kept.pop(others[-1] if others else 0)
        return kept

    def on_click(self, event: events.Click) -> None:
        """Run the command whose key was clicked."""
        event.stop()
        for start, end, command in self._click_ranges:
            if start <= event.x < end:
                self.post_message(self.Pressed(command))


def _first_difference(before: str, after: str) -> int:
    """Return the cell at which two rows begin to differ; cells are counted as the row's signs are, one each, so at most too soon."""
    for x, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            return x
    return min(len(before), len(after))
